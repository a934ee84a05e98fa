"""Texts of others made safe to print: no sign commands a reader's program or turns a line around."""

import html


def printable(text: str) -> str:
    """Return a text in which what is no visible sign is a replacement sign."""
    return "".join(sign if sign.isprintable() else " " if sign in "\n\t" else "\ufffd" for sign in text)


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
