"""The published access log, repeated with shifted days, for as many lines as a benchmark wants."""

import re
from datetime import date, timedelta
from pathlib import Path

_DAYS = re.compile(rb"\[(1[789]|20)/May/2015")
_SPAN = 4  # days that the published log covers


def write_log(source: Path, target: Path, lines: int) -> None:
    """Write the log over and over, each time four days later, until it has as many lines."""
    text = source.read_bytes()
    once = text.count(b"\n")
    with target.open("wb") as out:
        for turn in range(lines // once):
            shifted = {
                day: (date(2015, 5, int(day)) + timedelta(_SPAN * turn)).strftime("[%d/%b/%Y").encode()
                for day in (b"17", b"18", b"19", b"20")
            }
            out.write(_DAYS.sub(lambda found, shifted=shifted: shifted[found[1]], text))
