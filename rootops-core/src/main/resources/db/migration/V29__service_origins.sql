-- Which repository a service comes from: what was learned, and what people said instead.

-- One row of a service: it comes from there. Several: equally good, so nobody knows.
create table service_origin (
    service_id    integer not null references service on delete cascade,
    repository_id integer not null references repository on delete cascade,
    path          text    not null,  -- directory of the repository; empty: all of it
    confidence    text    not null check (confidence in ('low', 'medium', 'high')),
    basis         text    not null,  -- the surest of what tells so
    evidence      text    not null,
    primary key (service_id, repository_id)
);
create index service_origin_repository on service_origin (repository_id);

-- By the names of the service: it stays when the service is silent for so long that it is forgotten.
create table service_correction (
    service       text        not null,
    environment   text        not null,
    repository_id integer     references repository on delete cascade,  -- null: none of those that are followed
    path          text        not null,
    said_by       text        not null,  -- how they came in: "the token 'ci'", "somebody who is signed in"
    said_at       timestamptz not null,
    primary key (service, environment)
);
create index service_correction_repository on service_correction (repository_id);

-- When instances of services began, as their metrics tell.
create table service_start (
    service_id integer     not null references service on delete cascade,
    at         timestamptz not null,
    instance   text        not null,
    version    text,
    revision   text,  -- full or abbreviated sha of the commit that it says it was built from, lower-case
    primary key (service_id, at, instance)
);
create index service_start_at on service_start (at);

-- One row. Whoever claims it learns.
create table origin_learning (
    one        boolean     primary key default true check (one),
    claimed_at timestamptz not null,  -- by the database's clock
    known      text        not null   -- hash of the services and repositories that there were
);
