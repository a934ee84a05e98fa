"""What is kept of joined revenue is what comes out of events and visits now, whatever was changed since."""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from revroute_desktop.analytics.metrics.model import Ask
from revroute_desktop.analytics.metrics.read_joined import DIMENSIONS, read_joined
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.traffic import joined_days
from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, decide
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.joined_days import PACKED, packed, refresh_joined, stale_days
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.revenue import HOUR, How, Origin, Parts
from revroute_desktop.traffic.revenue_keys import JoinRules, save_join_rules
from revroute_desktop.traffic.revenue_queries import Stretch, traffic_revenue
from revroute_desktop.traffic.store import Terms
from revroute_desktop.traffic.visit_sums import VisitDimension
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.zones import local_day, midnight

AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = "source,id,time,kind,amount,currency,campaign,original,attribute.session_id,attribute.utm_source\n"
SITES = ("https://www.google.com/", "https://www.bing.com/", "-", "https://t.co/x")


@pytest.fixture
def books(tmp_path: Path) -> Workspace:
    return create(tmp_path / "books.revroute", zone="Asia/Kolkata", name="books", actor="ada")


def log(folder: Path, day: int, hour: int, visitors: int, target: str = "/") -> Path:
    at = BEGIN + timedelta(days=day, hours=hour)
    path = folder / f"{day}-{hour}-{visitors}-{abs(hash(target))}.log"
    path.write_text(
        "".join(
            f"192.0.2.{n + 1} - - [{at + timedelta(minutes=n):%d/%b/%Y:%H:%M:%S} +0000] "
            f'"GET {target if n == 0 else "/p" + str(n % 3)} HTTP/1.1" 200 9 "{SITES[n % 4]}" "{AGENT}"\n'
            for n in range(visitors)
        )
    )
    return path


def events(folder: Path, name: str, rows: list[str]) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return path


def sale(number: str, day: int, hour: int, amount: str, *, rest: str = ",,,", kind: str = "sale") -> str:
    at = BEGIN + timedelta(days=day, hours=hour)
    return f"shop,{number},{at:%Y-%m-%dT%H:%M:%SZ},{kind},{amount},EUR,{rest}"


def check(workspace: Workspace) -> int:
    """Compare what metrics say with events and visits joined now; return how many days were not kept."""
    with workspace.read() as session:
        first = local_day(int(BEGIN.timestamp()) * 10**6, workspace.zone) - 2
        marks = tuple(midnight(day, workspace.zone) for day in range(first, first + 40))
        for by in (None, *DIMENSIONS):
            cut = (marks[1] + 5 * HOUR, marks[3] - HOUR, marks[3] + HOUR, marks[3] + 3 * HOUR, marks[6])
            within = (marks[4] + HOUR, marks[4] + 7 * HOUR, marks[4] + 20 * HOUR, marks[30] + 9 * HOUR)
            for edges in ((marks[0], marks[-1]), marks[5:9], (marks[0], marks[12], marks[-1]), cut, within):
                expected: Counter[tuple[int | None, str, int]] = Counter()
                for place, (start, end) in enumerate(itertools.pairwise(edges)):
                    for row in traffic_revenue(session.sql, start, end).rows:
                        key = getattr(row.origin, DIMENSIONS[by]) if by else ""
                        expected[row.currency, key, place] += row.amount
                found = read_joined(Ask(session.sql, edges, workspace.zone, by))
                assert {where: sums["revenue"] for where, sums in found.items() if sums["revenue"]} == {
                    where: amount for where, amount in expected.items() if amount
                }
        (net,) = session.sql.execute(
            "SELECT coalesce(sum(amount), 0) FROM event JOIN d_event_state ON event = event.id"
            " WHERE state <> 5"
        ).fetchone()
        whole = read_joined(Ask(session.sql, (marks[0], marks[-1]), workspace.zone))
        assert sum(measures["revenue"] for measures in whole.values()) == net
        return len(stale_days(session.sql, -(10**6), 10**6))


def test_kept_days_follow_events_visits_ids_rules_and_undone_imports(
    books: Workspace, tmp_path: Path
) -> None:
    first = [
        sale(f"ord-{n}", n % 9, n % 24, f"{n}.37", rest="spring,,," if n % 3 else ",,,") for n in range(1, 60)
    ]
    first.append(sale("ref-late", 3, 5, "-4.00", rest=",ord-late,,", kind="refund"))
    brought = import_revenue(books, events(tmp_path, "first", first), "generic", actor="ada")
    assert check(books) == 10
    assert refresh_joined(books) == 10
    assert check(books) == 0 and refresh_joined(books) == 0
    # Visits of a day, then more in the same hour, then some of the evening before in UTC.
    for day, hour, visitors in ((2, 3, 9), (2, 3, 30), (4, 20, 7), (8, 1, 12)):
        import_logs(books, [log(tmp_path, day, hour, visitors)], actor="ada")
        assert check(books) > 0
        assert 0 < refresh_joined(books) < 5
        assert check(books) == 0
    # An id that joins an event of another day, both ways, and the refund of what it joins.
    import_logs(books, [log(tmp_path, 5, 9, 2, "/thanks?order_id=ord-30")], actor="ada")
    assert check(books) > 0 and refresh_joined(books) > 0 and check(books) == 0
    refund = [sale("ref-30", 14, 2, "-7.00", rest=",ord-30,,", kind="refund")]
    import_revenue(books, events(tmp_path, "refund", refund), "generic", actor="ada")
    assert check(books) > 0 and refresh_joined(books) > 0 and check(books) == 0
    import_logs(books, [log(tmp_path, 6, 9, 3, "/thanks?order_id=ord-30&x=1")], actor="ada")
    assert check(books) > 0 and refresh_joined(books) > 0 and check(books) == 0
    # The original comes after the event that reverses it.
    late = [sale("ord-late", 2, 4, "50.00")]
    second = import_revenue(books, events(tmp_path, "late", late), "generic", actor="ada")
    assert check(books) > 0 and refresh_joined(books) > 0 and check(books) == 0
    # What a name in attributes joins, and rules that look for other ids.
    named = [sale("ord-n", 4, 3, "5.00", rest=",,,partner"), sale("ord-s", 4, 3, "6.00", rest=",,sess-77,")]
    import_revenue(books, events(tmp_path, "named", named), "generic", actor="ada")
    assert check(books) > 0 and refresh_joined(books) == 1 and check(books) == 0
    with books.desk() as desk:
        save_join_rules(desk.sql, JoinRules(parameters=("order_id", "sid")))
    assert refresh_joined(books) == 11 and check(books) == 0
    import_logs(books, [log(tmp_path, 4, 2, 2, "/cart?sid=sess-77")], actor="ada")
    assert check(books) > 0 and refresh_joined(books) > 0 and check(books) == 0
    # Visitors who turn out to be a bot, and imports that are undone.
    decide(books, BotRule(RuleKind.AGENT, "Firefox", BotClass.TOOL), actor="ada")
    import_logs(books, [log(tmp_path, 2, 3, 31)], actor="ada")
    assert refresh_joined(books) >= 0 and check(books) == 0
    for done in (second, brought):
        assert done.import_id is not None
        undo_import(books, done.import_id, actor="ada", reason="a mistake")
        assert check(books) > 0 and refresh_joined(books) > 0 and check(books) == 0


def test_a_stop_keeps_what_was_joined(
    books: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joined_days, "_DAYS_A_COMMIT", 2)
    rows = [sale(f"ord-{n}", n % 9, 12, "3.00") for n in range(30)]
    import_revenue(books, events(tmp_path, "some", rows), "generic", actor="ada")
    turns = iter((False, False, False, True, True))
    assert refresh_joined(books, cancelled=lambda: next(turns)) == 3
    assert check(books) == 6
    assert refresh_joined(books) == 6
    assert check(books) == 0


@pytest.mark.parametrize("amount", [2**63 - 1, 2**63, -(2**63), 10**19, -5 * 10**20 + 7])
def test_a_sum_beyond_64_bits_is_kept_whole(books: Workspace, amount: int) -> None:
    sums = {(Origin("", name, ""), 978, How.UNKNOWN): amount for name in ("spring", "autumn")}
    modelled = {826: {0: amount, 1: amount, 2: 5, 3: 0}}
    origins = np.array([[7, 0, 3], [7, 0, 4], [8, 0, 4], [9, 0, 4]])
    stretch = Stretch(Parts(sums, modelled, {}), origins, frozenset(), 0)
    expected = {
        VisitDimension.WHOLE: {(0, 978): 2 * amount, (0, 826): 2 * amount + 5},
        VisitDimension.SOURCE: {(0, 978): 2 * amount, (7, 826): 2 * amount, (8, 826): 5},
        VisitDimension.LANDING: {(0, 978): 2 * amount, (3, 826): amount, (4, 826): amount + 5},
    }
    with books.desk() as desk:
        for dimension, wanted in expected.items():
            table = np.frombuffer(packed(desk.sql, Terms(), stretch, dimension), PACKED)
            found: Counter[tuple[int, int]] = Counter()
            for term, currency, _, _, part in table.tolist():
                found[term, currency] += part
            assert found == wanted
            assert int(table["rows"].sum()) == 5
