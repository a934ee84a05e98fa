"""Make the demo workspace: a small creator network's eighteen months, imported, routed and signed."""

import tempfile
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from revroute_desktop.analytics.anomalies.alerts import tell
from revroute_desktop.cli.demo_data import EVENTS, LAST_DAY, write_demo_files
from revroute_desktop.cli.demo_traffic import LOG_FORMAT, write_demo_log
from revroute_desktop.ledger.journal import Line, advance, opening_balance
from revroute_desktop.proof.checkpoint import make_checkpoint
from revroute_desktop.proof.keys import Kept
from revroute_desktop.proof.signing import SigningKeys
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.route import route
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.joined_days import refresh_joined
from revroute_desktop.work import Progress, StopAsked
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.secrets import MemoryStore
from revroute_desktop.workspace.settings import DEMO, remember_setting

ZONE = "Europe/Berlin"

_IMPORTS, _LOG, _ALL = 500, 560, 1_000
"""Of a thousand parts of the work, those until revenue is imported, and the log; routing takes the rest."""

_BEFORE = date(2024, 12, 31)
_OPENING = (
    Line("bank:main", "EUR", 18_250_000),
    Line("bank:main", "USD", 9_400_000),
    Line("bank:main", "GBP", 4_100_000),
    Line("bank:main", "JPY", 2_500_000),
)
_ADVANCES = (
    ("slow-comet", "EUR", 240_000, date(2025, 1, 15)),
    ("lucky-raven", "USD", 300_000, date(2025, 4, 1)),
    ("amber-fox", "GBP", 120_000, date(2025, 9, 10)),
    ("kumo-neko", "JPY", 180_000, date(2026, 2, 2)),
)
_PLANS = (
    (("plans", "creator-network.yaml"), date(2025, 1, 1), "the network's first plan"),
    (
        ("demo", "creator-network-2026.yaml"),
        date(2026, 1, 1),
        "new prices of the processor, a rule for courses",
    ),
)


@dataclass(frozen=True, slots=True)
class DemoResult:
    """The demo workspace; `made` is False where it was there already."""

    path: Path
    made: bool


def make_demo(
    path: Path,
    *,
    actor: str,
    progress: Progress,
    cancelled: StopAsked,
    events: int = EVENTS,
) -> DemoResult:
    """Make the demo workspace, or leave the one that is there as it is.

    It is built beside its place and moved there when it is whole: a run that is killed leaves nothing that
    looks like a demo, and the next one starts over. Raises UserError where the place cannot be written,
    Cancelled.
    """
    if path.exists():
        return DemoResult(path, made=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.stem}.unfinished{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)
    with create(draft, zone=ZONE, name=path.stem, actor=actor) as workspace:
        remember_setting(workspace, DEMO, True)
        _fill(workspace, log_of(path), events, actor, progress, cancelled)
    draft.rename(path)
    return DemoResult(path, made=True)


def log_of(path: Path) -> Path:
    """Return where the access log of a demo workspace lies: its lines are read back from there."""
    return path.with_name(f"{path.stem}-logs") / "access.log"


def _tell(
    progress: Progress, part: tuple[int, int], name: str, done: int, total: int | None, _what: str
) -> None:
    """Say how far a step is as a part of the whole."""
    first, last = part
    share = min(done / total, 1.0) if total else 0.0
    progress(first + int((last - first) * share), _ALL, name)


def _fill(
    workspace: Workspace, log: Path, events: int, actor: str, progress: Progress, cancelled: StopAsked
) -> None:
    """Do what a network's operator would have done over the eighteen months."""
    for line in _OPENING:
        opening_balance(workspace, line, day=_BEFORE, actor=actor)
    for payee, currency, amount, day in _ADVANCES:
        advance(workspace, payee, currency, amount, day=day, actor=actor, reason="advance on coming income")
    with tempfile.TemporaryDirectory() as folder:
        files = write_demo_files(Path(folder), events=events).files
        sizes = [file.stat().st_size for file in files]
        for at, file in enumerate(files):
            part = (sum(sizes[:at]) * _IMPORTS // sum(sizes), sum(sizes[: at + 1]) * _IMPORTS // sum(sizes))
            told = partial(_tell, progress, part, f"importing {file.name}")
            import_revenue(workspace, file, "generic", actor=actor, progress=told, cancelled=cancelled)
        write_demo_log(log, files)
    told = partial(_tell, progress, (_IMPORTS, _LOG), f"importing {log.name}")
    import_logs(workspace, [log], actor=actor, format_name=LOG_FORMAT, progress=told, cancelled=cancelled)
    for parts, effective, reason in _PLANS:
        text = resource_path(*parts).read_text("utf-8")
        publish_plan(workspace, text, effective=effective, actor=actor, reason=reason)
    told = partial(_tell, progress, (_LOG, _ALL), "routing")
    route(workspace, actor=actor, progress=told, cancelled=cancelled)
    release_holds(workspace, LAST_DAY, actor=actor)
    refresh_joined(workspace, cancelled=cancelled)
    tell(workspace, actor=actor)
    # The demo's key is for this run alone: a person's keyring is not for a demo to write to.
    keys = SigningKeys(MemoryStore("The demo's key was kept for one run."), Kept.MEMORY)
    make_checkpoint(workspace, keys, actor=actor)
