-- One message to many contacts.
CREATE TABLE broadcasts (
    id uuid PRIMARY KEY,
    medium text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    -- The address at which guests reach this server, for links.
    base text NOT NULL,
    person uuid NOT NULL,
    person_name text NOT NULL,
    state text NOT NULL,
    created bigint NOT NULL,
    ended bigint,
    version bigint NOT NULL
);
CREATE INDEX broadcasts_created ON broadcasts (created, id);
CREATE INDEX broadcasts_under_way ON broadcasts (created, id) WHERE state = 'sending';

-- Whom it is for, and what became of it. Whoever is erased goes from here too.
CREATE TABLE broadcast_recipients (
    broadcast uuid NOT NULL REFERENCES broadcasts (id) ON DELETE CASCADE,
    place bigint NOT NULL,
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    -- queued, posted (a letter is in the outbox), sent, refused, skipped
    state text NOT NULL,
    address text NOT NULL,
    -- Why it was skipped, in a word; what the mail server said, in JSON.
    why text NOT NULL,
    at bigint NOT NULL,
    -- Its letter or its message: the same whenever it is tried.
    message uuid,
    conversation uuid,
    PRIMARY KEY (broadcast, place)
);
CREATE INDEX broadcast_recipients_state ON broadcast_recipients (broadcast, state, place);
CREATE INDEX broadcast_recipients_contact ON broadcast_recipients (contact, at);
CREATE INDEX broadcast_recipients_address ON broadcast_recipients (broadcast, address) WHERE address <> '';

-- Contacts that want no broadcasts; no person: they said so themselves.
CREATE TABLE opt_outs (
    contact uuid PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    at bigint NOT NULL,
    person uuid,
    person_name text
);

-- When the next one of a kind may leave, whichever server it leaves from.
CREATE TABLE paces (
    name text PRIMARY KEY,
    next bigint NOT NULL
);
INSERT INTO paces (name, next) VALUES ('broadcasts', 0);

ALTER TABLE outbox ADD COLUMN broadcast uuid;
ALTER TABLE outbox ADD COLUMN contact uuid REFERENCES contacts (id) ON DELETE CASCADE;
CREATE INDEX outbox_broadcast ON outbox (broadcast) WHERE broadcast IS NOT NULL;
CREATE INDEX outbox_contact ON outbox (contact) WHERE contact IS NOT NULL;
