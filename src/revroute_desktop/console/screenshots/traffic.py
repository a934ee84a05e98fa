"""Pictures of the traffic pane: each tab, its dialogs, and a real load run against the shop on loopback."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.format import Writer
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.jobs.works import load_run_work
from revroute_desktop.console.panes.traffic.draw_dialog import DrawDialog
from revroute_desktop.console.panes.traffic.log_dialog import LogDialog, LogsAsked, look_at_logs
from revroute_desktop.console.panes.traffic.overruling import AsBotDialog
from revroute_desktop.console.panes.traffic.rules_dialog import RulesDialog
from revroute_desktop.console.panes.traffic.run_dialog import RunDialog
from revroute_desktop.console.panes.traffic.runs import CompareDialog
from revroute_desktop.console.panes.traffic.view import TABS, TrafficView
from revroute_desktop.console.screenshots.jobs import finish
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.processes.lines import ProgressLine, decode_line
from revroute_desktop.processes.process import program
from revroute_desktop.traffic.judged import Rules
from revroute_desktop.traffic.load.compare import Difference
from revroute_desktop.traffic.revenue_keys import JoinRules
from revroute_desktop.traffic.rules_text import write_rules_text

SCENARIO = """\
format: 1
scenario: busiest evening
target: {target}
load:
  model: open
  stages:
    - {{for: 4s, to: 120}}
    - {{for: 8s, at: 120}}
journeys:
  - journey: home
    weight: 2
    requests:
      - get: /
  - journey: category
    requests:
      - get: /c/lamps
thresholds:
  - p95 < 200 ms over 4 s, go on
  - errors < 5%
  - rate > 50/s
"""
_LOG = (
    '198.51.100.7 - - [28/Jun/2026:14:43:42 +0000] "GET /shop/poster-a2 HTTP/1.1" 200 7512 '
    '"https://www.google.com/" "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"\n'
)


@contextmanager
def shop(*options: str) -> Iterator[str]:
    """Serve the small shop on a free port of loopback; gives its address."""
    command = [*program(), "--jsonl", "traffic", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    try:
        assert process.stdout is not None, "its output is a pipe"
        for line in process.stdout:
            said = decode_line(line)
            if isinstance(said, ProgressLine) and said.what.startswith("http"):
                yield said.what
                break
    finally:
        process.terminate()
        process.communicate(timeout=20)


def write_scenario(folder: Path, target: str) -> Path:
    """Write the scenario of the pictures."""
    path = folder / "busiest-evening.yaml"
    path.write_text(SCENARIO.format(target=target), encoding="utf-8")
    return path


def run_load(books: OpenBooks, jobs: JobList, turn: Callable[[], None], folder: Path) -> None:
    """Run the scenario of the pictures against the shop, which stands still for a second of it."""
    with shop("--latency", "lognormal:20-90", "--stall", "7+1", "--errors", "0.5%") as target:
        work = load_run_work(write_scenario(folder, target), target, "before the sale")
        finish(books, jobs, turn, work)


def take_traffic(
    view: TrafficView, settle: Callable[[], None], take: Callable[[str], None], name: str
) -> None:
    """Take every tab, with a row chosen where there is an inspector."""
    for at, title in enumerate(TABS):
        view.head.tabs.choose(at)
        settle()
        for tab in (view.visits, view.bots.list, view.sources):
            if tab.isVisible() and tab.table.model().rowCount():
                tab.table.selectRow(0)
        settle()
        take(f"traffic-{title.lower().replace(' ', '-')}-{name}")
    view.sources.inspector.choose_tab(2)
    view.head.tabs.choose(3)
    settle()
    take(f"traffic-lines-{name}")
    view.sources.inspector.choose_tab(0)
    view.head.tabs.choose(0)
    settle()


def take_traffic_dialogs(
    look: Look, window: QWidget, writer: Writer, folder: Path, take: Callable[[str, QWidget], None], name: str
) -> None:
    """Take the dialogs of the pane."""
    log = folder / "access.log"
    log.write_text(_LOG, encoding="utf-8")
    logs = LogDialog(look, window, writer.zone.key, (str(log),))
    logs.show_looked(look_at_logs(LogsAsked((str(log),))))
    custom = LogDialog(look, window, writer.zone.key, (str(log),), follow=True)
    text = 'nginx:$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent $host'
    custom.format.setEditText(text)
    custom.show_looked(look_at_logs(LogsAsked((str(log),), text)))
    run = RunDialog(look, window, "8b0c8a3e-0000-4000-8000-000000000000")
    run.target.setText("https://staging.northlight.example")
    run.show_verified(
        tr(
            "{target} ({address}) may be put under load: proved by {proof}.",
            target="https://staging.northlight.example",
            address="198.51.100.7",
            proof="token file",
        ),
        owned=True,
    )
    text_run = RunDialog(look, window, "8b0c8a3e-0000-4000-8000-000000000000")
    text_run.ways.choose(1)
    figures = (
        Difference("requests", "", 36_210, 36_180, -0.0008, None),
        Difference("rate", "/s", 199.7, 199.6, -0.0005, None),
        Difference("failed", "%", 0.04, 0.31, 6.75, True),
        Difference("p95", "ms", 97.2, 61.8, -0.364, False),
        Difference("p99.9", "ms", None, 214.0, None, None),
    )
    dialogs: tuple[tuple[str, QWidget], ...] = (
        ("import-logs", logs),
        ("follow-log", custom),
        ("load-run", run),
        ("load-run-text", text_run),
        ("draw-load", DrawDialog(look, window)),
        ("compare-runs", CompareDialog(look, window, 35, 36, figures)),
        ("traffic-rules", RulesDialog(look, window, write_rules_text(Rules(), JoinRules()))),
        ("count-as-bot", AsBotDialog(look, window)),
    )
    for words, dialog in dialogs:
        dialog.show()
        take(f"dialog-{words}-{name}", dialog)
        dialog.close()
        dialog.deleteLater()
