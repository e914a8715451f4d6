-- Which commits may have caused what, as they were ranked, and what the ranking learned from those that people confirmed.

create table suspect_ranking (
    id             bigint           primary key generated always as identity,
    repository_id  integer          not null references repository on delete cascade,
    incident_id    uuid             unique references incident_memory on delete cascade,
    suspicion_id   uuid             unique references suspicion on delete cascade,
    watch_id       bigint,                      -- of a deployment of the repository
    head           bytea,                       -- the newest commit that was running; null: none is known
    head_from      text             not null check (head_from in ('deployment', 'default_branch', 'nothing')),
    candidates     integer          not null,
    owners         boolean          not null,   -- whether it is known who wrote the lines that the text points at
    traced         boolean          not null,   -- whether there was a stack trace or a failing test
    share          double precision not null,   -- of the first five in the softmax over all candidates
    chance         double precision not null,   -- that the cause is among the first five
    model          text             not null,   -- names the learning that made the weights
    told           integer          not null,   -- how much of the incident's history was known
    note           text,                        -- what could not be read; null: nothing
    ranked_at      timestamptz      not null,
    again_at       timestamptz,                 -- when to rank again; null: when there is news
    unique (repository_id, watch_id),
    foreign key (repository_id, watch_id) references deployment_watch on delete cascade,
    check (num_nonnulls(incident_id, suspicion_id, watch_id) = 1)
);
create index suspect_ranking_again on suspect_ranking (again_at) where again_at is not null;

-- Those that rank first.
create table suspect (
    ranking_id bigint             not null references suspect_ranking on delete cascade,
    rank       smallint           not null,    -- from 1
    sha        bytea              not null,
    score      double precision   not null,    -- comparable within one ranking
    feature    text[]             not null,    -- what its score is made of, the strongest first:
    points     double precision[] not null,    -- weight x value,
    words      text[]             not null,    -- and what it is, for people
    primary key (ranking_id, rank)
);

alter table correlation_learning
    add column rank   integer,           -- of the commit before anybody confirmed it; 0: not among those kept; null: not ranked
    add column share  double precision,  -- of the first five of that ranking
    add column chance double precision;  -- that was said
