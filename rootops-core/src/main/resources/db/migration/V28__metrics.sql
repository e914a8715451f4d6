-- What is measured of services: the newest values beside what is usual, and values unlike those before them.

-- A service that is measured need not log: null is for one that never did.
alter table service
    alter first_seen_at drop not null,
    alter last_seen_at drop not null,
    add measured_at timestamptz;  -- when metrics of it were read, to the hour, by the database's clock; null: never

-- Each store is read by whoever claims it first.
create table metric_source (
    name       text        primary key,
    claimed_at timestamptz,               -- when somebody last began to read, by the database's clock
    read_at    timestamptz,               -- when a reading last succeeded, by the database's clock
    watched_to timestamptz,               -- up to when anomalies were looked for
    failures   integer     not null default 0,  -- in a row
    problem    text,                      -- why the last reading came to nothing
    notes      text[]      not null default '{}' -- what the last reading has to say
);

-- The newest of each kind.
create table metric_value (
    service_id integer          not null references service on delete cascade,
    kind       text             not null
        check (kind in ('errors', 'latency', 'cpu', 'memory', 'restarts', 'requests')),
    at         timestamptz      not null,
    value      double precision not null,  -- in the unit of its kind
    low        double precision,           -- a tenth of the usual values are below; null: not known yet
    high       double precision,           -- a tenth of them are above
    primary key (service_id, kind)
);

create table metric_anomaly (
    service_id integer          not null references service on delete cascade,
    kind       text             not null
        check (kind in ('errors', 'latency', 'cpu', 'memory', 'restarts', 'requests')),
    at         timestamptz      not null,
    value      double precision not null,
    usual      double precision not null,  -- median of the day before
    grade      real             not null check (grade > 0 and grade <= 1),
    speaks     boolean          not null,  -- worth a word, alone or with others
    primary key (service_id, kind, at)
);
create index metric_anomaly_at on metric_anomaly (at);
