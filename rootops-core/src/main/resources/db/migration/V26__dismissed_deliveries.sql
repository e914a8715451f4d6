-- Whoever looked at a delivery that was set aside and let it be. Its state is done then, for releases that do not know
-- this too; it was dismissed last of all where dismissed_at is finished_at. A replay leaves what stands here.
alter table webhook_inbox
    add dismissed_at timestamptz,
    add dismissed_by text;        -- how they came in: "the token 'ci'", "somebody who is signed in"
