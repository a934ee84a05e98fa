"""What each act starts: subcommands of the same program, with their titles in the jobs tray."""

from pathlib import Path
from typing import TYPE_CHECKING

from revroute_desktop.console.jobs.runner import Work
from revroute_desktop.console.translate import tr

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.import_dialog import ImportAsked

_EVENTS, _ACCOUNTS, _PLANS, _SIMULATIONS = (("routing", tab) for tab in (0, 4, 5, 6))
_LOG = ("audit", 0)
_TRAFFIC, _SOURCES, _RUNS = (("traffic", tab) for tab in (0, 3, 5))
_ANOMALIES, _REPORTS = (("analytics", tab) for tab in (1, 3))


def import_work(asked: "ImportAsked") -> Work:
    """Import a file of revenue."""
    source = ("--source", asked.source) if asked.source else ()
    arguments = ("import", "revenue", str(asked.file), "--profile", asked.profile, *source)
    return Work("import", arguments, tr("Import {name}", name=asked.file.name), _EVENTS)


def undo_work(import_id: int, file_name: str, why: str) -> Work:
    """Reverse everything that came of one import."""
    arguments = ("import", "undo", str(import_id), "--reason", why)
    return Work("undo", arguments, tr("Undo the import of {file}", file=file_name), ("routing", 3))


def route_work(waiting: str) -> Work:
    """Route what waits."""
    return Work("route", ("route",), tr("Route {waiting} waiting", waiting=waiting), _EVENTS)


def publish_work(file: Path, effective: str, reason: str) -> Work:
    """Publish a plan from a file."""
    why = ("--reason", reason) if reason else ()
    arguments = ("plan", "publish", str(file), "--effective", effective, *why)
    return Work(
        "publish",
        arguments,
        tr("Publish {plan} from {day}", plan=file.stem, day=effective),
        _PLANS,
    )


def simulate_work(file: Path, first: str, last: str) -> Work:
    """Try a plan on real events."""
    arguments = ("simulate", str(file), "--from", first, "--to", last)
    return Work(
        "simulate",
        arguments,
        tr("Simulate {plan}, {first} to {last}", plan=file.stem, first=first, last=last),
        _SIMULATIONS,
    )


def simulate_draft_work(draft: str, first: str, last: str) -> Work:
    """Try a draft of a plan on real events."""
    arguments = ("simulate", f"draft:{draft}", "--from", first, "--to", last)
    return Work(
        "simulate",
        arguments,
        tr("Simulate the draft of {draft}, {first} to {last}", draft=draft, first=first, last=last),
        _SIMULATIONS,
    )


def retry_all_work(reason_code: str, why: str) -> Work:
    """Try all rows that were refused for a reason again, as they are."""
    arguments = ("quarantine", "retry", "--reason-code", reason_code, "--reason", why)
    return Work(
        "retry",
        arguments,
        tr("Retry rows refused for {reason}", reason=reason_code),
        ("routing", 1),
    )


def dismiss_all_work(reason_code: str, why: str) -> Work:
    """Settle all rows that were refused for a reason without making them events."""
    arguments = ("quarantine", "dismiss", "--reason-code", reason_code, "--reason", why)
    return Work(
        "dismiss",
        arguments,
        tr("Dismiss rows refused for {reason}", reason=reason_code),
        ("routing", 1),
    )


def release_work(as_of: str) -> Work:
    """Post what is left of the holds that are due on a day."""
    return Work(
        "release", ("release", "--as-of", as_of), tr("Release holds due on {day}", day=as_of), _ACCOUNTS
    )


def verify_work(*, replay: bool) -> Work:
    """Recompute everything from the log."""
    if replay:
        return Work("verify", ("verify", "--replay"), tr("Verify with replay"), _LOG)
    return Work("verify", ("verify",), tr("Verify"), _LOG)


def checkpoint_work() -> Work:
    """Sign a checkpoint."""
    return Work("checkpoint", ("audit", "checkpoint"), tr("Sign a checkpoint"), _LOG)


def prove_account_work(account: str, days: tuple[str, str] | None, output: Path, *, sign: bool) -> Work:
    """Prove every transaction of an account that is booked from the first to the last of `days`."""
    span = ("--from", days[0], "--to", days[1]) if days else ()
    signs = () if sign else ("--no-checkpoint",)
    arguments = ("audit", "prove", "--account", account, *span, *signs, "-o", str(output))
    return Work("prove", arguments, tr("Prove {account}", account=account), _LOG)


def bundle_work(
    output: Path,
    account: str,
    days: tuple[str, str] | None,
    transactions: tuple[int, ...],
    *,
    sign: bool,
) -> Work:
    """Write the auditor's bundle, with proofs of an account in `days` and of some transactions."""
    span = ("--from", days[0], "--to", days[1]) if account and days else ()
    of_account = ("--account", account, *span) if account else ()
    each = tuple(part for number in transactions for part in ("--transaction", str(number)))
    signs = () if sign else ("--no-checkpoint",)
    arguments = ("audit", "bundle", *of_account, *each, *signs, "-o", str(output))
    return Work("bundle", arguments, tr("Make {name}", name=output.name), _LOG)


def import_logs_work(places: tuple[str, ...], format_name: str, zone: str) -> Work:
    """Count access logs."""
    arguments = ("traffic", "import", *_read_as(format_name, zone), *places)
    return Work("traffic import", arguments, tr("Import {name}", name=_named(places)), _SOURCES)


def follow_log_work(places: tuple[str, ...], format_name: str, zone: str) -> Work:
    """Count an access log as it grows, until it is stopped."""
    arguments = ("traffic", "follow", *_read_as(format_name, zone), places[0])
    return Work("traffic follow", arguments, tr("Follow {name}", name=_named(places)), _TRAFFIC)


def look_work() -> Work:
    """Look for what is not as its season lets expect, and for rules that are broken."""
    return Work("anomalies", ("anomalies", "--tell"), tr("Look for anomalies"), _ANOMALIES, priority=-1)


def report_work(folder: Path, days: tuple[str, str] | None, account: str, *, pdf: bool) -> Work:
    """Make the report of a period, or the statement of an account; `days` are the first and the last."""
    span = ("--from", days[0], "--to", days[1]) if days else ()
    of_account = ("--payee", account) if account else ()
    form = ("--pdf",) if pdf else ()
    arguments = ("report", "--into", str(folder), *span, *of_account, *form)
    title = tr("Statement of {account}", account=account) if account else tr("Make the report")
    return Work("report", arguments, title, _REPORTS)


def load_run_work(scenario: Path, target: str, reason: str) -> Work:
    """Put a target that is one's own under load."""
    why = ("--reason", reason) if reason else ()
    arguments = ("traffic", "run", str(scenario), "--target", target, *why)
    return Work("traffic run", arguments, tr("Load on {target}", target=target), _RUNS)


def _read_as(format_name: str, zone: str) -> tuple[str, ...]:
    return (f"--zone={zone}", *((f"--format={format_name}",) if format_name else ()))


def _named(places: tuple[str, ...]) -> str:
    names = [Path(place).name for place in places]
    return names[0] if len(names) == 1 else tr("{count} logs", count=len(names))
