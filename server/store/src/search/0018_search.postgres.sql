-- Both indexes are made anew by the program (`search::catching_up`), because it makes the words.
CREATE TABLE reindexing (
    name text PRIMARY KEY,
    -- The last one that is done.
    after uuid
);
INSERT INTO reindexing (name) VALUES ('contacts'), ('archive');

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
