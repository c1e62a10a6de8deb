-- Conversations change hands: who helps, whom to try first, where to go when nobody is there, how long to hold.

-- How many colleagues were invited; who, stands in the head.
ALTER TABLE conversations ADD COLUMN helpers bigint NOT NULL DEFAULT 0;
CREATE INDEX conversations_helped ON conversations (id) WHERE helpers > 0;
-- When it last entered the queue: a preferred agent who is full is waited for from then on.
ALTER TABLE conversations ADD COLUMN queued bigint NOT NULL DEFAULT 0;
-- With whom it was on hold when the guest wrote, or who was asked for by name.
ALTER TABLE conversations ADD COLUMN held_by uuid;

ALTER TABLE departments ADD COLUMN fallback uuid;
-- Seconds on hold until it ends by itself; 0: never, NULL: as the workspace says.
ALTER TABLE departments ADD COLUMN hold_limit_s bigint;
ALTER TABLE departments ADD COLUMN hold_comment text NOT NULL DEFAULT '';

-- Who served the contact's last chat.
ALTER TABLE contacts ADD COLUMN last_agent uuid;
