"""Columns of whole numbers in few bytes: how far each is above the least, in steps. Pure."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]
Ints = NDArray[np.integer[Any]]

_WIDTHS: Final = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Packed:
    """`count` values from `least` to `most`: value i is least + step × cell i.

    Cells are whole numbers without a sign, little end first, as few bytes each (1, 2, 4 or 8) as the largest
    needs; there are none where all values are equal. The same values always give the same bytes.
    """

    count: int
    least: int
    most: int
    step: int
    cells: bytes


def pack(values: Int64s, *, stepped: bool = False) -> Packed:
    """Pack values, at least one; `stepped` looks for a step, such as whole seconds in microseconds."""
    least, most = int(values.min()), int(values.max())
    if least == most:
        return Packed(len(values), least, most, 1, b"")
    # Differences of two numbers of 64 bits fit into 64 bits without a sign.
    above = values.view(np.uint64) - np.uint64(least & (2**64 - 1))
    step = int(np.gcd.reduce(above)) if stepped else 1
    if step > 1:
        above //= np.uint64(step)
    largest = (most - least) // step
    width = next(width for width in _WIDTHS if largest < 1 << (8 * width))
    return Packed(len(values), least, most, step, above.astype(f"<u{width}").tobytes())


def unpack_into(out: Ints, least: int, step: int, cells: bytes) -> None:
    """Write the values of a pack into an array of as many, which must be wide enough for them.

    Raises ValueError where the bytes are not those of as many.
    """
    if not cells:
        out.fill(least)
        return
    width, rest = divmod(len(cells), len(out))
    if rest or width not in _WIDTHS:
        raise ValueError(f"{len(cells)} bytes do not hold {len(out)} values")
    above = np.frombuffer(cells, f"<u{width}")
    if step == 1 and width < 8:
        np.add(above, out.dtype.type(least), out=out)
    else:
        out[:] = above.astype(np.int64) * step + least
