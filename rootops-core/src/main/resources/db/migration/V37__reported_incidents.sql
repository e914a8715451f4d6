-- Incidents that people and programs tell of, what was changed by hand, and what is said to have caused them.

alter table incident_memory
    add column text   text   not null default '',    -- as somebody wrote it; what reports say stands with them
    add column edited text[] not null default '{}';  -- what somebody set by hand, which nothing else changes

-- What told of an incident beside alerts.
create table incident_report (
    source      text        not null,
    key         text        not null,   -- the sender's own name of it: the same when it is told again
    incident_id uuid        not null references incident_memory on delete cascade,
    service     text        not null,   -- empty: not known
    environment text        not null,   -- empty: not known
    title       text        not null,
    text        text        not null,   -- without secrets, and bounded; may be empty
    severity    text        not null,
    link        text,
    began_at    timestamptz not null,
    ended_at    timestamptz,            -- null: it goes on, as far as was told
    told_by     text        not null,
    said_at     timestamptz not null,   -- when its end was told, or that it goes on, by the database's clock
    told_at     timestamptz not null,   -- when it was told first, by the database's clock
    primary key (source, key)
);
create index incident_report_incident on incident_report (incident_id);

insert into incident_report (source, key, incident_id, service, environment, title, text, severity, began_at, ended_at,
        told_by, said_at, told_at)
    select 'suspicion', s.id::text, i.id, s.service, s.environment, i.title, '', i.severity, least(s.opened_at, s.last_seen_at),
        case when s.closed_at is null then null else s.last_seen_at end, s.answered_by, s.answered_at, s.answered_at
    from suspicion s join incident_memory i on i.id = s.incident_id
    where s.answer = 'confirmed';

-- What people say of the commits behind an incident.
create table correlation_learning (
    incident_id   uuid             not null references incident_memory on delete cascade,
    number        integer          not null,   -- from 1, in the order in which they were given
    repository_id integer          references repository on delete cascade,  -- of the commit; null: not known
    sha           bytea,                       -- need not be known yet; null: no commit
    answer        text             not null check (answer in ('confirmed', 'rejected', 'none_of_these')),
    kind          text             check (kind in ('configuration', 'infrastructure', 'dependency', 'data', 'other')),
    trust         double precision not null check (trust > 0 and trust <= 1),
    said_by       text             not null,   -- how they came in
    said_at       timestamptz      not null,   -- by the database's clock
    taken_back_by text,
    taken_back_at timestamptz,                 -- null: it counts
    primary key (incident_id, number),
    check ((answer = 'none_of_these') = (sha is null)),
    check (kind is null or answer = 'none_of_these'),
    check ((taken_back_at is null) = (taken_back_by is null))
);
create index correlation_learning_sha on correlation_learning (repository_id, sha) where taken_back_at is null;
