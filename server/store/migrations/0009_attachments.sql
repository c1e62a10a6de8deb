-- What a file became part of: the version of the message that carries it, and when that was said. NULL while it was
-- only uploaded. `kind` and `name_key` (the name, folded) are what attachments are filtered and found by.
ALTER TABLE uploads ADD COLUMN version bigint;
ALTER TABLE uploads ADD COLUMN attached bigint;
ALTER TABLE uploads ADD COLUMN kind text;
ALTER TABLE uploads ADD COLUMN name_key text;
CREATE INDEX uploads_attached ON uploads (conversation, attached) WHERE attached IS NOT NULL;
