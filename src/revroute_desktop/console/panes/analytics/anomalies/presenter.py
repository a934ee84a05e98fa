"""The Anomalies tab's presenter: what is listed and selected, acknowledging, rules, checks."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from revroute_desktop.analytics.anomalies.alerts import Alert, acknowledge
from revroute_desktop.analytics.anomalies.course import Course, course_of
from revroute_desktop.analytics.anomalies.schedule import LOOK, repeat
from revroute_desktop.analytics.anomalies.why_alert import days_of_alert, why_alert
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.checks import Check
from revroute_desktop.analytics.metrics.model import Area
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.console.books.views import VISITS, SavedView
from revroute_desktop.console.jobs.works import look_work
from revroute_desktop.console.panes.analytics.anomalies.checks import (
    check_row,
    check_title,
    check_todo,
    rows_of,
)
from revroute_desktop.console.panes.analytics.anomalies.feed import (
    Checked,
    Listed,
    curves_of,
    read_checks,
    read_listed,
)
from revroute_desktop.console.panes.analytics.anomalies.models import (
    ALL,
    OPEN,
    alert_row,
    alert_sentence,
    alert_title,
    off_words,
    range_words,
    severity_words,
    state_words,
    value_words,
    wanted,
)
from revroute_desktop.console.panes.analytics.anomalies.ruling import Ruling
from revroute_desktop.console.panes.analytics.anomalies.view import WHAT, WHY, AnomaliesView
from revroute_desktop.console.panes.analytics.seldom import Seldom
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.charts.data import Curves
from revroute_desktop.console.widgets.charts.span_words import span_words
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.ledger.periods import day_number

__all__ = ["AnomaliesPresenter", "AnomaliesView"]

_CHECKED_EVERY = 20.0
"""Seconds between two rounds of checks while the file changes all the time."""

_STEPS = {
    Step.HOUR: later("by the hour"),
    Step.DAY: later("by the day"),
    Step.WEEK: later("by the week"),
    Step.MONTH: later("by the month"),
}


class AnomaliesPresenter(TabPresenter):
    """Fills an `AnomaliesView`. `view_wanted` gives the saved view in which rows stand."""

    view_wanted = Signal(object)

    def __init__(self, desk: Desk, view: AnomaliesView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._listed: Listed | None = None
        self._checked = Checked((), (0, 0), "")
        self._alert: Alert | None = None
        self._check: Check | None = None
        self._course: Course | None = None
        self._by = ""
        self._waited_for: tuple[str, bool] | None = None
        view.table.chosen.connect(self._on_alert)
        view.table.opened.connect(self._on_opened)
        view.checks.chosen.connect(self._on_check)
        view.checks.opened.connect(self._on_check)
        view.states.changed.connect(self._show_alerts)
        view.switch.clicked.connect(self._on_switch)
        view.look_asked.connect(self._on_look)
        view.rows_asked.connect(self._on_rows)
        view.chart.rows_asked.connect(self._on_rows)
        view.inspector.tab_changed.connect(self._on_tab)
        view.inspector.copied.connect(self._on_copy)
        view.why.dimension_asked.connect(self._on_dimension)
        view.acknowledge_button.clicked.connect(self._on_acknowledge)
        view.seen_button.clicked.connect(self._on_acknowledge)
        self._checking = Seldom(self._ask_checks, _CHECKED_EVERY, self)
        self.ruling = Ruling(desk, view, self)
        self.ruling.said.connect(self.said)
        self.ruling.changed.connect(self.books_changed)
        view.table.marked.connect(self._enable)
        for widget in (view.look_button, view.empty.act, view.switch):
            widget.setEnabled(desk.may_write)
        for table in (view.table, view.rules, view.checks):
            TableLink(self.books, table, self).says.connect(self.selected_says)
        view.chart.say_empty(tr("Select one above: its course and what was expected stand here."))
        self._enable()

    def load(self) -> None:
        self.ask("anomalies", read_listed, self._on_listed)
        self._checking.soon()

    def show_period(self, span: tuple[int, int] | None, currency: str) -> None:
        if span != self.span:
            self._checking.stop()
        super().show_period(span, currency)

    def activate(self, active: bool) -> None:
        super().activate(active)
        if not active and self._checking.stop():
            self._stale = True

    def _ask_checks(self) -> None:
        question = partial(read_checks, span=self.span, zone=self.books.workspace.zone, now=self.books.now)
        self.ask("checks", question, self._on_checked, slow=True)

    def show_alert(self, name: str, *, why: bool = False) -> None:
        """Select an alert, as soon as it is there, and say why it changed."""
        self._waited_for = (name, why)
        if self._listed is not None:
            self._show_alerts()

    # The list

    def _on_listed(self, listed: Listed) -> None:
        self._listed = listed
        view = self._view
        view.switch.setChecked(listed.repeats)
        broken = frozenset(one.rule for one in listed.alerts if one.is_open and one.rule)
        self.ruling.show_rules(listed.rules, broken, listed.currencies)
        self._show_alerts()
        self.loaded.emit()

    def _show_alerts(self) -> None:
        listed, view = self._listed, self._view
        if listed is None:
            return
        known = {one.name: one for one in listed.alerts}
        awaited = known.get(self._waited_for[0]) if self._waited_for is not None else None
        if awaited is not None and not wanted(awaited, view.states.current):
            view.states.blockSignals(True)
            view.states.choose(ALL)
            view.states.blockSignals(False)
        shown = [one for one in listed.alerts if wanted(one, view.states.current)]
        view.model.show([alert_row(one, self.books.zone) for one in shown], [one.name for one in shown])
        self._say_count(listed, len(shown))
        if self._alert is not None and self._alert.name in known and self._check is None:
            self._show_alert(known[self._alert.name])
        if self._waited_for is not None and self._waited_for[0] in known:
            (name, why), self._waited_for = self._waited_for, None
            at = view.model.row_of(name)
            if at is not None:
                view.table.selectRow(at)
            view.beside.open_inspector()
            view.inspector.choose_tab(WHY if why else WHAT)
        elif self._alert is None and shown:
            view.table.selectRow(0)
            view.beside.close_inspector()
        self._enable()

    def _say_count(self, listed: Listed, shown: int) -> None:
        view, count = self._view, self.books.writer.count
        opened = sum(one.is_open for one in listed.alerts)
        note = tr("{count} open", n=opened, count=count(opened)) if opened else tr("nothing is open")
        if listed.looked_at is not None:
            when = self.books.writer.short_moment(listed.looked_at, self.books.now)
            note = tr("{what}, looked at {when}", what=note, when=when)
        view.panel.note.say(note)
        if not shown and listed.looked_at is not None:
            view.empty.say(
                tr("Nothing looks wrong") if view.states.current == OPEN else tr("There are none of these"),
                tr("What was acknowledged and what is past stand under the other words above."),
            )
        elif not shown:
            view.empty.say_why(filtered=False)
        view.show_empty(not shown)

    def _on_alert(self, key: object) -> None:
        found = next((one for one in self._alerts() if one.name == key), None)
        if found is not None and found.name != (self._alert.name if self._alert else None):
            self._by = ""
            self._course = None
        if found is not None:
            self._check = None
            self._view.checks.clearSelection()
            self._view.beside.open_inspector()
            self._show_alert(found)
        self._enable()

    def _on_opened(self, _key: object) -> None:
        self._view.beside.open_inspector()

    def _alerts(self) -> tuple[Alert, ...]:
        return self._listed.alerts if self._listed is not None else ()

    def _show_alert(self, alert: Alert) -> None:
        changed = self._alert is None or (self._alert.name, self._alert.ended) != (alert.name, alert.ended)
        self._alert = alert
        view, zone, writer = self._view, self.books.zone, self.books.writer
        state, tone, chip = state_words(alert)
        view.inspector.head(alert_title(alert), state, tone, chip=chip)
        view.inspector.tabs.setVisible(True)
        view.sentence.say(alert_sentence(alert, zone))
        _say(view.todo, off_words(alert))
        facts = [
            (tr("When"), span_words((alert.begun, alert.ended), zone)),
            (tr("Value"), value_words(alert)),
            (tr("Rule") if alert.rule is not None else tr("Expected"), range_words(alert)),
            (tr("Severity"), severity_words(alert)[0]),
            (tr("Found"), writer.moment(alert.found_at)),
        ]
        if alert.told is not None:
            facts.append((tr("Told"), tr("entry {number} of the log", number=writer.count(alert.told))))
        if alert.seen is not None and alert.seen_at is not None:
            facts += [
                (tr("Acknowledged"), writer.moment(alert.seen_at)),
                (tr("By"), alert.actor or ""),
                (tr("Reason"), alert.reason or ""),
                (tr("Logged"), tr("entry {number} of the log", number=writer.count(alert.seen))),
            ]
        view.facts.show_facts(facts)
        view.show_found(())
        view.rows_button.setVisible(True)
        view.seen_button.setVisible(alert.seen is None and self.desk.may_write)
        if changed or self._course is None:
            view.chart.show_waiting(True)
            question = partial(course_of, alert=alert, zone=self.books.workspace.zone, now=self.books.now)
            self.books.ask("analytics.course", question, partial(self._on_course, alert.name))
            self._ask_why()

    def _on_course(self, name: str, course: Course | None) -> None:
        alert = self._alert
        if alert is None or alert.name != name:
            return
        self._course = course
        panel, chart = self._view.chart_panel, self._view.chart
        panel.say_title(alert_title(alert), tr(_STEPS[alert.step]))
        chart.say_title(alert_title(alert))
        if course is None:
            chart.say_empty(tr("Its figures are not there any more."))
            chart.show_data(Curves(np.empty(0, np.int64), ()))
            return
        chart.show_data(curves_of(alert, course, self.books.zone))

    # Why

    def _on_tab(self, at: int) -> None:
        if at == WHY:
            self._ask_why()

    def _on_dimension(self, by: str) -> None:
        self._by = by
        self._ask_why()

    def _ask_why(self) -> None:
        if self._alert is None or self._view.inspector.tab != WHY:
            return
        question = partial(why_alert, alert=self._alert, by=self._by, zone=self.books.workspace.zone)
        self.books.ask("analytics.why_alert", question, self._on_why)

    def _on_why(self, answer: Answer) -> None:
        self._by = answer.card.by
        self._view.why.show_answer(answer)

    # Acknowledging, looking

    def _chosen(self) -> list[Alert]:
        keys = set(self._view.table.selected_keys())
        return [one for one in self._alerts() if one.name in keys and one.seen is None]

    def _enable(self) -> None:
        view, may = self._view, self.desk.may_write
        # One alone is acknowledged beside what is said of it.
        view.acknowledge_button.setVisible(may and len(self._chosen()) > 1)

    def _on_acknowledge(self) -> None:
        chosen = self._chosen()
        if not chosen and self._alert is not None and self._alert.seen is None:
            chosen = [self._alert]
        if not chosen:
            return
        count = self.books.writer.count(len(chosen))
        title = tr("Acknowledge {n} anomalies", one="Acknowledge the anomaly", n=len(chosen), count=count)
        about = tr("It is not told again. Who says so and why goes into the log.")
        dialog = ReasonDialog(self.desk.look, self._view.window(), title, about, tr("Acknowledge"))
        dialog.submitted.connect(partial(self._on_reason, dialog, tuple(one.name for one in chosen)))
        dialog.ask()

    def _on_reason(self, dialog: ReasonDialog, names: tuple[str, ...]) -> None:
        act = partial(acknowledge, self.books.workspace, names, actor=self.books.person, reason=dialog.reason)
        said = tr("{n} anomalies are acknowledged.", one="The anomaly is acknowledged.", n=len(names))
        self.books.write(act, partial(self._on_done, dialog, said), dialog.refuse)

    def _on_done(self, dialog: ReasonDialog, said: str, _result: object) -> None:
        dialog.accept()
        self.said.emit(said)
        self.books_changed()

    def _on_look(self) -> None:
        self.started.emit(look_work())

    def _on_switch(self) -> None:
        act = partial(repeat, self.books.workspace, LOOK, on=self._view.switch.isChecked())
        self.books.write(act, self._on_nothing)

    def _on_nothing(self, _result: object) -> None:
        self.books_changed()

    # Checks and rows

    def _on_checked(self, checked: Checked) -> None:
        self._checked = checked
        view = self._view
        view.checks_model.show(
            [check_row(one) for one in checked.checks], [one.name for one in checked.checks]
        )
        view.checks_panel.note.say(checked.words)
        if self._check is not None and view.beside.is_open:
            self._on_check(self._check.name)

    def _on_check(self, key: object) -> None:
        found = next((one for one in self._checked.checks if one.name == key), None)
        if found is None:
            return
        self._check = found
        view, count = self._view, len(found.rows) + found.more
        view.table.clearSelection()
        view.inspector.choose_tab(WHAT)
        view.inspector.tabs.setVisible(False)
        view.inspector.head(check_title(found))
        view.sentence.say(tr("Looked at: {what}.", what=found.looked_at))
        _say(view.todo, check_todo(found) if count else "")
        said = self.books.writer.count(count) if count else tr("nothing")
        view.facts.show_facts([(tr("Found"), said)] if found.applies else [])
        shown = tuple(row.sentence for row in found.rows[: len(view.found)])
        view.show_found(shown)
        view.seen_button.setVisible(False)
        view.rows_button.setVisible(bool(count) and rows_of(found, self._checked.days) is not None)
        view.beside.open_inspector()
        self._enable()

    def _on_rows(self) -> None:
        if self._check is not None:
            wanted_view = rows_of(self._check, self._checked.days)
        elif self._alert is not None:
            wanted_view = self._rows_of_alert(self._alert)
        else:
            wanted_view = None
        if wanted_view is not None:
            self.view_wanted.emit(wanted_view)

    def _rows_of_alert(self, alert: Alert) -> SavedView:
        days = days_of_alert(alert, self.books.workspace.zone)
        period = f"days:{day_number(days.first)}:{day_number(days.last) + 1}"
        of_traffic = alert.metric.area is Area.TRAFFIC
        tab = VISITS if of_traffic else "Events"
        return SavedView(alert_title(alert), tab, period=period, currency=alert.currency or "")

    def _on_copy(self) -> None:
        view = self._view
        parts = [view.sentence.text(), view.todo.text()]
        if self._check is not None:
            parts += [row.sentence for row in self._check.rows]
        QApplication.clipboard().setText("\n".join(part for part in parts if part))


def _say(words: Words, text: str) -> None:
    words.say(text)
    words.setVisible(bool(text))
