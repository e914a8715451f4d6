-- Commits of which only the forge's list of files is known, as long as their code cannot be fetched. Their scores are
-- provisional; whatever git tells of them replaces their rows.

alter table commit_memory
    add listed text check (listed in ('on_default', 'waiting'));  -- where it stands by the forge's word; null: read from git
create index commit_memory_listed on commit_memory (repository_id) where listed is not null;

alter table branch
    add listed text check (listed in ('on_default', 'waiting'));  -- its head is the forge's word; null: it is the clone's

alter table pull_request
    add read_listed boolean not null default false;               -- some of its commits are known by such lists only

alter table risk_report
    add listed boolean not null default false;                    -- with the percentile: the score is a provisional one

-- Where pushes say that a branch stands; gone as soon as that is read from git.
create table told_head (
    repository_id integer     not null references repository on delete cascade,
    sha           bytea       not null,
    told_at       timestamptz not null default now(),
    primary key (repository_id, sha)
);
