-- What is to be told where people look: one check run or commit status a commit, written by whoever claims the row.
create table risk_report (
    repository_id  integer     not null references repository on delete cascade,
    sha            bytea       not null,  -- head of a branch
    kind           text        not null check (kind in ('check_run', 'status')),
    state          text        not null check (state in ('due', 'told', 'set_aside')),
    model_version  integer     not null,  -- with the percentile: the score that it tells of
    percentile     real        not null,
    revision       integer     not null default 1,  -- raised with each new score: one that comes while an older one is told is not lost
    attempts       integer     not null default 0,  -- failed ones since it became due
    next_run_at    timestamptz not null default now(),
    locked_until   timestamptz,           -- by the database's clock, like all of these times; claimed until then
    called_at      timestamptz,           -- when the forge was last called for it: counts against the forge's limits
    remote_id      bigint,                -- of the check run or status there
    content_sha256 bytea,                 -- of what stands there
    last_error     text,
    queued_at      timestamptz not null default now(),
    told_at        timestamptz,
    primary key (repository_id, sha, kind)
);
create index risk_report_due on risk_report (next_run_at) where state = 'due';
create index risk_report_called on risk_report (called_at);

-- A scheduler deletes tasks that it does not know from its table after two weeks, so each has a table of its own.
create table report_tasks (like scheduled_tasks including all);
