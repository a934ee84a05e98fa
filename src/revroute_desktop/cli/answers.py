"""What a command found or did, for people and for programs."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for people; a column whose head ends in `>` is aligned right, without the sign."""

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did. `value` is the one JSON object of `--json`; exit code 1 unless `ok`."""

    value: dict[str, object]
    said: Sequence[str | Table] = field(default=())
    ok: bool = True


def printable(words: str) -> str:
    """Return a text without signs that command a terminal or turn the line around; files may hold them."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in words)
