alter table route add column split_percent smallint;
alter table route add column split_slot varchar(20);
alter table route add column split_sticky smallint;
