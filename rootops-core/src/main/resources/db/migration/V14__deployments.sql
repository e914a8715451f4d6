-- Deployments, by whatever tells of them. What is told twice, late or in another order comes to the same row.

create table deployment_event (
    repository_id   integer     not null references repository on delete cascade,
    source          text        not null,     -- the rung of the ladder; more sources may come
    external_id     text        not null,     -- the source's own: of a workflow run with its attempt
    environment     text        not null,     -- empty: the source names none. Part of the key: a status may tell of another one than its deployment
    sha             bytea,                    -- null: not known yet, such as of a release whose tag was not looked up
    ref             text,                     -- branch or tag; null: not told
    name            text,                     -- of the workflow or the release; null: none
    state           text        not null,
    state_at        timestamptz not null,     -- by the source's clock, like all times but asked_at: what is older never replaces what is newer
    state_number    bigint      not null,     -- id of what told the state, for what comes in one second; 0: none
    said_production boolean,                  -- as the source says; null: it says nothing
    said_transient  boolean,
    production      boolean,                  -- by itself; null: that depends on which environments there are besides
    confidence      text        not null check (confidence in ('high', 'medium', 'low')),  -- by itself
    created_at      timestamptz not null,
    started_at      timestamptz,              -- first under way
    succeeded_at    timestamptz,              -- first success, also where another deployment has taken its place since
    failed_at       timestamptz,              -- first failure
    listed_at       timestamptz,              -- when it changed last, as a list of the forge says; null: it was in none
    asked_at        timestamptz,              -- its listed_at when its statuses, or the commit of its tag, were asked for; null: never
    primary key (repository_id, source, external_id, environment)
);
create index deployment_event_sha on deployment_event (repository_id, sha);
create index deployment_event_state on deployment_event (repository_id, state_at);
