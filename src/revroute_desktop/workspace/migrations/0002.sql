-- The workspace file, version 2: the queue of jobs, traffic.

-- ---------------------------------------------------------------- the queue of jobs

-- ---------------------------------------------------------------- traffic
