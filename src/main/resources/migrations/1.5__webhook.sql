create table webhook_event (
  id               varchar(26) not null primary key,
  received_at      bigint not null,
  provider         varchar(20) not null,
  repository_id    varchar(26),
  event            varchar(100) not null,
  kind             varchar(20),
  verdict          varchar(20) not null,
  reason           text,
  ref              text,
  commit_sha       varchar(64),
  commit_message   text,
  commit_author    text,
  delivery_id      varchar(200),
  accepted_key     varchar(250) unique,
  headers          text not null,
  changes          text not null,
  body_bytes       bigint,
  processed_at     bigint
);
create index webhook_event_repository on webhook_event (repository_id, id);
create index webhook_event_verdict on webhook_event (verdict, id);

create table webhook_outcome (
  event_id    varchar(26) not null,
  seq         bigint not null,
  at          bigint not null,
  stack       varchar(63),
  deployment  bigint,
  rule        varchar(40),
  message     text not null,
  primary key (event_id, seq)
);
