"""An alert is told once, with an entry in the log; who acknowledges it says why; it is not told again."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.analytics.traffic_rows import count_requests

from revroute_desktop.analytics.anomalies.alerts import (
    ACKNOWLEDGED,
    TOLD,
    acknowledge,
    alerts,
    keep_finding,
    last_told,
    looked_at,
    open_alerts,
    tell,
    told_after,
)
from revroute_desktop.analytics.anomalies.desk import add_rule, drop_rule
from revroute_desktop.analytics.anomalies.watch import watch
from revroute_desktop.analytics.forecast.desk import choose_holidays
from revroute_desktop.analytics.series import DAY, HOUR
from revroute_desktop.errors import UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace import Workspace, create, open_workspace

BEGIN = 20_600 * DAY
DAYS = 30


class Clock:
    def __init__(self) -> None:
        self.now = BEGIN + DAYS * DAY + HOUR

    def __call__(self) -> int:
        return self.now


def hits(workspace: Workspace, hour: int, count: int) -> None:
    minute = (BEGIN + hour * HOUR) // MINUTE
    with workspace.read() as session:
        row = session.sql.execute(
            "SELECT hits FROM desk_traffic_minute WHERE minute = ?", (minute,)
        ).fetchone()
    count_requests(workspace, [(minute, count - (row[0] if row else 0))])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A month of requests by the hour, some 100 each, with a burst long past and one just now."""
    chance = np.random.default_rng(3)
    with create(tmp_path / "books.revroute", zone="UTC", actor="ada", clock=clock) as workspace:
        usual = [int(100 + chance.integers(-5, 6)) for _ in range(DAYS * 24)]
        count_requests(
            workspace, [((BEGIN + hour * HOUR) // MINUTE, count) for hour, count in enumerate(usual)]
        )
        hits(workspace, 10 * 24, 4_000)
        hits(workspace, DAYS * 24 - 2, 9_000)
        hits(workspace, DAYS * 24, 1)
        yield workspace


def entries(workspace: Workspace, action: str) -> list[tuple[str, str, str, dict[str, object]]]:
    with workspace.read() as session:
        rows = session.sql.execute(
            "SELECT actor, subject, reason, payload FROM audit_entry WHERE action = ? ORDER BY seq", (action,)
        ).fetchall()
    return [(actor, subject, reason, json.loads(payload)) for actor, subject, reason, payload in rows]


def names(workspace: Workspace) -> dict[str, bool]:
    with workspace.read() as session:
        return {one.name: one.is_open for one in alerts(session.sql)}


def test_what_another_look_kept_meanwhile_stays_as_it_is(workspace: Workspace) -> None:
    with workspace.read() as session:
        (finding, *_) = watch(session.sql, workspace.zone, workspace.clock()).findings
    tell(workspace, actor="ada")
    with workspace.read() as session:
        before = alerts(session.sql)
    keep_finding(workspace, finding)
    with workspace.read() as session:
        assert alerts(session.sql) == before


def test_what_is_new_is_told_once_and_what_is_past_is_kept_without_it(workspace: Workspace) -> None:
    with workspace.read() as session:
        assert looked_at(session.sql) is None and last_told(session.sql) == -1
    first = tell(workspace, actor="ada")
    assert len(first.told) == 1 and first.past == 1
    assert "requests/" in first.told[0]
    with workspace.read() as session:
        assert looked_at(session.sql) == workspace.clock()
    assert tell(workspace, actor="ada").told == ()
    told = entries(workspace, TOLD)
    assert len(told) == 1
    actor, subject, _, payload = told[0]
    assert (actor, subject) == ("ada", first.told[0])
    (one,) = payload["alerts"]
    assert one["worst"] == "9000" and int(one["upper"]) < 200 and float(one["severity"]) > 1
    with workspace.read() as session:
        assert open_alerts(session.sql) == 1
        (alert,) = told_after(session.sql, -1)
        assert alert.told == last_told(session.sql)
        assert told_after(session.sql, alert.told) == ()
    assert sorted(names(workspace).values()) == [False, True]


def test_who_acknowledges_says_why_and_it_is_not_told_again(workspace: Workspace, clock: Clock) -> None:
    (name,) = tell(workspace, actor="ada").told
    for reason, fault in (("  ", "Say why"), ("x" * 501, "500 characters")):
        with pytest.raises(UserError, match=fault):
            acknowledge(workspace, [name], actor="bea", reason=reason)
    with pytest.raises(UserError, match="Nothing of the name"):
        acknowledge(workspace, ["requests/1999-01-01T00"], actor="bea", reason="seen")
    entry = acknowledge(workspace, [name], actor="bea", reason="a  press article")
    (found,) = entries(workspace, ACKNOWLEDGED)
    assert found[:3] == ("bea", name, "a press article")
    with workspace.read() as session:
        (seen,) = [one for one in alerts(session.sql) if one.name == name]
        assert (seen.seen, seen.actor, seen.reason) == (entry, "bea", "a press article")
        assert open_alerts(session.sql) == 0
    with pytest.raises(UserError, match="waits to be acknowledged"):
        acknowledge(workspace, [name], actor="bea", reason="once more")
    # It goes on for another hour: still the same episode, still acknowledged.
    hits(workspace, DAYS * 24, 9_500)
    hits(workspace, DAYS * 24 + 1, 1)
    clock.now += 2 * HOUR
    assert tell(workspace, actor="ada").told == ()
    with workspace.read() as session:
        (seen,) = [one for one in alerts(session.sql) if one.name == name]
    assert seen.worst == 9_500 and not seen.is_open


def test_what_looks_wrong_no_more_is_settled(workspace: Workspace) -> None:
    (name,) = tell(workspace, actor="ada").told
    hits(workspace, DAYS * 24 - 2, 101)
    assert tell(workspace, actor="ada").settled == 1
    assert names(workspace)[name] is False
    hits(workspace, DAYS * 24 - 2, 9_000)
    assert tell(workspace, actor="ada").told == (), "it was told already"
    assert names(workspace)[name] is True


def test_a_broken_rule_is_told_and_one_that_is_gone_is_settled(workspace: Workspace, clock: Clock) -> None:
    tell(workspace, actor="ada")
    rule = add_rule(workspace, "requests missing 3 hours")
    assert tell(workspace, actor="ada").told == ()
    clock.now += 6 * HOUR
    (name,) = tell(workspace, actor="ada").told
    assert name.startswith(f"rule-{rule.number}/")
    clock.now += HOUR
    assert tell(workspace, actor="ada").told == ()
    with workspace.read() as session:
        (one,) = [one for one in alerts(session.sql) if one.name == name]
    assert one.rule == "requests missing 3 hours" and one.severity is None and one.lower is None
    drop_rule(workspace, rule.number)
    assert tell(workspace, actor="ada").settled == 1


def test_little_on_a_holiday_is_as_it_should_be_where_holidays_are_kept(workspace: Workspace) -> None:
    corpus_christi = 8 * 24
    for hour in range(corpus_christi, corpus_christi + 24):
        hits(workspace, hour, 1)
    with workspace.read() as session:
        assert watch(session.sql, "UTC", workspace.clock(), "requests").findings[-1].value == 1
    for country, found in (("DE", True), ("DE-BY", False)):
        choose_holidays(workspace, country)
        with workspace.read() as session:
            values = [one.value for one in watch(session.sql, "UTC", workspace.clock(), "requests").findings]
        assert (1 in values) == found and 9_000 in values, "it is one in Bavaria alone"


def test_the_log_holds_with_alerts_in_it(workspace: Workspace) -> None:
    (name,) = tell(workspace, actor="ada").told
    acknowledge(workspace, [name], actor="ada", reason="known")
    assert verify(workspace).passed


def test_the_shops_year_tells_few(shop_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "shop.revroute"
    shutil.copy(shop_file, copy)
    with open_workspace(copy) as shop:
        found = tell(shop, actor="ada")
    assert len(found.told) <= 3
    assert len(found.told) + found.past <= 24, "two a month is as much as anybody looks at"
