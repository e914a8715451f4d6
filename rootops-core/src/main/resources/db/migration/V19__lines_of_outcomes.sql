-- Which lines a fix rewrote, as evidence that people can look at: three arrays side by side, one place an element.
-- Empty for what was found before this version.
alter table outcome
    add line_path  text[]    not null default '{}',  -- the file as it was called before the fix
    add line_first integer[] not null default '{}',  -- numbers from 1, in that file
    add line_last  integer[] not null default '{}',
    add constraint outcome_lines_check check (cardinality(line_path) = cardinality(line_first)
                                              and cardinality(line_path) = cardinality(line_last));
