-- What other checks say of commits, how issues stand, and when a forge is asked for what no event told.

create table check_conclusion (
    repository_id integer     not null references repository on delete cascade,
    sha           bytea       not null,  -- any commit there, read or not
    kind          text        not null check (kind in ('check_run', 'check_suite', 'status')),
    app_id        bigint      not null,  -- GitHub's number of who checks; 0: a status, or not told
    suite_id      bigint      not null,  -- of a check run: two workflows may have a job of one name; else 0
    name          text        not null,  -- of a suite its id
    external_id   bigint      not null,  -- of what told it
    app           text,                  -- as people call it; null: not told
    state         text        not null check (state in ('queued', 'in_progress', 'completed')),
    conclusion    text,                  -- GitHub's word; null: not completed
    at            timestamptz not null,  -- when it came so far, by GitHub's clock: what is older never replaces what is newer
    completed_at  timestamptz,
    primary key (repository_id, sha, kind, app_id, suite_id, name)
);

create table issue (
    repository_id integer     not null references repository on delete cascade,
    number        integer     not null,
    title         text        not null,
    state         text        not null check (state in ('open', 'closed', 'gone')),  -- gone: deleted or transferred
    labels        text[]      not null,
    opened_at     timestamptz not null,  -- by GitHub's clock, like these times
    closed_at     timestamptz,
    updated_at    timestamptz not null,
    primary key (repository_id, number)
);

-- Raised by each review that is heard of: one that comes while reviews are asked for is not lost.
alter table pull_request add reviews_heard integer not null default 0;

-- Lists of the forge that were read to their end once: before that, known ones do not mean that the rest is known.
create table poll_listed (
    repository_id integer not null references repository on delete cascade,
    topic         text    not null,
    primary key (repository_id, topic)
);

-- A scheduler of its own, as installation_tasks: reading long histories holds no poll up.
create table poll_tasks (like scheduled_tasks including all);
