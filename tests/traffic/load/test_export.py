"""A run leaves as JSON, as CSV and as one page that needs nothing from elsewhere."""

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.load.samples import second

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.export import as_html, export_run
from revroute_desktop.traffic.load.heat import latency_heat
from revroute_desktop.traffic.load.runs import KeptVerdict, LoadRun, RunState
from revroute_desktop.traffic.load.series import NAMES
from revroute_desktop.traffic.load.snapshot import from_json
from revroute_desktop.traffic.load.target.ownership import ProvedBy

SECONDS = [second(0, [10, 20, 30]), second(1, []), second(2, [400], failed=1)]
RUN = LoadRun(
    id=7,
    run="run-7",
    scenario="Autumn <drop> & more",
    text="name: x # {{figures}}\n",
    target="http://127.0.0.1:8080",
    address="127.0.0.1",
    proved_by=ProvedBy.LOOPBACK,
    workers=1,
    begun_at=1_772_000_000_000_000,
    ended_at=1_772_000_003_000_000,
    state=RunState.FAILED,
    reason="p95 < 200 ms broke",
    verdicts=(KeptVerdict("p95 < 200 ms", False, 0.4, 3.0),),
)


def test_json_holds_every_interval_whole(tmp_path: Path) -> None:
    export_run(RUN, SECONDS, tmp_path / "run.json")
    data = json.loads((tmp_path / "run.json").read_text())
    assert [from_json(snapshot) for snapshot in data["seconds"]] == SECONDS
    assert (data["state"], data["verdicts"][0]["holds"]) == ("failed", False)


def test_csv_has_a_row_an_interval_and_empty_fields_where_nothing_was_measured(tmp_path: Path) -> None:
    export_run(RUN, SECONDS, tmp_path / "run.csv")
    with (tmp_path / "run.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["at_seconds"]) for row in rows] == [0, 1, 2]
    assert tuple(rows[0]) == ("run", *NAMES)
    assert rows[1]["p95_ms"] == "" and float(rows[2]["p95_ms"]) == pytest.approx(400, rel=0.001)


def test_the_page_is_whole_and_refers_to_nothing_outside(tmp_path: Path) -> None:
    export_run(RUN, SECONDS, tmp_path / "run.html")
    page = (tmp_path / "run.html").read_text()
    assert "Autumn &lt;drop&gt; &amp; more" in page and "p95 &lt; 200 ms" in page
    assert re.findall(r"\{\{\w+\}\}", page) == ["{{figures}}"], "only what the scenario itself says"
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    HTMLParser().feed(page)


def test_a_run_without_answers_says_so() -> None:
    assert "Nothing was measured." in as_html(replace(RUN, state=RunState.STOPPED, verdicts=()), [])


def test_another_ending_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.json, \.csv or \.html"):
        export_run(RUN, SECONDS, tmp_path / "run.xlsx")
    with pytest.raises(UserError, match="could not be written"):
        export_run(RUN, SECONDS, tmp_path / "nowhere" / "run.csv")
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.lists(st.integers(1, 60_000), max_size=6), max_size=9), st.integers(1, 4))
def test_the_heat_map_holds_every_answer_once(took: list[list[int]], columns: int) -> None:
    heat = latency_heat([second(number, answers) for number, answers in enumerate(took)], columns)
    assert heat.counts.sum() == sum(map(len, took))
    assert heat.counts.shape[1] <= columns and len(heat.starts) == heat.counts.shape[1]


def test_an_answer_lies_in_the_row_of_its_latency() -> None:
    heat = latency_heat([second(0, [250])])
    (row,) = np.flatnonzero(heat.counts[:, 0])
    assert heat.edges[row] <= 250_000 < heat.edges[row + 1]
