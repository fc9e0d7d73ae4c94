create table audit_entry (
  id       varchar(26) not null primary key,
  at       bigint not null,
  actor    varchar(200) not null,
  action   varchar(60) not null,
  subject  varchar(300),
  detail   text,
  address  varchar(60)
);
