-- What people say of the verdict on a deployment. The verdict itself stays as it is.
create table verdict_answer (
    repository_id integer     not null,
    watch_id      bigint      not null,
    number        integer     not null,   -- from 1, in the order in which they were given
    state         text        not null check (state in ('healthy', 'suspect', 'regressed')),  -- the verdict that it is about
    answer        text        not null check (answer in ('right', 'wrong')),
    said_by       text        not null,   -- how they came in
    said_at       timestamptz not null,   -- by the database's clock
    taken_back_by text,
    taken_back_at timestamptz,            -- null: it counts, as long as the verdict is the one that it is about
    primary key (repository_id, watch_id, number),
    foreign key (repository_id, watch_id) references deployment_watch on delete cascade,
    check ((taken_back_at is null) = (taken_back_by is null))
);
create unique index verdict_answer_standing on verdict_answer (repository_id, watch_id) where taken_back_at is null;
