"""Never more than six colours at once: the curves that are not among the most become "others"."""

from dataclasses import replace

import numpy as np

from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import OTHERS, Curve, Curves, Floats
from revroute_desktop.console.widgets.charts.inks import MOST


def folded(curves: Curves) -> Curves:
    """Return the same curves where there are no more than six and "others"; else the six largest, in their
    order, and the sum of the rest, which ratios do not have.
    """
    if len(curves.curves) <= MOST + 1:
        return curves
    sizes = [float(np.nansum(np.abs(curve.values))) for curve in curves.curves]
    largest = set(sorted(range(len(sizes)), key=lambda at: -sizes[at])[:MOST])
    kept = tuple(curve for at, curve in enumerate(curves.curves) if at in largest)
    if curves.scale.adds:
        rest = [curve.values for at, curve in enumerate(curves.curves) if at not in largest]
        kept += (Curve(tr("Others"), _sum(rest), OTHERS),)
    return replace(curves, curves=kept)


def _sum(parts: list[Floats]) -> Floats:
    """Add up; unknown where all are unknown."""
    stack = np.array(parts)
    total: Floats = np.nansum(stack, axis=0)
    total[np.isnan(stack).all(axis=0)] = np.nan
    return total


def stacked(parts: list[Floats]) -> list[tuple[Floats, Floats]]:
    """Return the foot and the top of each part on those before: what is above zero upwards, the rest down."""
    if not parts:
        return []
    up, down = np.zeros(len(parts[0])), np.zeros(len(parts[0]))
    made = []
    for part in parts:
        known = np.nan_to_num(part)
        foot = np.where(known < 0, down, up)
        up = up + np.maximum(known, 0)
        down = down + np.minimum(known, 0)
        made.append((foot, np.where(np.isnan(part), np.nan, foot + known)))
    return made
