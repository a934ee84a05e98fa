"""The checks of the routing as the Anomalies tab tells them: names, what to do, where their rows are."""

from revroute_desktop.analytics.checks import Check
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Form, Tone
from revroute_desktop.console.widgets.cells import Row as Cells

_TITLES = {
    "suspense": later("Suspense that grows"),
    "caps": later("Caps that bite"),
    "drift": later("Payees whose rate drifts"),
    "after_payout": later("Refunds after payout"),
    "below_zero": later("Payees below zero"),
    "duplicates": later("Events that look like duplicates"),
    "no_rates": later("Currencies without rates"),
}
_TODO = {
    "suspense": later("Give the plan a rule for what waits there, then restate."),
    "caps": later("Raise the cap in the next version of the plan, or leave it: the rest flows on."),
    "drift": later("Compare with the contract; a new rate belongs into the plan."),
    "after_payout": later("Nothing: there are no payouts yet."),
    "below_zero": later("Hold back what comes next, or write an advance off."),
    "duplicates": later("Ask the source; undo the import that brought an event twice."),
    "no_rates": later("Name the currency in the plan, so that its events can be routed."),
}
_PLACES = frozenset({"duplicates", "no_rates", "drift"})
"""Checks whose rows do not stand together."""

_EVENTS, _ACCOUNTS, _PLANS = "Events", "Accounts", "Plans"


def check_title(check: Check) -> str:
    """Return what a check is called."""
    known = _TITLES.get(check.name)
    return tr(known) if known is not None else check.title


def check_todo(check: Check) -> str:
    """Return what to do about what a check found."""
    known = _TODO.get(check.name)
    return tr(known) if known is not None else ""


def check_row(check: Check) -> Cells:
    """Return the cells of a check."""
    count = len(check.rows) + check.more
    if not check.applies:
        found = Cell("–", tone=Tone.FAINT)
        return (Cell(check_title(check), tone=Tone.FAINT), found, Cell(check.looked_at, tone=Tone.FAINT))
    if not count:
        said = Cell(tr("Nothing found"), Form.DOT, Tone.POSITIVE)
        return (Cell(check_title(check)), Cell("0", tone=Tone.FAINT), said)
    todo = check_todo(check)
    return (Cell(check_title(check)), Cell(f"{count:,}", Form.STRONG, Tone.WARNING), Cell(todo, full=todo))


def rows_of(check: Check, days: tuple[int, int]) -> SavedView | None:
    """Return the view in which what a check found stands, the first of it where that is one place each; None
    where there is none. `days` are the first day of the period and the one after the last, since 1970.
    """
    single = len(check.rows) == 1 or (check.name in _PLACES and check.rows)
    about = dict(check.rows[0].about) if single else {}
    period = f"days:{days[0]}:{days[1]}"
    name = check_title(check)
    match check.name:
        case "suspense":
            return SavedView(name, _ACCOUNTS, about.get("account", "root:suspense"))
        case "below_zero":
            return SavedView(name, _ACCOUNTS, _account(about, "available<0"))
        case "drift":
            return SavedView(name, _ACCOUNTS, about.get("payee", ""), period=period)
        case "caps":
            return SavedView(name, _PLANS)
        case "duplicates":
            first = about.get("events", "").split(" ")[0]
            return SavedView(name, _EVENTS, f"id={first}" if first else "", period="all" if first else period)
        case "no_rates":
            code = about.get("currency", "")
            return SavedView(name, _EVENTS, f"currency:{code}" if code else "", period=period)
    return None


def _account(about: dict[str, str], otherwise: str) -> str:
    code = about.get("account", "")
    return f"{code} currency:{about['currency']}" if code and "currency" in about else otherwise
