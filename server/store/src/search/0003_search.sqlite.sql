-- FTS5 rows are numbered; these say whose number it is. Rowids will not do: VACUUM may change them.
CREATE TABLE archive_numbers (
    number INTEGER PRIMARY KEY,
    conversation uuid NOT NULL UNIQUE
);
-- The words are made and folded by the program, so every character that is not a blank belongs to one.
CREATE VIRTUAL TABLE archive_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);

CREATE TABLE contact_numbers (
    number INTEGER PRIMARY KEY,
    contact uuid NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE contact_parts USING fts5 (
    searched, content = '', contentless_delete = 1, tokenize = 'trigram'
);
