-- Which label of Loki names a service, so that pages link to its lines.

alter table log_source add service_label text;  -- null: not known, or the source has no labels

-- Services that the compose files and Kubernetes manifests of a repository declare, at the head of its default branch.

alter table repository add declared_head bytea;  -- the head that they were read at; null: never

create table declared_service (
    repository_id integer not null references repository on delete cascade,
    number        integer not null,
    service       text    not null,  -- its name there
    file          text    not null,  -- that declares it
    path          text,              -- directory that it is built from, empty: all of it; null: it is not built there
    image         text,              -- that runs as it, without registry and tag; null: none
    primary key (repository_id, number)
);
