"""What the tables say of a log is what can be counted in the log by hand."""

from collections import Counter
from pathlib import Path

import pytest
from tests.traffic.logs import AGENTS, START, counted, line, log, write

from revroute_desktop.traffic import queries, store
from revroute_desktop.traffic.housekeeping import put_in_order
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.judged import Rules
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.rollups import Dimension
from revroute_desktop.traffic.settings import load_rules, save_rules
from revroute_desktop.traffic.store import OTHER, terms_full
from revroute_desktop.workspace import Workspace

SECOND = 1_000_000
NOISE = b"noise of 192.0.2.9 and 2001:db8::7 at 2015:10:05:03 and 2001:db8:1:2:3:4:5:6,\n"
WHOLE = (START * SECOND, (START + 86_400) * SECOND)


@pytest.fixture
def read(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace that has a log of 3,000 lines."""
    path = write(tmp_path / "access.log", log(0, 3000) + NOISE)
    import_logs(workspace, [path], actor="ada")
    return workspace


def test_classes_statuses_and_paths_are_those_of_the_lines(read: Workspace) -> None:
    rows = log(0, 3000).decode().splitlines()
    statuses = Counter(row.split('" ')[1].split()[0] for row in rows if "Googlebot" not in row)
    with read.read() as session:
        by_class = queries.by_class(session.sql, *WHOLE)
        top = queries.top(session.sql, Dimension.STATUS, *WHOLE)
        bots = queries.top(session.sql, Dimension.VERDICT, *WHOLE, bots=range(1, 11))
        assert queries.span(session.sql) == ((START - 20) * SECOND, (START + 1000) * SECOND)
        per_minute = queries.minutes(session.sql, *WHOLE)
        hours = queries.hours(session.sql, Dimension.STATUS, "404", *WHOLE)
    assert sum(counts.hits for counts in by_class.values()) == 3000
    assert by_class[BotClass.SEARCH].hits == sum("Googlebot" in row for row in rows)
    assert {one.text: one.counts.hits for one in top} == statuses
    assert [one.text for one in bots] == ["Googlebot"]
    assert int(per_minute.hits.sum()) == 3000
    assert sum(counts.hits for _, counts in hours) == statuses["404"]


def test_visits_and_files_and_refused_lines(read: Workspace) -> None:
    with read.read() as session:
        totals = queries.visit_totals(session.sql, *WHOLE)
        newest = queries.newest_visits(session.sql, *WHOLE, most=1000)
        [file] = queries.files(session.sql)
        [refused] = queries.refused(session.sql)
    assert (
        totals.visits
        == len(newest)
        == len({row.split()[0] for row in log(0, 3000).decode().splitlines() if AGENTS[0] in row})
    )
    assert totals.pages == sum(visit.pages for visit in newest)
    assert (file.lines, file.hits, file.refused) == (3001, 3000, 1)
    assert (refused.line, refused.text) == (3001, "noise of … and … at 2015:10:05:03 and …,")
    assert refused.reason == "there is no time in brackets"


def test_percentiles_are_of_the_latencies_of_the_log(workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(
        f'{{"time_iso8601":"2026-02-25T10:00:0{number % 10}+00:00","remote_addr":"192.0.{number % 200}.1",'
        f'"request":"GET / HTTP/1.1","status":200,"request_time":{(number + 1) / 1000}}}\n'
        for number in range(1000)
    )
    import_logs(workspace, [write(tmp_path / "access.json", rows.encode())], actor="ada")
    at = 1_772_013_600 * SECOND  # 2026-02-25 10:00
    with workspace.read() as session:
        found = queries.latency(session.sql, at, at + 60 * SECOND, percents=(50, 95))
        by_minute = queries.latency_by_minute(session.sql, at, at + 60 * SECOND, 95)
    assert found[50] == pytest.approx(500_000, rel=0.01)
    assert found[95] == pytest.approx(950_000, rel=0.01)
    assert by_minute == ((at, found[95]),)


def test_own_load_and_own_addresses_make_no_visits(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.desk() as desk:
        save_rules(desk.sql, Rules(own=("192.0.2.7",), address_days=1))
        assert load_rules(desk.sql).own == ("192.0.2.7",)
    rows = [line(number, agent=AGENTS[2 if number % 2 else 0]) for number in range(400)]
    import_logs(
        workspace, [write(tmp_path / "a.log", "".join(f"{row}\n" for row in rows).encode())], actor="ada"
    )
    own = sum(row.startswith("192.0.2.7 ") and "RevRoute-Load" not in row for row in rows)
    with workspace.read() as session:
        by_class = queries.by_class(session.sql, *WHOLE)
        visits = queries.newest_visits(session.sql, *WHOLE, bots=range(13), most=1000)
        addresses = session.sql.execute("SELECT address FROM desk_traffic_address").fetchall()
    assert by_class[BotClass.OWN_LOAD].hits == 200
    assert by_class[BotClass.OWN_ADDRESS].hits == own > 0
    assert sum(visit.hits for visit in visits) == 200 - own
    assert len(addresses) == len({row.split()[0] for row in rows[::2]}) - 1


def test_addresses_are_not_kept_unless_asked_for(read: Workspace) -> None:
    with read.read() as session:
        assert session.sql.execute("SELECT count(*) FROM desk_traffic_address").fetchone() == (0,)
    read.fold_in()
    assert b"192.0.2." not in read.path.read_bytes()
    assert b"2001:db8" not in read.path.read_bytes()


def test_salts_are_deleted_after_two_days_by_the_next_opening(read: Workspace, tmp_path: Path) -> None:
    def count() -> int:
        with read.read() as session:
            return int(session.sql.execute("SELECT count(*) FROM desk_traffic_salt").fetchone()[0])

    assert count() == 1
    with read.desk() as desk:
        desk.sql.execute("UPDATE desk_traffic_salt SET made_at = made_at - 3 * 86400000000")
    put_in_order(read, "ada")
    assert count() == 0
    import_logs(read, [write(tmp_path / "b.log", log(600_000, 600_010))], actor="ada")
    with read.read() as session:
        assert session.sql.execute("SELECT day FROM desk_traffic_salt").fetchall() != [(START // 86_400,)]
    assert count() == 1


def test_new_texts_beyond_the_most_that_are_kept_count_as_one(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "TERMS_MAX", 20)
    for name, first in (("a.log", 0), ("b.log", 60)):
        lines = [
            line(n, agent=AGENTS[0], path=f"/made-up-{n // 26}{chr(97 + n % 26)}")
            for n in range(first, first + 60)
        ]
        text = "".join(f"{one}\n" for one in lines)
        import_logs(workspace, [write(tmp_path / name, text.encode())], actor="ada")
    with workspace.read() as session:
        assert terms_full(session.sql)
        (kept,) = session.sql.execute("SELECT count(*) FROM desk_traffic_term").fetchone()
        groups = dict(
            session.sql.execute(
                "SELECT text, sum(hits) FROM desk_traffic_hour JOIN desk_traffic_term ON id = term"
                " WHERE dimension = 1 GROUP BY text"
            )
        )
        statuses = session.sql.execute(
            "SELECT count(DISTINCT term) FROM desk_traffic_hour WHERE dimension = 2"
        ).fetchone()
    assert kept <= 30 and groups[OTHER] > 30 and sum(groups.values()) == counted(workspace)["hits"]
    assert statuses == (3,)
