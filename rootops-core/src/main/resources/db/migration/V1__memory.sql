-- The memory of RootOps, version 1. repository_id leads every key of facts: a repository is the unit of scale.

create type risk_level as enum ('low', 'medium', 'high');

create table repository (
    id                integer generated always as identity primary key,
    name              text        not null unique,  -- owner/name of its GitHub origin, else local/<directory>
    location          text        not null unique,  -- a directory, or a clone URL without credentials
    kind              text        not null check (kind in ('local', 'github')),
    web_url           text,                         -- where people browse it
    default_branch    text,
    mined_head        bytea,                        -- head of the default branch when its history was last read to the end
    miner_version     integer     not null default 0,
    state             text        not null default 'waiting'
                      check (state in ('waiting', 'cloning', 'mining', 'ready', 'failed')),
    problem           text,                         -- what went wrong and how to mend it, when state is failed
    mining_done       integer     not null default 0,
    mining_total      integer     not null default 0,
    mining_started_at timestamptz,
    last_mined_at     timestamptz,
    missing_blobs     integer     not null default 0,
    shallow           boolean     not null default false,
    commits           integer     not null default 0,  -- on the default branch, merges included
    scored_commits    integer     not null default 0,
    added_at          timestamptz not null default now()
);

create table author (
    repository_id integer not null references repository on delete cascade,
    id            integer not null,
    email         text    not null,  -- lower-cased, after .mailmap: the author's identity
    name          text    not null,
    bot           boolean not null default false,
    primary key (repository_id, id),
    unique (repository_id, email)
);

create table path (
    repository_id integer not null references repository on delete cascade,
    id            integer not null,
    path          text    not null,  -- bytes that are no UTF-8 stand as \xNN
    primary key (repository_id, id),
    unique (repository_id, path)
);

create table commit_memory (
    repository_id integer     not null references repository on delete cascade,
    id            integer     not null,
    sha           bytea       not null,
    position      integer,               -- order of arrival on the default branch; null: not on it
    parents       bytea[]     not null,
    author_id     integer     not null,
    authored_at   timestamptz not null,
    committed_at  timestamptz not null,
    subject       text        not null,
    files         integer     not null,
    lines_added   integer     not null,
    lines_deleted integer     not null,
    rankable      boolean     not null,  -- false: merges and shallow boundaries, which have no score
    provisional   boolean     not null default false,  -- read ahead of the pass, which replaces it
    model_version integer,               -- null: no score
    percentile    real,                  -- 0 to 100
    level         risk_level,
    primary key (repository_id, id),
    unique (repository_id, sha),
    unique (repository_id, position),
    check ((percentile is null) = (level is null) and (percentile is null) = (model_version is null))
);
create index commit_memory_newest on commit_memory (committed_at desc, repository_id desc, id desc);
create index commit_memory_repository_newest on commit_memory (repository_id, committed_at desc, id desc);
create index commit_memory_high on commit_memory (committed_at desc, repository_id desc, id desc) where level = 'high';
create index commit_memory_provisional on commit_memory (repository_id) where provisional;
create index commit_memory_author on commit_memory (repository_id, author_id, position);
create index commit_memory_sha on commit_memory (sha);

-- Apart from commit_memory, whose rows are rewritten whenever a new model is promoted.
create table commit_message (
    repository_id integer not null,
    commit_id     integer not null,
    message       text    not null,
    primary key (repository_id, commit_id),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);
create index commit_message_words on commit_message using gin (to_tsvector('simple', left(message, 4000)));

create table commit_features (
    repository_id integer not null,
    commit_id     integer not null,
    features      real[]  not null,     -- in the order of risk.Feature
    primary key (repository_id, commit_id),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);

create table file_change (
    repository_id integer  not null,
    commit_id     integer  not null,
    path_id       integer  not null,
    old_path_id   integer,              -- of a rename
    file_id       integer  not null,    -- stays the same through renames
    status        char(1)  not null check (status in ('A', 'M', 'D', 'R', 'T')),
    is_binary     boolean  not null,    -- no lines to count: binary, or a blob that this clone lacks
    lines_added   integer  not null,
    lines_deleted integer  not null,
    primary key (repository_id, commit_id, path_id),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);
create index file_change_path on file_change (repository_id, path_id, commit_id);
create index file_change_file on file_change (repository_id, file_id, commit_id);

-- Identifiers of the changed lines, commonest first: what an incident's text is compared with.
create table changed_identifiers (
    repository_id integer not null,
    commit_id     integer not null,
    path_id       integer not null,
    identifiers   text    not null,     -- separated by one blank
    primary key (repository_id, commit_id, path_id),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);

create table branch (
    repository_id integer     not null references repository on delete cascade,
    name          text        not null,
    head          bytea       not null,
    seen_at       timestamptz not null,
    primary key (repository_id, name)
);

-- Commits of a branch that are not on the default branch.
create table branch_commit (
    repository_id integer not null,
    branch        text    not null,
    commit_id     integer not null,
    primary key (repository_id, branch, commit_id),
    foreign key (repository_id, branch) references branch on delete cascade,
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);
create index branch_commit_commit on branch_commit (repository_id, commit_id);

create table risk_model (
    repository_id integer     not null references repository on delete cascade,
    version       integer     not null,
    kind          text        not null check (kind in ('size')),
    trained_at    timestamptz not null,
    commits       integer     not null,  -- how many it was trained on
    reference     real[]      not null,  -- raw scores, ascending: a percentile is the rank among them
    promoted      boolean     not null,
    primary key (repository_id, version)
);
create unique index risk_model_promoted on risk_model (repository_id) where promoted;

create table risk_score (
    repository_id integer     not null,
    model_version integer     not null,
    commit_id     integer     not null,
    raw           real        not null,
    percentile    real        not null,
    scored_at     timestamptz not null,
    primary key (repository_id, model_version, commit_id),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);
create index risk_score_commit on risk_score (repository_id, commit_id);

-- Counts per day, kept in the transaction that stores the commits: the overview never counts a whole history.
create table commit_day (
    repository_id integer    not null references repository on delete cascade,
    day           date       not null,   -- UTC
    level         risk_level not null,
    commits       integer    not null,
    churn         bigint     not null,
    primary key (repository_id, day, level)
);

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
