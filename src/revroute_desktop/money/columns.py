"""Rounding and allocation over whole columns of int64, with the same results as the scalar functions.

Every function first bounds what its products can reach. Within 62 bits it works in int64 throughout; beyond
that it divides before it multiplies, and where that is not enough either it computes with Python integers.
Nothing wraps: a result that does not fit int64 raises OverflowError.
"""

from collections.abc import Callable, Sequence
from math import gcd
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from revroute_desktop.money.allocate import (
    SEPARATING_MODES,
    AllocationMode,
    allocate,
    allocate_signed,
    allocation_mode,
    check_step,
    maxima_in_steps,
    ranks_in_line,
)
from revroute_desktop.money.ratios import Ratio, integer_weights
from revroute_desktop.money.rounding import RoundingMode, round_fraction

Int64Array = npt.NDArray[np.int64]
IntegerArray = npt.NDArray[np.integer[Any]]
BoolArray = npt.NDArray[np.bool_]

SAFE: Final = 2**62
"""Bound of intermediate values in int64: sums and doublings of two such still fit."""

_BLOCK_ROWS: Final = 1 << 15  # a few columns of so many rows stay in the processor's cache
_FEW_PARTS: Final = 8  # up to here comparing every pair of remainders is faster than sorting them


def as_int64(values: npt.ArrayLike) -> Int64Array:
    """Return values as an int64 array, without a copy where they are one already.

    Raises TypeError for floats, bools, unsigned 64-bit and whatever else int64 may not hold exactly.
    """
    array = np.asarray(values)
    if array.dtype == np.int64:
        return array
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype.kind not in "iu" or not np.can_cast(array.dtype, np.int64):
        raise TypeError(f"a column of money is int64, not {array.dtype}")
    return array.astype(np.int64)


def largest_magnitude(values: Int64Array) -> int:
    """Return the largest absolute value of a column, 0 for an empty one."""
    if values.size == 0:
        return 0
    return max(int(values.max()), -int(values.min()))


def mul_div_round(base: npt.ArrayLike, num: int, den: int, mode: RoundingMode | str) -> Int64Array:
    """Return round(base * num / den) for every row, exactly.

    Raises ZeroDivisionError when den is zero, OverflowError when a result does not fit int64.
    """
    return sum_mul_div_round([base], [num], den, mode)


def sum_mul_div_round(
    bases: Sequence[npt.ArrayLike], nums: Sequence[int], den: int, mode: RoundingMode | str
) -> Int64Array:
    """Return round((base_1 * num_1 + base_2 * num_2 + …) / den) for every row: summed exactly, rounded once.

    Raises ValueError when there are no bases or their lengths differ, ZeroDivisionError when den is zero,
    OverflowError when a result does not fit int64.
    """
    columns = [as_int64(base) for base in bases]
    if len(columns) != len(nums) or len({column.shape for column in columns}) != 1:
        raise ValueError("give one number to every base, at least one, and bases of one length")
    mode = RoundingMode(mode)
    if den == 0:
        raise ZeroDivisionError("division of a column by zero")
    common = gcd(den, *nums) if den > 0 else -gcd(den, *nums)
    den //= common
    nums = [int(num) // common for num in nums]
    round_rows = _rounder([largest_magnitude(column) for column in columns], nums, den, mode)
    result = np.empty(columns[0].shape, np.int64)
    for start in range(0, result.size, _BLOCK_ROWS):
        block = slice(start, start + _BLOCK_ROWS)
        result[block] = round_rows([column[block] for column in columns])
    return result


def allocate_columns(
    totals: npt.ArrayLike,
    ratios: Sequence[Ratio],
    mode: AllocationMode | str = AllocationMode.LARGEST_REMAINDER,
    step: int = 1,
) -> Int64Array:
    """Return for every total what `allocate` returns, one row each and one column a part.

    The parts are stored column by column, so that `result[:, part]` is contiguous. Raises as `allocate` does.
    """
    column = as_int64(totals)
    mode = allocation_mode(mode)
    check_step(step)
    if mode is AllocationMode.WEIGHTED_WITH_MAXIMA:
        weights = maxima_in_steps(ratios, step)
    else:
        weights = integer_weights(ratios)
    largest = largest_magnitude(column)
    if not _allocation_fits(largest, weights, mode, step):
        rows = [allocate(total, ratios, mode, step) for total in column.tolist()]
        return np.array(rows, np.int64).reshape(column.size, len(weights) + (mode in SEPARATING_MODES))
    parts = np.empty((len(weights) + (mode in SEPARATING_MODES), column.size), np.int64)
    for start in range(0, column.size, _BLOCK_ROWS):
        block = slice(start, start + _BLOCK_ROWS)
        _allocate_block(column[block], weights, mode, step=step, largest=largest, parts=parts[:, block])
    return parts.T


def allocate_segments(totals: npt.ArrayLike, weights: npt.ArrayLike, starts: npt.ArrayLike) -> Int64Array:
    """Return the parts of every total by its own weights, as `allocate_signed` gives them.

    The weights of total i are `weights[starts[i]:starts[i + 1]]`; the parts come in the same places. Raises
    ValueError when the weights of a total other than zero do not sum to more than zero, or `starts` does not
    divide the weights into one segment a total; OverflowError when a part does not fit int64.
    """
    total, weight, start = as_int64(totals), as_int64(weights), as_int64(starts)
    lengths = np.diff(start)
    if start.size != total.size + 1 or start[0] != 0 or start[-1] != weight.size or (lengths < 0).any():
        raise ValueError("starts do not divide the weights into one segment for every total")
    parts = np.zeros(weight.size, np.int64)
    if weight.size == 0:
        if total.any():
            raise ValueError("there are no weights to allocate by")
        return parts
    bound = largest_magnitude(weight)
    if largest_magnitude(total) * bound <= SAFE and bound * int(lengths.max()) <= SAFE:
        _allocate_segments_in_int64(total, weight, start, parts)
        return parts
    exact = _segments_beyond_int64(total, weight, start)
    for index in np.flatnonzero(exact).tolist():
        segment = slice(int(start[index]), int(start[index + 1]))
        parts[segment] = allocate_signed(int(total[index]), weight[segment].tolist())
    rest = np.repeat(~exact, lengths)
    rest_parts = np.zeros(int(rest.sum()), np.int64)
    rest_starts = np.concatenate(([0], np.cumsum(lengths[~exact])))
    _allocate_segments_in_int64(total[~exact], weight[rest], rest_starts, rest_parts)
    parts[rest] = rest_parts
    return parts


def _rounder(
    largest: list[int], nums: list[int], den: int, mode: RoundingMode
) -> Callable[[list[Int64Array]], Int64Array]:
    """Choose how blocks of rows are computed, from bounds on the bases; den is above zero."""

    def direct(columns: list[Int64Array]) -> Int64Array:
        total = columns[0] * nums[0]
        for column, num in zip(columns[1:], nums[1:], strict=True):
            total += column * num
        if den == 1:
            return total
        floor = total // den
        return _rounded(floor, total - floor * den, den, mode)

    def divide_first(columns: list[Int64Array]) -> Int64Array:
        floor = np.zeros(columns[0].shape, np.int64)
        rest = np.zeros(columns[0].shape, np.int64)
        for column, num in zip(columns, nums, strict=True):
            quotient = column // den
            floor += quotient * num
            rest += (column - quotient * den) * num
        carried = rest // den
        return _rounded(floor + carried, rest - carried * den, den, mode)

    def in_python_integers(columns: list[Int64Array]) -> Int64Array:
        rows = zip(*(column.tolist() for column in columns), strict=True)
        totals = (sum(value * num for value, num in zip(row, nums, strict=True)) for row in rows)
        return np.array([round_fraction(total, den, mode) for total in totals], np.int64)

    factors = [abs(num) for num in nums]
    products = sum(top * factor for top, factor in zip(largest, factors, strict=True))
    if max(den, sum(factors), products) <= SAFE:
        return direct
    # In divide_first a quotient is at most largest // den + 1, a remainder below den, a carry below
    # the sum of the factors.
    quotients = sum((top // den + 2) * factor for top, factor in zip(largest, factors, strict=True))
    if max(quotients, sum(factors) * den) <= SAFE:
        return divide_first
    return in_python_integers


def _rounded(floor: Int64Array, rest: Int64Array, den: int, mode: RoundingMode) -> Int64Array:
    """Return floor + rest / den rounded by the mode, where 0 <= rest < den; may change its arguments."""
    match mode:
        case RoundingMode.FLOOR:
            return floor
        case RoundingMode.CEILING:
            raised = rest > 0
        case RoundingMode.UP:
            raised = (rest > 0) & (floor >= 0)
        case RoundingMode.DOWN:
            raised = (rest > 0) & (floor < 0)
        case RoundingMode.HALF_UP:
            # Below zero a half is raised only when the remainder exceeds it.
            raised = 2 * rest + (floor >= 0) > den
        case RoundingMode.HALF_DOWN:
            raised = 2 * rest + (floor < 0) > den
        case RoundingMode.HALF_EVEN:
            raised = 2 * rest + (floor & 1) > den
    floor += raised
    return floor


def _allocation_fits(largest: int, weights: tuple[int, ...], mode: AllocationMode, step: int) -> bool:
    """Return whether totals up to a magnitude can be allocated in int64."""
    divisor = sum(weights) * step
    if max(largest, divisor) > SAFE:
        return False
    # A block is computed from the products of the totals, or where those are too large, of their remainders.
    if mode is AllocationMode.WEIGHTED_WITH_MAXIMA:
        return min(largest, sum(weights)) * max(weights) <= SAFE
    return min(largest, divisor) * max(weights) <= SAFE


def _allocate_block(
    totals: Int64Array,
    weights: tuple[int, ...],
    mode: AllocationMode,
    *,
    step: int,
    largest: int,
    parts: Int64Array,
) -> None:
    """Fill parts[part, row] for a block of totals; `_allocation_fits` holds for them."""
    amounts = np.abs(totals)
    if mode is AllocationMode.WEIGHTED_WITH_MAXIMA:
        if sum(weights) == 0:
            parts[:] = 0
            return
        placed = np.minimum(amounts // step, sum(weights))
        largest = min(largest // step, sum(weights))
        mode = AllocationMode.LARGEST_REMAINDER
        _floor_and_hand_out(placed, weights, mode, step=1, largest=largest, parts=parts)
        parts *= step
    elif mode is AllocationMode.BLOCK_SEPARATE:
        blocks = amounts // (sum(weights) * step)
        for index, weight in enumerate(weights):
            np.multiply(blocks, step * weight, out=parts[index])
        parts[-1] = amounts - blocks * (sum(weights) * step)
    else:
        _floor_and_hand_out(amounts, weights, mode, step=step, largest=largest, parts=parts)
    if (totals < 0).any():
        np.negative(parts, out=parts, where=totals < 0)


def _floor_and_hand_out(
    amounts: Int64Array,
    weights: tuple[int, ...],
    mode: AllocationMode,
    *,
    step: int,
    largest: int,
    parts: Int64Array,
) -> None:
    """Divide amounts of zero and above: whole steps rounded down, then what is left by the mode."""
    divisor = sum(weights) * step
    divide_first = largest * max(weights) > SAFE
    whole = amounts // divisor if divide_first else None
    rest = amounts if whole is None else amounts - whole * divisor
    left = amounts.copy()
    remainders: list[Int64Array] = []
    for index, weight in enumerate(weights):
        product = rest * weight
        floor = product // divisor
        remainders.append(product - floor * divisor)
        if whole is not None:
            floor += whole * weight
        part = np.multiply(floor, step, out=parts[index])
        left -= part
    if mode is AllocationMode.FLOOR_SEPARATE:
        parts[-1] = left
        return
    if mode is AllocationMode.LARGEST_REMAINDER:
        ranks = _ranks(remainders)
    else:
        ranks = [np.array(rank) for rank in ranks_in_line(weights, mode)]
    for index, rank in enumerate(ranks):
        if step == 1:
            parts[index] += left > rank
        else:
            # Whole steps to the first in line, what is less than a step to the next.
            parts[index] += np.clip(left - rank * step, 0, step)


def _ranks(values: list[Int64Array]) -> list[IntegerArray]:
    """Return for every row the place of each value when the largest comes first, ties in their order."""
    if len(values) <= _FEW_PARTS:
        ranks = [np.zeros(values[0].shape, np.int64) for _ in values]
        for later in range(1, len(values)):
            for earlier in range(later):
                first = values[earlier] >= values[later]
                ranks[later] += first
                ranks[earlier] += ~first
        return list(ranks)
    order = np.argsort(-np.stack(values), axis=0, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(len(values))[:, np.newaxis], axis=0)
    return list(places)


def _segments_beyond_int64(totals: Int64Array, weights: Int64Array, starts: Int64Array) -> BoolArray:
    """Return which segments may have a product or a sum past 62 bits."""
    lengths = np.diff(starts)
    magnitudes = np.abs(weights.astype(np.float64))
    largest = np.zeros(totals.size)
    filled = lengths > 0
    largest[filled] = np.maximum.reduceat(magnitudes, starts[:-1][filled])
    # A float bound half as large leaves room for the error of the float itself.
    limit = float(SAFE // 2)
    return (largest * np.abs(totals.astype(np.float64)) > limit) | (largest * lengths > limit)


def _allocate_segments_in_int64(
    totals: Int64Array, weights: Int64Array, starts: Int64Array, parts: Int64Array
) -> None:
    """Fill parts of segments whose products and sums all lie within 62 bits."""
    lengths = np.diff(starts)
    filled = lengths > 0
    sums = np.zeros(totals.size, np.int64)
    sums[filled] = np.add.reduceat(weights, starts[:-1][filled]) if filled.any() else 0
    if ((sums <= 0) & (totals != 0)).any():
        raise ValueError("the weights of a total other than zero do not sum to more than zero")
    sums[totals == 0] = 1  # such a segment's parts are zero whatever its weights sum to
    amounts = np.abs(totals)
    products = np.repeat(amounts, lengths) * weights
    divisors = np.repeat(sums, lengths)
    np.floor_divide(products, divisors, out=parts)
    remainders = products - parts * divisors
    left = amounts.copy()
    left[filled] -= np.add.reduceat(parts, starts[:-1][filled]) if filled.any() else 0
    # As many parts have a remainder as units are left, or more; so a part without one never gets a unit.
    parts += _ranks_in_segments(remainders, starts) < np.repeat(left, lengths)
    np.negative(parts, out=parts, where=np.repeat(totals < 0, lengths))


def _ranks_in_segments(values: Int64Array, starts: Int64Array) -> IntegerArray:
    """Return the place of each value in its segment when the largest comes first, ties in their order."""
    lengths = np.diff(starts)
    position = np.arange(values.size) - np.repeat(starts[:-1], lengths)
    longest = int(lengths.max(initial=0))
    if longest > _FEW_PARTS:
        places = np.empty_like(position)
        places[np.lexsort((-values, np.repeat(np.arange(lengths.size), lengths)))] = position
        return places
    ranks = np.zeros(values.size, np.int8)
    for distance in range(1, longest):
        together = position[distance:] >= distance
        first = values[:-distance] >= values[distance:]
        ranks[distance:] += together & first
        ranks[:-distance] += together & ~first
    return ranks
