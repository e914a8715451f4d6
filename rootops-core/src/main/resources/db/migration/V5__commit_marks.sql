-- What no reading of git can tell of a commit, kept while its row is gone because the history is read again.
create table commit_mark (
    repository_id      integer not null references repository on delete cascade,
    sha                bytea   not null,
    analyzed           boolean not null,
    shown_before_merge boolean not null,
    primary key (repository_id, sha)
);
