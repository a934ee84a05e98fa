"""What looks wrong in a workspace: its main series judged by their season, and the operator's own rules."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from revroute_desktop.analytics.anomalies.desk import KeptRule, kept_rules
from revroute_desktop.analytics.anomalies.detect import find_anomalies
from revroute_desktop.analytics.anomalies.rules import broken
from revroute_desktop.analytics.forecast.desk import holiday_country
from revroute_desktop.analytics.forecast.holidays import holidays_of
from revroute_desktop.analytics.history import history, series_of_line
from revroute_desktop.analytics.metrics.bounds import bounds_of
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import SeriesError
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day

MAIN: Final = (
    ("net", Step.DAY),
    ("sales", Step.HOUR),
    ("refund_rate", Step.DAY),
    ("chargeback_rate", Step.DAY),
    ("take_rate", Step.DAY),
    ("suspense", Step.DAY),
    ("visits", Step.HOUR),
    ("requests", Step.HOUR),
    ("bots_filtered", Step.HOUR),
    ("error_rate", Step.HOUR),
    ("latency_p95", Step.HOUR),
)
"""The series that are watched without being asked, and in which steps."""

SEVEREST: Final = 1_000.0
"""Bounds beyond which it is no use to say how far off something is."""

SEASONS: Final = {Step.HOUR: 24, Step.DAY: 7, Step.WEEK: 52, Step.MONTH: 12}
"""Steps after which the same is expected again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong. `name` is what it is acknowledged by; it stays the same. Instants are
    microseconds UTC; `expected` and the range are those of its worst step, None where a rule told it.
    `severity` is how far off it is, in bounds.
    """

    name: str
    metric: Metric
    currency: str | None
    step: Step
    begun: int
    ended: int
    value: float
    expected: float | None
    lower: float | None
    upper: float | None
    severity: float | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Watched:
    """The findings, the newest first, a sentence for each series that nothing can be said of, when the newest
    figure of each metric ends, microseconds UTC, and how many series were judged, by season or by rule.
    """

    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]
    newest: dict[str, int]
    judged: int


def watch(
    sql: sqlite3.Connection, zone: str, now: int, name: str | None = None, step: Step | None = None
) -> Watched:
    """Return what looks wrong in one metric, or in all of MAIN and by all rules.

    That little happens on holidays of the country that the workspace keeps is as it should be.
    """
    country = holiday_country(sql)
    asked: tuple[tuple[str, Step], ...] = MAIN
    if name is not None:
        metric = metric_named(name)
        usual = dict(MAIN).get(name, Step.DAY)
        asked = ((metric.name, step or usual),)
    findings: list[Finding] = []
    unknown: list[str] = []
    newest: dict[str, int] = {}
    judged = 0
    for metric_name, each in asked:
        metric = metric_named(metric_name)
        known = history(sql, metric_name, each, zone, now)
        if not known:
            unknown.append(f"{metric.title}: there are no figures.")
        for line in known:
            newest[metric_name] = max(newest.get(metric_name, 0), line.edges[-1])
            try:
                found = _judged(line, each)
            except SeriesError as error:
                unknown.append(f"{_title(line)}: {error}")
                continue
            judged += 1
            findings += [one for one in found if not (country and _is_quiet(one, country, zone))]
    for kept in kept_rules(sql):
        if name in (None, kept.rule.metric.name):
            by_rule, lines = _by_rule(sql, kept, zone, now, newest)
            findings += by_rule
            judged += lines
    findings.sort(key=lambda one: (-one.begun, one.name))
    return Watched(tuple(findings), tuple(unknown), newest, judged)


def finding_named(watched: Watched, name: str) -> Finding:
    """Return a finding by its name; raises UserError where there is none."""
    for finding in watched.findings:
        if finding.name == name:
            return finding
    raise UserError(f"Nothing of the name {name[:80]!r} looks wrong; `revroute anomalies` gives the names.")


def _is_quiet(one: Finding, country: str, zone: str) -> bool:
    """Whether less than usual came, on holidays alone."""
    if one.expected is None or one.value >= one.expected or one.step not in (Step.HOUR, Step.DAY):
        return False
    first, last = (local_day(at, zone) for at in (one.begun, one.ended - 1))
    years = (day_of(day).year for day in (first, last))
    holidays = {day for day, _ in holidays_of(country, *years)}
    return all(day_of(day) in holidays for day in range(first, last + 1))


def _judged(line: Line, step: Step) -> list[Finding]:
    found = []
    for one in find_anomalies(series_of_line(line, step), SEASONS[step]):
        # Days and months are not equally long: the place in the series says which one was meant.
        first, last = ((at - line.edges[0]) // step.length for at in (one.begun, one.ended))
        found.append(
            Finding(
                name=_name(line.metric.name, line.currency, line.edges[first]),
                metric=line.metric,
                currency=line.currency,
                step=step,
                begun=line.edges[first],
                ended=line.edges[last + 1],
                value=one.value,
                expected=one.expected,
                lower=max(one.lower, bounds_of(line.metric)[0]),
                upper=one.upper,
                severity=min(one.severity, SEVEREST),
                rule=None,
            )
        )
    return found


def _by_rule(
    sql: sqlite3.Connection, kept: KeptRule, zone: str, now: int, newest: dict[str, int]
) -> tuple[list[Finding], int]:
    """Return what breaks a rule, and how many series it looked at."""
    rule = kept.rule
    known = history(sql, rule.metric.name, rule.step, zone, now, to_now=rule.missing > 0)
    others: tuple[Line | None, ...] = (None,)
    if rule.other is not None:
        others = history(sql, rule.other.name, rule.step, zone, now) or (None,)
    found = []
    judged = 0
    for line in known:
        if rule.currency not in (None, line.currency):
            continue
        judged += 1
        newest[rule.metric.name] = max(newest.get(rule.metric.name, 0), line.edges[-1])
        for one in broken(rule, line, others[0]):
            found.append(
                Finding(
                    name=_name(f"rule-{kept.number}", line.currency, one.begun),
                    metric=rule.metric,
                    currency=line.currency,
                    step=rule.step,
                    begun=one.begun,
                    ended=one.ended,
                    value=one.value,
                    expected=None,
                    lower=None,
                    upper=None,
                    severity=None,
                    rule=rule.text,
                )
            )
    return found, judged


def _name(what: str, currency: str | None, begun: int) -> str:
    at = datetime.fromtimestamp(begun // 1_000_000, UTC)
    return "/".join([what, *([currency] if currency else []), f"{at:%Y-%m-%dT%H}"])


def _title(line: Line) -> str:
    return f"{line.metric.title} {line.currency}" if line.currency else line.metric.title
