-- Written in what SQLite and PostgreSQL have in common: uuid, text, bigint, boolean and bytea (SQLite takes
-- any word for a type). Moments are milliseconds since 1970 UTC. What is compared or sorted without regard to
-- case and accents is folded by the program, not by the database; sort keys are bytea, because text sorts by
-- the locale of a PostgreSQL cluster and bytes sort the same everywhere.

CREATE TABLE settings (
    id bigint PRIMARY KEY,
    version bigint NOT NULL,
    body text NOT NULL
);

CREATE TABLE people (
    id uuid PRIMARY KEY,
    username text NOT NULL,
    username_key text NOT NULL UNIQUE,
    name text NOT NULL,
    email text NOT NULL,
    -- NULL: no address, of which there may be many.
    email_key text UNIQUE,
    roles bigint NOT NULL,
    availability text NOT NULL,
    max_conversations bigint NOT NULL,
    is_enabled boolean NOT NULL,
    created bigint NOT NULL,
    version bigint NOT NULL,
    password_hash text NOT NULL
);

CREATE TABLE sign_ins (
    token_hash bytea PRIMARY KEY,
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created bigint NOT NULL,
    expires bigint NOT NULL,
    seen bigint NOT NULL,
    user_agent text NOT NULL
);
CREATE INDEX sign_ins_person ON sign_ins (person);
CREATE INDEX sign_ins_expires ON sign_ins (expires);

CREATE TABLE departments (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    description text NOT NULL,
    is_enabled boolean NOT NULL,
    is_public boolean NOT NULL,
    algorithm text,
    max_conversations bigint NOT NULL,
    requires_tags boolean NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE department_members (
    department uuid NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    place bigint NOT NULL,
    PRIMARY KEY (department, person)
);
CREATE INDEX department_members_person ON department_members (person);

CREATE TABLE contacts (
    id uuid PRIMARY KEY,
    username text NOT NULL UNIQUE,
    name text NOT NULL,
    -- JSON lists.
    emails text NOT NULL,
    phones text NOT NULL,
    notes text NOT NULL,
    manager uuid,
    manager_name text,
    created bigint NOT NULL,
    last_chat bigint,
    last_conversation uuid,
    version bigint NOT NULL,
    sort_name bytea NOT NULL,
    -- Everything that is searched, folded, and the phone numbers' digits.
    searched text NOT NULL
);
CREATE INDEX contacts_name ON contacts (sort_name, id);
CREATE INDEX contacts_last_chat ON contacts (last_chat, id);
CREATE INDEX contacts_created ON contacts (created, id);
CREATE INDEX contacts_manager ON contacts (manager) WHERE manager IS NOT NULL;

CREATE TABLE contact_emails (
    email text NOT NULL,
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (email, contact)
);
CREATE INDEX contact_emails_contact ON contact_emails (contact);

-- Who served or made a contact.
CREATE TABLE contact_people (
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    person uuid NOT NULL,
    PRIMARY KEY (contact, person)
);
CREATE INDEX contact_people_person ON contact_people (person, contact);

-- Where a contact's conversations were.
CREATE TABLE contact_departments (
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    department uuid NOT NULL,
    PRIMARY KEY (contact, department)
);
CREATE INDEX contact_departments_department ON contact_departments (department, contact);

CREATE TABLE visitors (
    token_hash bytea PRIMARY KEY,
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    created bigint NOT NULL,
    expires bigint NOT NULL
);
CREATE INDEX visitors_contact ON visitors (contact);
CREATE INDEX visitors_expires ON visitors (expires);

CREATE TABLE assignments (
    person uuid NOT NULL,
    -- The nil id: of no department.
    department uuid NOT NULL,
    last_assigned bigint NOT NULL,
    day bigint NOT NULL,
    received bigint NOT NULL,
    PRIMARY KEY (person, department)
);

CREATE TABLE audit (
    at bigint NOT NULL,
    who uuid,
    what text NOT NULL,
    about text NOT NULL
);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE counters (
    name text PRIMARY KEY,
    value bigint NOT NULL
);
