"""The tables behind the demo: who makes what, at which prices, when which campaign ran, and who pays."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from revroute_desktop.money.amounts import parse_amount
from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.resources import resource_path


@dataclass(frozen=True, slots=True)
class Creator:
    """One payee: the treasury's share in percent, how often it is paid, and how much of the network it is."""

    code: str
    treasury_share: str
    schedule: str
    country: str
    currency: str
    weight: int


@dataclass(frozen=True, slots=True)
class Product:
    """One thing that is sold, with its price by currency in minor units."""

    code: str
    kind: str
    weight: int
    prices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign, its last day included, and by how much it lifts a day, in percent of a usual one."""

    code: str
    first_day: date
    last_day: date
    lift: int


@dataclass(frozen=True, slots=True)
class Tables:
    """All of them. `names` are first and last names of people that there are not."""

    creators: tuple[Creator, ...]
    products: tuple[Product, ...]
    campaigns: tuple[Campaign, ...]
    names: tuple[tuple[str, str], ...]


def read_tables() -> Tables:
    """Read the tables from resources/demo."""
    return Tables(
        creators=tuple(
            Creator(
                row["creator"],
                row["treasury_share"],
                row["schedule"],
                row["country"],
                row["currency"],
                int(row["weight"]),
            )
            for row in _rows("creators")
        ),
        products=tuple(
            Product(row["product"], row["kind"], int(row["weight"]), _prices(row))
            for row in _rows("products")
        ),
        campaigns=tuple(
            Campaign(
                row["campaign"],
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]),
                int(row["lift"]),
            )
            for row in _rows("campaigns")
        ),
        names=tuple((row["first"], row["last"]) for row in _rows("names")),
    )


def _rows(table: str) -> list[dict[str, str]]:
    with resource_path("demo", f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _prices(row: Mapping[str, str]) -> dict[str, int]:
    return {code: parse_amount(row[code], CURRENCIES[code]) for code in ("EUR", "USD", "GBP", "JPY")}
