"""What the overview shows: figures of the period, requests over time, bots, visits now, the newest run."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from revroute_desktop.console.format import decimal, milliseconds
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.traffic.figures import (
    Groups,
    Overview,
    groups_of,
    joined_revenue,
    overview_of,
    revenue_of,
    sparks,
)
from revroute_desktop.console.panes.traffic.models import filtered_cells, group_cells, now_cells
from revroute_desktop.console.panes.traffic.overruling import Overruling
from revroute_desktop.console.panes.traffic.overview_view import (
    BOTS,
    COUNTRIES,
    CURVES,
    DEVICES,
    NEWEST,
    OWN_LOAD,
    PEOPLE,
    OverviewView,
)
from revroute_desktop.console.panes.traffic.run_reader import RunReader, RunShown
from revroute_desktop.console.panes.traffic.words import ago
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.charts.data import Curve, Curves, Span
from revroute_desktop.console.widgets.charts.span_words import span_words
from revroute_desktop.console.widgets.figures import Amount, Figure
from revroute_desktop.money.currencies import currency as currency_of
from revroute_desktop.traffic.revenue import JoinedRevenue
from revroute_desktop.traffic.rollups import Dimension

_MINUTE, _HOUR = 60_000_000, 3_600_000_000
_TICK_MS = 1_000
_DIMENSIONS = {COUNTRIES: Dimension.COUNTRY, DEVICES: Dimension.DEVICE}


class OverviewPresenter(TabPresenter):
    """Fills an `OverviewView`. `run_read` gives the newest run, for the tab of runs."""

    run_read = Signal(object)

    def __init__(self, desk: Desk, view: OverviewView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._overview: Overview | None = None
        self._joined: JoinedRevenue | None = None
        self._reader = RunReader()
        self._followed: tuple[str, ...] = ()
        self.part: Span | None = None
        """What is brushed of the period."""
        self.overruling = Overruling(desk, view, self)
        self.overruling.said.connect(self.said)
        view.people_asked.connect(self._on_people)
        view.people_button.setEnabled(False)
        view.bots.chosen.connect(self._on_chosen)
        view.chart.brushed.connect(self._on_brushed)
        view.let_go_asked.connect(self._on_let_go)
        view.below_changed.connect(self._on_below)
        for table in (view.bots, view.visits, view.countries, view.devices):
            TableLink(self.books, table, self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._say_following)

    def show_period(self, span: Span | None, currency: str) -> None:
        if span != self.span and self.part is not None:
            self._look_at(None)
        super().show_period(span, currency)

    def activate(self, active: bool) -> None:
        super().activate(active)
        self._run_tick()

    def show_following(self, names: tuple[str, ...]) -> None:
        """Say which logs are followed."""
        self._followed = names
        self._say_following()
        self._run_tick()

    def load(self) -> None:
        self.ask("overview", partial(overview_of, period=self.span, part=self.part), self._on_overview)
        revenue = partial(joined_revenue, period=self.span, part=self.part)
        self.ask("revenue", revenue, self._on_revenue, slow=True)
        self.ask("run", self._reader.newest, self._on_run)
        self._ask_groups()

    def _ask_groups(self) -> None:
        below = self._view.below
        if below != NEWEST:
            question = partial(groups_of, dimension=_DIMENSIONS[below], period=self.span, part=self.part)
            self.ask(f"groups.{below}", question, partial(self._on_groups, below))

    def _on_brushed(self, part: Span | None) -> None:
        self._look_at(part)
        self.books_changed()

    def _on_let_go(self) -> None:
        self._view.chart.show_selection(None, None)
        self._on_brushed(None)

    def _look_at(self, part: Span | None) -> None:
        self.part = part
        self._view.chart.show_selection(part, None)
        self._view.show_part("" if part is None else span_words(part, self.books.zone))

    def _run_tick(self) -> None:
        if self._active and self._followed:
            self._tick.start()
        else:
            self._tick.stop()

    def _on_overview(self, found: Overview) -> None:
        self._overview = found
        self._view.show_empty(not found.ever)
        self.in_turns(
            self._say_figures,
            partial(self._draw, found),
            partial(self._show_bots, found),
            partial(self._show_visits, found),
            self.loaded.emit,
        )

    def _show_bots(self, found: Overview) -> None:
        view, writer = self._view, self.books.writer
        most = max((row.hits for row in found.filtered), default=0)
        view.bots_model.show(
            [filtered_cells(row, writer, most) for row in found.filtered],
            [(row.name, int(row.bot)) for row in found.filtered],
        )
        total = (
            Cell(tr("Bots")),
            EMPTY,
            EMPTY,
            Cell(writer.count(sum(r.hits for r in found.filtered))),
            EMPTY,
        )
        view.bots_block.totals.show_rows((total,) if found.filtered else ())
        view.bots_panel.note.say(self._to_the_hour(tr("every verdict can be overruled")))

    def _show_visits(self, found: Overview) -> None:
        view, writer, now = self._view, self.books.writer, self.books.now
        view.visits_model.show(
            [now_cells(row, writer, now) for row in found.newest], [row.visit.id for row in found.newest]
        )
        self._say_below()
        self._say_following()

    def _say_below(self) -> None:
        below, found = self._view.below, self._overview
        if below == COUNTRIES:
            self._view.say_below(tr("Countries"), self._to_the_hour(tr("of people")))
        elif below == DEVICES:
            self._view.say_below(tr("Devices"), self._to_the_hour(tr("of people")))
        elif found is not None:
            recent = bool(found.newest) and self.books.now - found.newest[0].visit.ended < _HOUR
            title = tr("Visits now") if recent else tr("Newest visits")
            self._view.say_below(title, tr("addresses are not stored"))

    def _to_the_hour(self, note: str) -> str:
        """Return the note of a table that is counted by the hour: where less is looked at, it says so."""
        if self.part is None or not any(end % _HOUR for end in self.part):
            return note
        return tr("counted by whole hours")

    def _on_below(self, _below: int) -> None:
        self._say_below()
        self._ask_groups()

    def _on_groups(self, below: int, found: Groups) -> None:
        view, writer = self._view, self.books.writer
        most = max((row.counts.hits for row in found.rows), default=0)
        model = view.countries_model if below == COUNTRIES else view.devices_model
        model.show([group_cells(row, writer, most) for row in found.rows], [row.text for row in found.rows])
        if below == COUNTRIES:
            view.say_no_country("" if found.known else _no_country(has_file=found.has_file))

    def _draw(self, found: Overview) -> None:
        view = self._view
        if found.bins is None:
            view.chart.say_empty(tr("No traffic was logged in this period."))
            view.chart.show_data(Curves(np.empty(0, np.int64), ()))
            return
        width = found.bins.width
        title = {
            _MINUTE: tr("requests a minute"),
            10 * _MINUTE: tr("requests in 10 minutes"),
            _HOUR: tr("requests an hour"),
        }.get(width, tr("requests a day"))
        view.chart.say_title(title)
        view.chart_panel.say_title(f"{title[:1].upper()}{title[1:]}", "")
        parts = (found.bins.people, found.bins.bots, found.bins.own_load)
        curves = tuple(
            Curve(tr(name), values.astype(np.float64), ink)
            for (name, ink), values in zip(CURVES, parts, strict=True)
        )
        edges = np.append(found.bins.at, found.bins.at[-1:] + width)
        view.chart.show_data(Curves(edges, curves, stacked=True, area=True, zone=self.books.zone))

    def _on_revenue(self, joined: JoinedRevenue) -> None:
        self._joined = joined
        self._say_figures()

    def _on_run(self, shown: RunShown | None) -> None:
        self._view.show_run(shown is not None)
        self.run_read.emit(shown)

    def _say_figures(self) -> None:
        found = self._overview
        if found is None:
            return
        count, percent = self.books.writer.count, self.books.writer.percent
        hits, visits = found.people.hits, found.visits.visits
        every = hits + found.bots + found.own_load
        courses = sparks(found.bins, found.shown)
        pages = decimal(found.visits.pages / visits, 1) if visits else "–"
        self._view.figures.show_figures(
            (
                Figure(
                    tr("People"),
                    Amount(count(hits), tr("requests"), raw=str(hits)),
                    tr("{visits} visits, {pages} pages each", visits=count(visits), pages=pages),
                    spark=courses.get("people", ()),
                    spark_ink=PEOPLE,
                ),
                Figure(
                    tr("Bots, filtered out"),
                    Amount(count(found.bots), raw=str(found.bots)),
                    tr("{share} of {count} requests", share=percent(found.bots, every), count=count(every)),
                    spark=courses.get("bots", ()),
                    spark_ink=BOTS,
                ),
                Figure(
                    tr("Own load, kept apart"),
                    Amount(count(found.own_load), raw=str(found.own_load)),
                    tr("and {count} of own addresses", count=count(found.own_addresses))
                    if found.own_addresses
                    else tr("tagged by its runs"),
                    spark=courses.get("own_load", ()),
                    spark_ink=OWN_LOAD,
                ),
                Figure(
                    tr("Errors"),
                    Amount(
                        count(found.people.errors),
                        tone=Tone.NEGATIVE if found.people.failures else Tone.NORMAL,
                        raw=str(found.people.errors),
                    ),
                    tr(
                        "{share} of people's, {count} the server's",
                        share=percent(found.people.errors, hits),
                        count=count(found.people.failures),
                    ),
                    spark=courses.get("errors", ()),
                    spark_ink=6,
                ),
                Figure(
                    tr("Latency, 95th"),
                    Amount("–" if found.p95 is None else milliseconds(found.p95)),
                    tr("the logs have no times") if found.p95 is None else tr("people's requests"),
                    spark=courses.get("p95", ()),
                    spark_ink=PEOPLE,
                ),
                self._revenue_figure(visits),
            )
        )

    def _revenue_figure(self, visits: int) -> Figure:
        title = tr("Revenue per visit")
        joined, code = self._joined, self.currency or self.books.base
        if joined is None or not code:
            return Figure(title, Amount("–"))
        shown = revenue_of(joined, currency_of(code).numeric)
        if not visits or not shown.total:
            return Figure(title, Amount("–", code), tr("no revenue in this period"))
        writer = self.books.writer
        # A rate for the eye: the books know no part of a minor unit.
        each = round(shown.total / visits)
        rate = writer.percent(shown.match_rate.numerator, shown.match_rate.denominator)
        return Figure(
            title,
            Amount(writer.money(each, code), code, raw=writer.plain(each, code)),
            tr("{rate} joined by key, the rest modelled", rate=rate),
        )

    def _say_following(self) -> None:
        if not self._followed:
            self._view.show_following("")
            return
        names = ", ".join(self._followed)
        newest = max(
            (row.last_at for row in (self._overview.files if self._overview else ()) if row.last_at),
            default=0,
        )
        behind = (self.books.now - newest) / 1e6
        if newest and behind < 3600:
            text = tr("following {names}, newest line {ago} ago", names=names, ago=ago(behind))
        else:
            text = tr("following {names}", names=names)
        self._view.show_following(text)

    def _on_chosen(self, key: object) -> None:
        self._view.people_button.setEnabled(key is not None and self.desk.may_write)

    def _on_people(self) -> None:
        key = self._view.bots.chosen_key()
        if isinstance(key, tuple):
            self.overruling.count_as_people(str(key[0]))


def _no_country(*, has_file: bool) -> str:
    """Say what it takes for requests to have a country."""
    if has_file:
        return tr(
            "Nobody in this period has a country: these logs were read before the rules named the file of "
            "countries, or the file knows none of the addresses."
        )
    return tr(
        "A country needs a MaxMind file (.mmdb), which you bring: name it in the rules, after countries. "
        "Logs that are read from then on have countries; addresses stay on this machine."
    )
