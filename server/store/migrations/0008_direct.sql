-- Direct messages: the log of a pair of colleagues. The bot is one of them without being in `people`.
CREATE TABLE directs (
    low uuid NOT NULL,
    high uuid NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (low, high)
);
CREATE INDEX directs_high ON directs (high);

CREATE TABLE direct_events (
    low uuid NOT NULL,
    high uuid NOT NULL,
    version bigint NOT NULL,
    id uuid NOT NULL UNIQUE,
    at bigint NOT NULL,
    author uuid NOT NULL,
    -- Author and body, in JSON.
    entry text NOT NULL,
    PRIMARY KEY (low, high, version)
);

-- How far each of the two has come.
CREATE TABLE direct_cursors (
    low uuid NOT NULL,
    high uuid NOT NULL,
    person uuid NOT NULL,
    received bigint NOT NULL,
    read bigint NOT NULL,
    PRIMARY KEY (low, high, person)
);

-- A file belongs to a conversation or to a pair.
ALTER TABLE uploads ADD COLUMN low uuid;
ALTER TABLE uploads ADD COLUMN high uuid;

-- Where a sign-in came from; empty for those from before this was noted.
ALTER TABLE sign_ins ADD COLUMN address text NOT NULL DEFAULT '';

-- What a person chose for themselves, in JSON.
CREATE TABLE preferences (
    person uuid PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    body text NOT NULL
);

-- Secrets made on the first start.
CREATE TABLE secrets (
    name text PRIMARY KEY,
    secret bytea NOT NULL
);

-- Browsers that are told while no page is open. They go with the sign-in that asked for it.
CREATE TABLE push_subscriptions (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    sign_in bytea NOT NULL REFERENCES sign_ins (token_hash) ON DELETE CASCADE,
    endpoint text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    auth bytea NOT NULL,
    -- The sentences it shows, in JSON.
    words text NOT NULL,
    created bigint NOT NULL
);
CREATE INDEX push_subscriptions_person ON push_subscriptions (person);
CREATE INDEX push_subscriptions_sign_in ON push_subscriptions (sign_in);

-- What is still to be pushed, one row for each browser.
CREATE TABLE push_outbox (
    id uuid PRIMARY KEY,
    subscription uuid NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    -- A newer one of the same topic replaces an older one that waits.
    topic text NOT NULL,
    body text NOT NULL,
    due bigint NOT NULL,
    expires bigint NOT NULL,
    attempts bigint NOT NULL
);
CREATE INDEX push_outbox_due ON push_outbox (due);
CREATE UNIQUE INDEX push_outbox_topic ON push_outbox (subscription, topic);
