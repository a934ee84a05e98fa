"""Bots: who is no person, why, and what was filtered out for it.

A program that names itself, or whose address lies in a range of the operator's, is told from its words
(`traffic/judged.py`). `watch` adds what only behaviour shows, visitor by visitor and day by day, while a log
is read; `rules` lets the operator decide otherwise; `store` keeps the figures of each bot, `words` says them
as a sentence, `queries` reads them with all that was filtered out.
"""
