"""How the C library keeps memory: what a large table needed for a moment goes back to the system."""

import ctypes
import sys

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Parameters of glibc's `mallopt`."""

_OWN_MAPPING_BYTES = 1 << 20
_ARENAS = 2


def give_memory_back() -> None:
    """Have large blocks mapped one by one, and let threads share two heaps; only glibc needs to be told.

    It else learns from the first large block to keep such blocks for later, in a heap of each thread: after
    a few sorts of a million rows the window held 65 MB that nobody used.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _OWN_MAPPING_BYTES)
        mallopt(_ARENA_MAX, _ARENAS)
