"""Allocation: an amount divided by ratios into parts that sum to it, to the unit.

This is the scalar form; `columns` has the same arithmetic for whole arrays of totals.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.money.ratios import Ratio, integer_weights, non_negative_ratios


class AllocationMode(StrEnum):
    """Who gets the units that are left when every part has been rounded towards zero to whole steps.

    `largest_remainder`: one step each to the parts that rounding took the most from; ties to the earlier.
    `largest_ratio`: one step each, largest ratio first; ties to the earlier.
    `floor_to_first`, `floor_to_last`: one step each from the first part on, or from the last part back.
    `floor_separate`: nobody; the rest is returned as one part more.
    `block_separate`: nobody, and only as much is placed as divides in the exact ratios; the rest is one
    part more.
    `weighted_with_maxima`: the ratios are maxima in minor units, by which the total is divided with no part
    above its own; what cannot be placed is not returned (B5), so the parts may sum to less than the total.
    """

    LARGEST_REMAINDER = "largest_remainder"
    LARGEST_RATIO = "largest_ratio"
    FLOOR_TO_FIRST = "floor_to_first"
    FLOOR_TO_LAST = "floor_to_last"
    FLOOR_SEPARATE = "floor_separate"
    BLOCK_SEPARATE = "block_separate"
    WEIGHTED_WITH_MAXIMA = "weighted_with_maxima"


SEPARATING_MODES: Final = frozenset({AllocationMode.FLOOR_SEPARATE, AllocationMode.BLOCK_SEPARATE})
"""The modes that return the rest as one part more than there are ratios."""


def allocate(
    total: int,
    ratios: Sequence[Ratio],
    mode: AllocationMode | str = AllocationMode.LARGEST_REMAINDER,
    step: int = 1,
) -> tuple[int, ...]:
    """Divide a total in minor units by ratios into parts that sum to it exactly.

    The ratios need not sum to one; a ratio of zero gets nothing. Of a negative total the parts are those of
    the positive one, negated. Parts are multiples of `step` (such as 5 where coins end at 5 cents), save
    that a total which is none itself leaves less than a step over, which goes to the part next in line
    (with `weighted_with_maxima`: to nobody). No size is too large.

    Raises UserError for no ratios, a negative one, ratios that sum to zero (allowed as maxima), an unknown
    mode or a step below one; TypeError for a total or ratio that is a float.
    """
    check_total(total)
    mode = allocation_mode(mode)
    check_step(step)
    sign = -1 if total < 0 else 1
    parts = _allocate_magnitude(abs(total), ratios, mode, step)
    return tuple(sign * part for part in parts)


def allocate_signed(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide a total by integer weights of either sign whose sum is above zero, by largest remainder.

    Each part is total * weight / sum rounded towards minus infinity; what is then left of the total goes as
    one unit each to the parts with the largest remainders, ties to the earlier. So for 0 <= total <= sum
    every part lies between zero and its weight, and for total == sum the parts are the weights. Of a
    negative total the parts are those of the positive one, negated; of zero they are zero, whatever the
    weights.

    Raises ValueError when the weights of a total other than zero do not sum to more than zero.
    """
    check_total(total)
    if total == 0:
        return (0,) * len(weights)
    weight_sum = sum(weights)
    if weight_sum <= 0:
        raise ValueError(f"the weights of a signed allocation sum to {weight_sum}, not to more than zero")
    sign = -1 if total < 0 else 1
    parts, remainders = _floors(abs(total), weights, weight_sum)
    left = abs(total) - sum(parts)
    for index in _by_largest(remainders)[:left] if left else ():
        parts[index] += 1
    return tuple(parts) if sign > 0 else tuple([-part for part in parts])


def allocation_mode(mode: AllocationMode | str) -> AllocationMode:
    """Return the mode of a name; raises UserError for an unknown one."""
    try:
        return AllocationMode(mode)
    except ValueError:
        raise UserError(
            f"{str(mode)[:40]!r} is not an allocation mode; use one of {', '.join(AllocationMode)}."
        ) from None


def check_step(step: int) -> None:
    """Raise UserError for a step that is not a whole number of minor units above zero."""
    if isinstance(step, bool) or not isinstance(step, int) or step < 1:
        raise UserError(f"The step {step!r} is not a whole number of minor units above zero.")


def check_total(total: int) -> None:
    """Raise TypeError for a total that is not an int."""
    if isinstance(total, bool) or not isinstance(total, int):
        raise TypeError(f"a total is an int of minor units, not {type(total).__name__}")


def maxima_in_steps(maxima: Sequence[Ratio], step: int) -> tuple[int, ...]:
    """Return maxima in minor units as whole steps, rounded down."""
    return tuple(maximum // step for maximum in non_negative_ratios(maxima))


def ranks_in_line(weights: Sequence[int], mode: AllocationMode) -> tuple[int, ...]:
    """Return each part's place in the line for left units in a mode that fixes it whatever the total is.

    Parts of weight zero come last.
    """
    indices = [index for index, weight in enumerate(weights) if weight > 0]
    if mode is AllocationMode.FLOOR_TO_LAST:
        indices.reverse()
    elif mode is AllocationMode.LARGEST_RATIO:
        indices.sort(key=lambda index: -weights[index])
    indices += [index for index, weight in enumerate(weights) if weight == 0]
    places = {index: place for place, index in enumerate(indices)}
    return tuple(places[index] for index in range(len(weights)))


def _allocate_magnitude(total: int, ratios: Sequence[Ratio], mode: AllocationMode, step: int) -> list[int]:
    if mode is AllocationMode.WEIGHTED_WITH_MAXIMA:
        maxima = maxima_in_steps(ratios, step)
        placed = min(total // step, sum(maxima))
        return [part * step for part in allocate_signed(placed, maxima)]
    weights = integer_weights(ratios)
    divisor = sum(weights) * step
    if mode is AllocationMode.BLOCK_SEPARATE:
        blocks, rest = divmod(total, divisor)
        return [blocks * step * weight for weight in weights] + [rest]
    floors, remainders = _floors(total, weights, divisor)
    parts = [floor * step for floor in floors]
    left = total - sum(parts)
    if mode is AllocationMode.FLOOR_SEPARATE:
        return [*parts, left]
    if mode is AllocationMode.LARGEST_REMAINDER:
        line = _by_largest(remainders)
    else:
        ranks = ranks_in_line(weights, mode)
        line = sorted(range(len(weights)), key=ranks.__getitem__)
    # Each of n parts with a ratio was rounded down by less than a step, so less than n steps are left.
    for index in line:
        given = min(step, left)
        parts[index] += given
        left -= given
    return parts


def _floors(total: int, weights: Sequence[int], divisor: int) -> tuple[list[int], list[int]]:
    """Return total * weight / divisor for every weight, floored, and the remainders."""
    products = [total * weight for weight in weights]
    return [product // divisor for product in products], [product % divisor for product in products]


def _by_largest(values: Sequence[int]) -> list[int]:
    """Return the indices of the values, largest value first, ties in their order."""
    # The reversed order keeps ties in theirs.
    return sorted(range(len(values)), key=values.__getitem__, reverse=True)
