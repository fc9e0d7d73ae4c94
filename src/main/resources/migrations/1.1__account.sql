create table user_account (
  id             varchar(26) not null primary key,
  name           varchar(63) not null,
  name_key       varchar(63) not null unique,
  password_hash  varchar(100) not null,
  role           varchar(10) not null,
  disabled       smallint not null,
  created_at     bigint not null,
  last_login_at  bigint
);

create table login_session (
  id            varchar(26) not null primary key,
  token_hash    varchar(64) not null unique,
  user_id       varchar(26) not null references user_account (id) on delete cascade,
  created_at    bigint not null,
  last_seen_at  bigint not null,
  address       varchar(60) not null,
  user_agent    varchar(300) not null
);
create index login_session_user on login_session (user_id, created_at);

create table api_token (
  id            varchar(26) not null primary key,
  token_hash    varchar(64) not null unique,
  user_id       varchar(26) not null references user_account (id) on delete cascade,
  name          varchar(100) not null,
  role          varchar(10) not null,
  created_at    bigint not null,
  expires_at    bigint,
  last_used_at  bigint
);
create index api_token_user on api_token (user_id, created_at);

create table known_device (
  device_hash  varchar(64) not null primary key,
  user_id      varchar(26) not null references user_account (id) on delete cascade,
  address      varchar(60) not null,
  seen_at      bigint not null
);
create index known_device_user on known_device (user_id, address);
