"""The tamper-evident log: entry encoding, Merkle tree, signed notes and proofs. Pure: no I/O and no clock."""
