"""What the words of a log mean: agents, addresses, referrers, campaigns and paths, each distinct text
judged once.
"""
