"""The arrangements that come ready, and those of a workspace: Today, Month, Campaigns, Payees, Risk."""

from dataclasses import replace
from typing import Final

from revroute_desktop.analytics.cards import (
    Arrangement,
    Card,
    Form,
    Kept,
    kept_of_json,
    kept_to_json,
    numbered,
)
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Sql, Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

_KEY: Final = "analytics.arrangements"
_OWN_MOST: Final = 30


def _made(name: str, figures: tuple[str, ...], *cards: Card) -> Arrangement:
    return Arrangement(name, figures, numbered(cards))


def _low(metric: str, form: Form, by: str = "", also: tuple[str, ...] = ()) -> Card:
    """Return a card of the last row, which is lower than those above it."""
    return Card(metric, form, by, rows=4, also=also)


READY: Final = (
    _made(
        "Today",
        ("net", "sales", "average_order", "visits", "conversion", "error_rate"),
        Card("net", Form.COLUMNS, columns=8),
        Card("gross", Form.BARS, "product"),
        Card("visits", Form.AREA),
        Card("all_requests", Form.STACKED, "class"),
        Card("received", Form.BARS, "destination"),
        _low("latency_p95", Form.LINE),
        _low("error_rate", Form.LINE),
        _low("refunds", Form.COLUMNS),
    ),
    _made(
        "Month",
        ("net", "sales", "average_order", "visits", "revenue_per_visit", "top10_share"),
        Card("net", Form.LINE, columns=8, ahead=14),
        Card("net", Form.WHY, "kind"),
        Card("received", Form.BARS, "destination"),
        Card("events", Form.HEAT),
        Card("gross", Form.BARS, "product"),
        _low("refund_rate", Form.LINE),
        _low("payers", Form.LINE, also=("new_payers",)),
        _low("visits", Form.AREA),
    ),
    _made(
        "Campaigns",
        ("visits", "revenue", "revenue_per_visit", "conversion", "bounce_rate", "pages_per_visit"),
        Card("revenue", Form.TABLE, "campaign", columns=8, also=("visits", "revenue_per_visit")),
        Card("revenue", Form.BARS, "referrer"),
        Card("visits", Form.SCATTER, "landing", columns=6, also=("revenue_per_visit",)),
        Card("visits", Form.STACKED, "campaign", columns=6),
        _low("revenue", Form.TREEMAP, "landing"),
        _low("bounce_rate", Form.BARS, "landing"),
        _low("visits", Form.BARS, "device"),
    ),
    _made(
        "Payees",
        ("received", "take", "take_rate", "held", "top10_share", "hhi"),
        Card("received", Form.BARS, "destination"),
        Card("received", Form.LINE, "destination", columns=8),
        Card("received", Form.WHY, "destination", columns=8),
        Card("received", Form.TREEMAP, "destination"),
        _low("take", Form.COLUMNS),
        _low("held", Form.LINE),
        _low("top10_share", Form.LINE),
    ),
    _made(
        "Risk",
        ("refund_rate", "chargeback_rate", "refunds", "chargebacks", "suspense", "bot_share"),
        Card("refunds", Form.COLUMNS, columns=6, expected=True),
        Card("chargeback_rate", Form.LINE, columns=6),
        Card("refunds", Form.BARS, "product"),
        Card("refunds", Form.BARS, "country"),
        Card("refunds", Form.WHY, "product"),
        _low("suspense", Form.AREA),
        _low("failure_rate", Form.LINE),
        _low("bots_filtered", Form.BARS, "class"),
    ),
)
"""As the operator finds them; the first period that fits Today is one of few days."""

FIRST: Final = "Month"
"""The one that is shown where none was chosen yet."""

READY_NAMES: Final = tuple(one.name for one in READY)


def arrangement_named(kept: Kept, name: str) -> Arrangement:
    """Return an arrangement by its name: changed, of the workspace's own, or ready; else the first one."""
    every = {one.name: one for one in READY} | dict(kept.changed) | {one.name: one for one in kept.own}
    return every.get(name) or every[FIRST]


def names(kept: Kept) -> tuple[str, ...]:
    """Return the names of all arrangements, the ready ones first."""
    return (*READY_NAMES, *(one.name for one in kept.own))


def with_shown(kept: Kept, arrangement: Arrangement) -> Kept:
    """Return what is kept with an arrangement as it is now, and shown."""
    name = arrangement.name
    if name in READY_NAMES:
        others = {one: changed for one, changed in kept.changed.items() if one != name}
        ready = next(one for one in READY if one.name == name)
        changed = others if arrangement == ready else {**others, name: arrangement}
        return replace(kept, shown=name, changed=changed)
    own = tuple(arrangement if one.name == name else one for one in kept.own)
    return replace(kept, shown=name, own=own)


def with_own(kept: Kept, arrangement: Arrangement) -> Kept:
    """Return what is kept with an arrangement saved under its name, in place of an older one of that name.

    Raises UserError for no name, the name of a ready one, and where there are too many.
    """
    if not arrangement.name:
        raise UserError("An arrangement needs a name.")
    if arrangement.name in READY_NAMES:
        raise UserError(f"{arrangement.name} comes with the program; choose another name.")
    others = tuple(one for one in kept.own if one.name != arrangement.name)
    if len(others) >= _OWN_MOST:
        raise UserError(f"{_OWN_MOST} arrangements are the most; remove one first.")
    return replace(kept, own=(*others, arrangement), shown=arrangement.name)


def without_own(kept: Kept, name: str) -> Kept:
    """Return what is kept without one of the workspace's own; what was shown is the first one then."""
    shown = FIRST if kept.shown == name else kept.shown
    return replace(kept, own=tuple(one for one in kept.own if one.name != name), shown=shown)


def reset(kept: Kept, name: str) -> Kept:
    """Return what is kept with a ready arrangement as it came."""
    return replace(kept, changed={one: changed for one, changed in kept.changed.items() if one != name})


def kept_arrangements(sql: Sql) -> Kept:
    """Return what a workspace keeps of its arrangements."""
    return kept_of_json(setting(sql, _KEY))


def keep_arrangements(workspace: Workspace, kept: Kept) -> None:
    """Keep arrangements on the workspace's desk."""
    remember_setting(workspace, _KEY, kept_to_json(kept))
