-- What a later release may do while processes of this one still run: one column more in each table, and a table more.
do $$
declare it text;
begin
    for it in select tablename from pg_tables where schemaname = current_schema() and tablename <> 'flyway_schema_history'
    loop
        execute format('alter table %I add later text not null default ''later''', it);
    end loop;
end $$;
create table later (repository_id integer not null references repository on delete cascade, primary key (repository_id));
