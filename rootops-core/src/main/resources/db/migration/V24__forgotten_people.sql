-- People who asked to be forgotten, told by hashes only: whatever is read again is told from whom by these, and kept under
-- the pseudonym. One salt for all rows, so that a value is hashed once.
create table forgotten (
    hash         bytea       primary key,  -- SHA-256 of salt, kind and value
    salt         bytea       not null,
    kind         text        not null check (kind in ('address', 'name', 'login')),
    words        smallint    not null,     -- of a name; else 1
    pseudonym    text        not null,     -- in its place
    forgotten_at timestamptz not null default now()
);
