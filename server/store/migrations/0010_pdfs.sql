-- Transcripts as PDF that somebody asked for. The bot's message that brings it has the same id.
CREATE TABLE pdfs (
    id uuid PRIMARY KEY,
    conversation uuid NOT NULL,
    -- The version up to which it is made.
    until bigint NOT NULL,
    person uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    language text NOT NULL,
    time_zone text NOT NULL,
    created bigint NOT NULL,
    -- When it is to be made; while it is being made until when nobody else may; NULL when it is over.
    due bigint,
    tries bigint NOT NULL,
    -- The file, once it is made.
    upload uuid,
    UNIQUE (conversation, person, language, time_zone)
);
CREATE INDEX pdfs_due ON pdfs (due) WHERE due IS NOT NULL;
