"""Prices of writes in tables of the cloud: an editable table, and what forecast events would cost by it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from revroute_desktop.errors import UserError
from revroute_desktop.money import currency
from revroute_desktop.resources import resource_path
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

_KEPT: Final = "analytics.prices"
_LONGEST: Final = 20_000
_MOST: Final = 50
_FIELDS: Final = {"name", "unit", "bytes", "per_million", "per_hour", "source", "as_of"}


class PriceError(UserError):
    """A price table that cannot be used."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a table takes for writing: `per_million` units, or `per_hour` for each unit a second that is kept
    ready. A unit writes up to `size` bytes of one item; what was begun counts whole.
    """

    name: str
    unit: str
    size: int
    per_million: Fraction | None
    per_hour: Fraction | None
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices in one currency. An event writes itself and its postings, each an item of `item_bytes`."""

    currency: str
    item_bytes: int
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a month of 30 days takes at one price: units, and the amount in the currency's major unit."""

    price: Price
    units: Fraction
    amount: Fraction


def usual_prices() -> str:
    """Return the table that comes with the program, as it is written."""
    return resource_path("analytics", "prices.yaml").read_text("utf-8")


def kept_prices(sql: sqlite3.Connection) -> str:
    """Return the workspace's own table as it is written, the usual one where it has none."""
    found = setting(sql, _KEPT)
    return found if isinstance(found, str) else usual_prices()


def keep_prices(workspace: Workspace, text: str | None) -> PriceTable:
    """Keep a table for a workspace; None goes back to the usual one. Raises PriceError for one that cannot be
    read.
    """
    made = read_prices(usual_prices() if text is None else text)
    remember_setting(workspace, _KEPT, text)
    return made


def read_prices(text: str) -> PriceTable:
    """Read a table. Raises PriceError with what is wrong and where."""
    if len(text) > _LONGEST:
        raise PriceError(f"A price table has {_LONGEST:,} characters at most.")
    try:
        found = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else "somewhere"
        raise PriceError(f"The price table is no YAML, {where}.") from None
    if not isinstance(found, dict) or not isinstance(found.get("prices"), list):
        raise PriceError("A price table has currency, item_bytes and a list of prices.")
    if len(found["prices"]) > _MOST:
        raise PriceError(f"A price table has {_MOST} prices at most.")
    code = currency(str(found.get("currency", ""))).code
    size = _whole(found.get("item_bytes"), "item_bytes")
    prices = tuple(_price(one, place) for place, one in enumerate(found["prices"], 1))
    return PriceTable(code, size, prices)


def costs(table: PriceTable, events: float, busiest_hour: float, writes: Fraction) -> tuple[Cost, ...]:
    """Return what a month takes at each price: of so many `events`, with `writes` items each, and so many in
    the busiest hour, for which units must be kept ready.
    """
    found = []
    for price in table.prices:
        each = writes * -(-table.item_bytes // price.size)
        if price.per_million is not None:
            units = each * Fraction(events)
            found.append(Cost(price, units, units * price.per_million / 1_000_000))
        else:
            assert price.per_hour is not None, "a price is one or the other"
            # At least one unit is kept ready at any time.
            ready = Fraction(max(1, -(-each * Fraction(busiest_hour) // 3600)))
            found.append(Cost(price, ready, ready * price.per_hour * 24 * 30))
    return tuple(found)


def _price(one: object, place: int) -> Price:
    where = f"Price {place}"
    if not isinstance(one, Mapping) or not {"name", "unit", "bytes"} <= set(one) <= _FIELDS:
        raise PriceError(
            f"{where} of the table needs name, unit, bytes, per_million or per_hour, source and as_of, and "
            "nothing else."
        )
    if ("per_million" in one) == ("per_hour" in one):
        raise PriceError(f"{where} has either per_million or per_hour.")
    day = one.get("as_of")
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            day = None
    if not isinstance(day, date) or not one.get("source"):
        raise PriceError(
            f"{where} says where it is from (source) and of which day it is (as_of: 2026-11-01)."
        )
    return Price(
        name=str(one["name"])[:80],
        unit=str(one["unit"])[:40],
        size=_whole(one["bytes"], f"{where}, bytes"),
        per_million=_amount(one.get("per_million"), where),
        per_hour=_amount(one.get("per_hour"), where),
        source=str(one["source"])[:200],
        as_of=day,
    )


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 1 << 30:
        raise PriceError(f"{where} is a whole number of bytes above 0.")
    return value


def _amount(value: object, where: str) -> Fraction | None:
    if value is None:
        return None
    try:
        # The shortest way to write it is what was written.
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found <= 1_000_000:
        raise PriceError(f"{where} is an amount such as 0.625.")
    return Fraction(found)
