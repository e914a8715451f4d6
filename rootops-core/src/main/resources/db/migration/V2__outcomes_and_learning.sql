-- What commits turned out to be, and the models that learn from it.

alter table repository
    add outcome_revision  bigint not null default 0,  -- counts what arrived for learning; raised with each batch that brings some
    add learned_revision  bigint not null default 0,  -- the one that was last learned from: less than the other means that learning is due
    add learned_at        timestamptz,                -- when learning last came to an end
    add learning_problem  text;                       -- why it did not, or what a model that could not be read was followed by

-- One row a piece of evidence; which of them count is decided when they are read (outcome.Labels).
create table outcome (
    repository_id integer     not null references repository on delete cascade,
    sha           bytea       not null,  -- the commit that went wrong; may be unknown here
    source        text        not null check (source in ('incident', 'trailer', 'revert', 'szz')),
    evidence      text        not null,  -- sha of the fix or revert; the incident's id
    strong        boolean     not null,  -- counts in training, else a hint
    known_at      timestamptz not null,
    lines         integer     not null,  -- deleted by the fix that the commit had written
    primary key (repository_id, sha, source, evidence)
);
create index outcome_evidence on outcome (repository_id, evidence);

alter table commit_memory
    add analyzed           boolean not null default true,   -- false: stored without a score, until somebody asks for it
    add shown_before_merge boolean not null default false;  -- had a score on another branch before it came to the default one
create index commit_memory_unanalyzed on commit_memory (repository_id) where not analyzed;

alter table risk_model
    drop constraint risk_model_kind_check,
    add constraint risk_model_kind_check check (kind in ('size', 'learned')),
    add prior_version text,              -- of the prior that it blends in
    add known_bad     integer,           -- known outcomes that its own part was trained on
    add shift         double precision,  -- added to the logit for the shown probability only
    add facts         real[],            -- quantiles of each learned feature in this repository
    add held_out      integer,           -- commits of its own replay
    add held_out_bad  integer,
    add auc           double precision,  -- of the replay, mean of its windows
    add size_auc      double precision,  -- of lines changed on the same windows
    add reason        text;              -- why it was promoted, or why not

create table logistic_model (
    repository_id integer            not null,
    model_version integer            not null,
    part          text               not null check (part in ('prior', 'own')),
    features      text[]             not null,
    means         double precision[] not null,
    deviations    double precision[] not null,
    weights       double precision[] not null,
    intercept     double precision   not null,
    primary key (repository_id, model_version, part),
    foreign key (repository_id, model_version) references risk_model on delete cascade
);

alter table risk_score
    add prior_logit real,
    add own_logit   real;

-- Each commit as a model scored it that knew only the past; made anew with each learning.
create table held_out_score (
    repository_id integer          not null,
    commit_id     integer          not null,
    period        integer          not null,  -- number of the retraining window, oldest first
    logit         double precision not null,
    prior_logit   double precision not null,
    probability   double precision not null,
    heuristic_v1  double precision not null,
    bad_known_at  timestamptz,
    source        text,
    evidence      text,
    primary key (repository_id, commit_id),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade,
    check ((bad_known_at is null) = (source is null) and (source is null) = (evidence is null))
);
