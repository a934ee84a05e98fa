"""Seeded workspaces of any number of events, made once and kept under build/bench/.

The events are a year of three shops with 300 creators between them: sales, subscriptions, tips and ads, one
in a hundred of them refunded later. They go through the same import as any file.
"""

import csv
import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

import revroute_desktop
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.workspace import create, open_workspace

BUILD = Path(__file__).parents[2] / "build"
KEPT = BUILD / "bench"
PACKAGE = Path(revroute_desktop.__file__).parent
LARGE = os.environ.get("REVROUTE_BENCH_LARGE") == "1"
MILLION = 1_000_000

ZONE = "Europe/Berlin"
YEAR = 2025
SOURCES = (("shop-eu", "EUR"), ("shop-us", "USD"), ("shop-uk", "GBP"))
KINDS = ("sale", "subscription", "tip", "ad")
CREATORS, CAMPAIGNS, PRODUCTS = 300, 40, 120
COUNTRIES = ("DE", "FR", "GB", "US", "NL", "ES", "IT", "PL", "SE", "AT", "CH", "IE", "CA", "AU", "JP", "BR")
COLUMNS = (
    "source", "id", "time", "kind", "amount", "currency", "campaign", "country", "product", "original",
    "attribute.creator",
)  # fmt: skip

SIX_STEPS = """\
format: 1
plan: Six steps
zone: Europe/Berlin
rounding: half_even
currencies: [EUR, USD, GBP]

accounts:
  make: true

refunds:
  bear: ratio

negative:
  default: expense:returns

routes:
  - id: creators
    when: always
    steps:
      - id: card-fee
        percent: 2.9
        of: gross
        plus: {EUR: 0.30, USD: 0.30, GBP: 0.20}
        to: fees:processor
        if_short: take_left
      - id: treasury
        percent: 20
        of: remaining
        to: treasury:main
        caps:
          - per: month
            amount: {EUR: 900.00, USD: 1000.00, GBP: 800.00}
            by: [attr.creator]
      - id: network
        tiers:
          per: month
          mode: marginal
          of: gross
          by: [attr.creator]
          bands:
            - {up_to: {EUR: 1000.00, USD: 1100.00, GBP: 900.00}, percent: 8}
            - {up_to: {EUR: 5000.00, USD: 5500.00, GBP: 4500.00}, percent: 6}
            - {percent: 4}
        to: partner:network
      - id: reserve
        percent: 10
        of: remaining
        to: reserve:rolling
        hold:
          days: 30
          for: payee:{attr.creator}
      - id: agencies
        percent: 15
        of: remaining
        weights:
          - {to: partner:north, share: 2}
          - {to: partner:south, share: 1}
      - id: rest
        take: remaining
        to: payee:{attr.creator}
"""
"""Percent plus fixed, a monthly cap, a tier, a hold, weights and the remainder: eight postings an event."""


def rows_of(count: int) -> Iterator[tuple[str, ...]]:
    """Yield the events of a year in the order of time, as rows of COLUMNS."""
    random = np.random.default_rng(20_250_101)
    begin = int(datetime(YEAR, 1, 1, tzinfo=UTC).timestamp())
    seconds = np.sort(random.integers(0, 364 * 86_400, count)).tolist()
    times = np.datetime_as_string(np.array(seconds, "datetime64[s]") + begin, unit="s").tolist()
    source = random.integers(0, len(SOURCES), count).tolist()
    kind = random.choice(len(KINDS), count, p=(0.6, 0.25, 0.1, 0.05)).tolist()
    amount = np.clip(random.lognormal(7.3, 1.0, count), 100, 5_000_000).astype(np.int64).tolist()
    creator = np.minimum(random.geometric(0.012, count) - 1, CREATORS - 1).tolist()
    campaign = random.integers(0, CAMPAIGNS, count).tolist()
    country = random.integers(0, len(COUNTRIES), count).tolist()
    product = random.integers(0, PRODUCTS, count).tolist()
    refunds = random.random(count) < 0.01
    back = random.integers(1, max(2, count // 30), count).tolist()
    for row in range(count):
        original, of, word, sign = "", row, KINDS[kind[row]], ""
        if refunds[row] and row >= back[row] and not refunds[row - back[row]]:
            of, word, sign = row - back[row], "refund", "-"
            original = f"e{of:08d}"
        shop, currency = SOURCES[source[of]]
        minor = amount[of]
        yield (
            shop, f"e{row:08d}", f"{times[row]}Z", word, f"{sign}{minor // 100}.{minor % 100:02d}", currency,
            f"campaign-{campaign[of]}", COUNTRIES[country[of]], f"product-{product[of]}", original,
            f"creator-{creator[of]}",
        )  # fmt: skip


def write_csv(path: Path, count: int) -> None:
    """Write the events of a year as a file of the generic profile."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows_of(count))


def imported(count: int) -> Path:
    """Return a workspace of so many events without a plan; not to be written to."""
    path = KEPT / f"{fingerprint('workspace', 'routing/imports')}-{count}.revroute"
    if path.exists():
        return path
    KEPT.mkdir(parents=True, exist_ok=True)
    events, part = path.with_suffix(".csv"), path.with_suffix(".part")
    forget(f"*-{count}.*")
    print(f"making a workspace of {count:,} events", flush=True)
    write_csv(events, count)
    workspace = create(part, zone=ZONE, name="bench", actor="bench")
    import_revenue(workspace, events, "generic", actor="bench")
    workspace.close()
    events.unlink()
    part.rename(path)
    return path


def forget(pattern: str) -> None:
    """Remove kept files that older code made, and what an interrupted run left."""
    for stale in KEPT.glob(pattern):
        stale.unlink()


def waiting(count: int, to: Path) -> Path:
    """Make a workspace of so many events that wait for the plan that is published in it."""
    shutil.copyfile(imported(count), to)
    workspace = open_workspace(to)
    publish_plan(workspace, SIX_STEPS, effective=date(YEAR, 1, 1), actor="bench")
    workspace.close()
    return to


def fingerprint(*rooms: str) -> str:
    """Name what a kept workspace follows from: this module, and the modules and tables of rooms, or single
    modules.
    """
    sources = [Path(__file__)]
    for room in rooms:
        place = PACKAGE / room
        found = [place] if place.is_file() else place.rglob("*")
        sources += sorted(path for path in found if path.suffix in {".py", ".sql"})
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
