"""The dialogs of reports: the template with its page as one types, and a schedule."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.analytics.reports.period_words import NAMES
from revroute_desktop.analytics.reports.template import (
    PAPERS,
    SECTIONS,
    Template,
    check_template,
    read_logo,
)
from revroute_desktop.console.panes.analytics.reports.view import PDF, PagePicture, account_offers
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import NORMAL, WIDE, Dialog, FileField
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.segments import Segments
from revroute_desktop.errors import UserError

_PAUSE_MS = 250
_PAGE = 320
_TEXT_HEIGHT = 62
_SECTION_TITLES = {
    "summary": later("Summary"),
    "time": later("Over time"),
    "why": later("Why it changed"),
    "tables": later("By route, country and more"),
    "forecast": later("Forecast"),
    "anomalies": later("What looks wrong"),
    "checks": later("Checks of the routing"),
    "plans": later("Plans in force"),
}
PERIOD_TITLES = {
    "today": later("Today"),
    "yesterday": later("Yesterday"),
    "last-7-days": later("The 7 days before"),
    "last-week": later("Last week"),
    "this-month": later("This month"),
    "last-month": later("Last month"),
    "last-quarter": later("Last quarter"),
    "last-year": later("Last year"),
}
_TIMES = (
    (later("Every day at 06:00"), "0 6 * * *"),
    (later("Mondays at 07:00"), "0 7 * * 1"),
    (later("On the first of a month at 07:00"), "0 7 1 * *"),
    (later("On the first of a quarter at 07:00"), "0 7 1 1,4,7,10 *"),
)
_USUAL_PERIOD = ("yesterday", "last-week", "last-month", "last-quarter")


class _TextFrame(QWidget):
    """The border of a field around a text of several lines."""

    def __init__(self, look: Look, text: QPlainTextEdit) -> None:
        super().__init__()
        self._look = look
        self._text = text
        inside = QVBoxLayout(self)
        inside.setContentsMargins(3, 2, 3, 2)
        inside.addWidget(text)
        text.installEventFilter(self)
        look.changed.connect(self.update)

    def setAccessibleName(self, name: str) -> None:
        """Name the text, which is what one types into."""
        self._text.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        focused = self._text.hasFocus()
        box(painter, self.rect(), 4, theme.panel, theme.focus if focused else theme.line_strong)
        painter.end()


class TemplateDialog(Dialog):
    """`page_asked` gives the template as it stands, whenever it has changed; `show_page` shows its page."""

    page_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget, template: Template) -> None:
        super().__init__(
            look,
            parent,
            tr("Template of reports"),
            tr("What all reports and statements of this workspace share."),
            tr("Keep the template"),
            width=WIDE,
        )
        self._kept = template
        self._logo = template.logo
        self.name = QLineEdit(template.name)
        self.address = _text("\n".join(template.lines))
        self.closing = _text(template.closing)
        self.logo = FileField(look, tr("Logo"), tr("Pictures (*.png *.svg)"))
        self.logo.setPlaceholderText(
            tr("a PNG or SVG of at most 256 KiB") if template.logo is None else tr("the logo as it is")
        )
        self.no_logo = Button(look, tr("Take it away"), variant="bare")
        self.no_logo.setEnabled(template.logo is not None)
        self.paper = Segments(look, ("A4", "Letter"), tr("Paper"))
        self.paper.choose(PAPERS.index(template.paper))
        self.checks = {key: QCheckBox(tr(title)) for key, title in _SECTION_TITLES.items()}
        for key, check in self.checks.items():
            check.setChecked(key in template.sections)
        self.picture = PagePicture(look, tr("How a report looks"), _PAGE)
        left, outer = QWidget(), QHBoxLayout()
        outer.setSpacing(20)
        fields = self.form
        # The fields go into the left half, the page stands at the right.
        self.form = QVBoxLayout(left)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(4)
        self.field(tr("Name"), self.name)
        self.field(tr("Address, a line each"), _TextFrame(look, self.address))
        self.field(tr("Logo"), self.logo, self.logo.choose_button, self.no_logo)
        self.field(tr("Closing words"), _TextFrame(look, self.closing))
        self.field(tr("Paper of PDFs"), _left(self.paper))
        self.form.addSpacing(6)
        words = Words(look, tr("Sections of a period's report"), role="label", weight=400, tone=Tone.FAINT)
        self.form.addWidget(words)
        for first, second in zip(list(self.checks)[::2], list(self.checks)[1::2], strict=True):
            row = QHBoxLayout()
            row.addWidget(self.checks[first], 1)
            row.addWidget(self.checks[second], 1)
            self.form.addLayout(row)
        self.form.addStretch(1)
        outer.addWidget(left, 1)
        outer.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        fields.addLayout(outer)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._on_wait)
        self.name.textChanged.connect(self._wait.start)
        self.logo.textChanged.connect(self._wait.start)
        self.address.textChanged.connect(self._wait.start)
        self.closing.textChanged.connect(self._wait.start)
        self.paper.changed.connect(self._wait.start)
        for check in self.checks.values():
            check.toggled.connect(self._wait.start)
        self.no_logo.clicked.connect(self._on_no_logo)

    @property
    def template(self) -> Template:
        """The template as it stands; raises UserError for a logo that can't be taken."""
        logo = self._logo
        if self.logo.text().strip():
            logo = read_logo(self.logo.path)
        return replace(
            self._kept,
            name=self.name.text().strip(),
            lines=tuple(line.strip() for line in self.address.toPlainText().split("\n") if line.strip()),
            logo=logo,
            closing=self.closing.toPlainText().strip(),
            sections=tuple(key for key in SECTIONS if self.checks[key].isChecked()),
            paper=PAPERS[self.paper.current],
        )

    def ask(self) -> None:
        super().ask()
        self._on_wait()

    def show_page(self, image: QImage) -> None:
        """Show the page of the template as it stands."""
        self.picture.show_page(image)

    def problem(self) -> str:
        try:
            check_template(self.template)
        except UserError as error:
            return str(error)
        return ""

    def _on_wait(self) -> None:
        problem = self.problem()
        self._say(problem)
        if not problem:
            self.page_asked.emit(self.template)

    def _on_no_logo(self) -> None:
        self._logo = None
        self.logo.clear()
        self.logo.setPlaceholderText(tr("a PNG or SVG of at most 256 KiB"))
        self.no_logo.setEnabled(False)
        self._on_wait()


class ReportScheduleDialog(Dialog):
    """Asks for a report that is made again and again."""

    def __init__(self, look: Look, parent: QWidget, folder: Path, accounts: tuple[str, ...]) -> None:
        super().__init__(
            look,
            parent,
            tr("Make a report again and again"),
            tr("It is made while the program runs. No file is written over."),
            tr("Save the schedule"),
            "calendar",
            width=NORMAL,
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("such as Month to the board"))
        self.field(tr("Name"), self.name)
        self.times = QComboBox()
        for title, cron in _TIMES:
            self.times.addItem(tr(title), cron)
        self.field(tr("When, in the zone of the books"), self.times)
        self.period = QComboBox()
        for name in NAMES:
            self.period.addItem(tr(PERIOD_TITLES[name]), name)
        self.field(tr("Which days"), self.period)
        self.payee = QLineEdit()
        self.payee.setPlaceholderText(tr("the whole business; or an account for its statement"))
        self.payee.setCompleter(account_offers(accounts, self))
        self.field(tr("Of"), self.payee)
        self.form_of = Segments(look, ("HTML", "PDF"), tr("Form"))
        self.form_of.choose(PDF)
        self.field(tr("Form"), _left(self.form_of))
        self.folder = QLineEdit(str(folder))
        self.field(tr("Folder"), self.folder)
        self.times.currentIndexChanged.connect(self._on_times)
        self._on_times(0)

    @property
    def asked(self) -> tuple[str, str, tuple[str, ...]]:
        """The name of the schedule, its cron line, and the words of the command."""
        account = self.payee.text().strip()
        words = (
            "report",
            "--period",
            str(self.period.currentData()),
            "--into",
            self.folder.text().strip(),
            *(("--payee", account) if account else ()),
            *(("--pdf",) if self.form_of.current == PDF else ()),
        )
        return self.name.text().strip(), str(self.times.currentData()), words

    def problem(self) -> str:
        if not self.name.text().strip():
            return tr("Give the schedule a name.")
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or not folder.is_absolute():
            return tr("Say into which folder, from the root on.")
        return ""

    def _on_times(self, at: int) -> None:
        self.period.setCurrentIndex(list(NAMES).index(_USUAL_PERIOD[at]))


def _left(widget: QWidget) -> QWidget:
    """Return a widget that keeps its size at the left of a form."""
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(widget)
    inside.addStretch(1)
    return row


def _text(words: str) -> QPlainTextEdit:
    made = QPlainTextEdit(words)
    made.setFixedHeight(_TEXT_HEIGHT)
    made.setTabChangesFocus(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.document().setDocumentMargin(3)
    return made
