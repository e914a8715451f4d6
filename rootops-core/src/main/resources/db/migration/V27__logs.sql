-- What services log: where it is read from and how far, the templates of its lines, and how often they came. None of it is of
-- a repository: which one a service comes from is learned, and may change.

create table service (
    id            integer     primary key generated always as identity,
    name          text        not null,
    environment   text        not null default '',  -- empty: not known
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    loki_at       timestamptz,            -- when Loki last brought lines of it, by the database's clock; null: it never did
    unique (name, environment)
);

-- Times in (from_at, to_at] whose lines were counted from log files, so that Loki does not bring them again.
create table service_files (
    service_id integer     not null references service on delete cascade,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    stored_at  timestamptz not null,  -- by the database's clock
    primary key (service_id, from_at)
);

-- Each is read by whoever claims it first; what came of a reading is stored only where nobody read on in the meantime.
create table log_source (
    name         text        primary key,  -- loki, files, or files@ and a machine's name
    position     bytea,                    -- to read on from, as its backend understands it; null: from the start
    complete_at  timestamptz,              -- all that was written before has been read
    claimed_at   timestamptz,              -- when somebody last began to read, by the database's clock
    read_at      timestamptz,              -- when a reading last succeeded, by the database's clock
    behind       boolean     not null default false,  -- there was more to read then
    failures     integer     not null default 0,      -- in a row
    problem      text,                     -- why the last reading came to nothing
    notes        text[]      not null default '{}'    -- what the last reading has to say
);

-- What the miner of a service's templates needs to go on.
create table template_miner (
    service_id integer primary key references service on delete cascade,
    version    bigint  not null,
    state      bytea   not null,
    evicted    bigint  not null default 0  -- templates that were forgotten because there were too many
);

create table log_template (
    id            bigint      primary key generated always as identity,
    service_id    integer     not null references service on delete cascade,
    number        bigint      not null,             -- the miner's
    stack         text        not null default '',  -- fingerprint of the stack trace that came with it; empty: none
    text          text        not null,
    frames        text[]      not null default '{}', -- exceptions, then frames, of the stack trace
    level         smallint    check (level between 0 and 5), -- the worst, from trace to fatal; null: none
    error         boolean     not null,             -- whether it tells that something went wrong
    samples       text[]      not null,             -- at most five, secrets masked
    events        bigint      not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    merged_into   bigint      references log_template on delete cascade,
    unique (service_id, number, stack)
);
create index log_template_service on log_template (service_id) where merged_into is null;
create index log_template_merged on log_template (merged_into);

-- Events by hour.
create table template_count (
    template_id bigint      not null references log_template on delete cascade,
    hour        timestamptz not null,
    events      integer     not null,
    primary key (template_id, hour)
);
create index template_count_hour on template_count (hour);

-- Errors by minute: a deployment begins at any.
create table error_count (
    template_id bigint      not null references log_template on delete cascade,
    minute      timestamptz not null,
    events      integer     not null,
    primary key (template_id, minute)
);
create index error_count_minute on error_count (minute);

-- All events of a service by minute.
create table log_count (
    service_id integer     not null references service on delete cascade,
    minute     timestamptz not null,
    events     integer     not null,
    errors     integer     not null,
    primary key (service_id, minute)
);
create index log_count_minute on log_count (minute);
