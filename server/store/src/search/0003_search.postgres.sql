CREATE TABLE archive_words (
    conversation uuid PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX archive_words_words ON archive_words USING gin (words);

-- Where the extension may not be made, contacts are searched without an index: slower, not differently.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX contacts_searched ON contacts USING gin (searched gin_trgm_ops);
EXCEPTION
    WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'pg_trgm is not available: searching contacts reads all of them';
END
$$;
