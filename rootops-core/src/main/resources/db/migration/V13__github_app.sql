-- The GitHub App that this RootOps had made for itself, where the environment names none.

create table github_app (
    github         text        primary key,   -- GITHUB_URL: one for each GitHub
    app_id         bigint      not null,
    slug           text        not null,
    name           text        not null,
    owner          text        not null,
    page           text        not null,
    private_key    bytea       not null,      -- this and the secret: encrypted with the key of ROOTOPS_KEY_FILE
    webhook_secret bytea,                     -- null: it has no webhook
    created_at     timestamptz not null default now()
);
