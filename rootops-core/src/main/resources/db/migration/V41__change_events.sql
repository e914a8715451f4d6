-- Changes that are no commits, as people and programs tell of them: suspects of incidents, beside the commits.
create table change_event (
    id            uuid        primary key,
    key           text        not null unique,   -- the sender's own name of it: the same when it is told again
    repository_id integer     references repository on delete cascade,  -- that it belongs to; null: not known
    service       text        not null,          -- empty: not known
    environment   text        not null,          -- empty: not known
    kind          text        not null check (kind in ('feature_flag', 'configuration', 'infrastructure', 'database_migration',
                                  'dependency', 'deployment', 'other')),
    title         text        not null,          -- without secrets
    link          text,
    at            timestamptz not null,          -- when it was made
    told_by       text        not null,
    told_at       timestamptz not null           -- when it was told first, by the database's clock
);
create index change_event_at on change_event (at);

-- That such a change did it is an answer without a commit. That one did not is one too, which the constraint forbade.
alter table correlation_learning
    add column change_id uuid references change_event on delete cascade,  -- null: no such change is meant
    drop constraint correlation_learning_check;
