"""The arrangements that come ready, as they are called; imported without what they show."""

from revroute_desktop.console.translate import later, tr

ARRANGEMENT_TITLES = {
    "Today": later("Today"),
    "Month": later("Month"),
    "Campaigns": later("Campaigns"),
    "Payees": later("Payees"),
    "Risk": later("Risk"),
}


def arrangement_title(name: str) -> str:
    """Return what an arrangement is called."""
    known = ARRANGEMENT_TITLES.get(name)
    return tr(known) if known is not None else name
