-- Looks that come to nothing end, and what counts as no deployment is not looked through again and again.

alter table deployment_watch
    add column tries smallint not null default 0;  -- looks that were begun since one last came to something

alter table deployment_event
    add column passed_at timestamptz;              -- when it was last found to count as no deployment, by the database's clock
