-- What was asked of a forge about checks and issues because no event told of it, so that nobody asks for it again.

create table check_poll (
    repository_id  integer     not null references repository on delete cascade,
    sha            bytea       not null,
    first_asked_at timestamptz not null,
    asked_at       timestamptz not null,  -- the last time; what is old is thrown away
    next_at        timestamptz,           -- not asked for before; null: nothing more is expected of it
    primary key (repository_id, sha)
);

-- Issues that lists do not tell of, where asking for the one itself brought nothing.
create table issue_poll (
    repository_id integer not null references repository on delete cascade,
    number        integer not null,
    next_at       timestamptz,            -- not asked for before; null: there is no such issue
    primary key (repository_id, number)
);

alter table repository
    add issues_seen_to timestamptz;       -- the forge's time up to which changes of issues were polled; null: never
