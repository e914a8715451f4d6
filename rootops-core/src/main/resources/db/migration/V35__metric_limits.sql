-- Limits that services will reach if they go on as they did: looked for every hour, those of the last time only.

alter table metric_source add limits_at timestamptz;  -- when limits were last looked for; null: never

create table metric_limit (
    service_id  integer          not null references service on delete cascade,
    kind        text             not null check (kind in ('memory', 'disk', 'latency')),
    at          timestamptz      not null,
    used        double precision not null,  -- share of the limit at that time
    soonest_at  timestamptz      not null,  -- one in ten is reached earlier
    expected_at timestamptz      not null,
    latest_at   timestamptz,                -- one in ten is reached later; null: not known
    tested      integer          not null,  -- by so many earlier forecasts of the same series
    ratio       double precision not null,  -- of their mean error to that of "stays as now"
    primary key (service_id, kind)
);
