"""Proof that the books are whole: signing keys, checkpoints, verify, replay, proof files for an auditor."""
