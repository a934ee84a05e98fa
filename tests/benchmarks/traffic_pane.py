"""The traffic pane while a log grows and a load runs: `python -m tests.benchmarks.traffic_pane BOOKS LOG URL`

Shows each of its tabs for some seconds while jobs of the window follow LOG and put URL under load, and prints
one JSON object: what the main thread's turns were, and the stacks of the longest.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.gui.walk.heart import LIMIT_MS, Heart
from tests.gui.walk.walker import Program, Steps, Walker

from revroute_desktop.console.app import make_application
from revroute_desktop.console.jobs.works import follow_log_work, load_run_work
from revroute_desktop.console.panes.traffic.view import TABS, TrafficView
from revroute_desktop.traffic.load.runs import load_runs, seconds_of
from revroute_desktop.workspace import open_workspace

TAB_SECONDS = 5.0
SETTLE_SECONDS = 4.0
SCENARIO = """\
format: 1
scenario: as fast as it goes
target: {url}
load:
  model: closed
  stages:
    - {{for: 10m, at: 32}}
journeys:
  - journey: home
    requests:
      - get: /
limits: {{rate: 1000000, requests: 100000000, bytes: 1 TiB, duration: 10m}}
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """The workspace, the log that grows, what is put under load."""

    workspace: Path
    log: Path
    url: str


def opened(walker: Walker) -> Steps:
    """Come to rest on the pane."""
    program = walker.program
    yield lambda: program.console.books is not None
    yield from walker.rest()
    program.books.panes.show("traffic")
    yield from walker.rest()
    # What later screens need is imported meanwhile, as while a person reads.
    yield SETTLE_SECONDS


def shown(walker: Walker, asked: Asked) -> Steps:
    """Follow, run, and look at each tab; then end both."""
    program = walker.program
    view = program.books.panes.view("traffic")
    assert isinstance(view, TrafficView), "the traffic pane is shown"
    scenario = asked.workspace.with_name("scenario.yaml")
    scenario.write_text(SCENARIO.format(url=asked.url), encoding="utf-8")
    program.books.start(follow_log_work((str(asked.log),), "", "UTC"))
    program.books.start(load_run_work(scenario, asked.url, ""))
    walker.at("both begin")
    yield lambda: len(program.jobs.running) == 2
    yield SETTLE_SECONDS
    for at, title in enumerate(TABS):
        walker.at(f"{title}, made")
        view.head.tabs.choose(at)
        yield 1.0
        walker.at(title)
        yield TAB_SECONDS
    view.head.tabs.choose(0)
    walker.at("back at the overview")
    yield TAB_SECONDS
    for job in program.jobs.running:
        program.books.jobs.cancel(job.key)
    walker.at("both end")
    yield lambda: not program.jobs.running


def measured(asked: Asked) -> dict[str, object]:
    """Open the window, go through the tabs, and return what the turns were."""
    heart = Heart()
    program = Program(make_application(["pane"]))
    walker = Walker(program, heart, None)
    program.begin(asked.workspace)
    walker.walk(opened(walker))
    heart.begin()
    walker.walk(shown(walker, asked))
    knows_queue = heart.knows_queue
    heart.end()
    program.close()
    with open_workspace(asked.workspace) as workspace, workspace.read() as session:
        (lines,) = session.sql.execute("SELECT coalesce(sum(hits), 0) FROM desk_traffic_minute").fetchone()
        requests = sum(one.ended for one in seconds_of(session.sql, load_runs(session.sql)[0].id))
    return {
        "lines": lines,
        "requests": requests,
        "turns": heart.turns,
        "turns_over_limit": len(heart.stalls),
        "limit_ms": LIMIT_MS,
        "longest_ms": round(max((seen.turn.own for seen in heart.longest), default=0.0), 1),
        "longest_wall_ms": round(heart.longest_wall.wall, 1),
        "knows_queue": knows_queue,
        "longest": [{"turn": seen.turn.said, "stacks": seen.stacks} for seen in heart.longest],
    }


if __name__ == "__main__":
    place, log, url = sys.argv[1:]
    print(json.dumps(measured(Asked(Path(place), Path(log), url))))
