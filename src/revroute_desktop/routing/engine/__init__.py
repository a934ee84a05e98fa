"""The engine: columns of events in, columns of postings out. Pure; loops per day, step and nth refund, never
per event.
"""
