-- What a commit changes, in 64 bits: equal where two commits make the same change (history.PatchId).
alter table commit_memory
    add patch_id bigint;  -- null: a merge, a shallow boundary, or no file changed
create index commit_memory_patch on commit_memory (repository_id, patch_id) where patch_id is not null;

-- Of a commit whose score was shown before its merge: by this its change is known again under another sha.
alter table commit_mark
    add patch_id     bigint,
    add author_id    integer,
    add subject      text,
    add committed_at timestamptz;
create index commit_mark_patch on commit_mark (repository_id, patch_id) where patch_id is not null;
