"""Alerts: what looked wrong is kept, told once with an entry in the log, and acknowledged with another."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import isnan
from typing import Final

from revroute_desktop.analytics.anomalies.watch import Finding, watch
from revroute_desktop.analytics.metrics.catalogue import METRICS, metric_named
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.words import plain
from revroute_desktop.analytics.series import WEEK
from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import JobKey, Workspace
from revroute_desktop.workspace.settings import put_setting, setting

TOLD = "anomaly.told"
"""What the log calls an entry that tells alerts."""

ACKNOWLEDGED = "anomaly.acknowledged"

REASON_LONGEST: Final = 500

_NEWS: Final = {Step.HOUR: WEEK, Step.DAY: 2 * WEEK, Step.WEEK: 8 * WEEK, Step.MONTH: 26 * WEEK}
"""How long what is over may lie back and still be news; what is older is kept without being told."""

_LOOKED_AT: Final = "analytics.looked_at"
_IN_ENTRY: Final = 200
_COLUMNS: Final = (
    "name, metric, currency, step, rule, begun, ended, worst, expected, lower, upper, severity, found_at,"
    " told, settled_at, seen, seen_at, actor, reason"
)
_OPEN: Final = "told IS NOT NULL AND seen IS NULL AND settled_at IS NULL"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that looked wrong. Instants are microseconds UTC, figures as the metric counts them.

    `expected` and its range are None where a rule was broken. `told` and `seen` are entries of the log: the
    one that told it, None where it was past when the watch began, and the one that acknowledged it.
    """

    name: str
    metric: Metric
    currency: str | None
    step: Step
    rule: str | None
    begun: int
    ended: int
    worst: float
    expected: float | None
    lower: float | None
    upper: float | None
    severity: float | None
    found_at: int
    told: int | None
    settled_at: int | None
    seen: int | None
    seen_at: int | None
    actor: str | None
    reason: str | None

    @property
    def is_open(self) -> bool:
        """Whether it was told and nobody has acknowledged it, while it still looks wrong."""
        return self.told is not None and self.seen is None and self.settled_at is None


class Standing(StrEnum):
    """Where a finding stands: told and waiting, not told yet, too far back to be told, or taken note of."""

    OPEN = "open"
    NEW = "new"
    PAST = "past"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class Told:
    """What a look came to: alerts told now, kept as past, and settled; `unknown` as `Watched` has it."""

    told: tuple[str, ...]
    past: int
    settled: int
    unknown: tuple[str, ...]


def alerts(sql: sqlite3.Connection) -> tuple[Alert, ...]:
    """Return all that is kept, the newest first."""
    rows = sql.execute(f"SELECT {_COLUMNS} FROM desk_anomaly ORDER BY begun DESC, name")
    known = {metric.name for metric in METRICS}
    return tuple(_alert(row) for row in rows if row[1] in known)


def open_alerts(sql: sqlite3.Connection) -> int:
    """Return how many wait for somebody."""
    (count,) = sql.execute(f"SELECT COUNT(*) FROM desk_anomaly WHERE {_OPEN}").fetchone()
    return int(count)


def told_after(sql: sqlite3.Connection, entry: int) -> tuple[Alert, ...]:
    """Return the open alerts that entries of the log after one have told, the newest first."""
    rows = sql.execute(
        f"SELECT {_COLUMNS} FROM desk_anomaly WHERE {_OPEN} AND told > ?"
        " ORDER BY told DESC, begun DESC, name",
        (entry,),
    )
    return tuple(_alert(row) for row in rows)


def last_told(sql: sqlite3.Connection) -> int:
    """Return the entry of the log that told something last, -1 where nothing was told."""
    (entry,) = sql.execute("SELECT MAX(told) FROM desk_anomaly").fetchone()
    return -1 if entry is None else int(entry)


def looked_at(sql: sqlite3.Connection) -> int | None:
    """Return when the last look was, microseconds UTC; None where there was none."""
    found = setting(sql, _LOOKED_AT)
    return found if isinstance(found, int) else None


def tell(workspace: Workspace, *, actor: str, job: JobKey | None = None) -> Told:
    """Look at all main series and rules, keep what looks wrong, and tell what is news.

    What was told or acknowledged before is not told again; what looks wrong no more is settled. The log has
    one entry for all that is told at a time, and none where nothing is. Raises WorkspaceError.
    """
    now = workspace.clock()
    with workspace.read() as session:
        watched = watch(session.sql, workspace.zone, now)
        known = {one.name: one for one in alerts(session.sql)}
    new = [one for one in watched.findings if one.name not in known]
    news = [one for one in new if _is_news(one, watched.newest.get(one.metric.name, now))]
    names = {one.name for one in watched.findings}
    gone = [one.name for one in known.values() if one.is_open and one.name not in names]
    changed = [one for one in watched.findings if one.name in known and _moved(known[one.name], one)]
    past = [one for one in new if one not in news]
    if news:
        subject = news[0].name if len(news) == 1 else f"{len(news)} anomalies"
        with workspace.write(actor, TOLD, subject, job=job) as unit:
            _keep(unit.sql, news, unit.at, unit.seq)
            _keep(unit.sql, past, unit.at, None)
            _change(unit.sql, changed, gone, unit.at)
            put_setting(unit.sql, _LOOKED_AT, now)
            payload: list[JsonValue] = [_payload(one) for one in news[:_IN_ENTRY]]
            unit.record({"alerts": payload, "more": max(0, len(news) - _IN_ENTRY)})
    else:
        with workspace.desk() as desk:
            _keep(desk.sql, past, now, None)
            _change(desk.sql, changed, gone, now)
            put_setting(desk.sql, _LOOKED_AT, now)
    return Told(tuple(one.name for one in news), len(past), len(gone), watched.unknown)


def acknowledge(
    workspace: Workspace, names: Sequence[str], *, actor: str, reason: str, job: JobKey | None = None
) -> int:
    """Write down that somebody looked at alerts, and why they need no more looking at; returns the number of
    the log's entry.

    Raises UserError for a name that is not kept or acknowledged already, and for a reason that is missing or
    too long.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UserError("Say why: the reason of an acknowledgement goes into the log.")
    if len(reason) > REASON_LONGEST:
        raise UserError(f"A reason has {REASON_LONGEST} characters at most, this one has {len(reason):,}.")
    with workspace.read() as session:
        known = {one.name: one for one in alerts(session.sql)}
    chosen = [known[name] for name in dict.fromkeys(names) if name in known and known[name].seen is None]
    missing = [name for name in names if name not in {one.name for one in chosen}]
    if missing or not chosen:
        name = missing[0] if missing else ""
        raise UserError(
            f"Nothing of the name {name[:80]!r} waits to be acknowledged; `revroute anomalies` gives the "
            "names."
        )
    subject = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} anomalies"
    with workspace.write(actor, ACKNOWLEDGED, subject, reason, job=job) as unit:
        unit.sql.executemany(
            "UPDATE desk_anomaly SET seen = ?, seen_at = ?, actor = ?, reason = ? WHERE name = ?",
            [(unit.seq, unit.at, actor, reason, one.name) for one in chosen],
        )
        payload: list[JsonValue] = [_payload(one) for one in chosen[:_IN_ENTRY]]
        unit.record({"alerts": payload, "more": max(0, len(chosen) - _IN_ENTRY)})
        return unit.seq


def keep_finding(workspace: Workspace, finding: Finding) -> None:
    """Keep a finding that a look by hand came upon, so that it can be acknowledged."""
    with workspace.desk() as desk:
        _keep(desk.sql, [finding], workspace.clock(), None)


def standing(finding: Finding, kept: Alert | None, newest: int) -> Standing:
    """Return where a finding stands, by the alert that is kept of it and when the newest figure of its metric
    ends (microseconds UTC).
    """
    if kept is not None:
        if kept.seen is not None:
            return Standing.ACKNOWLEDGED
        return Standing.OPEN if kept.told is not None else Standing.PAST
    return Standing.NEW if _is_news(finding, newest) else Standing.PAST


def _is_news(finding: Finding, newest: int) -> bool:
    """Whether it ended so near to the newest figures of its series that somebody can still act."""
    return finding.ended >= newest - _NEWS[finding.step]


def _moved(known: Alert, finding: Finding) -> bool:
    """Whether an episode went on, or looks wrong again after it was settled."""
    return known.settled_at is not None or (known.ended, known.worst) != (finding.ended, finding.value)


def _keep(sql: sqlite3.Connection, findings: Iterable[Finding], at: int, entry: int | None) -> None:
    sql.executemany(
        "INSERT INTO desk_anomaly (name, metric, currency, step, rule, begun, ended, worst, expected, lower,"
        " upper, severity, found_at, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        # Another look may have been faster.
        " ON CONFLICT (name) DO NOTHING",
        [
            (
                one.name,
                one.metric.name,
                one.currency,
                one.step.value,
                one.rule,
                one.begun,
                one.ended,
                one.value,
                one.expected,
                one.lower,
                one.upper,
                one.severity,
                at,
                entry,
            )
            for one in findings
        ],
    )


def _change(sql: sqlite3.Connection, changed: Iterable[Finding], gone: Iterable[str], at: int) -> None:
    sql.executemany(
        "UPDATE desk_anomaly SET ended = ?, worst = ?, expected = ?, lower = ?, upper = ?, severity = ?,"
        " settled_at = NULL WHERE name = ?",
        [
            (one.ended, one.value, one.expected, one.lower, one.upper, one.severity, one.name)
            for one in changed
        ],
    )
    sql.executemany("UPDATE desk_anomaly SET settled_at = ? WHERE name = ?", [(at, name) for name in gone])


def _payload(one: Finding | Alert) -> dict[str, JsonValue]:
    worst = one.value if isinstance(one, Finding) else one.worst
    figures = {"worst": worst, "expected": one.expected, "lower": one.lower, "upper": one.upper}
    return {
        "name": one.name,
        "metric": one.metric.name,
        "currency": one.currency,
        "step": one.step.value,
        "begun": one.begun,
        "ended": one.ended,
        "rule": one.rule,
        # Canonical JSON has no floats.
        "severity": None if one.severity is None else f"{one.severity:.2f}",
        **{word: plain(one.metric, one.currency, exact(value)) for word, value in figures.items()},
    }


def exact(value: float | None) -> Fraction | None:
    """Return a figure as an exact number; None for what is not known."""
    return None if value is None or isnan(value) else Fraction(value).limit_denominator(10**9)


def _alert(row: tuple[object, ...]) -> Alert:
    name, metric, currency, step, *rest = row
    return Alert(str(name), metric_named(str(metric)), currency, Step(str(step)), *rest)  # type: ignore[arg-type]
