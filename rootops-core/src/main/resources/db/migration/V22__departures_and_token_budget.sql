-- When a commit was last seen to leave a branch: by a force push, or because the branch was deleted. Whether it is on
-- another one is asked of branch_commit.
alter table commit_memory add left_at timestamptz;
create index commit_memory_left on commit_memory (repository_id) where left_at is not null;

-- The default branch was rewritten: what the branch brings is to be read again.
alter table branch add stale boolean not null default false;

-- Those that left before this was kept: nobody knows when, but they are found on none now.
update commit_memory c set left_at = now()
where position is null and not provisional and listed is null
  and not exists (select from branch_commit b where b.repository_id = c.repository_id and b.commit_id = c.id);

-- What GitHub said last of the limit of GITHUB_TOKEN; what it says of the App's stands with the installations.
create table token_budget (
    only_one       boolean     primary key default true check (only_one),
    rate_limit     integer     not null,
    rate_remaining integer     not null,
    rate_reset_at  timestamptz not null
);
