-- What GitHub does not let RootOps read or write, polls that are asked for meanwhile, and what is thrown away when it is old.

-- Forgotten when GitHub's lists tell of other permissions, of an end of a suspension, or of a repository anew.
create table refusal (
    repository_id integer     not null references repository on delete cascade,
    topic         text        not null,  -- a list that is polled, or a kind of report
    until         timestamptz not null,  -- not asked for before
    primary key (repository_id, topic)
);

-- A poll was asked for, and none has begun since. One that is under way may have passed what it was asked for.
create table poll_request (
    repository_id integer primary key references repository on delete cascade
);

-- For throwing away what is old.
create index check_conclusion_at on check_conclusion (at);
create index deployment_event_pushed on deployment_event (state_at) where source = 'push';
