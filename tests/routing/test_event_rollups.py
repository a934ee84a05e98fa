"""Whatever is imported, routed, undone, restated, refunded or erased, rollups are what the books say."""

import csv
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.conftest import FixedClock
from tests.ledger.recount import assert_days_are_right
from tests.proof.routed_books import PLAN
from tests.workspace.event_rollups.recount import assert_rollups_are_right

from revroute_desktop.errors import UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports.erase_payer import erase_payer
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.open_events import release_event
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import create

COLUMNS = ("source", "id", "time", "kind", "amount", "currency", "campaign", "country", "product", "payer")
FIRST = datetime(2026, 3, 27, 20, tzinfo=UTC)
"""Shortly before clocks change in Berlin."""

words = st.sampled_from(["", "a", "b"])
sales = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["shop", "app"]),
        "minutes": st.integers(0, 5_000),
        "kind": st.sampled_from(["sale", "tip", "fee", "adjustment", "subscription"]),
        "cents": st.integers(1, 10**9) | st.just(10**15),
        "currency": st.sampled_from(["EUR", "USD", "JPY"]),
        "campaign": words,
        "country": words,
        "product": words,
        "payer": st.sampled_from(["", "mia", "bo", "li"]),
    }
)


class RollupsMachine(RuleBasedStateMachine):
    """Books that everything happens to which changes events."""

    @initialize(rows=st.lists(sales, min_size=4, max_size=12))
    def begin(self, rows: list[dict[str, Any]]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("REVROUTE_STATE_DIR", str(self.path / "state"))
        self.books = create(self.path / "b.revroute", zone="Europe/Berlin", actor="ada", clock=FixedClock())
        self.imports: list[int] = []
        self.known: list[tuple[str, str, str]] = []
        self.count = 0
        self.publish(2)
        self.bring_in(rows, routed=True)

    @rule(rows=st.lists(sales, min_size=1, max_size=12), routed=st.booleans())
    def bring_in(self, rows: list[dict[str, Any]], routed: bool) -> None:
        self._import([(row, "") for row in rows])
        if routed:
            route(self.books, actor="ada")

    @rule(pick=st.integers(0, 100), cents=st.integers(1, 500), minutes=st.integers(0, 5_000))
    def refund(self, pick: int, cents: int, minutes: int) -> None:
        if self.known:
            source, original, currency = self.known[pick % len(self.known)]
            row = {"source": source, "minutes": minutes, "kind": "refund", "cents": -cents}
            words = {"currency": currency, "campaign": "", "country": "a", "product": "", "payer": ""}
            self._import([({**row, **words}, original if pick % 3 else "nobody")])

    def _import(self, rows: list[tuple[dict[str, Any], str]]) -> None:
        file = self.path / f"{self.count}.csv"
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow((*COLUMNS, "original"))
            for row, original in rows:
                self.count += 1
                name, digits = f"e{self.count}", 0 if row["currency"] == "JPY" else 2
                sign, cents = ("-" if row["cents"] < 0 else ""), abs(row["cents"])
                amount = f"{sign}{cents // 10**digits}" + (f".{cents % 100:02d}" if digits else "")
                at = (FIRST + timedelta(minutes=row["minutes"])).isoformat()
                told = [row[column] for column in COLUMNS[5:]]
                writer.writerow([row["source"], name, at, row["kind"], amount, *told, original])
                if row["cents"] > 0:
                    self.known.append((row["source"], name, row["currency"]))
        result = import_revenue(self.books, file, "generic", actor="ada")
        if result.import_id is not None:
            self.imports.append(result.import_id)

    @rule(percent=st.integers(1, 9))
    def publish(self, percent: int) -> None:
        text = PLAN.format(percent=percent)
        publish_plan(self.books, text, effective=date(2026, 3, 1), actor="ada", reason="a plan")

    @rule(chunk=st.sampled_from([3, 10_000]))
    def route(self, chunk: int) -> None:
        route(self.books, actor="ada", chunk_size=chunk)

    @rule(pick=st.integers(0, 100))
    def undo(self, pick: int) -> None:
        if self.imports:
            try:
                undo_import(self.books, self.imports[pick % len(self.imports)], actor="ada", reason="wrong")
            except UserError:
                return

    @rule(day=st.integers(27, 31))
    def restate(self, day: int) -> None:
        try:
            restate(self.books, Selection(first_day=date(2026, 3, day)), actor="ada", reason="a better plan")
        except UserError:
            return

    @rule()
    def release(self) -> None:
        with self.books.read() as session:
            waiting = session.sql.execute("SELECT event FROM d_event_state WHERE state = 0").fetchall()
        for (event,) in waiting[:1]:
            try:
                release_event(self.books, event, actor="ada", reason="from before our time")
            except UserError:
                return

    @rule(payer=st.sampled_from(["mia", "bo"]))
    def erase(self, payer: str) -> None:
        try:
            erase_payer(self.books, payer, actor="ada", reason="asked for")
        except UserError:
            return

    @invariant()
    def rollups_are_right(self) -> None:
        if hasattr(self, "books"):
            with self.books.read() as session:
                assert_rollups_are_right(session.sql)
                assert_days_are_right(session.sql)

    def teardown(self) -> None:
        if hasattr(self, "books"):
            found = verify(self.books, replay=True, processes=1)
            assert found.fault is None
            self.books.close()
            self.patch.undo()
            self.folder.cleanup()


RollupsMachine.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRollups = RollupsMachine.TestCase
