-- Incidents, and the alerts that told of them. An incident is of a service: which repository that comes from is learned, and
-- need not be known.

create table incident_memory (
    id            uuid        primary key,
    repository_id integer     references repository on delete cascade,  -- null: not known
    service       text        not null,   -- empty: not known
    environment   text        not null,   -- empty: not known
    title         text        not null,
    severity      text        not null,   -- the worst of what told of it
    source        text        not null,   -- what told of it first
    trust         double precision not null check (trust > 0 and trust <= 1),
    state         text        not null check (state in ('open', 'resolved')),
    began_at      timestamptz not null,
    ended_at      timestamptz,            -- null: it is open
    opened_at     timestamptz not null,   -- when RootOps took it for one, by the database's clock
    link          text,
    check ((state = 'open') = (ended_at is null))
);
create index incident_memory_began on incident_memory (began_at);
create index incident_memory_open on incident_memory (began_at) where state = 'open';
create index incident_memory_repository on incident_memory (repository_id, began_at);
create index incident_memory_service on incident_memory (service, began_at);

create table incident_history (
    incident_id uuid        not null references incident_memory on delete cascade,
    number      integer     not null,
    event       text        not null,   -- opened, told, resolved, reopened
    at          timestamptz not null,   -- when it happened
    said_at     timestamptz not null,   -- when RootOps heard of it, by the database's clock
    note        text        not null,
    primary key (incident_id, number)
);

-- Each that is grave enough; who sends them sends them again.
create table incident_alert (
    source      text        not null,
    key         text        not null,   -- the sender's own name of it: the same when it is told again
    incident_id uuid        references incident_memory on delete cascade,  -- null: too short for one, so far
    grouping    text        not null,   -- the sender's group; empty: none
    service     text        not null,   -- empty: not known
    environment text        not null,   -- empty: not known
    title       text        not null,
    text        text        not null,
    severity    text        not null,
    link        text,
    status      text        not null check (status in ('firing', 'resolved', 'lapsed')),
    began_at    timestamptz not null,
    ended_at    timestamptz,            -- null: it is firing
    said_at     timestamptz not null,   -- the sender's time of what was told last
    told_at     timestamptz not null,   -- when it was told last, by the database's clock
    primary key (source, key),
    check ((status = 'firing') = (ended_at is null))
);
create index incident_alert_incident on incident_alert (incident_id);
create index incident_alert_firing on incident_alert (told_at) where ended_at is null;
-- What began anew has the same key up to the space.
create index incident_alert_fingerprint on incident_alert (source, split_part(key, ' ', 1), began_at);
create index incident_alert_alone on incident_alert (told_at) where incident_id is null;

-- What was received and acknowledged, until its work is done.
create table alert_inbox (
    id          bigint      primary key generated always as identity,
    source      text        not null,
    body        bytea       not null,
    received_at timestamptz not null default now(),
    attempts    integer     not null default 0,
    next_run_at timestamptz not null default now(),
    given_up    boolean     not null default false,
    last_error  text
);
create index alert_inbox_due on alert_inbox (next_run_at, id) where not given_up;

-- Where alerts come from. Times are the database's.
create table alert_source (
    source     text        primary key,
    heard_at   timestamptz,   -- when it was heard from last; null: never
    claimed_at timestamptz    -- when somebody last began to ask it; null: it sends by itself
);
