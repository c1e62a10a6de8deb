-- Canned responses. Every write begins by counting the revision up, so that writers stand in line.

CREATE TABLE canned_state (
    id bigint PRIMARY KEY,
    revision bigint NOT NULL
);
INSERT INTO canned_state (id, revision) VALUES (1, 0);

CREATE TABLE canned_responses (
    id uuid PRIMARY KEY,
    shortcut text NOT NULL,
    body text NOT NULL,
    -- private, departments, public.
    scope text NOT NULL,
    -- Of a private one.
    owner uuid REFERENCES people (id) ON DELETE CASCADE,
    -- A JSON list.
    tags text NOT NULL,
    uses bigint NOT NULL,
    created_by uuid NOT NULL REFERENCES people (id),
    created bigint NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX canned_responses_public ON canned_responses (shortcut) WHERE scope = 'public';
CREATE UNIQUE INDEX canned_responses_private ON canned_responses (owner, shortcut)
    WHERE scope = 'private';

CREATE TABLE canned_departments (
    response uuid NOT NULL REFERENCES canned_responses (id) ON DELETE CASCADE,
    department uuid NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
    shortcut text NOT NULL,
    PRIMARY KEY (response, department)
);
CREATE UNIQUE INDEX canned_departments_shortcut ON canned_departments (department, shortcut);
