"""GoAccess, another analyser, says of the published log what the metrics say, or why it says otherwise.

Its answer is a vector beside this test, made by `goaccess LOG --log-format=COMBINED -o goaccess.json` (1.7);
where the program is installed it is asked anew, so that the vector is known to be its own.
"""

import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import Workspace, create

DAYS = Period(date(2015, 5, 17), date(2015, 5, 20), "UTC")
_LINE = re.compile(
    r'(?P<address>\S+) \S+ \S+ \[(?P<day>[^:]+):[^]]*\] ".*?" (?P<status>\d+) \S+ ".*?" ?(?P<agent>.*)'
)
LOG = Path("access-logs") / "elastic_apache_combined_10k.log"


@pytest.fixture(scope="module")
def theirs(shared_data: Path) -> dict[str, Any]:
    vector = shared_data / "access-logs" / "goaccess1.7_report_elastic10k.json"
    found: dict[str, Any] = json.loads(vector.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Workspace:
    folder = tmp_path_factory.mktemp("goaccess")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        workspace = create(folder / "log.revroute", zone="UTC", name="log", actor="ada")
        import_logs(workspace, [shared_data / LOG], actor="ada")
    return workspace


def figure(workspace: Workspace, name: str, days: Period = DAYS) -> int:
    with workspace.read() as session:
        (whole,) = show(session.sql, name, days, now=2**62).whole
    return int(whole.now.exact or 0)


def by(workspace: Workspace, name: str, dimension: str) -> dict[str, int]:
    with workspace.read() as session:
        shown = show(session.sql, name, DAYS, by=dimension, now=2**62)
    return {one.key: int(one.now.exact or 0) for one in shown.figures}


def test_requests_and_bytes_are_the_same(ours: Workspace, theirs: dict[str, Any]) -> None:
    general = theirs["general"]
    assert figure(ours, "all_requests") == general["valid_requests"]
    assert figure(ours, "all_bytes") == general["bandwidth"]


def test_each_days_requests_are_the_same(ours: Workspace, theirs: dict[str, Any]) -> None:
    for row in theirs["visitors"]["data"]:
        day = date(int(row["data"][:4]), int(row["data"][4:6]), int(row["data"][6:]))
        assert figure(ours, "all_requests", Period(day, day, "UTC")) == row["hits"]["count"]
        assert figure(ours, "all_bytes", Period(day, day, "UTC")) == row["bytes"]["count"]


def test_each_hours_requests_are_the_same(ours: Workspace, theirs: dict[str, Any]) -> None:
    with ours.read() as session:
        found = Counter(
            {
                f"{hour:02}": hits
                for hour, hits in session.sql.execute(
                    "SELECT hour % 24, sum(hits) FROM desk_traffic_hour WHERE dimension = 0 GROUP BY 1"
                )
            }
        )
    assert found == {row["data"]: row["hits"]["count"] for row in theirs["visit_time"]["data"]}


def test_statuses_are_the_same(ours: Workspace, theirs: dict[str, Any]) -> None:
    found = by(ours, "all_requests", "status")
    said = {
        item["data"][:3]: item["hits"]["count"]
        for row in theirs["status_codes"]["data"]
        for item in row["items"]
    }
    assert found == said


def test_what_is_not_found_is_the_same(ours: Workspace, theirs: dict[str, Any]) -> None:
    missing = theirs["not_found"]["data"]
    assert by(ours, "all_requests", "status")["404"] == sum(row["hits"]["count"] for row in missing)


def test_visitors_differ_by_crawlers_and_by_who_was_only_refused(
    ours: Workspace, theirs: dict[str, Any], shared_data: Path
) -> None:
    """GoAccess counts an address and agent a day as a visitor, however often it comes, crawlers too, but not
    who got nothing but errors of the 400s. Counted that way the log has as many as GoAccess says; counted
    with these it has as many as there are visitors here. `visits` are of people alone, and of one person a
    day there may be several.
    """
    everybody, answered = set(), set()
    for line in (shared_data / LOG).read_text("utf-8", "replace").splitlines():
        found = _LINE.fullmatch(line)
        assert found is not None
        visitor = (found["address"], found["day"], found["agent"])
        everybody.add(visitor)
        if not found["status"].startswith("4"):
            answered.add(visitor)
    assert len(answered) == theirs["general"]["unique_visitors"]
    with ours.read() as session:
        visitors, people = session.sql.execute(
            "SELECT count(DISTINCT visitor), count(DISTINCT visitor) FILTER (WHERE bot = 0)"
            " FROM desk_traffic_visit"
        ).fetchone()
    assert visitors == len(everybody)
    assert people < visitors and people <= figure(ours, "visits")


def test_the_vector_is_what_goaccess_says(theirs: dict[str, Any], shared_data: Path, tmp_path: Path) -> None:
    program = shutil.which("goaccess")
    if program is None:
        pytest.skip("GoAccess is not installed here")
    out = tmp_path / "goaccess.json"
    subprocess.run(
        [program, str(shared_data / LOG), "--log-format=COMBINED", "--no-progress", "-o", str(out)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    found = json.loads(out.read_text("utf-8"))
    for name in ("valid_requests", "bandwidth", "unique_visitors", "unique_files", "unique_not_found"):
        assert found["general"][name] == theirs["general"][name], name
    days = [{row["data"]: row["hits"]["count"] for row in one["visitors"]["data"]} for one in (found, theirs)]
    assert days[0] == days[1]
