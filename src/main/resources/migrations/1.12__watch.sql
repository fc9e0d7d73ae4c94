create table watch_sample (
  stack           varchar(63) not null,
  seq             bigint not null,
  at              bigint not null,
  release_number  bigint not null,
  name            varchar(100) not null,
  verdict         varchar(10) not null,
  detail          text not null,
  primary key (stack, seq)
);

create table watch_change (
  stack           varchar(63) not null,
  seq             bigint not null,
  at              bigint not null,
  release_number  bigint not null,
  state           varchar(10) not null,
  check_name      varchar(100),
  reason          text,
  deployment      bigint,
  refusal         text,
  primary key (stack, seq)
);

alter table deploy_release add column taken_back smallint not null default 0;
