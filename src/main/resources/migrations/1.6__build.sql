create table build_config (
  stack       varchar(63) not null primary key,
  config      text not null,
  changed_at  bigint not null
);
