-- Who may enter. Secrets are kept as SHA-256 only: they are 256 random bits, so there is nothing to guess.

create table api_token (
    id           integer     generated always as identity primary key,
    name         text        not null,
    secret_hash  bytea       not null unique,
    scopes       text[]      not null
                 check (cardinality(scopes) > 0 and scopes <@ array['read', 'incident-write', 'deployment-write', 'admin']),
    created_at   timestamptz not null,
    expires_at   timestamptz,             -- null: never
    last_used_at timestamptz,             -- to the minute
    revoked_at   timestamptz
);

-- A link that signs in once. That one was used tells that somebody has got in, so starts need print no more of them.
create table login_link (
    secret_hash bytea       primary key,
    origin      text        not null check (origin in ('start', 'command')),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);

create table session (
    secret_hash  bytea       primary key,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,    -- to a few minutes
    expires_at   timestamptz not null     -- whatever is done meanwhile
);
create index session_expires_at on session (expires_at);
