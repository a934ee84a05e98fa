"""The events tab: the table, and the inspector with event, explanation and postings."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from revroute_desktop.console.panes.routing.event_origin import HistoryPage, RawPage
from revroute_desktop.console.panes.routing.models import POSTING_COLUMNS
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Row, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.late import Late
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts, Note, Words
from revroute_desktop.console.widgets.surfaces import Column, Ground, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.totals import TableBlock
from revroute_desktop.console.widgets.why import WhyPage
from revroute_desktop.routing.event_fields import EVENT_FIELDS

NO_EVENTS = later("They come from files: import an export of a shop, a payment provider or an ad network.")


class PostingsPage(Ground):
    """The postings of one transaction, with their sums."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, panel_colour)
        self._words = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self._words.setContentsMargins(14, 12, 14, 8)
        self._model = RowsModel(POSTING_COLUMNS, self)
        self._table = DataTable(look, self._model, tr("Postings"))
        self._block = TableBlock(look, self._table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._words)
        layout.addWidget(self._block)
        layout.addStretch(1)

    def show_postings(self, sentence: str, rows: list[Row], totals: tuple[Row, ...]) -> None:
        """Show postings and a sentence about them."""
        self._words.say(sentence)
        self._model.show(rows)
        self._block.totals.show_rows(totals)
        self._table.setFixedHeight(29 + self._look.row_height * len(rows))
        self._block.setVisible(bool(rows))


class EventPage(Column):
    """What is known about one event."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap=8)
        self._amount = Words(look, role="hero")
        self._about = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self._note = Note(look)
        self._facts = Facts(look)
        for widget in (self._amount, self._about, self._note):
            self.add(widget)
        self.release_button = Button(look, tr("Release"))
        self.retry_button = Button(look, tr("Retry"), icon="refresh")
        self._acts = self.add_row(self.release_button, self.retry_button)
        self._acts.hide()
        self.add(self._facts)

    def show_event(self, amount: str, about: str, note: str, facts: list[tuple[str, str]]) -> None:
        """Show one event."""
        self._amount.say(amount)
        self._about.say(about)
        self._note.say(note)
        self._facts.show_facts(facts)

    def show_acts(self, *, release: bool, retry: bool) -> None:
        """Offer what a person may decide about the event."""
        self.release_button.setVisible(release)
        self.retry_button.setVisible(retry)
        self._acts.setVisible(release or retry)


class EventsView(ListTab):
    """Widgets only; the presenter says what they show."""

    table: DataTable

    def __init__(self, look: Look, model: PagedModel) -> None:
        self.look = look
        self.event_page = EventPage(look)
        # Nobody looks at these before an event is chosen: the first screen does not wait for them.
        self._why = Late(partial(WhyPage, look))
        self._postings = Late(partial(PostingsPage, look))
        self._history = Late(partial(HistoryPage, look))
        self._raw = Late(partial(RawPage, look))
        inspector = Inspector(
            look,
            (
                (tr("Event"), self.event_page),
                (tr("Why"), self._why),
                (tr("Postings"), self._postings),
                (tr("History"), self._history),
                (tr("Raw row"), self._raw),
            ),
            mono_title=True,
        )
        empty = EmptyState(
            look,
            tr("No events yet"),
            tr(NO_EVENTS),
            tr("Import revenue"),
            "import",
        )
        super().__init__(
            look,
            model,
            tr("Events"),
            inspector,
            empty,
            filters=EVENT_FIELDS,
        )

    @property
    def why_page(self) -> WhyPage:
        """The explanation as a waterfall."""
        return self._why.page

    @property
    def postings_page(self) -> PostingsPage:
        """What was posted."""
        return self._postings.page

    @property
    def history_page(self) -> HistoryPage:
        """The entries of the log."""
        return self._history.page

    @property
    def raw_page(self) -> RawPage:
        """The row that it came from."""
        return self._raw.page
