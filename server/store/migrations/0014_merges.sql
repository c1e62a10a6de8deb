-- A contact that became part of another keeps its row, unseen, so that it can come back as it was.
ALTER TABLE contacts ADD COLUMN merged_into uuid;
CREATE INDEX contacts_merged ON contacts (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE contact_merges (
    id uuid PRIMARY KEY,
    survivor uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    other uuid NOT NULL UNIQUE REFERENCES contacts (id) ON DELETE CASCADE,
    at bigint NOT NULL,
    person uuid NOT NULL,
    person_name text NOT NULL,
    -- What is needed to take it back, in JSON; empty when that is too late.
    body text NOT NULL
);
CREATE INDEX contact_merges_survivor ON contact_merges (survivor, at);
CREATE INDEX contact_merges_open ON contact_merges (at) WHERE body <> '';
