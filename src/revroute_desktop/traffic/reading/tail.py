"""A live file, read as it grows: what is new, and whether it was truncated or another took its place."""

import os
from enum import Enum
from pathlib import Path
from typing import Final

from revroute_desktop.intake.limits import BLOCK_BYTES
from revroute_desktop.traffic.reading.blocks import open_log

_REMEMBERED: Final = 256
"""Bytes before the place reached, by which a file is known that was truncated and has grown again."""


class Change(Enum):
    """What happened to a live file beside growing."""

    NONE = 0
    TRUNCATED = 1
    REPLACED = 2


class Tail:
    """An open file that others append to. It stays open when it is renamed."""

    def __init__(self, path: Path) -> None:
        """Raise UserError where the file cannot be opened."""
        self._path = path
        open_log(path).close()
        # Without a buffer, so that what was truncated and written anew is seen as it is.
        self._file = path.open("rb", buffering=0)
        self.position = 0
        self._before = b""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def read(self) -> bytes:
        """Return what was appended, a block at most; nothing where the file is not the one it was."""
        if self._rewritten():
            return b""
        data = self._at(self.position, BLOCK_BYTES)
        self.position += len(data)
        self._before = (self._before + data)[-_REMEMBERED:]
        return data

    def change(self) -> Change:
        """Return what happened, asked after everything was read."""
        if self._rewritten():
            return Change.TRUNCATED
        ours = os.fstat(self._file.fileno())
        try:
            named = self._path.stat()
        except OSError:
            # Renamed, and the next file is not there yet.
            return Change.NONE
        same = (ours.st_dev, ours.st_ino) == (named.st_dev, named.st_ino)
        return Change.NONE if same else Change.REPLACED

    def place_now(self) -> Path | None:
        """Return the name in its folder that the open file has now; None where it has none there."""
        ours = os.fstat(self._file.fileno())
        try:
            with os.scandir(self._path.parent) as entries:
                named = (entry.path for entry in entries if entry.inode() == ours.st_ino and entry.is_file())
                found = next(named, None)
        except OSError:
            return None
        return None if found is None else Path(found)

    def _rewritten(self) -> bool:
        size = os.fstat(self._file.fileno()).st_size
        if size < self.position:
            return True
        if size == self.position or not self._before:
            return False
        length = len(self._before)
        return self._at(self.position - length, length) != self._before

    def _at(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        return self._file.read(length) or b""
