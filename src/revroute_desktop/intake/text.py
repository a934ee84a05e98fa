"""Bytes into text by whole lines, with the lines that are no text or too long marked as such."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake.limits import LIMITS, Limits

ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "windows-1252",
    "windows-1250",
    "iso-8859-1",
    "iso-8859-15",
    "shift_jis",
)
"""The encodings that a profile may name. All but utf-16 have line ends as single bytes."""

_HEAD_BYTES: Final = 4096
_BOM_8: Final = codecs.BOM_UTF8
_BOMS_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class LineFault:
    """Why a line cannot be read: short code and sentence."""

    reason: str
    detail: str


NUL: Final = LineFault("nul", "The line holds NUL bytes; it was damaged, or the file is not text.")


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of text, each ending in a newline, the first of them being line `line` of the file.

    A piece with a fault is a single line, its undecodable bytes as `\\xNN`.
    """

    line: int
    text: str
    fault: LineFault | None = None


def text_pieces(
    name: str, blocks: Iterable[bytes], encoding: str = "utf-8", limits: Limits = LIMITS
) -> Iterator[Piece]:
    """Yield the text of a file in pieces of about a block each.

    Raises UserError for a file in another encoding that its first bytes give away.
    """
    blocks = _without_mark(name, blocks, encoding)
    if encoding == "utf-16":
        blocks, encoding = _utf8_from_utf16(name, blocks), "utf-8"
    line = 1
    for lines, dropped in _whole_lines(blocks, limits.line_bytes):
        if dropped is not None:
            size, head = dropped, lines
            detail = (
                f"The line is {size:,} bytes long, more than the {limits.line_bytes:,} that are read; "
                "only its beginning is kept."
            )
            text = _escaped(head, encoding) + f"… ({size - len(head)} more bytes)\n"
            yield Piece(line, text, LineFault("too-long", detail))
            line += 1
            continue
        try:
            if b"\x00" in lines:
                raise ValueError
            text = lines.decode(encoding)
        except ValueError:
            yield from _line_by_line(line, lines, encoding)
        else:
            yield Piece(line, text)
        line += lines.count(b"\n")


def _without_mark(name: str, blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Drop a UTF-8 mark at the beginning; refuse a mark that contradicts the encoding."""
    first = True
    for block in blocks:
        if first and block.startswith(_BOMS_16) and encoding != "utf-16":
            raise UserError(
                f"{name} is UTF-16 text; say `encoding: utf-16` in the profile, or save it as UTF-8."
            )
        if first and block.startswith(_BOM_8):
            if encoding == "utf-16":
                raise UserError(f"{name} is UTF-8 text; say `encoding: utf-8` in the profile.")
            yield block[len(_BOM_8) :]
        else:
            yield block
        first = False


def _utf8_from_utf16(name: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    # Lone surrogates pass into the UTF-8, where they make their line undecodable rather than the file.
    decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
    try:
        for block in blocks:
            yield decoder.decode(block).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", True).encode("utf-8", "surrogatepass")
    except UnicodeError:
        raise UserError(f"{name} is not UTF-16 text throughout; save it as UTF-8.") from None


def _whole_lines(blocks: Iterable[bytes], line_bytes: int) -> Iterator[tuple[bytes, int | None]]:
    """Yield runs of whole lines, and the head of each line that is too long with that line's length."""
    carry, too_long = b"", 0
    for block in blocks:
        data = block
        if too_long:
            end = data.find(b"\n") + 1
            if not end:
                too_long += len(data)
                continue
            yield carry, too_long + end - 1
            carry, too_long, data = b"", 0, data[end:]
        cut = data.rfind(b"\n") + 1
        if not cut:
            carry += data
        else:
            lines = carry + data[:cut]
            # No line but the first can be over the limit, since a block is not.
            end = lines.find(b"\n")
            if end > line_bytes:
                yield lines[:_HEAD_BYTES], end
                lines = lines[end + 1 :]
            if lines:
                yield lines, None
            carry = data[cut:]
        if len(carry) > line_bytes:
            carry, too_long = carry[:_HEAD_BYTES], len(carry)
    if too_long:
        yield carry, too_long
    elif carry:
        yield carry + b"\n", None


def _line_by_line(line: int, lines: bytes, encoding: str) -> Iterator[Piece]:
    """Yield lines of which at least one is no text: the good ones in runs, each bad one alone."""
    good: list[str] = []
    for number, data in enumerate(lines.split(b"\n")[:-1], line):
        fault = NUL if b"\x00" in data else None
        if fault is None:
            try:
                good.append(data.decode(encoding))
                continue
            except UnicodeDecodeError as error:
                detail = (
                    f"Byte {error.start + 1} of the line is not {encoding} text; "
                    "name the file's encoding in the profile."
                )
                fault = LineFault("encoding", detail)
        if good:
            yield Piece(number - len(good), "\n".join(good) + "\n")
            good = []
        yield Piece(number, _escaped(data, encoding) + "\n", fault)
    if good:
        last = line + lines.count(b"\n")
        yield Piece(last - len(good), "\n".join(good) + "\n")


def _escaped(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "backslashreplace").replace("\x00", "\\x00")
