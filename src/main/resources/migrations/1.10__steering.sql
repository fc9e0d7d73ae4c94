create table deployment_steering (
  stack        varchar(63) not null,
  number       bigint not null,
  paused       smallint not null,
  passed       varchar(60),
  promoted_by  varchar(200),
  aborted_by   varchar(200),
  waits        varchar(20),
  waits_until  bigint,
  primary key (stack, number)
);
