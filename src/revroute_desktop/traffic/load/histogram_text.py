"""Histograms as text: the compressed encoding of HdrHistogram, in base64 as its logs have it.

Version 2 is written; version 1, whose counts are words of one length, is read too.
"""

import base64
import binascii
import struct
import zlib
from typing import Final

import numpy as np

from revroute_desktop.traffic.load.histogram import Histogram, HistogramError, Shape

_PLAIN: Final = 0x1C849303
_COMPRESSED: Final = 0x1C849304
_PLAIN_1: Final = 0x1C849301
_COMPRESSED_1: Final = 0x1C849302
_WORDS: Final = 0x10  # stands in the cookies for counts of variable length
_HEAD: Final = struct.Struct(">iiiiqqd")
_LONGEST: Final = 8 << 20


def encode(histogram: Histogram) -> str:
    """Return the histogram as text."""
    shape = histogram.shape
    counts = _pack(histogram)
    head = _HEAD.pack(_PLAIN | _WORDS, len(counts), 0, shape.digits, shape.lowest, shape.highest, 1.0)
    packed = zlib.compress(head + counts, 1)
    return base64.b64encode(struct.pack(">ii", _COMPRESSED | _WORDS, len(packed)) + packed).decode("ascii")


def decode(text: str) -> Histogram:
    """Return the histogram that the text is; raises HistogramError for anything else."""
    try:
        data = base64.b64decode(text, validate=True)
        cookie, length = struct.unpack_from(">ii", data)
        if cookie & ~0xF0 not in (_COMPRESSED, _COMPRESSED_1) or length != len(data) - 8:
            raise HistogramError("This is not a compressed histogram of version 1 or 2; take one that is.")
        plain = _inflate(data[8:])
        cookie, length, _, digits, lowest, highest, _ = _HEAD.unpack_from(plain)
        if cookie & ~0xF0 not in (_PLAIN, _PLAIN_1) or length != len(plain) - _HEAD.size:
            raise HistogramError("The counts of this histogram are not of version 1 or 2; make it anew.")
        # Java writes its greatest number where a histogram grows by itself; what it holds sets the bound.
        shape = Shape(lowest, min(highest, (1 << 53) - 1), digits)
        if cookie & ~0xF0 == _PLAIN_1:
            return _words(shape, plain[_HEAD.size :], (cookie & 0xE0) >> 4)
        return _unpack(shape, plain[_HEAD.size :])
    except (binascii.Error, struct.error, zlib.error, ValueError) as error:
        raise HistogramError(f"The text of a histogram is damaged ({error}); make it anew.") from error


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    plain = inflater.decompress(data, _LONGEST)
    if not inflater.eof:
        raise HistogramError("The text of a histogram is cut off or far too long; make it anew.")
    return plain


def _pack(histogram: Histogram) -> bytes:
    """Write each count, and each run of zeros as a negative number."""
    out = bytearray()
    last = -1
    places, counts = histogram.held
    for place, count in zip(places.tolist(), counts.tolist(), strict=True):
        zeros = place - last - 1
        if zeros == 1:
            out.append(0)
        elif zeros:
            _write(out, -zeros)
        _write(out, count)
        last = place
    return bytes(out)


def _words(shape: Shape, data: bytes, length: int) -> Histogram:
    """Read counts of `length` bytes each, from the first place on."""
    if length not in (2, 4, 8) or len(data) % length or len(data) // length > shape.length:
        raise HistogramError("The counts of a histogram do not fit its head; make it anew.")
    made = Histogram(shape)
    counts = np.frombuffer(data, f">i{length}")
    made.counts[: len(counts)] = counts
    return made


def _unpack(shape: Shape, data: bytes) -> Histogram:
    made = Histogram(shape)
    place = at = 0
    while at < len(data):
        count, at = _read(data, at)
        if count < 0:
            place -= count
            continue
        if count:
            if place >= shape.length:
                raise HistogramError("A histogram has more counts than its head says; make it anew.")
            made.counts[place] = count
        place += 1
    return made


def _write(out: bytearray, number: int) -> None:
    """Write seven bits a byte, the least first, the sign in the lowest; a ninth byte has eight."""
    rest = (number << 1) ^ (number >> 63)
    for _ in range(8):
        if rest < 0x80:
            out.append(rest)
            return
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest & 0xFF)


def _read(data: bytes, at: int) -> tuple[int, int]:
    found = shift = 0
    for place in range(9):
        if at >= len(data):
            raise HistogramError("The counts of a histogram are cut off; make it anew.")
        byte = data[at]
        at += 1
        if place == 8:
            found |= byte << shift
            break
        found |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return (found >> 1) ^ -(found & 1), at
