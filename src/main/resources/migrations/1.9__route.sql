create table route (
  stack           varchar(63) not null,
  service         varchar(128) not null,
  container_port  bigint not null,
  health_path     text,
  held            smallint not null,
  hold_limit_ms   bigint not null,
  primary key (stack, service, container_port)
);

create table route_entry (
  stack           varchar(63) not null,
  service         varchar(128) not null,
  container_port  bigint not null,
  ordinal         bigint not null,
  address         varchar(45),
  port            bigint,
  domain          varchar(253),
  path            text not null,
  primary key (stack, service, container_port, ordinal)
);

create table route_target (
  stack           varchar(63) not null,
  service         varchar(128) not null,
  container_port  bigint not null,
  name            varchar(128) not null,
  address         varchar(60) not null,
  release_number  bigint not null,
  slot            varchar(20),
  weight          bigint not null,
  state           varchar(10) not null,
  primary key (stack, service, container_port, name)
);
