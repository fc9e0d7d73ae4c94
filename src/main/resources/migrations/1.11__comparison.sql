alter table deployment_check add column compared text;
