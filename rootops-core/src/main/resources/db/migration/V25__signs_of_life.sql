-- Signs of life: which delivery brought what about, how large the database grows, and which processes share it.

create table delivery_cause (
    repository_id integer     not null references repository on delete cascade,
    delivery_guid text        not null,
    sha           bytea,                 -- the head that it told of; null: none
    received_at   timestamptz not null,  -- by the database's clock
    read          boolean     not null default false,  -- a reading that began after it has come to its end
    primary key (repository_id, delivery_guid)
);
create index delivery_cause_sha on delivery_cause (repository_id, sha);
create index delivery_cause_unread on delivery_cause (repository_id) where not read;
create index delivery_cause_old on delivery_cause (received_at);

alter table risk_report
    add caused_by text,           -- the delivery that told of its commit first; null: none did
    add caused_at timestamptz;    -- when that was received
create index risk_report_set_aside on risk_report (repository_id) where state = 'set_aside';

-- The last measurement of each day.
create table database_size (
    day   date   primary key,     -- UTC
    bytes bigint not null
);

-- Servers that share the database, while they live.
create table replica (
    name       text        primary key,
    version    text        not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null   -- by the database's clock, like the other
);
