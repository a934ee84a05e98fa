"""A timer finer than the millisecond of event loops, where the system has one."""

import asyncio
import ctypes
import os
import sys
import time
from collections.abc import Callable
from typing import Final

_MONOTONIC: Final = 1
_ABSOLUTE: Final = 1
_NONBLOCK_CLOEXEC: Final = 0o4000 | 0o2000000


class _Moment(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Setting(ctypes.Structure):
    _fields_ = (("interval", _Moment), ("value", _Moment))


class Alarm:
    """Calls back once at an instant of `time.perf_counter`; setting it anew replaces the one before.

    On Linux this is a timerfd (some 50 µs late), elsewhere the loop's own timer (a millisecond).
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
        self._loop = loop
        self._callback = callback
        self._handle: asyncio.TimerHandle | None = None
        self._library = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
        self._file = (
            -1 if self._library is None else self._library.timerfd_create(_MONOTONIC, _NONBLOCK_CLOEXEC)
        )
        self._setting = _Setting()
        if self._file >= 0:
            loop.add_reader(self._file, self._rang)

    def set(self, at: float) -> None:
        """Ring at this instant, or as soon as can be where it has passed."""
        if self._file < 0 or self._library is None:
            if self._handle is not None:
                self._handle.cancel()
            self._handle = self._loop.call_later(max(0.0, at - time.perf_counter()), self._callback)
            return
        # All zeros would switch it off; no instant of a running machine is that early.
        value = self._setting.value
        value.seconds = int(at)
        value.nanoseconds = int((at - int(at)) * 1e9)
        self._library.timerfd_settime(self._file, _ABSOLUTE, ctypes.byref(self._setting), None)

    def close(self) -> None:
        """Never ring again."""
        if self._handle is not None:
            self._handle.cancel()
        if self._file >= 0:
            self._loop.remove_reader(self._file)
            os.close(self._file)
            self._file = -1

    def _rang(self) -> None:
        try:
            os.read(self._file, 8)
        except BlockingIOError:
            return
        self._callback()
