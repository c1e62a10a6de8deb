CREATE TABLE conversations (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    -- A hash of everything below except `head`: while it stays the same, only `head` is written.
    facts bigint NOT NULL,
    stage text NOT NULL,
    contact uuid NOT NULL REFERENCES contacts (id),
    channel text NOT NULL,
    department uuid,
    agent uuid,
    agent_name text,
    deadline bigint,
    priority bigint NOT NULL,
    sla_due bigint,
    -- JSON: who, and when the last of them did.
    declined text NOT NULL,
    created bigint NOT NULL,
    arrived bigint NOT NULL,
    accepted bigint,
    closed bigint,
    -- The guest's name, folded.
    guest bytea NOT NULL,
    -- The conversation itself, in JSON.
    head text NOT NULL
);
CREATE INDEX conversations_live ON conversations (arrived, id) WHERE closed IS NULL;
CREATE INDEX conversations_agent ON conversations (agent) WHERE agent IS NOT NULL;
CREATE INDEX conversations_contact ON conversations (contact, created);
CREATE INDEX conversations_closed ON conversations (closed, id) WHERE closed IS NOT NULL;
CREATE INDEX conversations_started ON conversations (created, id) WHERE closed IS NOT NULL;
CREATE INDEX conversations_guest ON conversations (guest, id) WHERE closed IS NOT NULL;
CREATE INDEX conversations_department ON conversations (department, closed) WHERE closed IS NOT NULL;

-- Who served or was invited.
CREATE TABLE conversation_people (
    person uuid NOT NULL,
    conversation uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    PRIMARY KEY (person, conversation)
);
CREATE INDEX conversation_people_conversation ON conversation_people (conversation);

-- Tags, folded.
CREATE TABLE conversation_tags (
    tag text NOT NULL,
    conversation uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, conversation)
);
CREATE INDEX conversation_tags_conversation ON conversation_tags (conversation);

CREATE TABLE cursors (
    conversation uuid PRIMARY KEY,
    guest_received bigint NOT NULL,
    guest_read bigint NOT NULL,
    staff_received bigint NOT NULL,
    staff_read bigint NOT NULL,
    guest_messages_read bigint NOT NULL
);

-- The log. Its conversation is written in the same transaction, before or after.
CREATE TABLE events (
    conversation uuid NOT NULL,
    version bigint NOT NULL,
    id uuid NOT NULL UNIQUE,
    at bigint NOT NULL,
    -- Author and body, in JSON.
    entry text NOT NULL,
    PRIMARY KEY (conversation, version)
);

CREATE TABLE uploads (
    id uuid PRIMARY KEY,
    -- NULL: it belongs to something else.
    conversation uuid REFERENCES conversations (id) ON DELETE CASCADE,
    name text NOT NULL,
    mime text NOT NULL,
    size_bytes bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    side text NOT NULL,
    person uuid,
    created bigint NOT NULL,
    is_complete boolean NOT NULL
);
CREATE INDEX uploads_conversation ON uploads (conversation);
CREATE INDEX uploads_incomplete ON uploads (created) WHERE NOT is_complete;

CREATE TABLE upload_chunks (
    upload uuid NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    number bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (upload, number)
);
