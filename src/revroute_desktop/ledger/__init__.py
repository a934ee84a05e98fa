"""The double-entry ledger: accounts, transactions, postings, balances, periods, and the way out to other
programs.
"""
