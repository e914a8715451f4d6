-- Where the GitHub App is installed and on what, as GitHub tells it: by GitHub's numbers, since names change.

create table installation (
    id                   bigint  primary key,
    account              text    not null,  -- login
    account_id           bigint  not null,
    account_type         text    not null,  -- User or Organization
    repository_selection text    not null,  -- all or selected
    permissions          text    not null,  -- JSON, as GitHub gives it
    events               text[]  not null,
    suspended_at         timestamptz,
    removed_at           timestamptz,       -- since when GitHub does not list it any more
    listed_at            timestamptz,       -- by our database's clock, like the times below: begin of the last complete list of its repositories
    polled_at            timestamptz,       -- end of the last attempt to list them
    problem              text,              -- why that attempt came to nothing
    held_until           timestamptz,       -- not to be asked before, for GitHub's limits
    delivered_at         timestamptz,       -- when its last webhook came
    rate_limit           integer,           -- requests an hour
    rate_remaining       integer,
    rate_reset_at        timestamptz        -- by GitHub's clock
);

-- What it is installed on, followed or not. Only GitHub's lists write here, never a payload.
create table installed_repository (
    installation_id bigint not null references installation on delete cascade,
    github_id       bigint not null,
    full_name       text   not null,
    pushed_at       timestamptz,
    default_branch  text,
    left_out        text,                   -- why it is not followed; null: it is
    primary key (installation_id, github_id)
);
create index installed_repository_number on installed_repository (github_id);

-- How the list of installations itself stands; one row at most. Times as above.
create table installation_listing (
    only_one   boolean primary key default true check (only_one),
    listed_at  timestamptz,
    problem    text,
    held_until timestamptz
);

alter table repository
    add paused          text check (paused in ('removed', 'suspended', 'archived', 'disabled', 'fork', 'not_named')),
    add fetched_at      timestamptz,        -- when its code was last brought up to date from GitHub
    add asked_pushed_at timestamptz,        -- GitHub's time of the last push that a reading was asked for
    add delivered_at    timestamptz;        -- when the last webhook about it came
create index repository_installation on repository (installation_id) where installation_id is not null;

-- A scheduler of its own, as report_tasks: reading long histories holds no poll up.
create table installation_tasks (like scheduled_tasks including all);
