-- The lists of the Contact Center: saved views, each person's columns, and what is done with many conversations.

CREATE TABLE saved_views (
    id uuid PRIMARY KEY,
    listing text NOT NULL,
    name text NOT NULL,
    -- The query of the address.
    state text NOT NULL,
    -- private, departments, public.
    scope text NOT NULL,
    owner uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX saved_views_listing ON saved_views (listing, owner);

CREATE TABLE saved_view_departments (
    saved_view uuid NOT NULL REFERENCES saved_views (id) ON DELETE CASCADE,
    department uuid NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
    PRIMARY KEY (saved_view, department)
);

CREATE TABLE listing_tastes (
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    listing text NOT NULL,
    -- JSON.
    body text NOT NULL,
    PRIMARY KEY (person, listing)
);

CREATE TABLE bulk_jobs (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    -- JSON, both.
    task text NOT NULL,
    selection text NOT NULL,
    state text NOT NULL,
    total bigint NOT NULL,
    seen bigint NOT NULL,
    changed bigint NOT NULL,
    skipped bigint NOT NULL,
    -- Behind which conversation it goes on; NULL: at the start.
    place text,
    begun bigint NOT NULL,
    ended bigint,
    -- When it is to go on; while it is in hand until when nobody else may take it; NULL when it is over.
    due bigint
);
CREATE INDEX bulk_jobs_due ON bulk_jobs (due) WHERE due IS NOT NULL;
CREATE INDEX bulk_jobs_person ON bulk_jobs (person, begun);
CREATE INDEX bulk_jobs_ended ON bulk_jobs (ended) WHERE ended IS NOT NULL;

-- What an export made so far.
CREATE TABLE bulk_parts (
    job uuid NOT NULL REFERENCES bulk_jobs (id) ON DELETE CASCADE,
    number bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (job, number)
);

CREATE INDEX conversations_length ON conversations ((closed - created), id) WHERE closed IS NOT NULL;
CREATE INDEX conversations_priority ON conversations (priority, closed) WHERE closed IS NOT NULL;
CREATE INDEX calls_talked ON calls ((coalesce(ended - answered - hold_ms, 0)), id);
