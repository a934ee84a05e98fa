-- The workspace file, version 3: daily sums of the ledger in packed cells, in place of a row for each.

DROP TABLE d_rollup_day;

CREATE TABLE d_ledger_day (
  id INTEGER PRIMARY KEY,                  -- account / 1024 * 2^24 + booked day + 2^23, so that what an account had is one range
  cells BLOB NOT NULL                      -- of each account, source (0 for what has no event) and currency, in this order:
                                           -- debit, credit (positive; 64 bits each), account, source, currency, postings
                                           -- (32 bits each), little end first
) STRICT;
