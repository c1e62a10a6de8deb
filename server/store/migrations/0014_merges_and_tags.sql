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

-- Tags that somebody looks after; others are merely in use. By the folded name, as conversation_tags has them.
CREATE TABLE tags (
    tag text PRIMARY KEY,
    name text NOT NULL,
    description text NOT NULL,
    -- A JSON list; empty: for everybody.
    departments text NOT NULL,
    version bigint NOT NULL
);

-- Tags that are to be called something else in every conversation, or to go.
CREATE TABLE tag_chores (
    tag text PRIMARY KEY,
    -- Empty: it goes.
    name text NOT NULL,
    person uuid NOT NULL,
    person_name text NOT NULL,
    -- Up to which conversation it is done; the nil id: none.
    done uuid NOT NULL
);
