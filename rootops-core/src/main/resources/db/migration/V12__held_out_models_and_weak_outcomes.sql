-- The models of the replay, so that a commit of the past can be explained by what was known then.

create table held_out_model (
    repository_id integer          not null references repository on delete cascade,
    period        integer          not null,  -- that of held_out_score which it scored
    prior_version text             not null,
    known_bad     integer          not null,
    shift         double precision not null,
    facts         real[]           not null,  -- quantiles of each learned feature before the period began
    primary key (repository_id, period)
);

create table held_out_part (
    repository_id integer            not null,
    period        integer            not null,
    part          text               not null check (part in ('prior', 'own')),
    features      text[]             not null,
    means         double precision[] not null,
    deviations    double precision[] not null,
    weights       double precision[] not null,
    intercept     double precision   not null,
    primary key (repository_id, period, part),
    foreign key (repository_id, period) references held_out_model on delete cascade
);

-- Of a fix the strongest candidate alone is learned from; others with a third of its votes are weak: neither bad nor clean.
alter table outcome
    add weak boolean not null default false,
    add constraint outcome_strength_check check (not (strong and weak));

alter table held_out_score
    add undecided boolean not null default false;  -- may have gone wrong, and nobody can tell
