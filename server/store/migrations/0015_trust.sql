-- Contacts are blocked and erased, and the trail says of whom and what a line speaks.

-- When, by whom and why, in JSON; NULL: not blocked.
ALTER TABLE contacts ADD COLUMN blocked text;
CREATE INDEX contacts_blocked ON contacts (id) WHERE blocked IS NOT NULL;
-- When everything about them was erased.
ALTER TABLE contacts ADD COLUMN erased bigint;

-- Erasures and how far they are. The numbers stay.
CREATE TABLE erasures (
    contact uuid PRIMARY KEY REFERENCES contacts (id),
    person uuid NOT NULL,
    started bigint NOT NULL,
    -- NULL until nothing is left, in the files of the database neither.
    finished bigint,
    -- The conversation up to which it is done.
    after uuid,
    conversations bigint NOT NULL,
    messages bigint NOT NULL,
    files bigint NOT NULL
);
CREATE INDEX erasures_open ON erasures (started) WHERE finished IS NULL;

-- Of whom and of which conversation a line of the trail speaks, where it does.
ALTER TABLE audit ADD COLUMN contact uuid;
ALTER TABLE audit ADD COLUMN conversation uuid;
-- Tells lines of the same moment apart.
ALTER TABLE audit ADD COLUMN number bigint NOT NULL DEFAULT 0;
CREATE INDEX audit_who ON audit (who, at);
CREATE INDEX audit_contact ON audit (contact, at) WHERE contact IS NOT NULL;
CREATE INDEX audit_conversation ON audit (conversation, at) WHERE conversation IS NOT NULL;
