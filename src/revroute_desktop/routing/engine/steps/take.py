"""Steps that take a rate, a fixed amount, or everything that is left."""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.columns import mul_div_round
from revroute_desktop.routing.engine.flow import Flow
from revroute_desktop.routing.plans.plan import Step, Take

Int64s = NDArray[np.int64]


def computed_take(flow: Flow, take: Take) -> tuple[Int64s, Int64s]:
    """Return the base of each row, and rate × base + fixed, rounded once."""
    base = flow.base(take.base)
    if take.rate:
        computed = mul_div_round(base, take.rate.numerator, take.rate.denominator, flow.version.plan.rounding)
    else:
        computed = np.zeros(len(base), np.int64)
    if take.fixed is not None:
        computed = computed + flow.amounts(take.fixed)
    return base, computed


def within_bounds(flow: Flow, step: Step, computed: Int64s) -> Int64s:
    """Return amounts raised to the step's minimum, then lowered to its maximum (B3)."""
    if step.minimum is not None:
        computed = np.maximum(computed, flow.amounts(step.minimum))
    if step.maximum is not None:
        computed = np.minimum(computed, flow.amounts(step.maximum))
    return computed
