alter table route add column preview varchar(40);
