"""Overruling a verdict: count a name as people, an agent as a bot, or take such a decision back."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from revroute_desktop.console.panes.tab import Desk
from revroute_desktop.console.panes.traffic.words import CHOSEN_CLASSES, CLASSES
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog, ReasonDialog
from revroute_desktop.traffic.bots.rules import BotRule, Ruled, RuleKind, decide, take_back
from revroute_desktop.traffic.meaning.classes import BotClass


class AsBotDialog(Dialog):
    """Asks for words of a user agent and the class to count it as."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            look,
            parent,
            tr("Count an agent as a bot"),
            tr("Requests whose user agent holds these words are kept apart from now on."),
            tr("Count as a bot"),
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText("UptimeKuma")
        self.field(tr("Words of the user agent"), self.words)
        self.kind = QComboBox()
        for bot in CHOSEN_CLASSES:
            self.kind.addItem(tr(CLASSES[bot]), bot)
        self.field(tr("Class"), self.kind)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("why, for whoever reads it later"))
        self.field(tr("Reason"), self.reason)

    @property
    def rule(self) -> BotRule:
        """The decision."""
        bot = BotClass(self.kind.currentData())
        return BotRule(RuleKind.AGENT, self.words.text().strip(), bot, self.reason.text().strip())

    def problem(self) -> str:
        return "" if self.words.text().strip() else tr("Say which words its user agent holds.")


class Overruling(QObject):
    """`said` gives what came of a decision."""

    said = Signal(str)

    def __init__(self, desk: Desk, view: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self.dialog: Dialog | None = None

    def count_as_people(self, name: str) -> None:
        """Ask why, then count what has this name as people."""
        dialog = ReasonDialog(
            self._desk.look,
            self._view,
            tr("Count {name} as people?", name=name),
            tr(
                "Its visits join those of people, those read before too, and what is read from now on is "
                "counted so. You can take this back."
            ),
            tr("Count as people"),
        )
        dialog.submitted.connect(partial(self._on_people, dialog, name))
        self._ask(dialog)

    def count_as_bot(self) -> None:
        """Ask for an agent, then count it as a bot."""
        dialog = AsBotDialog(self._desk.look, self._view)
        dialog.submitted.connect(partial(self._on_bot, dialog))
        self._ask(dialog)

    def take_back(self, text: str) -> None:
        """Let the program tell again."""
        work = partial(take_back, self._desk.books.workspace, text)
        sentence = tr("{name} is told by the program again, from the next log on.", name=text)
        self._desk.books.write(work, partial(self._on_taken_back, sentence))

    def _ask(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_finished(self, _code: int) -> None:
        self.dialog = None

    def _on_people(self, dialog: ReasonDialog, name: str) -> None:
        self._decide(dialog, BotRule(RuleKind.NAME, name, BotClass.PEOPLE, dialog.reason))

    def _on_bot(self, dialog: AsBotDialog) -> None:
        self._decide(dialog, dialog.rule)

    def _decide(self, dialog: Dialog, rule: BotRule) -> None:
        books = self._desk.books
        work = partial(decide, books.workspace, rule, actor=books.person)
        books.write(work, partial(self._on_decided, dialog), dialog.refuse)

    def _on_decided(self, dialog: Dialog, ruled: Ruled) -> None:
        dialog.accept()
        count = self._desk.books.writer.count
        self.said.emit(
            tr(
                "{name} counts as {what} from now on; {visits} visits and {requests} requests were moved.",
                name=ruled.rule.text,
                what=tr(CLASSES[ruled.rule.bot]),
                visits=count(ruled.visits),
                requests=count(ruled.requests),
            )
        )

    def _on_taken_back(self, sentence: str, _nothing: None) -> None:
        self.said.emit(sentence)
