-- What was measured of services, so that pages can draw it while the store is away, and when it has forgotten it.

create table metric_day (
    service_id integer not null references service on delete cascade,
    kind       text    not null
        check (kind in ('errors', 'latency', 'cpu', 'memory', 'restarts', 'requests')),
    day        date    not null,  -- of UTC
    steps      real[]  not null,  -- one for each five minutes from midnight on; null: not measured
    primary key (service_id, kind, day)
);
create index metric_day_day on metric_day (day);

-- What the store is asked for each of them, so that people can ask it for the same.
create table metric_query (
    service_id integer not null references service on delete cascade,
    kind       text    not null
        check (kind in ('errors', 'latency', 'cpu', 'memory', 'restarts', 'requests')),
    query      text    not null,  -- in the store's language
    primary key (service_id, kind)
);
