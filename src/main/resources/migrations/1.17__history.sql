-- The history is filtered in the indexes alone. None of them may exceed the 2,704 bytes that PostgreSQL allows.
update deployment set search_text = substr(search_text, 1, 600) where length(search_text) > 600;
drop index deployment_newest;
create index deployment_newest on deployment (sort_key, state, branch, author);
drop index deployment_stack_newest;
create index deployment_stack_newest on deployment (stack, sort_key, state, branch, author);
create index deployment_text on deployment (sort_key, state, search_text);
