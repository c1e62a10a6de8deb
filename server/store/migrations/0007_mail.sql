-- The mail server: one row, and its password beside it, which no screen gets to see.
CREATE TABLE mail_settings (
    id bigint PRIMARY KEY,
    version bigint NOT NULL,
    body text NOT NULL,
    password text NOT NULL
);

-- Letters on their way out. Written in the transaction of what causes them.
CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    -- Fixed before the first try: a letter that goes twice goes under the same name.
    message_id text NOT NULL,
    conversation uuid,
    -- Who asked for it; NULL: a rule did.
    person uuid,
    person_name text,
    recipient text NOT NULL,
    subject text NOT NULL,
    -- What it is made from, in JSON.
    letter text NOT NULL,
    state text NOT NULL,
    -- When it is to be tried, while it is being sent until when nobody else may; NULL when it is over.
    due bigint,
    tries bigint NOT NULL,
    -- How often a server ended while sending it.
    interruptions bigint NOT NULL,
    error text NOT NULL,
    created bigint NOT NULL,
    -- Since when it is tried: anew when somebody presses Retry.
    since bigint NOT NULL,
    changed bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX outbox_due ON outbox (due) WHERE due IS NOT NULL;
CREATE INDEX outbox_conversation ON outbox (conversation, created) WHERE conversation IS NOT NULL;

-- What somebody of the staff wants at the end of their conversations; no row: nothing.
CREATE TABLE transcript_preferences (
    person uuid PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    wants_email boolean NOT NULL,
    wants_pdf boolean NOT NULL
);

ALTER TABLE departments ADD COLUMN sends_transcript boolean NOT NULL DEFAULT FALSE;

-- How the contact's browser reads: empty where nobody knows.
ALTER TABLE contacts ADD COLUMN language text NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN time_zone text NOT NULL DEFAULT '';
