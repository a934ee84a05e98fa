"""Why an event waits or is quarantined, in the words that are kept beside it and shown."""

from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import currency_by_numeric

NO_PLAN = "no plan was in force when it occurred"
NO_ORIGINAL = "its original is not imported or not routed yet"
UNFIT_ORIGINAL = "its original is not something that can be refunded"
RELEASED = "the next route lets it go on without its original"
OTHER_CURRENCY = "it is in another currency than its original"
OVERFLOW = "a balance or counter would grow beyond what can be kept exactly"


def unknown_currency(code: str) -> str:
    """The plan's list of currencies lacks the event's."""
    return f"the plan does not know the currency {code}"


def unknown_account(code: str) -> str:
    """A destination of the event's route does not exist and the plan does not open accounts."""
    return f"there is no account {code}"


def unfit_segment(field: str, text: str | None) -> str:
    """A template cannot be filled from the event (B23)."""
    if text is None:
        return f"the event has no {field} to name an account by"
    return f"{field} {text[:70]!r} cannot be a segment of an account code"


def exceeds(minor: int, numeric: int) -> str:
    """A reversal wanted so much more than was left of its original (B9)."""
    currency = currency_by_numeric(numeric)
    return f"{format_amount(minor, currency)} {currency.code} more than was left of its original"
