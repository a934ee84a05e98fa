-- The workspace file, version 1.
--
-- Three kinds of tables (BOOKS.md, B25):
--   books    written only in workspace.write, covered by the Merkle log
--   derived  written in the same transaction as what they sum, recomputed by verify (names start with d_)
--   desk     written by workspace.desk, unaudited (names start with desk_)
--
-- Money: integer minor units, debits positive, credits negative; currency: ISO 4217 numeric code.
-- Instants: integer microseconds UTC. Days: integer days since 1970-01-01, local to the zone that is named.
-- Every entry column is the sequence number of the audit entry that covers the row.

-- ---------------------------------------------------------------- the log

CREATE TABLE audit_entry (
  seq INTEGER PRIMARY KEY,                 -- 0-based index of the leaf
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,                    -- e.g. route.chunk, import.chunk, plan.publish
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  payload TEXT NOT NULL                    -- RFC 8785 JSON
) STRICT;

CREATE TABLE d_audit_node (                -- hashes of the perfect subtrees of the log
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- the workspace

CREATE TABLE workspace (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,                      -- names the log: origin revroute/<uuid>
  name TEXT NOT NULL,
  zone TEXT NOT NULL,                      -- book time zone (B17)
  created_at INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- sealed text (B24)

CREATE TABLE sealed (                      -- a payer, a free text, a raw refused row: only its commitment
  id INTEGER PRIMARY KEY,
  commitment BLOB NOT NULL
) STRICT;

CREATE TABLE sealed_text (                 -- the text itself and its salt; erased on request
  id INTEGER PRIMARY KEY REFERENCES sealed,
  kind INTEGER NOT NULL,                   -- 1 payer, 2 note, 3 raw row
  salt BLOB NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX sealed_text_payer ON sealed_text (text) WHERE kind = 1;

CREATE TABLE erasure (                     -- which seals were opened and emptied
  sealed INTEGER PRIMARY KEY REFERENCES sealed,
  entry INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- ledger

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,               -- segments joined by a colon, payee:neon-kitten
  type INTEGER NOT NULL,                   -- 1 asset, 2 liability, 3 income, 4 expense, 5 equity
  entry INTEGER NOT NULL
) STRICT;

CREATE TABLE txn (
  id INTEGER PRIMARY KEY,                  -- follows booking order
  kind INTEGER NOT NULL,                   -- 1 route, 2 reversal of an event (refund, chargeback), 3 give-back, 4 negative table,
                                           -- 5 release of holds, 6 journal, 7 opening, 8 advance, 9 reversal of a transaction,
                                           -- 10 restated: old side, 11 restated: new side, 12 undo of an import
  event INTEGER REFERENCES event,
  route INTEGER REFERENCES plan_route,
  booked_day INTEGER NOT NULL,             -- in the book zone
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX txn_entry ON txn (entry);

CREATE TABLE posting (
  id INTEGER PRIMARY KEY,                  -- txn * 4096 + line, so that a transaction's postings are one range
  account INTEGER NOT NULL REFERENCES account,
  currency INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  step INTEGER REFERENCES plan_step        -- the plan step that made it
) STRICT;
CREATE INDEX posting_account ON posting (account);

CREATE TABLE txn_memo (                    -- the words of a manual transaction
  txn INTEGER PRIMARY KEY REFERENCES txn,
  memo TEXT NOT NULL
) STRICT;

CREATE TABLE reversal (                    -- this transaction reverses, or follows, that one
  txn INTEGER PRIMARY KEY REFERENCES txn,
  original INTEGER NOT NULL REFERENCES txn
) STRICT;
CREATE INDEX reversal_original ON reversal (original);

CREATE TABLE posting_against (             -- this posting takes back, or gives back, part of that one
  posting INTEGER PRIMARY KEY REFERENCES posting,
  original INTEGER NOT NULL REFERENCES posting
) STRICT;
CREATE INDEX posting_against_original ON posting_against (original);

CREATE TABLE hold (                        -- a posting to a reserve in favour of a beneficiary (B19)
  posting INTEGER PRIMARY KEY REFERENCES posting,
  beneficiary INTEGER NOT NULL REFERENCES account,
  due_day INTEGER NOT NULL
) STRICT;

CREATE TABLE period_lock (                 -- the newest row is in force; NULL day unlocks everything
  id INTEGER PRIMARY KEY,
  day INTEGER,                             -- on or before it nothing is booked (B17)
  entry INTEGER NOT NULL
) STRICT;

CREATE TABLE d_balance (
  account INTEGER NOT NULL REFERENCES account,
  currency INTEGER NOT NULL,
  own INTEGER NOT NULL,                    -- sum of the account's postings, debit positive
  held INTEGER NOT NULL,                   -- open holds in its favour, as a credit is: negative
  PRIMARY KEY (account, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE d_hold_open (                 -- what is left of each hold, minor units, positive; gone when nothing is
  posting INTEGER PRIMARY KEY REFERENCES hold,
  amount INTEGER NOT NULL
) STRICT;

CREATE TABLE d_rollup_day (
  day INTEGER NOT NULL,                    -- booked day
  account INTEGER NOT NULL REFERENCES account,
  source INTEGER NOT NULL,                 -- 0 for what has no event
  currency INTEGER NOT NULL,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL,                 -- positive
  postings INTEGER NOT NULL,
  PRIMARY KEY (day, account, source, currency)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- revenue events

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  clearing INTEGER NOT NULL REFERENCES account,
  entry INTEGER NOT NULL
) STRICT;

CREATE TABLE term (                        -- words that many events share: campaign, country, product
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE attribute_set (               -- free attributes of an event, canonical JSON object of text to text
  id INTEGER PRIMARY KEY,
  json TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  source INTEGER REFERENCES source,        -- NULL where the file names a source a row
  file_name TEXT NOT NULL,                 -- name only, no folder
  file_hash BLOB NOT NULL,                 -- SHA-256 of the file as it lies on disk
  file_size INTEGER NOT NULL,
  profile TEXT NOT NULL,                   -- the mapping profile, canonical JSON
  mapped INTEGER NOT NULL,                 -- bit set of core fields that the profile maps (B22)
  entry INTEGER NOT NULL                   -- the entry of its first chunk
) STRICT;

CREATE TABLE import_chunk (
  entry INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import,
  number INTEGER NOT NULL,                 -- 0, 1, 2 within its import
  rows_read INTEGER NOT NULL,              -- events and refusals of the file that this chunk went through
  events INTEGER NOT NULL,
  first_event INTEGER,                     -- events of a chunk are consecutive ids
  refused INTEGER NOT NULL,
  last INTEGER NOT NULL                    -- 1: the import is complete
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,                  -- follows arrival
  source INTEGER NOT NULL REFERENCES source,
  external_id TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  kind INTEGER NOT NULL,                   -- 1 sale, 2 subscription, 3 ad, 4 affiliate, 5 tip, 6 refund, 7 chargeback,
                                           -- 8 chargeback_reversal, 9 fee, 10 adjustment
  currency INTEGER NOT NULL,
  amount INTEGER NOT NULL,                 -- minor units; negative for refunds, chargebacks
  payer INTEGER REFERENCES sealed,
  note INTEGER REFERENCES sealed,
  campaign INTEGER REFERENCES term,
  country INTEGER REFERENCES term,
  product INTEGER REFERENCES term,
  attributes INTEGER REFERENCES attribute_set,
  original TEXT,                           -- external id of the event that this one reverses
  residue TEXT,                            -- exact amount minus amount, in major units, where a source was rounded
  content BLOB NOT NULL,                   -- SHA-256 of the mapped core fields (B22)
  import INTEGER NOT NULL REFERENCES import,
  line INTEGER NOT NULL                    -- first line of the event in its file, 1-based
) STRICT;

CREATE TABLE d_event_identity (            -- (source, external id) names an event; an undone one gives its name back
  source INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (source, external_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE d_event_state (
  event INTEGER PRIMARY KEY REFERENCES event,
  state INTEGER NOT NULL,                  -- 0 waiting, 1 routed, 2 quarantined, 3 reversed in full, 4 restated, 5 undone
  reason TEXT,                             -- why it waits or is quarantined
  txn INTEGER REFERENCES txn,              -- its newest allocation
  entry INTEGER                            -- of the chunk that decided it last; NULL: not yet looked at
) STRICT;
CREATE INDEX d_event_state_open ON d_event_state (state) WHERE state IN (0, 2);

CREATE TABLE quarantine (                  -- a row that was refused at the door, or a conflict (B22)
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,                    -- short code, e.g. amount, time, conflict, conflict-attributes
  detail TEXT NOT NULL,                    -- the sentence
  raw INTEGER NOT NULL REFERENCES sealed,  -- the row, whole
  fingerprint BLOB NOT NULL,               -- SHA-256 of source and row: the same row is refused once
  event INTEGER REFERENCES event,          -- the event it conflicts with
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_fingerprint ON quarantine (fingerprint);

CREATE TABLE quarantine_decision (         -- what a person did about it; the newest row counts
  id INTEGER PRIMARY KEY,
  quarantine INTEGER NOT NULL REFERENCES quarantine,
  decision INTEGER NOT NULL,               -- 1 mended into an event, 2 dismissed, 3 retried and refused again
  event INTEGER REFERENCES event,
  reason TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_decision_of ON quarantine_decision (quarantine);

CREATE TABLE import_undo (
  import INTEGER PRIMARY KEY REFERENCES import,
  reason TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;

CREATE TABLE event_release (               -- a person let an event go on without its original (B9), or retried a quarantined one
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event,
  action INTEGER NOT NULL,                 -- 1 go on without the original, 2 retry
  reason TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX event_release_event ON event_release (event);

-- ---------------------------------------------------------------- plans

CREATE TABLE plan_version (
  id INTEGER PRIMARY KEY,                  -- follows publishing
  name TEXT NOT NULL,
  hash TEXT NOT NULL,                      -- SHA-256 of the text, hex: the version's name (B12)
  text TEXT NOT NULL,                      -- the YAML, as published
  effective_day INTEGER NOT NULL,
  in_force_at INTEGER NOT NULL,            -- local midnight of that day in the plan's zone, as an instant
  published_at INTEGER NOT NULL,
  entry INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_route (                  -- routes of a version, and the pseudo-route (negative) of its table
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES plan_version,
  code TEXT NOT NULL,
  UNIQUE (version, code)
) STRICT;

CREATE TABLE plan_step (
  id INTEGER PRIMARY KEY,
  route INTEGER NOT NULL REFERENCES plan_route,
  code TEXT NOT NULL,                      -- the stable step id
  UNIQUE (route, code)
) STRICT;

-- ---------------------------------------------------------------- batches

CREATE TABLE batch (                       -- what a run froze at its start (B13)
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,                   -- 1 route, 2 restate
  last_event INTEGER NOT NULL,             -- events up to this id that wait
  last_version INTEGER NOT NULL,           -- plan versions up to this id
  as_of_day INTEGER NOT NULL,              -- book zone
  lock_day INTEGER,
  selection TEXT NOT NULL,                 -- canonical JSON: what a restatement selects; {} for a route
  entry INTEGER NOT NULL                   -- the entry of its first chunk
) STRICT;

CREATE TABLE batch_chunk (
  entry INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch,
  number INTEGER NOT NULL,
  events INTEGER NOT NULL,
  last INTEGER NOT NULL                    -- 1: the batch is complete
) STRICT;
CREATE INDEX batch_chunk_batch ON batch_chunk (batch, number);

CREATE TABLE d_counter (                   -- caps and tiers (B14), and what reversals gave back (B15)
  id INTEGER PRIMARY KEY,
  step TEXT NOT NULL,                      -- stable step id
  keys TEXT NOT NULL,                      -- canonical JSON array: which counter of the step, and its key values
  currency INTEGER NOT NULL,
  period TEXT NOT NULL,                    -- 2026-03-05, 2026-W10, 2026-03, 2026-Q1, 2026, or * for all
  returned_day INTEGER,                    -- NULL: what was counted; a day: what was given back on it, usable from the next
  value INTEGER NOT NULL                   -- newest value, minor units
) STRICT;
CREATE UNIQUE INDEX d_counter_key ON d_counter (step, keys, currency, period, COALESCE(returned_day, -1));

CREATE TABLE d_counter_value (             -- the value after each chunk that changed it
  counter INTEGER NOT NULL REFERENCES d_counter,
  entry INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (counter, entry)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- desk

CREATE TABLE desk_job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  arguments TEXT NOT NULL,                 -- JSON; never a secret
  state TEXT NOT NULL,                     -- queued, running, done, failed, cancelled, crashed
  attempt INTEGER NOT NULL,                -- B26
  started_at INTEGER,
  finished_at INTEGER,
  progress TEXT,                           -- JSON of the last progress line
  result TEXT,                             -- JSON
  error TEXT
) STRICT;

CREATE TABLE desk_checkpoint (             -- signed notes over the log
  size INTEGER NOT NULL,
  key_name TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (size, key_name)
) STRICT;

CREATE TABLE desk_plan_draft (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_simulation (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  plan TEXT NOT NULL,                      -- name or hash of the candidate
  arguments TEXT NOT NULL,
  result TEXT NOT NULL                     -- JSON
) STRICT;

CREATE TABLE desk_setting (                -- session, views, the result of the last verify
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL                      -- JSON
) STRICT;
