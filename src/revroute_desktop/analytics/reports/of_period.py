"""The report of a period as a document: how it went, why, what comes next, what looks wrong, under what."""

import sqlite3
from collections.abc import Callable
from typing import Final

from revroute_desktop.analytics.reports.figure_sections import summary_section, table_sections
from revroute_desktop.analytics.reports.issue import Issue
from revroute_desktop.analytics.reports.scope import Scope, scope_of
from revroute_desktop.analytics.reports.standing_sections import (
    anomalies_section,
    checks_section,
    plans_section,
)
from revroute_desktop.analytics.reports.template import SECTIONS
from revroute_desktop.analytics.reports.time_sections import forecast_section, time_section
from revroute_desktop.analytics.reports.why_section import why_section
from revroute_desktop.analytics.reports.words import period_words
from revroute_desktop.documents.model import Document, Section
from revroute_desktop.errors import Cancelled
from revroute_desktop.work import Progress, StopAsked, never, silent

_MADE_BY: Final[dict[str, Callable[[Scope], Section | None]]] = {
    "summary": summary_section,
    "time": time_section,
    "why": why_section,
    "tables": table_sections,
    "forecast": forecast_section,
    "anomalies": anomalies_section,
    "checks": checks_section,
    "plans": plans_section,
}


def period_report(
    sql: sqlite3.Connection,
    name: str,
    issue: Issue,
    *,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> Document:
    """Return the report of a period; `name` is the workspace's. Raises Cancelled."""
    period, template = issue.period, issue.template
    scope = scope_of(sql, period, issue.now)
    sections: list[Section] = []
    for number, wanted in enumerate(template.sections):
        if cancelled():
            raise Cancelled("The report was stopped; no file was written.")
        progress(number, len(template.sections), SECTIONS[wanted].lower())
        section = _MADE_BY[wanted](scope)
        if section is not None:
            sections.append(section)
    progress(len(template.sections), len(template.sections), "writing")
    facts = (
        ("Period", f"{period_words(period)}, days of {period.zone}"),
        ("Compared with", f"{period_words(period.before)}, directly before"),
        ("Books", name),
        ("Money", "by currency, never added up over currencies; changes are those to the period before"),
    )
    return issue.document(f"{template.name or name}: {period_words(period)}", facts, sections)
