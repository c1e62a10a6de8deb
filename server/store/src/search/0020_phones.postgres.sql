-- Numbers as they are kept, each to be looked up at once: a part of a number is found by search, a number here.
CREATE TABLE contact_phones (
    phone text NOT NULL,
    contact uuid NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (phone, contact)
);
CREATE INDEX contact_phones_contact ON contact_phones (contact);
INSERT INTO contact_phones (phone, contact)
    SELECT DISTINCT p.phone, c.id
    FROM contacts c CROSS JOIN LATERAL json_array_elements_text(CAST(c.phones AS json)) AS p (phone);
