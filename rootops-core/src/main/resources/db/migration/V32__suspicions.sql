-- What looked wrong in services between deployments, and what people said of it.

create table suspicion (
    id            uuid        primary key,
    repository_id integer     references repository on delete cascade,  -- that the service came from then; null: not known
    service       text        not null,
    environment   text        not null,
    kind          text        not null,  -- of its strongest finding, when it was opened
    opened_at     timestamptz not null,
    told_at       timestamptz,           -- since when it is within the budget of alarms; null: it is held back
    last_seen_at  timestamptz not null,
    closed_at     timestamptz,           -- when it had been quiet for long enough; null: it is open
    answer        text        check (answer in ('confirmed', 'dismissed', 'expected')),  -- null: none
    answered_by   text,                  -- how they came in: "the token 'ci'", "somebody who is signed in"
    answered_at   timestamptz,
    incident_id   uuid        references incident_memory on delete set null,  -- that a confirmed one became, or is more of
    check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
create index suspicion_service on suspicion (service, environment, last_seen_at);
create index suspicion_repository on suspicion (repository_id, told_at);
create index suspicion_open on suspicion (last_seen_at) where closed_at is null;
create index suspicion_incident on suspicion (incident_id) where incident_id is not null;

create table suspicion_finding (
    suspicion_id uuid             not null references suspicion on delete cascade,
    number       smallint         not null,  -- from 1, in the order in which they were made
    kind         text             not null,
    template_id  bigint,                     -- log_template.id, which may be gone; null: of no template
    template     text,                       -- its text then
    metric       text,                       -- null: of logs
    first_at     timestamptz      not null,
    last_at      timestamptz      not null,
    value        double precision not null,  -- events, seconds of silence, or the metric's value
    expected     double precision,           -- null: a new error, which needs no statistics
    as_large     integer,                    -- earlier times that were as extreme,
    placebos     integer,                    -- of so many; null: they are not counted
    primary key (suspicion_id, number)
);

-- One row. Whoever moves it on looks.
create table suspicion_look (
    one       boolean     primary key default true check (one),
    looked_to timestamptz not null  -- up to when services were looked at
);

-- Past days that were looked at again, of services without a deployment and without an incident then: what is found on them is
-- a false alarm, as far as is known.
create table quiet_day (
    day      date    primary key,        -- in UTC
    services integer not null,
    alarms   integer not null            -- those of a service within an hour are one
);
