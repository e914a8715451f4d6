-- Lists ask whether a commit is the same change as another: one that was picked keeps its time of writing.
create index commit_memory_authored on commit_memory (repository_id, authored_at);
