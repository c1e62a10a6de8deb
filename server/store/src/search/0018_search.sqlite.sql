-- Both indexes are made anew by the program (`search::catching_up`), because it makes the words: numbers are in the
-- order in which people want to read, so that a page of what is found needs no sorting.
CREATE TABLE reindexing (
    name text PRIMARY KEY,
    -- The last one that is done.
    after uuid
);
INSERT INTO reindexing (name) VALUES ('contacts'), ('archive');

DROP TABLE archive_words;
DROP TABLE archive_numbers;
-- Sixteen to a millisecond of closing, ascending.
CREATE TABLE archive_numbers (
    number INTEGER PRIMARY KEY,
    conversation uuid NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE archive_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);
-- Every word there is: what begins with more than three letters is looked up here, and then found as whole words.
CREATE TABLE archive_vocabulary (
    word text PRIMARY KEY
) WITHOUT ROWID;

DROP TABLE contact_parts;
DROP TABLE contact_numbers;
-- Those who never chatted as they came; behind them the others, sixteen to a second of their last chat.
CREATE TABLE contact_numbers (
    number INTEGER PRIMARY KEY,
    contact uuid NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE contact_parts USING fts5 (
    grams, content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- When the conversation ended, so that somebody's closed ones, or those with a tag, are read in order.
ALTER TABLE conversation_people ADD COLUMN ended bigint;
UPDATE conversation_people SET ended = (SELECT closed FROM conversations c WHERE c.id = conversation);
CREATE INDEX conversation_people_ended ON conversation_people (person, ended, conversation) WHERE ended IS NOT NULL;
ALTER TABLE conversation_tags ADD COLUMN ended bigint;
UPDATE conversation_tags SET ended = (SELECT closed FROM conversations c WHERE c.id = conversation);
CREATE INDEX conversation_tags_ended ON conversation_tags (tag, ended, conversation) WHERE ended IS NOT NULL;

DROP INDEX conversations_department;
CREATE INDEX conversations_department ON conversations (department, closed, id) WHERE closed IS NOT NULL;
DROP INDEX calls_agent;
CREATE INDEX calls_agent ON calls (agent, rang, id);
CREATE INDEX calls_department ON calls (department, rang, id);
