"""Texts of others made safe to print: no sign commands a reader's program or turns a line around."""

import html

_SPACES = "\u00a0\u2009\u202f"


def printable(text: str) -> str:
    """Return a text in which what is no visible sign is a replacement sign."""
    return "".join(map(_printable, text))


def _printable(sign: str) -> str:
    if sign.isprintable() or sign in _SPACES:
        return sign
    return " " if sign in "\n\t" else "\ufffd"


def parts_of(text: str) -> list[tuple[str, bool]]:
    """Return a text in parts, and whether each stands between backticks, which marks what is typed."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return [(text, False)]
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


def escaped(text: str) -> str:
    """Return a text as HTML and SVG may hold it, in attributes too."""
    return html.escape(printable(text))


def escaped_lines(text: str) -> str:
    """Return a text whose lines are kept."""
    return "\n".join(escaped(line) for line in text.split("\n"))


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` signs, cut in the middle."""
    if len(text) <= most:
        return text
    front = (most - 1) // 2
    return f"{text[:front]}\u2026{text[len(text) - (most - 1 - front) :]}"
