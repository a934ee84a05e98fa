"""A report on log files, without a workspace: what came, who it was, and what was left out and why."""

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import Cancelled
from revroute_desktop.traffic.chunks_store import known_digests, passing_chunks, take_chunks
from revroute_desktop.traffic.hits import Refused
from revroute_desktop.traffic.import_logs import ReadFile, with_hosts
from revroute_desktop.traffic.judged import Judge, Rules
from revroute_desktop.traffic.meaning.classes import BOT_TITLES, BotClass
from revroute_desktop.traffic.reading.aside import ReaderAside, worth_it
from revroute_desktop.traffic.reading.batches import BATCH_LINES, Known, read_log
from revroute_desktop.traffic.reading.sources import Source, Unread, find_sources
from revroute_desktop.traffic.report_sums import ReportSums
from revroute_desktop.traffic.rollups import Dimension
from revroute_desktop.work import Progress, StopAsked, never, silent

TOP: Final = 10
"""Rows of each list."""

_PERCENTS: Final = (50, 90, 95, 99)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A text and how many requests, or visits, it has."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class BotRow:
    """What was filtered out under one name."""

    name: str
    title: str
    hits: int


@dataclass(frozen=True, slots=True)
class TrafficReport:
    """What logs came to. Times are microseconds UTC, `latency` microseconds by percent (empty where the logs
    have no times), `size` bytes. Lists but `bots` are of people's requests; `classes` are requests by title.
    """

    sources: tuple[Source, ...]
    passed: tuple[Unread, ...]
    lines: int
    malformed: int
    known: int
    hits: int
    size: int
    addresses: int
    first_at: int | None
    last_at: int | None
    statuses: dict[str, int]
    classes: dict[str, int]
    bots: tuple[BotRow, ...]
    people: int
    pages: int
    visits: int
    bot_visits: int
    pages_per_visit: float
    single_page_visits: int
    seconds_per_visit: float
    top: dict[str, tuple[Ranked, ...]]
    latency: dict[int, int]
    refused: tuple[Refused, ...]
    hosts: tuple[str, ...]

    def to_json(self) -> dict[str, JsonValue]:
        """Return the report as `--json` prints it."""
        statuses: dict[str, JsonValue] = {**self.statuses}
        return {
            "files": [{"path": str(one.path), "format": one.format.name} for one in self.sources],
            "passed": [{"path": str(one.path), "reason": one.reason} for one in self.passed],
            "lines": self.lines,
            "malformed": self.malformed,
            "known": self.known,
            "hits": self.hits,
            "bytes": self.size,
            "addresses": self.addresses,
            "first_at": self.first_at,
            "last_at": self.last_at,
            **statuses,
            "classes": {**self.classes},
            "bots": [{"name": row.name, "class": row.title, "hits": row.hits} for row in self.bots],
            "people": self.people,
            "pages": self.pages,
            "visits": self.visits,
            "bot_visits": self.bot_visits,
            "pages_per_visit": str(round(self.pages_per_visit, 2)),
            "single_page_visits": self.single_page_visits,
            "seconds_per_visit": round(self.seconds_per_visit),
            "top": {
                name: [{"text": row.text, "count": row.count} for row in rows]
                for name, rows in self.top.items()
            },
            "latency_us": {f"p{percent}": value for percent, value in self.latency.items()},
            "refused": [
                {"line": one.line, "offset": one.offset, "reason": one.reason, "text": one.text}
                for one in self.refused
            ],
            "hosts": [*self.hosts],
        }


def report_logs(
    places: Sequence[str | Path],
    rules: Rules | None = None,
    *,
    format_name: str | None = None,
    zone: str = "UTC",
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> TrafficReport:
    """Return the report on files, folders and patterns; the same lines in two files count once.

    Raises UserError for what cannot be read, and Cancelled.
    """
    sources, passed = find_sources(places, format_name, zone)
    rules = with_hosts(rules or Rules(), sources)
    sums = ReportSums()
    total, done = sum(source.size for source in sources), 0
    # Salts are of this run alone; nothing keeps them.
    salts: dict[int, bytes] = {}
    with ExitStack() as stack:
        chunks = stack.enter_context(closing(passing_chunks()))
        read: ReadFile = (
            stack.enter_context(ReaderAside(rules)).read
            if worth_it(total)
            else partial(read_log, judge=Judge(rules))
        )
        for number, source in enumerate(sources, start=1):
            so_far = Known(known_digests(chunks), salts)
            batches = read(
                source.path, source.format, known=so_far, batch_lines=BATCH_LINES, wait_for_end=False
            )
            for batch in batches:
                # Nothing stays open between the batches of a file that is read to its end.
                known, _ = take_chunks(chunks, number, None, batch)
                sums.add(batch, known)
                salts |= batch.salts
                progress(min(total, done + batch.position), total, f"reading {source.path.name}")
                if cancelled():
                    raise Cancelled("The report was stopped.")
            done += source.size
    sums.finish()
    progress(total, total, "reading")
    return _report(sums, sources, passed, rules)


def _report(
    sums: ReportSums, sources: Sequence[Source], passed: Sequence[Unread], rules: Rules
) -> TrafficReport:
    lists = {
        "paths": sums.people[Dimension.GROUP],
        "landings": sums.landings,
        "sources": sums.people[Dimension.SOURCE],
        "referrers": sums.people[Dimension.REFERRER],
        "campaigns": sums.people[Dimension.CAMPAIGN],
        "devices": sums.people[Dimension.DEVICE],
        "countries": sums.people[Dimension.COUNTRY],
        "methods": sums.people[Dimension.METHOD],
    }
    verdicts = sorted(sums.verdicts.items(), key=lambda item: (-item[1], item[0]))
    return TrafficReport(
        sources=tuple(sources),
        passed=tuple(passed),
        lines=sums.lines,
        malformed=sums.malformed,
        known=sums.known,
        hits=sums.hits,
        size=sums.size,
        addresses=sums.addresses,
        first_at=sums.first_at,
        last_at=sums.last_at,
        statuses={
            f"{hundred}xx": sum(count for status, count in sums.statuses.items() if status // 100 == hundred)
            for hundred in range(1, 6)
        },
        classes={BOT_TITLES[BotClass(number)]: count for number, count in sorted(sums.classes.items())},
        bots=tuple(BotRow(name, BOT_TITLES[BotClass(kind)], hits) for (kind, name), hits in verdicts),
        people=sums.classes[int(BotClass.PEOPLE)],
        pages=sums.pages,
        visits=sums.visits,
        bot_visits=sums.bot_visits,
        pages_per_visit=sums.visit_pages / sums.visits if sums.visits else 0.0,
        single_page_visits=sums.single_pages,
        seconds_per_visit=sums.visit_time / 1e6 / sums.visits if sums.visits else 0.0,
        top={name: _first(counter) for name, counter in lists.items()},
        latency=dict(zip(_PERCENTS, sums.latencies.percentiles(_PERCENTS), strict=True))
        if sums.latencies.total
        else {},
        refused=tuple(sums.refused),
        hosts=rules.hosts,
    )


def _first(counter: Counter[str]) -> tuple[Ranked, ...]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Ranked(text, count) for text, count in ordered[:TOP])
