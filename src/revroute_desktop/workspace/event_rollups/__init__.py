"""What is kept of events beside them, in the transactions that write them: sums by hour and day, and packed
columns. Readers answer from these, so that no figure needs a scan of the events themselves.
"""
