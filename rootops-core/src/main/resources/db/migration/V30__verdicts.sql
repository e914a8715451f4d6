-- Deployments after which the services of their repository are looked at, what each look said, and why.

create table deployment_watch (
    repository_id integer     not null references repository on delete cascade,
    id            bigint      not null generated always as identity,
    source        text        not null,     -- with the next two: of which deployment_event
    external_id   text        not null,
    environment   text        not null,
    service       text,                     -- that whoever told of the deployment names; null: those known to be of the repository
    begun_at      timestamptz not null,     -- when the first instance was replaced
    serving_at    timestamptz not null,     -- when the new version served, warmed up
    serving_seen  boolean     not null,     -- by instances that began; false: taken from when the deployment succeeded
    state         text        not null,     -- by the last look
    note          text,                     -- why there is no more to say; null: nothing
    due_at        timestamptz,              -- when to look next, by the database's clock; null: no more
    claimed_at    timestamptz,              -- when somebody began to look, by the database's clock; null: nobody does
    primary key (repository_id, id),
    unique (repository_id, source, external_id, environment),
    foreign key (repository_id, source, external_id, environment) references deployment_event on delete cascade
);
create index deployment_event_succeeded on deployment_event (succeeded_at) where succeeded_at is not null;
create index deployment_watch_id on deployment_watch (id);
create index deployment_watch_due on deployment_watch (due_at) where due_at is not null;
create index deployment_watch_serving on deployment_watch (serving_at);

create table deployment_verdict (
    repository_id integer     not null,
    watch_id      bigint      not null,
    look          smallint    not null,      -- minutes after serving_at: 30, 60, 120
    state         text        not null,
    at            timestamptz not null,
    notes         text[]      not null,      -- what could not be read, and what is not known
    primary key (repository_id, watch_id, look),
    foreign key (repository_id, watch_id) references deployment_watch on delete cascade
);
create index deployment_verdict_at on deployment_verdict (at);

-- Metrics that were compared.
create table verdict_metric (
    repository_id integer          not null,
    watch_id      bigint           not null,
    look          smallint         not null,
    service       text             not null,
    environment   text             not null,
    kind          text             not null,
    before        double precision not null,  -- medians
    after         double precision not null,
    as_large      integer          not null,  -- earlier times with a change as large,
    placebos      integer          not null,  -- of so many
    finding       text             not null check (finding in ('none', 'alone', 'agreed', 'provisional', 'shared')),
    primary key (repository_id, watch_id, look, service, environment, kind),
    foreign key (repository_id, watch_id, look) references deployment_verdict on delete cascade
);

-- What got worse in logs.
create table verdict_log (
    repository_id integer          not null,
    watch_id      bigint           not null,
    look          smallint         not null,
    number        smallint         not null,  -- in the order of what they tell
    service       text             not null,
    environment   text             not null,
    kind          text             not null,
    template_id   bigint,                     -- log_template.id, which may be gone; null: all errors together
    template      text,                       -- its text then
    events        double precision not null,
    expected      double precision,           -- null: a new error, which needs no statistics
    as_large      integer,
    placebos      integer,
    primary key (repository_id, watch_id, look, number),
    foreign key (repository_id, watch_id, look) references deployment_verdict on delete cascade
);
