-- What goes wrong in a repository, as counts with denominators: found anew as a whole, so that it follows from the
-- history and its outcomes alone.

create table pattern_memory (
    repository_id    integer          not null references repository on delete cascade,
    kind             text             not null check (kind in ('path', 'change', 'size', 'pair')),
    subject          text             not null,   -- a directory, a word, or the file that was changed
    partner          text             not null,   -- the file that was not; empty: the kind has none
    state            text             not null check (state in ('pattern', 'faded', 'unproven')),
    commits          integer          not null,   -- whose outcome is known
    bad              integer          not null check (bad between 0 and commits),
    confidence       double precision not null check (confidence between 0 and 1),
    needed           integer          not null,   -- bad ones that would make it a pattern
    found_at         timestamptz,                 -- since when it is one; null: it is none
    checked          integer          not null,   -- of the commits that landed since then
    checked_bad      integer          not null,
    checked_base     integer          not null,   -- all commits that landed since then
    checked_base_bad integer          not null,
    examples         bytea[]          not null,   -- shas of some that went wrong, newest first
    primary key (repository_id, kind, subject, partner),
    check ((state = 'pattern') = (found_at is not null))
);

create table pattern_search (
    repository_id integer          not null primary key references repository on delete cascade,
    version       integer          not null,   -- of the rule
    threshold     double precision not null,
    revision      bigint           not null,   -- of the outcomes
    commits       integer          not null,   -- whose outcome was known
    bad           integer          not null,
    searched_at   timestamptz      not null
);
