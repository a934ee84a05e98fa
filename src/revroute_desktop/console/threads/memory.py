"""How the C library keeps memory: what a large table needed for a moment goes back to the system."""

import ctypes
import sys
from collections.abc import Callable

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Parameters of glibc's `mallopt`."""

_OWN_MAPPING_BYTES = 1 << 18
_ARENAS = 2


def give_memory_back() -> None:
    """Have large blocks mapped one by one, and let threads share two heaps; only glibc needs to be told.

    It else learns from the first large block to keep such blocks for later, in a heap of each thread: after
    a few sorts of a million rows the window held 65 MB that nobody used.
    """
    mallopt = _of_libc("mallopt")
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _OWN_MAPPING_BYTES)
        mallopt(_ARENA_MAX, _ARENAS)


def give_free_memory_back() -> None:
    """Give back the free pages within the heaps; it takes a few milliseconds.

    Pages of SQLite's cache come and go by the thousand among small things that stay, so that a third of the
    heap was free and still held.
    """
    trim = _of_libc("malloc_trim")
    if trim is not None:
        trim(0)


def _of_libc(name: str) -> Callable[..., int] | None:
    """Return a function of the C library, None where it is not glibc."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found
