"""`OpenPanes`: which pane of the open workspace is shown, and what the panes are told."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.chosen_period import ChosenPeriod
from revroute_desktop.console.books.made_panes import MadePanes
from revroute_desktop.console.books.period import Period
from revroute_desktop.console.books.views import LOG, VISITS, SavedView
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.pane import PaneHead


class OpenPanes(QObject):
    """Brings panes into the window, and tells each what concerns it, also one that is made later.

    `saved` is what panes remembered the last time, by pane. `shown`: a pane is shown now.
    """

    shown = Signal()

    def __init__(
        self,
        made: MadePanes,
        books: Books,
        window: Window,
        chosen: ChosenPeriod,
        jobs: JobList,
        saved: dict[str, dict[str, Any]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._made = made
        self._books = books
        self._window = window
        self._chosen = chosen
        self._jobs = jobs
        self._saved = saved
        self._keyring = (tr("not asked yet"), "", False)
        self._open_anomalies = 0
        self.current = ""
        """Id of the pane that is shown."""
        for view in made.views.values():
            window.add_pane(view)
        made.grown.connect(window.put_status_last)
        made.selected_says.connect(self._on_selected)
        chosen.changed.connect(self._on_period)
        jobs.changed.connect(self._tell_jobs)

    # Showing

    def show(self, pane: str) -> None:
        """Show a pane; it is made when it is shown for the first time."""
        view = self._made.views.get(pane)
        if pane == self.current and self._window.panes.currentWidget() is view:
            return
        presenters = self._made.presenters
        if self.current in presenters:
            presenters[self.current].activate(False)
        view = self.view(pane)
        self.current = pane
        self._window.panes.setCurrentWidget(view)
        self._window.rail.show_pane(pane)
        self._on_selected("", "")
        if pane in presenters:
            presenters[pane].activate(True)
        self.shown.emit()

    def view(self, pane: str) -> QWidget:
        """Return a pane's view, made if need be."""
        if pane not in self._made.views:
            view = self._made.make(pane)
            self._bring_in(pane)
            self._window.add_pane(view)
        return self._made.views[pane]

    def show_tab(self, pane: str, tab: int) -> None:
        """Go to a tab of a pane."""
        self.show(pane)
        head = getattr(self.view(pane), "head", None)
        if isinstance(head, PaneHead):
            head.tabs.choose(tab)

    def show_rows(self, view: SavedView) -> None:
        """Show the rows of a view, wherever they stand, in the period and currency that belong to it."""
        made = self._made
        if view.tab == LOG:
            self.show("audit")
            if made.audit is not None:
                made.audit.show_view(view)
        elif view.tab == VISITS:
            self.show("traffic")
            if made.traffic is not None:
                self._chosen.show(*made.traffic.show_view(view))
        else:
            self.show("routing")
            self._chosen.show(*made.routing.show_view(view))

    def view_shown(self) -> SavedView:
        """Return what the current pane shows, as a view without a name."""
        made = self._made
        shower = {"audit": made.audit, "traffic": made.traffic}.get(self.current) or made.routing
        return shower.view_shown()

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the pane that is shown."""
        focus = getattr(self._made.views.get(self.current), "focus_filter", None)
        if focus is not None:
            focus()

    # Acts of a pane, done there

    def act_on_trust(self, action: str) -> None:
        """Do an act of the audit pane, there."""
        self.show("audit")
        if self._made.audit is not None:
            self._made.audit.act(action)

    def act_on_traffic(self, action: str, files: tuple[Path, ...] = ()) -> None:
        """Do an act of the traffic pane, there."""
        self.show("traffic")
        if self._made.traffic is not None:
            self._made.traffic.act(action, files)

    def act_on_analytics(self, action: str) -> None:
        """Do an act of the analytics pane, there."""
        self.show("analytics")
        if self._made.analytics is not None:
            self._made.analytics.act(action)

    @property
    def arrangements(self) -> tuple[str, ...]:
        """The names of the analytics pane's arrangements, as far as they are known."""
        from revroute_desktop.console.panes.analytics.overview.names import ARRANGEMENT_TITLES

        analytics = self._made.analytics
        return analytics.arrangements if analytics is not None else tuple(ARRANGEMENT_TITLES)

    def show_arrangement(self, name: str) -> None:
        """Show an arrangement of the analytics pane."""
        self.show("analytics")
        if self._made.analytics is not None:
            self._made.analytics.show_arrangement(name)

    def show_anomaly(self, name: str) -> None:
        """Go to an anomaly, and say why its figure is another."""
        self.show("analytics")
        if self._made.analytics is not None:
            self._made.analytics.show_anomaly(name)

    # What panes are told

    def books_changed(self) -> None:
        """The file has changed."""
        for presenter in self._made.presenters.values():
            presenter.books_changed()

    def show_base(self) -> None:
        """Another currency stands before the others."""
        self._made.routing.show_base()
        for pane in (self._made.traffic, self._made.analytics):
            if pane is not None:
                pane.books_changed()

    def show_keyring(self, word: str, about: str, *, usable: bool) -> None:
        """Say in which of its states the keyring is."""
        self._keyring = (word, about, usable)
        self._tell_key()

    def show_open_anomalies(self, count: int) -> None:
        """Say how many anomalies are open."""
        self._open_anomalies = count
        if self._made.analytics is not None:
            self._made.analytics.show_open(count)

    def _on_period(self, period: Period, currency: str) -> None:
        made = self._made
        made.routing.show_period(period, currency)
        if made.audit is not None:
            made.audit.show_period(period)
        if made.traffic is not None:
            made.traffic.show_period(period, currency)
        if made.analytics is not None:
            made.analytics.show_period(period, currency)

    def _tell_jobs(self) -> None:
        for pane in (self._made.audit, self._made.traffic):
            if pane is not None:
                pane.show_jobs(self._jobs.running)

    def _tell_key(self) -> None:
        word, about, usable = self._keyring
        if self._made.audit is not None:
            self._made.audit.show_key(
                tr("Keyring {word}", word=word), about, Tone.POSITIVE if usable else Tone.WARNING
            )

    def _bring_in(self, pane: str) -> None:
        """Tell a pane that was made just now what the others know, and what it remembered."""
        made, period, currency = self._made, self._chosen.period, self._chosen.currency
        if pane == "audit" and made.audit is not None:
            kept = self._saved.get("keys", {}).get(self._books.workspace.uuid)
            made.audit.acts.remember_key_file(Path(kept) if isinstance(kept, str) else None)
            made.audit.show_period(period)
            made.audit.show_jobs(self._jobs.running)
            self._tell_key()
        elif pane == "traffic" and made.traffic is not None:
            made.traffic.show_period(period, currency)
            made.traffic.show_jobs(self._jobs.running)
        elif pane == "analytics" and made.analytics is not None:
            made.analytics.show_period(period, currency)
            made.analytics.restore(self._saved.get("analytics", {}))
            made.analytics.show_open(self._open_anomalies)

    def _on_selected(self, text: str, strong: str) -> None:
        self._window.status.say("selection", Saying(text, strong))

    # From one time to the next

    def restore(self) -> None:
        """Show what the first pane remembered, in its period."""
        self._chosen.show(*self._made.routing.restore(self._saved.get("routing", {})))

    def saved(self) -> dict[str, dict[str, Any]]:
        """Return what the panes remember; of those that were not made there is nothing."""
        made, saved = self._made, {"routing": self._made.routing.saved()}
        if made.analytics is not None:
            saved["analytics"] = made.analytics.saved()
        if made.audit is not None:
            uuid, path = self._books.workspace.uuid, made.audit.acts.keys.path
            others = {k: v for k, v in self._saved.get("keys", {}).items() if k != uuid}
            # Where the key file is; its passphrase is nowhere.
            saved["keys"] = others if path is None else {**others, uuid: str(path)}
        return saved

    def leave(self) -> None:
        """Take the panes out of the window and let go of them."""
        self._jobs.changed.disconnect(self._tell_jobs)
        if self._made.system is not None:
            self._made.system.leave()
        for view in self._made.views.values():
            self._window.panes.removeWidget(view)
            view.deleteLater()
