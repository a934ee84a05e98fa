"""Real work for the pictures: jobs of the open workspace, which is a copy that nobody keeps."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.jobs.runner import Work
from revroute_desktop.console.jobs.works import import_work, route_work, simulate_work, verify_work
from revroute_desktop.console.panes.routing.import_dialog import ImportAsked
from revroute_desktop.resources import resource_path

_PATIENCE = 120.0
_FIRST = date(2026, 7, 1)
_SALES = 400
_HEAD = "source,id,time,kind,amount,currency,country,attribute.creator,attribute.treasury_share\n"
_CREATORS = ("desert-finch", "copper-owl", "glass-coyote", "midnight-bee")


def run_jobs(books: OpenBooks, jobs: JobList, settle: Callable[[], None], folder: Path) -> None:
    """Verify, simulate the plan with another fee, import two files, one of them broken, and route."""
    finish(books, jobs, settle, verify_work(replay=False))
    finish(books, jobs, settle, simulate_work(_other_plan(folder), "2026-04-01", "2026-06-30"))
    broken = folder / "paypal-june.csv"
    broken.write_text("Date,Name\n2026-06-01,desert-finch\n", encoding="utf-8")
    finish(books, jobs, settle, import_work(ImportAsked(broken, "generic", "")))
    finish(books, jobs, settle, import_work(ImportAsked(_sales(folder), "generic", "")))
    finish(books, jobs, settle, route_work(str(_SALES)))


def start_replay(books: OpenBooks, jobs: JobList, settle: Callable[[], None]) -> int:
    """Start a verify with replay and come back while it is on its way; returns its key in the list."""
    key = books.jobs.start(verify_work(replay=True))
    until = time.monotonic() + _PATIENCE
    while _runs(jobs, key, done=0) and time.monotonic() < until:
        settle()
    return key


def finish(books: OpenBooks, jobs: JobList, settle: Callable[[], None], work: Work) -> None:
    """Do a job to its end, whatever else runs or waits to be tried again."""
    wait(jobs, settle, books.jobs.start(work))


def wait(jobs: JobList, settle: Callable[[], None], key: int) -> None:
    """Wait until a job has ended."""
    until = time.monotonic() + _PATIENCE
    while _runs(jobs, key) and time.monotonic() < until:
        settle()


def _runs(jobs: JobList, key: int, done: int | None = None) -> bool:
    """Tell whether a job runs; with `done`, whether it has done just so much."""
    return any(job.key == key and done in (None, job.done) for job in jobs.running)


def simulated(jobs: JobList) -> dict[str, object]:
    """Return what the simulation found."""
    found = next((job.value for job in jobs.all if _simulated(job)), None)
    if not isinstance(found, dict):
        raise SystemExit("the simulation of the pictures found nothing")
    return found


def _simulated(job: JobView) -> bool:
    return job.kind == "simulate" and job.state is JobState.DONE


def _other_plan(folder: Path) -> Path:
    """Write the demo's plan with a cheaper processor."""
    text = resource_path("demo", "creator-network-2026.yaml").read_text("utf-8")
    path = folder / "cheaper-processor.yaml"
    path.write_text(text.replace("percent: 2.7", "percent: 2.2"), encoding="utf-8")
    return path


def _sales(folder: Path) -> Path:
    """Write a week of sales of the shop in Europe."""
    lines = [_HEAD]
    for number in range(_SALES):
        day = _FIRST + timedelta(days=number % 7)
        cents = 499 + 500 * (number % 9)
        when = f"{day.isoformat()}T{number % 24:02d}:{number % 60:02d}:00Z"
        amount = f"{cents // 100}.{cents % 100:02d}"
        who = _CREATORS[number % len(_CREATORS)]
        lines.append(f"cards-eu,ch_july{number:04d},{when},sale,{amount},EUR,DE,{who},80\n")
    path = folder / "cards-eu-july.csv"
    path.write_text("".join(lines), encoding="utf-8")
    return path
