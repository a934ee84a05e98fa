"""Rates that depend on how much a period has seen (B16)."""

from math import lcm

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.columns import sum_mul_div_round
from revroute_desktop.money.segments import group_cumsum_before
from revroute_desktop.routing.engine.flow import CounterTrace, Flow
from revroute_desktop.routing.engine.steps.limits import by_keys
from revroute_desktop.routing.plans.plan import Step, Tiers

Int64s = NDArray[np.int64]


def tiers_name(tiers: Tiers) -> str:
    """Return the name of the tiers' counter within their step."""
    return f"tiers {tiers.period}{by_keys(tiers.keys)}"


def computed_tiers(
    flow: Flow, step: Step, tiers: Tiers, to: Int64s | int | None
) -> tuple[Int64s, Int64s, tuple[CounterTrace, ...]]:
    """Return the base of each row and the amount by its bands; the bases are counted."""
    base = flow.base(tiers.base).copy()
    name = tiers_name(tiers)
    group = flow.group(step, name, tiers.period, tiers.keys, to)
    before = flow.counters.before(group)[group.place] + group_cumsum_before(group.place, base)
    flow.counters.count(group, base)
    edges = [None if band is None else flow.amounts(band) for band, _ in tiers.bands]
    in_bands = _split(before, base, edges) if tiers.marginal else _whole(before, base, edges)
    den = lcm(*(rate.denominator for _, rate in tiers.bands))
    nums = [rate.numerator * (den // rate.denominator) for _, rate in tiers.bands]
    computed = sum_mul_div_round(in_bands, nums, den, flow.version.plan.rounding)
    if flow.observer is None:
        return base, computed, ()
    return base, computed, (CounterTrace(name, group, before, base, None),)


def _split(before: Int64s, base: Int64s, edges: list[Int64s | int | None]) -> list[Int64s]:
    """Return how much of each base lies in each band when it is counted on top of what was there before."""
    after = before + base
    parts = []
    placed: Int64s = before
    for edge in edges:
        reached = after if edge is None else np.clip(edge, before, after)
        parts.append(reached - placed)
        placed = reached
    return parts


def _whole(before: Int64s, base: Int64s, edges: list[Int64s | int | None]) -> list[Int64s]:
    """Return each base whole in the band in which the count stood before it; an edge belongs to the lower
    band.
    """
    parts = []
    open_rows = np.ones(len(base), np.bool_)
    for edge in edges:
        here = open_rows if edge is None else open_rows & (before <= edge)
        parts.append(np.where(here, base, 0))
        open_rows = open_rows & ~here
    return parts
