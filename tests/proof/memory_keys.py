"""Signing keys for tests, in memory."""

from revroute_desktop.proof.keys import Kept
from revroute_desktop.proof.signing import SigningKeys
from revroute_desktop.workspace.secrets import MemoryStore


def memory_keys() -> SigningKeys:
    return SigningKeys(MemoryStore(), Kept.MEMORY)
