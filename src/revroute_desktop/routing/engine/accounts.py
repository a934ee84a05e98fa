"""Destinations of plans as small numbers, so that columns can hold them."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.accounts import SEGMENT
from revroute_desktop.routing import reasons
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.plans.plan import Destination

Int64s = NDArray[np.int64]

UNFIT, UNKNOWN = -1, -2
"""In place of an account: the event's field cannot fill the template; the account does not exist."""


class AccountRefs:
    """Account codes numbered from 0 in the order in which they are met.

    `exists` starts with the accounts of the books; a plan with `make_accounts` may name others too.
    """

    def __init__(self, existing: Iterable[str]) -> None:
        self._existing = set(existing)
        self.codes: list[str] = []
        self._numbers: dict[str, int] = {}
        self._by_text: dict[tuple[Destination, str | None, bool], int] = {}

    def number(self, code: str) -> int:
        """Return the number of an account code."""
        found = self._numbers.get(code)
        if found is None:
            found = self._numbers[code] = len(self.codes)
            self.codes.append(code)
        return found

    def opened(self, codes: Iterable[str]) -> None:
        """Take note of accounts that have been opened."""
        self._existing.update(codes)
        self._by_text.clear()

    def resolve(
        self, destination: Destination, events: DatedEvents, rows: Int64s, *, make: bool
    ) -> Int64s | int:
        """Return the account of each row, or one for all; UNFIT or UNKNOWN where there is none."""
        if destination.field is None:
            return self._of_text(destination, None, make=make)
        field = events.field(destination.field)
        table = events.tables.get((destination, make))
        if table is None:
            numbers = [self._of_text(destination, text, make=make) for text in field.texts]
            table = events.tables[destination, make] = np.array(numbers, np.int64)
        result: Int64s = table[field.codes[rows]]
        return result

    def problem(self, destination: Destination, events: DatedEvents, row: int, *, make: bool) -> str | None:
        """Return why the destination has no account for one event, None where it has one."""
        text = None
        if destination.field is not None:
            field = events.field(destination.field)
            text = field.texts[int(field.codes[row])]
        number = self._of_text(destination, text, make=make)
        if number == UNFIT:
            assert destination.field is not None
            return reasons.unfit_segment(destination.field, text)
        return reasons.unknown_account(destination.code(text)) if number == UNKNOWN else None

    def _of_text(self, destination: Destination, text: str | None, *, make: bool) -> int:
        key = (destination, text, make)
        found = self._by_text.get(key)
        if found is None:
            found = self._by_text[key] = self._find(destination, text, make=make)
        return found

    def _find(self, destination: Destination, text: str | None, *, make: bool) -> int:
        if destination.field is not None and (text is None or not SEGMENT.fullmatch(text)):
            return UNFIT
        code = destination.code(text)
        return self.number(code) if make or code in self._existing else UNKNOWN
