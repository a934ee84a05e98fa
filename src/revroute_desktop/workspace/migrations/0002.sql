-- The workspace file, version 2: the queue of jobs, traffic.

-- ---------------------------------------------------------------- the queue of jobs

ALTER TABLE desk_job ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;    -- the higher goes first
ALTER TABLE desk_job ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';       -- JSON: timeout, retries, whether it resumes
ALTER TABLE desk_job ADD COLUMN queued_at INTEGER;
ALTER TABLE desk_job ADD COLUMN not_before INTEGER;                     -- waits until then, after a failure
ALTER TABLE desk_job ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;    -- since it was last queued by a person
ALTER TABLE desk_job ADD COLUMN fast_failures INTEGER NOT NULL DEFAULT 0; -- one after the other, the newest
ALTER TABLE desk_job ADD COLUMN requested TEXT;                         -- pause, resume or cancel, for the supervisor
ALTER TABLE desk_job ADD COLUMN worker TEXT;                            -- JSON of the process that runs it: pid, since
ALTER TABLE desk_job ADD COLUMN reason TEXT;                            -- why it is in its state, where that needs saying
ALTER TABLE desk_job ADD COLUMN schedule INTEGER;                       -- the desk_schedule that queued it
-- The state may be paused too: with a worker it is stopped, without one it is held back.
UPDATE desk_job SET state = 'crashed', progress = NULL,
  error = 'The program ended while this job was running: what it had committed stays; start it again.'
  WHERE state IN ('queued', 'running');
UPDATE desk_job SET queued_at = started_at;
CREATE INDEX desk_job_open ON desk_job (id) WHERE state IN ('queued', 'running', 'paused');

CREATE TABLE desk_job_need (               -- a job begins when all that it needs are done
  job INTEGER NOT NULL REFERENCES desk_job,
  needs INTEGER NOT NULL REFERENCES desk_job,
  PRIMARY KEY (job, needs)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_job_need_needs ON desk_job_need (needs);

CREATE TABLE desk_job_log (                -- the newest lines that a job wrote beside its result
  job INTEGER NOT NULL REFERENCES desk_job,
  number INTEGER NOT NULL,                 -- from 1; older lines are dropped, numbers stay
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_job_kind (               -- what the operator set for a kind of job; * for all
  kind TEXT PRIMARY KEY,
  slots INTEGER,                           -- jobs of the kind at the same time; of *: worker processes
  least INTEGER,                           -- slots that it never has fewer of, where they follow the machine
  limits TEXT NOT NULL                     -- JSON: memory, CPU, nice, processors, recycling
) STRICT;

CREATE TABLE desk_schedule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  cron TEXT NOT NULL,
  zone TEXT NOT NULL,
  catch_up TEXT NOT NULL,                  -- skip, once or all: what is done of the times that were slept through
  kind TEXT NOT NULL,
  arguments TEXT NOT NULL,                 -- JSON; never a secret
  priority INTEGER NOT NULL,
  terms TEXT NOT NULL,
  paused INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  last_at INTEGER,                         -- the newest time that was acted on
  note TEXT                                -- what came of it
) STRICT;

CREATE TABLE desk_supervisor (             -- who runs the queue: one process a workspace
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pid INTEGER,
  since TEXT,                              -- when that process began, as the system tells it
  token TEXT,
  taken_at INTEGER,
  changes INTEGER NOT NULL                 -- counted up by whoever else changes the queue
) STRICT;
INSERT INTO desk_supervisor (id, changes) VALUES (1, 0);

-- metrics

CREATE TABLE desk_metric_host (            -- the machine, minute by minute; a day is kept
  minute INTEGER PRIMARY KEY,              -- since 1970 UTC
  cpu REAL,                                -- share of all processors, 0 to 1
  cpu_most REAL,
  memory_used INTEGER NOT NULL,            -- bytes
  memory_total INTEGER NOT NULL,
  disk_free INTEGER NOT NULL,
  write_rate REAL,                         -- bytes a second
  commit_ms REAL,                          -- the worst 95th percentile of the supervisor's commits
  turn_ms REAL                             -- the window's longest turn
) STRICT;

CREATE TABLE desk_metric_job (
  minute INTEGER NOT NULL,
  job INTEGER NOT NULL,                    -- 0: the program itself
  cpu REAL NOT NULL,                       -- 1 is one processor
  memory INTEGER NOT NULL,
  write_rate REAL NOT NULL,
  rate REAL,                               -- units of its progress a second
  PRIMARY KEY (job, minute)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_metric_job_minute ON desk_metric_job (minute);

CREATE TABLE desk_job_run (                -- which worker ran what; a day is kept
  job INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  kind TEXT NOT NULL,
  worker INTEGER NOT NULL,                 -- a small number, from 1
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  state TEXT,                              -- how it ended
  PRIMARY KEY (job, attempt)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_job_run_started ON desk_job_run (started_at);

CREATE TABLE desk_tuning (                 -- what was decided for a lane of jobs; the newest 1,000
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  lane TEXT NOT NULL,
  what TEXT NOT NULL,                      -- slots or batch
  was INTEGER NOT NULL,
  becomes INTEGER NOT NULL,
  because TEXT NOT NULL,
  predicted INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_alert (                  -- alerts that began or ended; the newest 1,000
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  reading TEXT NOT NULL,
  began INTEGER NOT NULL,
  value REAL NOT NULL,
  mark REAL NOT NULL
) STRICT;

-- ---------------------------------------------------------------- traffic

CREATE TABLE desk_traffic_state (          -- one row; `steps` grows with every commit, so that two writers see each other
  id INTEGER PRIMARY KEY CHECK (id = 1),
  steps INTEGER NOT NULL
) STRICT;
INSERT INTO desk_traffic_state VALUES (1, 0);

CREATE TABLE desk_traffic_term (           -- paths, groups, referrers, campaigns, bots: each text once
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO desk_traffic_term VALUES (0, '');

CREATE TABLE desk_traffic_file (           -- a log file by its place, with what was read there in all
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  format TEXT NOT NULL,
  zone TEXT NOT NULL,                      -- of times without an offset
  read_at INTEGER NOT NULL,                -- when it was read last
  lines INTEGER NOT NULL,                  -- new ones; those known from elsewhere or before are in `known`
  hits INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  known INTEGER NOT NULL,
  first_at INTEGER,                        -- of its hits
  last_at INTEGER,
  unrecorded TEXT                          -- JSON: what the log has no entry for yet; NULL: nothing
) STRICT;

CREATE TABLE desk_traffic_chunk (          -- lines that were counted, by their content: never again
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,             -- over the checksums of its lines
  file INTEGER NOT NULL REFERENCES desk_traffic_file,   -- where they were seen last
  line INTEGER NOT NULL,                   -- its first, 1-based
  place INTEGER NOT NULL,                  -- bytes before it in the decompressed file
  size INTEGER NOT NULL,
  first_at INTEGER NOT NULL,               -- of its hits; both 0 where it has none
  last_at INTEGER NOT NULL,
  edge INTEGER NOT NULL,                   -- 1: a file began here, 2: one ended, 3: both, 0: neither
  hashes BLOB NOT NULL                     -- CRC-32 of each line, four bytes, little end first
) STRICT;
CREATE INDEX desk_traffic_chunk_time ON desk_traffic_chunk (first_at, last_at);
CREATE INDEX desk_traffic_chunk_edge ON desk_traffic_chunk (first_at, last_at) WHERE edge > 0;
CREATE INDEX desk_traffic_chunk_file ON desk_traffic_chunk (file, line);

CREATE TABLE desk_traffic_refused (        -- lines that are no request of their format; the newest of each file
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES desk_traffic_file,
  line INTEGER NOT NULL,
  place INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL                       -- its first 500 characters
) STRICT;
CREATE INDEX desk_traffic_refused_file ON desk_traffic_refused (file);

CREATE TABLE desk_traffic_minute (
  minute INTEGER NOT NULL,                 -- since 1970 UTC
  bot INTEGER NOT NULL,                    -- 0 people, 1 to 10 sorts of bots, 11 own load, 12 own addresses
  hits INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  errors INTEGER NOT NULL,                 -- answers with 400 and more
  failures INTEGER NOT NULL,               -- with 500 and more
  size INTEGER NOT NULL,                   -- bytes
  PRIMARY KEY (minute, bot)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_traffic_hour (           -- the hour's requests by each dimension on its own
  dimension INTEGER NOT NULL,              -- 0 the whole, 1 path group, 2 status, 3 method, 4 source, 5 campaign, 6 country,
                                           -- 7 device, 8 verdict, 9 referrer group
  hour INTEGER NOT NULL,                   -- since 1970 UTC
  term INTEGER NOT NULL,
  bot INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (dimension, hour, term, bot)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_traffic_latency_minute ( -- where the log has times
  minute INTEGER NOT NULL,
  bot INTEGER NOT NULL,
  bucket INTEGER NOT NULL,                 -- of a histogram of microseconds by two digits
  hits INTEGER NOT NULL,
  PRIMARY KEY (minute, bot, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_traffic_latency_hour (
  hour INTEGER NOT NULL,
  bot INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  PRIMARY KEY (hour, bot, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_traffic_salt (           -- makes visitors of addresses; gone two days after it was made
  day INTEGER PRIMARY KEY,                 -- of the requests, since 1970 UTC
  salt BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_traffic_visit (          -- of people and bots; traffic/visits.py says what makes one
  id INTEGER PRIMARY KEY,
  visitor INTEGER NOT NULL,                -- salted hash of day, address and agent
  begun INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  size INTEGER NOT NULL,
  landing INTEGER NOT NULL,                -- terms; 0 where there is none
  landing_at INTEGER NOT NULL,
  exit INTEGER NOT NULL,
  exit_at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  campaign INTEGER NOT NULL,
  country INTEGER NOT NULL,
  device INTEGER NOT NULL,
  bot INTEGER NOT NULL,
  verdict INTEGER NOT NULL
) STRICT;
CREATE INDEX desk_traffic_visit_ended ON desk_traffic_visit (ended);

CREATE TABLE desk_traffic_address (        -- raw addresses, only where the operator turned that on
  visitor INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  until INTEGER NOT NULL                   -- deleted after this instant
) STRICT;
CREATE INDEX desk_traffic_address_until ON desk_traffic_address (until);

-- load runs

CREATE TABLE desk_load_run (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL UNIQUE,                -- as its requests and the audit log name it
  scenario TEXT NOT NULL,                  -- its name
  text TEXT NOT NULL,                      -- the file, as it was run
  target TEXT NOT NULL,                    -- origin
  address TEXT NOT NULL,                   -- the one that was spoken to
  proved_by TEXT NOT NULL,
  workers INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  state TEXT NOT NULL,                     -- running, passed, failed, stopped
  pid INTEGER NOT NULL,                    -- the process that runs it, and when that began
  since TEXT NOT NULL,
  reason TEXT,                             -- why it was stopped, or failed
  verdicts TEXT NOT NULL,                  -- JSON: what came of each threshold
  simulated TEXT                           -- JSON: what a plan made of its orders in a sandbox
) STRICT;

CREATE TABLE desk_load_second (
  run INTEGER NOT NULL REFERENCES desk_load_run,
  second INTEGER NOT NULL,
  snapshot TEXT NOT NULL,                  -- JSON, all workers together
  PRIMARY KEY (run, second)
) STRICT, WITHOUT ROWID;

-- bots

CREATE TABLE desk_traffic_bot (            -- visitors that are no people, by day; a visitor's number holds for one day
  visitor INTEGER PRIMARY KEY,
  bot INTEGER NOT NULL,                    -- class, as in desk_traffic_minute
  verdict INTEGER NOT NULL,                -- term: the name, the range or the behaviour
  agent INTEGER NOT NULL,                  -- term: the user agent
  hits INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  assets INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  robots INTEGER NOT NULL,                 -- requests of robots.txt
  peak INTEGER NOT NULL,                   -- most requests other than assets within three minutes
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  late INTEGER NOT NULL                    -- requests taken for a person's before the behaviour showed
) STRICT;
CREATE INDEX desk_traffic_bot_last ON desk_traffic_bot (last_at);

CREATE TABLE desk_traffic_bot_rule (       -- what the operator decided
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                      -- name: of a verdict; agent: words of a user agent
  text TEXT NOT NULL,
  bot INTEGER NOT NULL,                    -- the class to count as; 0 people
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (kind, text)
) STRICT;

-- revenue join

CREATE TABLE desk_traffic_key (            -- order and session ids that stood in a logged address
  value TEXT NOT NULL,
  visitor INTEGER NOT NULL,
  at INTEGER NOT NULL,                     -- of the newest such request
  PRIMARY KEY (value, visitor)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_traffic_key_at ON desk_traffic_key (at);

-- ---------------------------------------------------------------- analytics: visits

CREATE TABLE desk_traffic_visit_hour (     -- people's visits by the hour in which they ended, in the commit of the visits
  slot INTEGER PRIMARY KEY,                -- dimension * 2^32 + hour since 1970 UTC, so that a dimension's year is one range
                                           -- 0 the whole, 1 source, 2 campaign, 3 landing, 4 exit, 5 country, 6 device
  sums BLOB NOT NULL                       -- of each term: term, visits, those of one page, pages (32 bits each), microseconds
                                           -- (64 bits), little end first, by term
) STRICT;

CREATE TABLE desk_traffic_day (            -- requests by dimension as in desk_traffic_hour, in an order that a term's days follow each other
  dimension INTEGER NOT NULL,
  term INTEGER NOT NULL,
  bot INTEGER NOT NULL,
  day INTEGER NOT NULL,                    -- in the book zone; where days begin within an hour, the hour is the new day's, but for the whole
  hits INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (dimension, term, bot, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_traffic_latency_day (
  bot INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  day INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  PRIMARY KEY (bot, bucket, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_traffic_changed (        -- days of which something changed that revenue is joined by
  day INTEGER PRIMARY KEY,                 -- UTC, since 1970
  visits INTEGER NOT NULL,                 -- the newest step (desk_traffic_state) that changed where visits came from
  keys INTEGER NOT NULL                    -- the newest step that found ids in addresses; 0: none ever did
) STRICT;

CREATE TABLE desk_joined_day (             -- days of which revenue was joined to traffic, and what there was then
  day INTEGER PRIMARY KEY,                 -- in the book zone
  events INTEGER NOT NULL,                 -- the newest event
  undone INTEGER NOT NULL,                 -- the entry of the newest undone import, 0 for none
  steps INTEGER NOT NULL,                  -- of desk_traffic_state
  rules TEXT NOT NULL,                     -- digest of the rules of the join
  days TEXT NOT NULL,                      -- JSON: the days (UTC) whose visits it was divided among
  missing INTEGER NOT NULL                 -- events that name an original that was not there
) STRICT;

CREATE TABLE desk_joined_sum (             -- revenue by where its buyers came from
  dimension INTEGER NOT NULL,              -- 0 the whole, 1 source, 2 campaign, 3 landing
  day INTEGER NOT NULL,
  sums BLOB NOT NULL,                      -- of each term, currency and way: term (32 bits), currency, way (16 bits each), rows
                                           -- (32 bits), minor units (64 bits), little end first
  PRIMARY KEY (dimension, day)
) STRICT;

CREATE TABLE desk_campaign_cost (          -- what campaigns cost, as it was told; an entry of the log says by which file
  day INTEGER NOT NULL,                    -- in the book zone
  campaign TEXT NOT NULL,
  currency INTEGER NOT NULL,
  amount INTEGER NOT NULL,                 -- minor units
  clicks INTEGER,
  PRIMARY KEY (day, campaign, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_rate (                   -- rates of exchange, as they were told
  base INTEGER NOT NULL,                   -- one unit of this currency
  quote INTEGER NOT NULL,                  -- is so much of that one
  day INTEGER NOT NULL,                    -- from this day on, until the next that has one
  rate TEXT NOT NULL,                      -- decimal number
  source TEXT NOT NULL,                    -- who says so
  PRIMARY KEY (base, quote, day)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- analytics: anomalies

CREATE TABLE desk_anomaly (                -- what looked wrong, each once; worst, expected and range as the metric counts them
  name TEXT PRIMARY KEY,                   -- metric or rule, currency, and the hour in which it began
  metric TEXT NOT NULL,
  currency TEXT,
  step TEXT NOT NULL,
  rule TEXT,                               -- the rule that was broken; without one the season let expect something else
  begun INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  worst REAL NOT NULL,
  expected REAL,
  lower REAL,
  upper REAL,
  severity REAL,                           -- how far off, in bounds
  found_at INTEGER NOT NULL,
  told INTEGER,                            -- the entry of the log that told it; NULL: it was past when the watch began
  settled_at INTEGER,                      -- since then it looks wrong no more: figures were mended, or the rule is gone
  seen INTEGER,                            -- the entry that acknowledged it
  seen_at INTEGER,
  actor TEXT,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_anomaly_begun ON desk_anomaly (begun);
CREATE INDEX desk_anomaly_open ON desk_anomaly (found_at) WHERE told IS NOT NULL AND seen IS NULL AND settled_at IS NULL;

-- ---------------------------------------------------------------- analytics: events

CREATE TABLE d_event_day (                 -- sums of the events that stand, not of undone ones
  id INTEGER PRIMARY KEY,                  -- dimension * 2^40 + day in which they occurred, in the book zone, * 2^16 + key / 2^17;
                                           -- dimensions: 1 hour of the day, both in UTC, 2 source, 3 route (plan_route), 4 product,
                                           -- 5 campaign, 6 country (terms)
  cells BLOB NOT NULL                      -- 28 bytes for each key, currency and kind, in this order, little end first: key 4, currency 2,
                                           -- kind 2, events 4, millions 8, rest 8. The amount is millions * 10^6 + rest, each the sum of what
                                           -- division of the amounts towards zero gives: exact beyond 64 bits. No cell for events without
                                           -- a key: they are what is left of the whole, which hours and sources add up to
) STRICT;

CREATE TABLE d_column (                    -- columns of events, and of seals, in blocks of 8192: event 1 is the first value of block 0
  id INTEGER PRIMARY KEY,                  -- field * 2^32 + block; fields: 1 occurred at, 2 kind (0: undone), 3 currency, 4 amount,
                                           -- 5 source, 6 route, 7 product, 8 campaign, 9 country, 10 payer (5 to 10: 0 for none),
                                           -- 11 of seals: when the payer first earned, 0 for who never did
  count INTEGER NOT NULL,                  -- values
  least INTEGER NOT NULL,
  most INTEGER NOT NULL,
  step INTEGER NOT NULL,
  cells BLOB NOT NULL                      -- value = least + step * cell; cells of 1, 2, 4 or 8 bytes, little end first; none where all are equal
) STRICT;
