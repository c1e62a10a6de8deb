-- What is remembered of calls. Written with the events of their conversation's log, in the same transaction; only
-- what was noted afterwards is changed by itself.
CREATE TABLE calls (
    id uuid PRIMARY KEY,
    conversation uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    agent uuid NOT NULL,
    agent_name text NOT NULL,
    department uuid,
    kind text NOT NULL,
    direction text NOT NULL,
    rang bigint NOT NULL,
    answered bigint,
    ended bigint,
    ending text,
    -- Since when it is on hold, and how long it was before.
    held bigint,
    hold_ms bigint NOT NULL,
    notes text NOT NULL,
    disposition text NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX calls_rang ON calls (rang, id);
CREATE INDEX calls_contact ON calls (contact, rang);
CREATE INDEX calls_agent ON calls (agent, rang);
CREATE INDEX calls_conversation ON calls (conversation);
CREATE INDEX calls_open ON calls (agent) WHERE ended IS NULL;
