"""`Ruling`: rules by hand, added, changed and removed by a person."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from revroute_desktop.analytics.anomalies.desk import KeptRule, add_rule, change_rule, drop_rule
from revroute_desktop.analytics.anomalies.schedule import LOOK, repeat
from revroute_desktop.console.panes.analytics.anomalies.models import rule_row
from revroute_desktop.console.panes.analytics.anomalies.rule_dialog import MISSING, RuleDialog
from revroute_desktop.console.panes.analytics.anomalies.view import AnomaliesView
from revroute_desktop.console.panes.tab import Desk
from revroute_desktop.console.translate import tr


class Ruling(QObject):
    """Fills the table of rules. `said` gives what came of an act, after which the rules have `changed`."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, view: AnomaliesView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._rules: tuple[KeptRule, ...] = ()
        self._currencies: tuple[str, ...] = ()
        view.rules.chosen.connect(self._enable)
        view.rules.opened.connect(self._on_change)
        view.add_button.clicked.connect(self._on_add)
        view.edit_button.clicked.connect(self._on_change)
        view.drop_button.clicked.connect(self._on_drop)
        view.add_button.setEnabled(desk.may_write)
        self._enable()

    def show_rules(
        self, rules: tuple[KeptRule, ...], broken: frozenset[str], currencies: tuple[str, ...]
    ) -> None:
        """Show the rules, those of them that are `broken` marked; new ones are of one of the currencies."""
        self._rules, self._currencies = rules, currencies
        self._view.rules_model.show(
            [rule_row(one, broken=one.rule.text in broken) for one in rules], [one.number for one in rules]
        )
        self._enable()

    def _chosen(self) -> KeptRule | None:
        key = self._view.rules.chosen_key()
        return next((one for one in self._rules if one.number == key), None)

    def _enable(self, _key: object = None) -> None:
        may = self._desk.may_write and self._chosen() is not None
        self._view.edit_button.setEnabled(may)
        self._view.drop_button.setEnabled(may)

    def _on_add(self) -> None:
        self._ask(None)

    def _on_change(self, _key: object = None) -> None:
        found = self._chosen()
        if found is not None and self._desk.may_write:
            self._ask(found)

    def _ask(self, kept: KeptRule | None) -> None:
        rule = kept.rule if kept is not None else None
        dialog = RuleDialog(self._desk.look, self._view.window(), self._currencies, rule)
        dialog.submitted.connect(partial(self._on_submitted, dialog, kept.number if kept else None))
        dialog.ask()

    def _on_submitted(self, dialog: RuleDialog, number: int | None) -> None:
        workspace, text = self._desk.books.workspace, dialog.text
        missing = dialog.kind.current == MISSING

        def act() -> None:
            if number is None:
                add_rule(workspace, text)
            else:
                change_rule(workspace, number, text)
            if missing:
                # That nothing comes is told by no import.
                repeat(workspace, LOOK, on=True)

        said = tr("The rule is kept; data that are missing are looked for every hour.")
        said = said if missing else tr("The rule is kept.")
        self._desk.books.write(act, partial(self._on_kept, dialog, said), dialog.refuse)

    def _on_kept(self, dialog: RuleDialog, said: str, _nothing: None) -> None:
        dialog.accept()
        self.said.emit(said)
        self.changed.emit()

    def _on_drop(self) -> None:
        found = self._chosen()
        if found is not None:
            act = partial(drop_rule, self._desk.books.workspace, found.number)
            self._desk.books.write(act, self._on_dropped)

    def _on_dropped(self, _nothing: None) -> None:
        self.changed.emit()
