"""The tab of reports: make one, those that were made, schedules, and the template. Widgets only."""

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Column, Tone
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.live_model import LiveModel
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.segments import Segments
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable

MADE_COLUMNS = (
    Column(later("Made"), "28 Oct 2026, 14:43", grow=0, medium=True),
    Column(later("Of"), "payee:neon-kitten", grow=2),
    Column(later("Days"), "31 Dec 2025 to 30 Jan 2026", grow=1, yields=1),
    Column(later("File"), "northlight 2026-10-01 to 2026-10-31.pdf", grow=4),
    Column(later("By"), "desk-1", grow=0, yields=3),
    Column(later("Entry"), "48,213", right=True, grow=0, yields=2),
    Column(later("Check"), "Not checked", grow=0, mark=True),
)
SCHEDULE_COLUMNS = (
    Column(later("Schedule"), "Month to the board", medium=True, grow=3),
    Column(later("Next"), "28 Oct 2026, 14:43", grow=0),
)
WHOLE, PAYEE = range(2)
HTML, PDF = range(2)
_SIDE = 340
_EMPTY_WIDE = 260
_FOLDER_LEAST = 160


def account_offers(accounts: tuple[str, ...], parent: QObject) -> QCompleter:
    """Return what offers accounts while one types."""
    offers = QCompleter(list(accounts), parent)
    offers.setFilterMode(Qt.MatchFlag.MatchContains)
    offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return offers


class PagePicture(QWidget):
    """A page as it will be printed, with a line around it."""

    def __init__(self, look: Look, name: str, width: int) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self.setAccessibleName(name)
        self.setFixedSize(width, round(width * 1.4142))

    def show_page(self, image: QImage) -> None:
        """Show another page, as wide as this."""
        self._image = image
        self._image.setDevicePixelRatio(max(image.width() / self.width(), 0.01))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.drawImage(0, 0, self._image)
        painter.setPen(self._look.theme.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class ReportsView(TabPage):
    """`row_acted` gives what is to be done with the chosen report: open, folder or verify."""

    make_asked = Signal()
    folder_asked = Signal()
    template_asked = Signal()
    schedule_asked = Signal()
    schedule_acted = Signal(str, str)
    row_acted = Signal(str)

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        main = QVBoxLayout()
        main.setSpacing(10)
        main.addWidget(self._form())
        main.addWidget(self._made(), 1)
        layout.addLayout(main, 1)
        layout.addWidget(self._beside())

    def focus_filter(self) -> None:
        """Go to where the page begins."""
        self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def account(self) -> str:
        """Whose statement is asked for; empty for the report of all."""
        return self.payee.text().strip() if self.what.current == PAYEE else ""

    @property
    def pdf(self) -> bool:
        """Whether a PDF is asked for."""
        return self.form_of.current == PDF

    def say_period(self, words: str) -> None:
        """Say which days a report will be of."""
        self.form_panel.say_title(tr("New report"), words)

    def offer_accounts(self, accounts: tuple[str, ...]) -> None:
        """Offer accounts while one types."""
        model = self._offers.model()
        assert isinstance(model, QStringListModel), "accounts are offered from a list of words"
        model.setStringList(list(accounts))

    def say_folder(self, folder: str) -> None:
        """Say where reports go."""
        self.folder.say(folder)
        self.folder.setToolTip(folder)

    def show_made_empty(self, empty: bool) -> None:
        """Say that nothing was made yet, in place of the table."""
        self._or_empty.show_empty(empty)

    def enable_row(self, known: bool, *, here: bool) -> None:
        """Say whether a report is chosen, and whether its file is known here."""
        self.open_button.setEnabled(here)
        self.folder_button.setEnabled(here)
        self.verify_button.setEnabled(known)

    def _form(self) -> QWidget:
        look = self.look
        self.form_panel = Panel(look, tr("New report"), " ")
        self.what = Segments(look, (tr("Whole business"), tr("Statement of a payee")), tr("What it is of"))
        self.payee = QLineEdit()
        self.payee.setPlaceholderText(tr("account, such as payee:neon-kitten"))
        self.payee.setAccessibleName(tr("Account"))
        self.payee.setMinimumWidth(220)
        self._offers = account_offers((), self)
        self.payee.setCompleter(self._offers)
        self.payee.setVisible(False)
        self.form_of = Segments(look, ("HTML", "PDF"), tr("Form"))
        self.form_of.choose(PDF)
        self.make_button = Button(look, tr("Make it"), icon="file")
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(12, 10, 12, 4)
        inside.setSpacing(8)
        for widget in (self.what, self.payee, self.form_of, self.make_button):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.form_panel.add(row)
        self.folder = Words(look, " ", role="table", tone=Tone.SECOND, elide=True)
        self.folder.setMinimumWidth(_FOLDER_LEAST)
        self.change_button = Button(look, tr("Change…"), variant="bare", name=tr("Change the folder"))
        into = QWidget()
        below = QHBoxLayout(into)
        below.setContentsMargins(12, 0, 12, 6)
        below.setSpacing(6)
        below.addWidget(Words(look, tr("Into"), role="table", tone=Tone.FAINT))
        below.addWidget(self.folder, 1)
        below.addWidget(self.change_button)
        self.form_panel.add(into)
        self.fault = Words(look, role="table", tone=Tone.NEGATIVE, wrap=True)
        self.fault.setContentsMargins(12, 0, 12, 6)
        self.fault.hide()
        self.form_panel.add(self.fault)
        self.what.changed.connect(self._on_what)
        self.make_button.clicked.connect(self.make_asked)
        self.payee.returnPressed.connect(self.make_asked)
        self.change_button.clicked.connect(self.folder_asked)
        return self.form_panel

    def _made(self) -> QWidget:
        look = self.look
        self.made = RowsModel(MADE_COLUMNS, self)
        self.table = DataTable(look, self.made, tr("Reports that were made"))
        self.open_button = Button(look, tr("Open"), icon="file")
        self.folder_button = Button(look, tr("Show in folder"), icon="folder")
        self.verify_button = Button(look, tr("Check"), icon="shield")
        self.made_panel = Panel(look, tr("Reports that were made"), " ")
        for button in (self.open_button, self.folder_button, self.verify_button):
            self.made_panel.tools.addWidget(button)
        empty = EmptyState(
            look,
            tr("There is no report yet"),
            tr("“Make report” writes one of the header's days, and the log keeps its fingerprint."),
        )
        self._or_empty = OrEmpty(self.table, empty)
        self.made_panel.add(self._or_empty, 1)
        self.open_button.clicked.connect(self._on_open)
        self.folder_button.clicked.connect(self._on_folder)
        self.verify_button.clicked.connect(self._on_verify)
        self.table.opened.connect(self._on_open)
        self.table.doubleClicked.connect(self._on_open)
        return self.made_panel

    def _beside(self) -> QWidget:
        look = self.look
        self.schedules = LiveModel(SCHEDULE_COLUMNS, self)
        self.schedule_table = DataTable(look, self.schedules, tr("Schedules of reports"))
        self.schedule_table.setMinimumHeight(look.row_height * 4)
        self.new_button = Button(look, tr("New…"), icon="plus", name=tr("New schedule"))
        self.pause_button = Button(look, tr("Pause"), variant="bare")
        self.remove_button = Button(look, tr("Remove"), variant="bare", name=tr("Remove the schedule"))
        self.schedule_panel = Panel(look, tr("Schedules"), " ")
        for button in (self.pause_button, self.remove_button, self.new_button):
            self.schedule_panel.tools.addWidget(button)
        none = EmptyState(
            look,
            tr("No schedule yet"),
            tr("A report can be made by itself, every day, week or month, into a folder."),
            width=_EMPTY_WIDE,
        )
        self._or_none = OrEmpty(self.schedule_table, none)
        self._or_none.follow(self.schedules)
        self.schedule_panel.add(self._or_none, 1)
        self.template_button = Button(look, tr("Edit…"), name=tr("Edit the template"))
        self.template_panel = Panel(look, tr("Template"), tr("of all reports"))
        self.template_panel.tools.addWidget(self.template_button)
        self.picture = PagePicture(look, tr("How a report looks"), 250)
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(12, 10, 12, 8)
        below.setSpacing(8)
        below.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.template_panel.add(inside)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.schedule_panel, 1)
        layout.addWidget(self.template_panel)
        self.new_button.clicked.connect(self.schedule_asked)
        self.pause_button.clicked.connect(self._on_pause)
        self.remove_button.clicked.connect(self._on_remove)
        self.template_button.clicked.connect(self.template_asked)
        return side

    def _on_what(self, at: int) -> None:
        self.payee.setVisible(at == PAYEE)
        if at == PAYEE:
            self.payee.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_open(self) -> None:
        self.row_acted.emit("open")

    def _on_folder(self) -> None:
        self.row_acted.emit("folder")

    def _on_verify(self) -> None:
        self.row_acted.emit("verify")

    def _on_pause(self) -> None:
        self.schedule_acted.emit("pause", str(self.schedule_table.chosen_key() or ""))

    def _on_remove(self) -> None:
        self.schedule_acted.emit("remove", str(self.schedule_table.chosen_key() or ""))
