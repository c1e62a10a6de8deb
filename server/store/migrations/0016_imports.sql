-- Contacts from a file: the file, its rows, and what became of each. Rows of files that are over keep what they said
-- only where they were left out.
CREATE TABLE imports (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name text NOT NULL,
    state text NOT NULL,
    -- JSON: the headings, and what the columns are.
    header text NOT NULL,
    mapping text NOT NULL,
    created bigint NOT NULL,
    total bigint NOT NULL,
    -- The line up to which it is done.
    line bigint NOT NULL,
    added bigint NOT NULL,
    updated bigint NOT NULL,
    rejected bigint NOT NULL
);
CREATE INDEX imports_person ON imports (person, created);
CREATE INDEX imports_running ON imports (created) WHERE state = 'running';

CREATE TABLE import_rows (
    import uuid NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line bigint NOT NULL,
    -- A JSON list.
    cells text NOT NULL,
    -- Empty, added, updated, rejected.
    outcome text NOT NULL,
    -- Why it was left out, in JSON; empty where it was not.
    problem text NOT NULL,
    contact uuid,
    PRIMARY KEY (import, line)
);
