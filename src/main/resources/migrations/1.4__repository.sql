create table git_repository (
  id                varchar(26) not null primary key,
  name              varchar(300) not null,
  url               text not null,
  provider          varchar(20) not null,
  credential_kind   varchar(10) not null,
  credential_user   text,
  credential_sealed text,
  public_key        text,
  known_hosts       text not null,
  hook_secret       text not null,
  hook_seen_at      bigint,
  poll_mode         varchar(10) not null,
  poll_seconds      bigint not null,
  next_check_at     bigint,
  failures          bigint not null,
  refs_known        smallint not null,
  default_branch    text,
  closed            smallint,
  last_check_at     bigint,
  last_error        text,
  created_at        bigint not null
);
create index git_repository_due on git_repository (next_check_at);

create table git_repository_ref (
  repository_id varchar(26) not null references git_repository (id) on delete cascade,
  ref           text not null,
  sha           varchar(64) not null,
  primary key (repository_id, ref)
);

create table deploy_key (
  id          varchar(26) not null primary key,
  sealed      text not null,
  public_key  text not null,
  created_at  bigint not null
);

create table stack_source (
  stack         varchar(63) not null primary key,
  repository_id varchar(26) not null references git_repository (id),
  branch        text,
  compose_path  text not null,
  rules         text not null,
  auto_deploy   smallint not null,
  paused_reason text,
  desired       text,
  deployed      text,
  changed_at    bigint not null
);
create index stack_source_repository on stack_source (repository_id);
