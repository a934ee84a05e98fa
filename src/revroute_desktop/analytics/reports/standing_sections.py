"""Sections on how the books stand: what looks wrong, checks of the routing, plans in force."""

from fractions import Fraction
from itertools import pairwise
from typing import Final

from revroute_desktop.analytics.anomalies.watch import Finding, watch
from revroute_desktop.analytics.checks import run_checks
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.reports.scope import Scope
from revroute_desktop.analytics.reports.words import (
    NOTHING,
    counted,
    day_words,
    figure,
    instant_words,
    titled,
    typeset,
)
from revroute_desktop.documents.model import Block, Cell, Column, Row, Section, Table, Text, Tone
from revroute_desktop.routing.plans.versions import plan_versions

_FINDINGS: Final = 20
_EXAMPLES: Final = 3


def anomalies_section(scope: Scope) -> Section:
    """Return what was not as its season let expect within the period."""
    watched = watch(scope.sql, scope.period.zone, scope.now)
    found = [
        one for one in watched.findings if one.begun < scope.period.end and one.ended > scope.period.start
    ]
    blocks: list[Block] = []
    if found:
        columns = (
            Column("When"),
            Column("Figure", wide=True),
            Column("Was", right=True, strong=True),
            Column("Expected", right=True),
            Column("Severity", right=True),
        )
        blocks.append(Table(columns, tuple(_finding(scope, one) for one in found[:_FINDINGS])))
        if len(found) > _FINDINGS:
            blocks.append(Text(f"The newest {_FINDINGS} of {len(found):,}; `revroute anomalies` lists all."))
        blocks.append(
            Text(
                "Judged by the median of the same step in earlier seasons. Severity 1 is the edge of what is "
                "expected; 2 is twice as far off.",
                Tone.QUIET,
            )
        )
    elif watched.judged:
        those = "every series that can be judged" if watched.unknown else "every watched series"
        blocks.append(Text(f"Nothing: {those} was as its season lets expect."))
    else:
        blocks.append(Text("Nothing can be said: no series could be judged."))
    if watched.unknown:
        said = counted(len(watched.unknown), "series can't be", "series can't be")
        blocks.append(Text(f"{said} judged: {' '.join(watched.unknown)}", Tone.QUIET))
    return Section("What looks wrong", tuple(blocks))


def checks_section(scope: Scope) -> Section:
    """Return the checks of the routing: is it fair, does money leak?"""
    columns = (Column("Check"), Column("Found", right=True, strong=True), Column("What", wide=True))
    rows: list[Row] = []
    for check in run_checks(scope.sql, scope.period, scope.now):
        count = len(check.rows) + check.more
        if not check.applies:
            rows.append((check.title, Cell(NOTHING, Tone.QUIET), Cell(_capital(check.looked_at), Tone.QUIET)))
            continue
        if not count:
            said = f"Nothing; looked at {check.looked_at}."
            rows.append((check.title, Cell("0", Tone.QUIET), Cell(said, Tone.QUIET)))
            continue
        examples = [typeset(row.sentence) for row in check.rows[:_EXAMPLES]]
        more = f" And {count - len(examples):,} more." if count > len(examples) else ""
        rows.append((check.title, Cell(f"{count:,}", Tone.LOOK), f"{' '.join(examples)}{more}"))
    return Section("Checks of the routing", (Table(columns, tuple(rows)),))


def plans_section(scope: Scope) -> Section:
    """Return the versions that were in force within the period."""
    versions = sorted(plan_versions(scope.sql), key=lambda one: (one.in_force_at, one.id))
    ends = [*(after.in_force_at for _, after in pairwise(versions)), *([2**62] if versions else [])]
    rows: tuple[Row, ...] = tuple(
        (
            f"v{one.id}",
            one.name,
            day_words(one.effective),
            instant_words(one.published_at, scope.period.zone),
            Cell(one.hash, mono=True),
        )
        for one, end in zip(versions, ends, strict=True)
        if one.in_force_at < scope.period.end and end > scope.period.start and end > one.in_force_at
    )
    if not rows:
        return Section("Plans in force", (Text("No plan was in force: nothing could be routed."),))
    columns = (
        Column("Version"),
        Column("Plan"),
        Column("In force from"),
        Column("Published"),
        Column("SHA-256 of its text", wide=True),
    )
    return Section("Plans in force", (Table(columns, rows),))


def _finding(scope: Scope, one: Finding) -> Row:
    zone = scope.period.zone
    when = instant_words(one.begun, zone)
    if one.step is not Step.HOUR:
        when = when.rpartition(",")[0]
    if one.expected is None or one.lower is None or one.upper is None:
        expected = one.rule or NOTHING
    else:
        lower, upper = (figure(one.metric, one.currency, Fraction(value)) for value in (one.lower, one.upper))
        expected = f"{lower} to {upper}"
    return (
        when,
        titled(one.metric, one.currency),
        figure(one.metric, one.currency, Fraction(one.value)),
        Cell(expected, Tone.QUIET),
        NOTHING if one.severity is None else f"{one.severity:,.1f}",
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
