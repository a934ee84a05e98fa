"""The filter language of every table: reading, writing, completion, SQL, and the same over rows in memory."""
