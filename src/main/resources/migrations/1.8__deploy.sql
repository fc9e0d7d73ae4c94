create table deploy_release (
  stack        varchar(63) not null,
  number       bigint not null,
  created_at   bigint not null,
  commit_json  text,
  strategy     varchar(20) not null,
  model        text not null,
  services     text not null,
  files        text not null,
  environment  text,
  config       text not null,
  found        smallint not null,
  compatible   smallint not null,
  live         smallint not null,
  was_live     smallint not null,
  jobs_done    smallint not null,
  primary key (stack, number)
);

create table deployment (
  stack          varchar(63) not null,
  number         bigint not null,
  state          varchar(20) not null,
  kind           varchar(20) not null,
  strategy       varchar(20) not null,
  actor          varchar(200) not null,
  event_id       varchar(26),
  commit_sha     varchar(64),
  commit_json    text,
  branch         varchar(300),
  author         varchar(300),
  search_text    text not null,
  wanted_ref     varchar(300),
  from_release   bigint,
  to_release     bigint,
  keep_env       smallint not null,
  queued_at      bigint not null,
  started_at     bigint,
  ended_at       bigint,
  deadline_at    bigint,
  no_return_at   bigint,
  cancel_asked   smallint not null,
  superseded_by  bigint,
  approval       varchar(10),
  resumed        bigint not null,
  failure        text,
  note           text,
  sort_key       varchar(26) not null,
  primary key (stack, number)
);
create index deployment_newest on deployment (sort_key);
create index deployment_state on deployment (state, sort_key);
create index deployment_stack_newest on deployment (stack, sort_key);

create table deployment_step (
  stack       varchar(63) not null,
  number      bigint not null,
  ordinal     bigint not null,
  step_key    varchar(60) not null,
  phase       varchar(20) not null,
  title       text not null,
  state       varchar(10) not null,
  started_at  bigint,
  ended_at    bigint,
  detail      text,
  primary key (stack, number, step_key)
);

create table deployment_journal (
  stack    varchar(63) not null,
  number   bigint not null,
  seq      bigint not null,
  at       bigint not null,
  action   varchar(80) not null,
  entry    varchar(10) not null,
  detail   text,
  primary key (stack, number, seq)
);

create table deployment_check (
  stack    varchar(63) not null,
  number   bigint not null,
  seq      bigint not null,
  at       bigint not null,
  name     varchar(100) not null,
  verdict  varchar(10) not null,
  detail   text not null,
  primary key (stack, number, seq)
);

create table deploy_config (
  stack       varchar(63) not null primary key,
  config      text not null,
  changed_at  bigint not null
);

create table deploy_lease (
  stack     varchar(63) not null primary key,
  owner     varchar(200),
  token     bigint not null,
  until_at  bigint not null
);
