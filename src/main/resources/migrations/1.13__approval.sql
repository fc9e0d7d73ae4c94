create table deployment_approval (
  stack         varchar(63) not null,
  number        bigint not null,
  step_key      varchar(60) not null,
  asked_at      bigint not null,
  approved      smallint,
  decided_at    bigint,
  decided_by    varchar(200),
  remark        text,
  decision_key  varchar(26),
  primary key (stack, number, step_key)
);
create index deployment_approval_decision on deployment_approval (decision_key);
