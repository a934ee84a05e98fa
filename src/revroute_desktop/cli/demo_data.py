"""The demo's revenue files: a seeded generator of a small creator network's eighteen months.

The same seed and number of events give the same bytes on every machine: nothing is drawn but by
`random.Random(seed).random()`, and neither a set's order nor a clock has a say.
"""

import csv
import random
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from revroute_desktop.cli.demo_tables import Campaign, Creator, Product, Tables, read_tables
from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import CURRENCIES

FIRST_DAY = date(2025, 1, 1)
LAST_DAY = date(2026, 6, 30)
SEED = 7
EVENTS = 50_000

COLUMNS = (
    "source",
    "id",
    "time",
    "kind",
    "amount",
    "currency",
    "payer",
    "note",
    "campaign",
    "country",
    "product",
    "original",
    "attribute.creator",
    "attribute.treasury_share",
    "attribute.schedule",
)

_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_START = datetime(2025, 1, 1)
_SOURCE_OF_CURRENCY = {"EUR": "cards-eu", "GBP": "cards-eu", "USD": "cards-us", "JPY": "cards-jp"}
_WEEKDAYS = (92, 88, 90, 95, 110, 125, 120)
_HOURS = (3, 2, 1, 1, 1, 2, 3, 5, 6, 7, 8, 8, 9, 8, 8, 9, 10, 12, 15, 18, 20, 18, 12, 7)
_ADVERTISING = 0.08
"""Share of events that are an advertiser's daily payment or an affiliate's commission."""
_REVERSED = 0.035
"""Share of card events that come back, as a refund or a dispute."""

Row = tuple[str, ...]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """What was written: the files in the order in which they are imported, and what is in them.

    `rows` counts all rows, `bad` those that import refuses, `conflicts` those that say otherwise than the row
    of the same id, `repeats` those that say the same again.
    """

    files: tuple[Path, ...]
    rows: int
    bad: int
    conflicts: int
    repeats: int


def write_demo_files(folder: Path, seed: int = SEED, events: int = EVENTS) -> DemoFiles:
    """Write one file a source, in the layout of the profile `generic`, and say what is in them."""
    made = _Network(read_tables(), random.Random(seed).random).rows(events)
    slips = _add_slips(made)
    files = []
    for source in sorted(made):
        path = folder / f"{source}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(made[source])
        files.append(path)
    return DemoFiles(tuple(files), sum(len(rows) for rows in made.values()), *slips)


@dataclass(frozen=True, slots=True)
class _Sale:
    """A card payment that may come back; `at` in seconds since the first day."""

    row: Row
    at: int
    minor: int
    creator: Creator


@dataclass(slots=True)
class _Network:
    """The network at work: draws payments, and what comes back of them."""

    tables: Tables
    draw: Callable[[], float]
    made: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)
    counted: int = 0

    def rows(self, events: int) -> dict[str, list[Row]]:
        """Return the rows of each source in the order of their times."""
        pick_day = _picker(range(_DAYS), [self._weight(day) for day in range(_DAYS)])
        pick_hour = _picker(range(24), _HOURS)
        pick_creator = _picker(self.tables.creators, [creator.weight for creator in self.tables.creators])
        pick_product = _picker(self.tables.products, [product.weight for product in self.tables.products])
        campaigns = _campaign_of_day(self.tables.campaigns)
        while self.counted < events:
            day = pick_day(self.draw())
            at = day * 86_400 + pick_hour(self.draw()) * 3600 + int(self.draw() * 3600)
            creator = pick_creator(self.draw())
            campaign = campaigns[day] if self.draw() < 0.4 else ""
            if self.draw() < _ADVERTISING:
                self._advertising(creator, at, campaign)
            else:
                self._come_back(self._card(creator, pick_product(self.draw()), at, campaign))
        return {source: [row for _, row in sorted(rows)] for source, rows in self.made.items()}

    def _weight(self, day: int) -> int:
        """How busy a day is: growth to more than the double, the weekday, campaigns."""
        when = FIRST_DAY + timedelta(days=day)
        lifts = [one.lift for one in self.tables.campaigns if one.first_day <= when <= one.last_day]
        return (100 + 120 * day // _DAYS) * _WEEKDAYS[when.weekday()] * max(lifts, default=100)

    def _card(self, creator: Creator, product: Product, at: int, campaign: str) -> _Sale:
        currency, country = creator.currency, creator.country
        if self.draw() < 0.25:
            other = self.tables.creators[int(self.draw() * len(self.tables.creators))]
            currency, country = other.currency, other.country
        minor = product.prices[currency]
        if product.kind == "sale" and self.draw() < 0.15:
            minor *= 2
        first, last = (self.tables.names[int(self.draw() * len(self.tables.names))][part] for part in (0, 1))
        payer = f"{first}.{last}.{int(self.draw() * 90) + 10}@example.org".lower()
        note = "for the show last night" if product.kind == "tip" and self.draw() < 0.1 else ""
        row = self._row(
            _SOURCE_OF_CURRENCY[currency],
            "ch",
            at,
            product.kind,
            minor,
            currency,
            (payer, note, campaign, country, product.code, ""),
            creator,
        )
        return _Sale(row, at, minor, creator)

    def _advertising(self, creator: Creator, at: int, campaign: str) -> None:
        currency = "USD" if creator.currency in ("USD", "JPY") else "EUR"
        if self.draw() < 0.75:
            minor = 300 + int(self.draw() * self.draw() * self.draw() * 30_000)
            words = ("", "", campaign, creator.country, "ad-video", "")
            self._row("ad-network", "ad", at, "ad", minor, currency, words, creator)
        else:
            minor = 150 + int(self.draw() * self.draw() * 4_500)
            words = ("", "", campaign, creator.country, "link-gear", "")
            self._row("ad-network", "af", at, "affiliate", minor, currency, words, creator)

    def _come_back(self, sale: _Sale) -> None:
        """Let a payment be refunded, in part or whole, or disputed, and some disputes be won."""
        if self.draw() >= _REVERSED:
            return
        later = sale.at + 3600 + int(self.draw() * self.draw() * 40 * 86_400)
        fate = self.draw()
        if fate < 0.78:
            quarters = 4 if self.draw() < 0.7 else 1 + int(self.draw() * 3)
            minor = sale.minor * quarters // 4
            self._reverse(sale, "re", later, "refund", -minor)
            if minor < sale.minor and self.draw() < 0.3:
                self._reverse(sale, "re", later + 86_400 * 3, "refund", minor - sale.minor)
            return
        self._reverse(sale, "dp", later, "chargeback", -sale.minor)
        if self.draw() < 0.4:
            self._reverse(sale, "dw", later + 86_400 * 21, "chargeback_reversal", sale.minor)

    def _reverse(self, sale: _Sale, prefix: str, at: int, kind: str, minor: int) -> None:
        if at >= _DAYS * 86_400:
            return
        source, name, _, _, _, currency, payer, _, campaign, country, product, *_ = sale.row
        # One refund in twenty names no payment, as happens where a bank pays back by hand.
        original = "" if kind == "refund" and self.draw() < 0.05 else name
        words = (payer, "", campaign, country, product, original)
        self._row(source, prefix, at, kind, minor, currency, words, sale.creator)

    def _row(
        self,
        source: str,
        prefix: str,
        at: int,
        kind: str,
        minor: int,
        currency: str,
        words: Sequence[str],
        creator: Creator,
    ) -> Row:
        """Make a row; `words` are payer, note, campaign, country, product and original."""
        self.counted += 1
        # An odd factor makes every number below 2^32 another one below it, so ids look drawn and never meet.
        name = f"{prefix}_{self.counted * 2_654_435_761 % 2**32:08x}"
        time = (_START + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")
        amount = format_amount(minor, CURRENCIES[currency])
        row = (
            source,
            name,
            time,
            kind,
            amount,
            currency,
            *words,
            creator.code,
            creator.treasury_share,
            creator.schedule,
        )
        self.made.setdefault(source, []).append((at, row))
        return row


def _picker(items: Sequence[Item], weights: Sequence[int]) -> Callable[[float], Item]:
    """Return what picks one of the items, each as often as its weight, by a number from 0 to below 1."""
    edges = list(accumulate(weights))

    def pick(number: float) -> Item:
        return items[bisect_right(edges, int(number * edges[-1]))]

    return pick


def _campaign_of_day(campaigns: Sequence[Campaign]) -> list[str]:
    days = [""] * _DAYS
    for campaign in campaigns:
        first = (campaign.first_day - FIRST_DAY).days
        last = (campaign.last_day - FIRST_DAY).days
        days[first : last + 1] = [campaign.code] * (last - first + 1)
    return days


def _add_slips(made: dict[str, list[Row]]) -> tuple[int, int, int]:
    """Spoil a little, as real files are: return the numbers of bad rows, conflicts and repeats."""
    bad = conflicts = repeats = 0
    for source in sorted(made):
        rows = made[source]
        whole = len(rows)
        for number, (column, text) in enumerate(_BAD):
            place = whole * (number + 1) // (len(_BAD) + 2)
            rows.append(_with(rows[place], {column: text}, f"bad_{number}"))
            bad += 1
        for number, changes in enumerate(_ODD):
            place = whole * (number + 2) // (len(_ODD) + 3)
            rows.append(_with(rows[place], changes, f"odd_{number}"))
        for number, changes in enumerate(_CONFLICTS):
            rows.append(_with(rows[whole * (number + 1) // 7], changes))
            conflicts += 1
        for number in range(3):
            rows.append(rows[whole * (number + 3) // 8])
            repeats += 1
    return bad, conflicts, repeats


_BAD = (
    ("amount", "12,50 €"),
    ("amount", "10.005"),
    ("amount", ""),
    ("time", "31.02.2025 12:00"),
    ("currency", "EUX"),
    ("kind", "sail"),
)
"""What import refuses."""

_ODD: tuple[Mapping[str, str], ...] = (
    {"currency": "CHF", "kind": "sale", "amount": "12.00", "original": ""},
    {
        "attribute.creator": "neon kitten!",
        "attribute.treasury_share": "80",
        "kind": "tip",
        "amount": "5",
        "original": "",
    },
    {"kind": "refund", "amount": "-3", "original": "ch_missing"},
    {"kind": "adjustment", "amount": "-2", "original": "", "note": "rounding of last month's report"},
    {"kind": "fee", "amount": "-25", "original": "", "note": "monthly terminal fee"},
)
"""What import takes, and routing puts in quarantine, lets wait, or sends by the negative table."""

_CONFLICTS: tuple[Mapping[str, str], ...] = (
    {"kind": "tip", "amount": "99"},
    {"attribute.schedule": "monthly"},
)
"""Rows that say otherwise than the row of the same id: in what counts, and in an attribute alone."""


def _with(row: Row, changes: Mapping[str, str], name: str | None = None) -> Row:
    """Return a row with some columns changed; with `name`, under an id of its own."""
    values = {**dict(zip(COLUMNS, row, strict=True)), **changes}
    if name is not None:
        values["id"] = name
    return tuple(values.values())
