"""Rollups by day and hour are those by minute and hour, added up, in the days of the books' zone."""

from pathlib import Path

import numpy as np
import pytest
from tests.traffic.logs import log, write

from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, decide
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.zones import local_days

MINUTE, HOUR = 60_000_000, 3_600_000_000
Rows = dict[tuple[int, ...], list[int]]


def summed(workspace: Workspace, query: str, unit: int, late: int) -> Rows:
    """Rows of (keys, when, sums…), by the local day in which `late` microseconds after when lie."""
    with workspace.read() as session:
        rows = session.sql.execute(query).fetchall()
    days = local_days(np.array([row[3] for row in rows], np.int64) * unit + late, workspace.zone).tolist()
    found: Rows = {}
    for row, day in zip(rows, days, strict=True):
        known = found.setdefault((*row[:3], day), [0] * (len(row) - 4))
        found[*row[:3], day] = [one + more for one, more in zip(known, row[4:], strict=True)]
    return found


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata"])
def test_days_are_what_their_hours_and_minutes_add_up_to(tmp_path: Path, zone: str) -> None:
    with create(tmp_path / "books.revroute", zone=zone, name="books", actor="ada") as workspace:
        for begin, end in ((0, 2000), (400_000, 402_000), (300_000, 301_000), (1_000, 3_000)):
            path = write(tmp_path / f"{begin}.log", log(begin, end))
            import_logs(workspace, [path], actor="ada", batch_lines=700)
        decide(workspace, BotRule(RuleKind.NAME, "Googlebot", BotClass.TOOL), actor="ada")
        sums = "hits, pages, errors, failures, size"
        with workspace.read() as session:
            days = {
                tuple(row[:4]): list(row[4:])
                for row in session.sql.execute(
                    f"SELECT dimension, term, bot, day, {sums} FROM desk_traffic_day"
                )
            }
        hours = summed(
            workspace,
            f"SELECT dimension, term, bot, hour, {sums} FROM desk_traffic_hour WHERE dimension > 0",
            HOUR,
            HOUR - 1,
        )
        minutes = summed(workspace, f"SELECT 0, 0, bot, minute, {sums} FROM desk_traffic_minute", MINUTE, 0)
        assert days == hours | minutes
