-- What goes wrong with deployments, as counts with denominators: found anew as a whole, like the patterns of commits.

create table deployment_pattern (
    repository_id    integer          not null references repository on delete cascade,
    kind             text             not null
                     check (kind in ('commits', 'top_risk', 'pause', 'service', 'environment')),
    subject          text             not null,   -- a word, or the name of a service or an environment; empty: it has none
    state            text             not null check (state in ('pattern', 'faded', 'unproven')),
    deployments      integer          not null,   -- of which it is known whether they failed
    failed           integer          not null check (failed between 0 and deployments),
    confidence       double precision not null check (confidence between 0 and 1),
    needed           integer          not null,   -- failed ones that would make it a pattern
    found_at         timestamptz,                 -- since when it is one; null: it is none
    checked          integer          not null,   -- of the deployments since then
    checked_failed   integer          not null,
    checked_base     integer          not null,   -- all deployments since then
    checked_base_failed integer       not null,
    examples         bytea[]          not null,   -- shas of some that failed, newest first
    primary key (repository_id, kind, subject),
    check ((state = 'pattern') = (found_at is not null))
);

create table deployment_pattern_search (
    repository_id integer          not null primary key references repository on delete cascade,
    version       integer          not null,   -- of the rule
    threshold     double precision not null,
    deployments   integer          not null,   -- of which it was known whether they failed
    failed        integer          not null,
    searched_at   timestamptz      not null
);
