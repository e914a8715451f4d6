-- Which label of Loki names a service, so that pages link to its lines.

alter table log_source add service_label text;  -- null: not known, or the source has no labels
