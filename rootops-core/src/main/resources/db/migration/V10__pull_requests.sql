-- Pull requests as GitHub tells of them, and what was read of each.

create table pull_request (
    repository_id    integer     not null references repository on delete cascade,
    number           integer     not null,
    github_id        bigint      not null,
    title            text        not null,
    author_login     text,                     -- null: the account is gone
    state            text        not null check (state in ('open', 'closed', 'merged')),
    draft            boolean     not null,
    from_fork        boolean     not null,
    head_sha         bytea       not null,     -- as GitHub says
    base_ref         text        not null,     -- without refs/heads/
    base_sha         bytea       not null,
    merged_at        timestamptz,
    merge_commit_sha bytea,                    -- what the merge put on the base branch; null unless merged
    closes           integer[],                -- issues named by closing keywords of its text; null: the text is not known
    updated_at       timestamptz not null,     -- GitHub's: what is older never replaces what is newer
    backlog          boolean     not null,     -- was there before RootOps looked, and nothing was pushed to it since: not read
    read_head        bytea,                    -- the head that was read last; null: none
    read_base_ref    text,
    read_base        bytea,                    -- the commit on the base branch that its range was taken from
    approved_by      text[],                   -- logins, by their last review; null: not asked
    reviews_at       timestamptz,              -- its updated_at when they were asked for
    primary key (repository_id, number),
    check ((state = 'merged') = (merged_at is not null))
);
create index pull_request_merge_commit on pull_request (repository_id, merge_commit_sha);
create index pull_request_read_head on pull_request (repository_id, read_head);

-- Which commits it brings or brought; the commits may be gone from the memory.
create table pull_request_commit (
    repository_id integer not null,
    sha           bytea   not null,
    number        integer not null,
    primary key (repository_id, sha, number),
    foreign key (repository_id, number) references pull_request on delete cascade
);
create index pull_request_commit_number on pull_request_commit (repository_id, number);

alter table repository
    add pulls_seen_to timestamptz,             -- GitHub's time up to which changes of pull requests were polled; null: never polled
    add heads_read_at timestamptz;             -- when all branches were first read: what came before is history

-- Since when something is told of a repository in a way: heads that stood there before are no news.
create table report_start (
    repository_id integer     not null references repository on delete cascade,
    kind          text        not null check (kind in ('check_run', 'status')),
    started_at    timestamptz not null default now(),
    primary key (repository_id, kind)
);

alter table risk_report
    drop constraint risk_report_state_check,
    add constraint risk_report_state_check check (state in ('due', 'told', 'set_aside', 'history')),
    add first_told_at timestamptz;
update risk_report set first_told_at = told_at;

-- Each call counts against the forge's limits, also of a report that is told again.
create table report_call (
    called_at timestamptz not null default now()
);
create index report_call_time on report_call (called_at);
