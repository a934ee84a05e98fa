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

-- ---------------------------------------------------------------- traffic
