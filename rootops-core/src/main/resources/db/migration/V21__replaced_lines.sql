-- Whose lines a commit changes: the earlier commits that wrote what it removes or inserts code beside, as far as they were
-- looked up. Not of the whole history: of its newest commits, and of all that come later.
create table replaced_lines (
    repository_id integer not null,
    commit_id     integer not null,
    path_id       integer not null,     -- of the file after the change; before it where it was deleted
    origin        bytea   not null,     -- sha of the commit that wrote them
    lines         integer not null,     -- that are gone
    beside        integer not null,     -- that stand next to an insertion of code
    primary key (repository_id, commit_id, path_id, origin),
    foreign key (repository_id, commit_id) references commit_memory on delete cascade
);
