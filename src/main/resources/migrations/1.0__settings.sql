create table setting (
  name       varchar(100) not null primary key,
  value      text not null,
  changed_at bigint not null
);
