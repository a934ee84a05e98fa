"""The small server's access log: the combined format, with the time of each request at the end if wanted."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from revroute_desktop.errors import UserError

_UNSAFE: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KEPT: Final = 1 << 16


class AccessLog:
    """Appends lines to a file, many at a time; `close` writes what is left.

    Raises UserError where the file cannot be written.
    """

    def __init__(self, path: Path, *, times: bool = False) -> None:
        try:
            self._file = path.open("a", encoding="utf-8", buffering=_KEPT)
        except OSError as error:
            raise UserError(
                f"The access log {path} cannot be written ({error.strerror}); name another file."
            ) from error
        self._times = times
        self._second = -1
        self._stamp = ""

    def write(
        self,
        at: float,
        address: str,
        request: str,
        status: int,
        size: int,
        referrer: str,
        agent: str,
        took: float,
    ) -> None:
        """Append one request; `at` is Unix time, `took` seconds."""
        if int(at) != self._second:
            self._second = int(at)
            self._stamp = _stamp(self._second)
            self._file.flush()
        end = f" {took:.3f}" if self._times else ""
        self._file.write(
            f'{address} - - [{self._stamp}] "{_quoted(request)}" {status} {size} '
            f'"{_quoted(referrer)}" "{_quoted(agent)}"{end}\n'
        )

    def flush(self) -> None:
        """Write what is kept back."""
        self._file.flush()

    def close(self) -> None:
        """Write what is kept back, and close the file."""
        self._file.close()


def _stamp(second: int) -> str:
    at = datetime.fromtimestamp(second, UTC)
    # The names of months do not follow the system's language in a log.
    return f"{at.day:02}/{_MONTHS[at.month - 1]}/{at:%Y:%H:%M:%S} +0000"


def _quoted(text: str) -> str:
    """Return the text as nginx writes it between quotes."""
    return _UNSAFE.sub(lambda found: f"\\x{ord(found[0]):02X}", text) or "-"
