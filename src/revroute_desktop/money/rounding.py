"""Rounding of exact fractions to integers, in the seven modes that plans and profiles can name."""

from enum import StrEnum


class RoundingMode(StrEnum):
    """Where a value between two integers goes.

    `up` is away from zero and `down` towards it; `half_up` and `half_down` move only exact halves so,
    everything else goes to the nearer integer. `half_even` sends exact halves to the even neighbour.
    """

    HALF_EVEN = "half_even"
    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    UP = "up"
    DOWN = "down"
    FLOOR = "floor"
    CEILING = "ceiling"


def round_fraction(num: int, den: int, mode: RoundingMode | str = RoundingMode.HALF_EVEN) -> int:
    """Round num/den to an integer, exactly, for any sign of either.

    Raises ZeroDivisionError when den is zero, ValueError for an unknown mode.
    """
    if den < 0:
        num, den = -num, -den
    floor, rest = divmod(num, den)
    if rest == 0:
        return floor
    negative = num < 0
    match RoundingMode(mode):
        case RoundingMode.FLOOR:
            raised = False
        case RoundingMode.CEILING:
            raised = True
        case RoundingMode.UP:
            raised = not negative
        case RoundingMode.DOWN:
            raised = negative
        case RoundingMode.HALF_UP:
            raised = 2 * rest > den or (2 * rest == den and not negative)
        case RoundingMode.HALF_DOWN:
            raised = 2 * rest > den or (2 * rest == den and negative)
        case RoundingMode.HALF_EVEN:
            raised = 2 * rest > den or (2 * rest == den and floor % 2 == 1)
    return floor + raised
