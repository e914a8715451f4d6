-- Deliveries that never arrived, fetched from GitHub's own log of them.

alter table webhook_inbox
    add door text not null default 'webhook' check (door in ('webhook', 'delivery_log'));

-- How far the log of an App was read.
create table delivery_log (
    app        text        primary key,              -- GITHUB_APP_ID
    read_until timestamptz,                          -- GitHub's time of the newest entry that was looked at; null: none yet
    read_at    timestamptz,                          -- when a reading last came to its end; null: none yet
    due_at     timestamptz not null default now(),   -- moved ahead while a process reads, so that no other does
    failures   integer     not null default 0,       -- since then
    problem    text,                                 -- why the last reading failed; null: it did not
    fetched    bigint      not null default 0        -- deliveries that were missing, ever
);
