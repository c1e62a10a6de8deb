-- Custom fields: their definitions, the values by which things are found, and what is left to do when a definition changes.

CREATE TABLE custom_fields (
    id uuid PRIMARY KEY,
    holder text NOT NULL,
    field_key text NOT NULL,
    place bigint NOT NULL,
    version bigint NOT NULL,
    -- The definition itself, in JSON.
    body text NOT NULL
);
CREATE UNIQUE INDEX custom_fields_key ON custom_fields (holder, field_key);

-- A contact's values by key, in JSON.
ALTER TABLE contacts ADD COLUMN fields text NOT NULL DEFAULT '{}';

-- The same values one by one, folded and cut: what is filtered by, and which contacts a changed definition concerns.
CREATE TABLE contact_fields (
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    field text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (field, contact)
);
CREATE INDEX contact_fields_contact ON contact_fields (contact);
CREATE INDEX contact_fields_value ON contact_fields (field, value, contact);

-- Those of conversations; the values themselves stand in the head.
CREATE TABLE conversation_fields (
    conversation uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    field text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (field, conversation)
);
CREATE INDEX conversation_fields_conversation ON conversation_fields (conversation);
CREATE INDEX conversation_fields_value ON conversation_fields (field, value, conversation);

-- Fields of contacts whose values are still to be indexed anew, or to be removed.
CREATE TABLE field_chores (
    field text PRIMARY KEY,
    is_removal boolean NOT NULL,
    -- Up to which contact it is done; the nil id: none.
    done uuid NOT NULL
);
