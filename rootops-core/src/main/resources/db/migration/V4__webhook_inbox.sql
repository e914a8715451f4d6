-- What GitHub sends. A delivery is acknowledged once it stands here; everything else is done from here.

create table webhook_inbox (
    id              bigint      generated always as identity primary key,
    delivery_guid   text        not null,  -- X-GitHub-Delivery; kept by a redelivery, and used twice by some senders
    body_sha256     bytea       not null,
    event           text        not null,  -- X-GitHub-Event
    received_at     timestamptz not null default now(),
    body            bytea,                 -- as signed; compressed by PostgreSQL itself (TOAST). Null: old, thrown away
    state           text        not null default 'received'
                    check (state in ('received', 'waiting', 'done', 'dead')),
    action          text,                  -- this and the next three are read from the body, after the acknowledgement
    installation_id bigint,
    github_id       bigint,                -- of the repository that it is about
    full_name       text,                  -- its owner/name as the payload has it
    attempts        integer     not null default 0,
    next_run_at     timestamptz not null default now(),
    locked_by       text,                  -- the worker that has it, until locked_until
    locked_until    timestamptz,
    finished_at     timestamptz,
    note            text,                  -- what came of it
    last_error      text,
    unique (delivery_guid, body_sha256),
    check ((locked_by is null) = (locked_until is null)),
    check (state in ('done', 'dead') = (finished_at is not null))
);
create index webhook_inbox_received on webhook_inbox (id) where state = 'received';
create index webhook_inbox_waiting on webhook_inbox (next_run_at, id) where state = 'waiting';
create index webhook_inbox_held on webhook_inbox (github_id) where locked_by is not null;
create index webhook_inbox_dead on webhook_inbox (id) where state = 'dead';
create index webhook_inbox_kept on webhook_inbox (finished_at) where body is not null;

alter table repository
    add github_id       bigint unique,                -- GitHub's own number: names change, this does not
    add moved_at        timestamptz,                  -- GitHub's time of its last known rename or transfer
    add installation_id bigint,                       -- of the App that may speak for it; null: not known
    add asked_revision  bigint not null default 0,    -- counts requests to read it, such as pushes
    add read_revision   bigint not null default 0;    -- the one that the last reading answered: less means that one is owed

-- Where a repository was before it was renamed or transferred.
create table repository_alias (
    location      text    primary key,
    repository_id integer not null references repository on delete cascade
);
create index repository_alias_repository on repository_alias (repository_id);
