create table certificate (
  id           varchar(26) not null primary key,
  names        text not null,
  issuer       text not null,
  not_before   bigint not null,
  not_after    bigint not null,
  fingerprint  varchar(64) not null,
  chain        text not null,
  key_sealed   text not null,
  created_at   bigint not null
);

create table domain_https (
  domain    varchar(253) not null primary key,
  redirect  smallint not null,
  strict    smallint not null
);

create table acme_account (
  directory   text not null,
  email       text not null,
  authority   text,
  agreed_at   bigint not null,
  key_sealed  text
);

create table acme_domain (
  domain    varchar(253) not null primary key,
  next_at   bigint not null,
  failures  bigint not null,
  problem   text
);
