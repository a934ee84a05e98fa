"""The values of a plan: amounts, ratios, accounts and dates, each exact, or a finding where it stands."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import SEGMENT, SEGMENTS_MAX
from revroute_desktop.money.amounts import parse_amount
from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.money.ratios import parse_ratio
from revroute_desktop.routing.plans.findings import Finding
from revroute_desktop.routing.plans.plan import Amounts, Destination
from revroute_desktop.routing.plans.schema import place_finding
from revroute_desktop.routing.plans.text import Document, TreePath

FIELD: Final = re.compile(
    r"source|kind|currency|country|campaign|product|attr\.[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}"
)
"""The event fields that conditions, keys and templates can name."""

_EPOCH = date(1970, 1, 1)


class Reader:
    """One reading of a document of the right form: looks values up and collects what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        data: Any = document.data
        self.data = data
        self.findings: list[Finding] = []
        self.currencies: tuple[str, ...] = tuple(dict.fromkeys(data["currencies"]))

    def refuse(self, path: TreePath, message: str) -> None:
        """Note what is wrong at a place."""
        self.findings.append(place_finding(self.document, path, message))

    def amounts(self, given: Mapping[str, str], path: TreePath, *, complete: bool = True) -> Amounts:
        """Return minor units by currency, each above zero; with `complete` one for each of the plan's."""
        amounts: dict[str, int] = {}
        for code, text in given.items():
            place = (*path, code)
            if code not in self.currencies:
                self.refuse(
                    place,
                    f"gives an amount in {code}, which is not among the plan's currencies. Add it there.",
                )
            if code not in CURRENCIES:
                continue
            try:
                amounts[code] = parse_amount(text, CURRENCIES[code])
            except UserError as error:
                self.refuse(place, f"has an amount that cannot be booked. {error}")
                continue
            if amounts[code] == 0:
                self.refuse(
                    place, f"has an amount of zero in {code}. Give one above zero, or leave the limit out."
                )
        missing = [code for code in self.currencies if code not in given]
        if complete and missing:
            self.refuse(
                path, f"has no amount in {', '.join(missing)} for `{path[-1]}`. Give one for every currency."
            )
        return amounts

    def percent(self, text: str, path: TreePath, *, zero: bool = False) -> Fraction:
        """Return a percentage as a ratio; above zero unless `zero` is allowed, and 100 at most."""
        ratio = self._ratio(text, path) / 100
        if ratio == 0 and not zero:
            self.refuse(path, "takes 0 %. Give a percentage above zero, or leave the step out.")
        if ratio > 1:
            self.refuse(path, f"takes {text} %, which is over 100 %. Give 100 at most.")
        return ratio

    def share(self, text: str, path: TreePath) -> Fraction:
        """Return a share as a ratio, whether it is written in percent or not."""
        ratio = self._ratio(text, path)
        if ratio == 0:
            self.refuse(path, "has a share of zero. Give one above zero, or leave the part out.")
        return ratio

    def _ratio(self, text: str, path: TreePath) -> Fraction:
        try:
            return parse_ratio(text)
        except UserError as error:
            self.refuse(path, f"has a number that cannot be read. {error}")
            return Fraction(1)

    def destination(self, text: str, path: TreePath, *, fixed: bool = False) -> Destination:
        """Return an account or a template with one open segment; with `fixed` only an account."""
        segments: list[str | None] = []
        field = None
        for segment in text.split(":"):
            if segment.startswith("{") and segment.endswith("}"):
                if field is not None:
                    self.refuse(
                        path, f"has more than one open segment in {text}. An account has one at most (B23)."
                    )
                field = segment[1:-1]
                if not FIELD.fullmatch(field):
                    self.refuse(
                        path, f"fills {text} from {field!r}, which is no field. Use source, kind, attr.NAME."
                    )
                segments.append(None)
            else:
                if not SEGMENT.fullmatch(segment):
                    self.refuse(
                        path,
                        f"names the account {text[:80]!r}, whose segment {segment[:63]!r} is not allowed. "
                        "Use letters, digits, dots, dashes and underscores; or {field}, as a whole segment.",
                    )
                segments.append(segment)
        if len(segments) > SEGMENTS_MAX:
            self.refuse(path, f"names an account of {len(segments)} segments. {SEGMENTS_MAX} are the most.")
        if segments[0] is None:
            self.refuse(
                path, f"leaves the first segment of {text} open, which gives an account its type. Name it."
            )
        if fixed and field is not None:
            self.refuse(
                path, f"has the open account {text} where one account is meant. Name the account whole."
            )
        return Destination(tuple(segments), field)

    def day(self, text: str, path: TreePath) -> int:
        """Return a date as days since 1970-01-01."""
        try:
            return (date.fromisoformat(text) - _EPOCH).days
        except ValueError:
            self.refuse(path, f"names the date {text}, which no calendar has. Correct it.")
            return 0
