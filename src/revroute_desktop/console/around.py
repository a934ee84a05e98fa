"""`Around`: what the window has beside the panes: palette, help, settings, notices, reports of faults."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.actions import ACTIONS, ActionSpec
from revroute_desktop.console.desk import Desk
from revroute_desktop.console.finder import OF_BOOKS, Kind, Offer, in_books, merge, rank, remembered
from revroute_desktop.console.reads import Reads
from revroute_desktop.console.session import DENSITIES
from revroute_desktop.console.shell.notices import Notice, Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone

if TYPE_CHECKING:
    from revroute_desktop.console.pages.help_view import HelpView
    from revroute_desktop.console.pages.settings_view import SettingsView

_DAYS_OFFERED = 28
_MENU_ORDER = ("Work", "Go", "View", "File", "Help")
HELP, SETTINGS = "help", "settings"


class Around(QObject):
    """Pages and lists that are there with and without a workspace."""

    def __init__(self, look: Look, window: Window, reads: Reads, notices: Notices, desk: Desk) -> None:
        super().__init__()
        self._look = look
        self._window = window
        self._reads = reads
        self._notices = notices
        self._desk = desk
        self._help: HelpView | None = None
        self._settings: SettingsView | None = None
        self._offers: tuple[Offer, ...] = ()
        self._query = ""
        self.page = ""
        actions = window.actions_of_window
        actions.set_own_keys(desk.session.keys)
        actions.keys_changed.connect(self._on_keys)
        window.palette_panel.typed.connect(self._on_typed)
        window.palette_panel.picked.connect(self._on_picked)
        window.notice_list.acted.connect(self._on_notice)
        window.notice_list.cleared.connect(notices.clear)
        window.header.period.days_asked.connect(self._on_days)
        self._on_keys()

    # The palette

    def open_palette(self) -> None:
        """Open the palette over the window."""
        self._offers = self._at_hand()
        self._window.palette_panel.open_palette()

    def _at_hand(self) -> tuple[Offer, ...]:
        """Return what can be offered without asking the books."""
        from revroute_desktop.console.pages.help_pages import help_pages
        from revroute_desktop.console.panes.analytics.names import arrangement_title

        actions = self._window.actions_of_window
        offers = [
            Offer(Kind.ACTION, spec.id, tr(spec.title), tr(spec.menu), actions.keys(spec.id), _also(spec))
            for spec in sorted(ACTIONS, key=lambda spec: _MENU_ORDER.index(spec.menu))
            if spec.id != "palette.open" and actions.get(spec.id).isEnabled()
        ]
        offers += [
            Offer(
                Kind.HELP, page.id, page.title, also=tr("help {headings}", headings=" ".join(page.headings))
            )
            for page in help_pages()
        ]
        offers += [
            Offer(
                Kind.SETTING,
                "appearance",
                tr("Theme, contrast and row height"),
                also=tr("density dark light"),
            ),
            Offer(Kind.SETTING, "shortcuts", tr("Shortcuts"), also=tr("keys keyboard change")),
        ]
        offers += [
            Offer(Kind.WORKSPACE, seen.path, seen.name, seen.path, also=tr("open recent"))
            for seen in self._desk.session.recent
        ]
        if self._desk.books is not None:
            offers += [
                Offer(
                    Kind.VIEW,
                    view.name,
                    view.name,
                    tr(view.tab),
                    also=tr("view {filter}", filter=view.filter),
                )
                for view in self._desk.books.views.all
            ]
            offers += [
                Offer(
                    Kind.ARRANGEMENT,
                    name,
                    tr("Analytics: {name}", name=arrangement_title(name)),
                    also=tr("analytics arrangement cards dashboard"),
                )
                for name in self._desk.books.panes.arrangements
            ]
        offers += [remembered(kind, name) for kind, name in self._recent() if kind in OF_BOOKS]
        return tuple(offers)

    def _recent(self) -> list[tuple[Kind, str]]:
        """Return what was chosen lately, without what belongs to another workspace."""
        here = str(self._desk.books.workspace.uuid) if self._desk.books is not None else ""
        kinds = {str(kind): kind for kind in Kind}
        found = []
        for key in self._desk.session.found:
            scope, _, rest = key.partition("\t")
            kind, _, name = rest.partition("\t")
            if kind in kinds and scope in {"", here}:
                found.append((kinds[kind], name))
        return found

    def _on_typed(self, query: str) -> None:
        self._query = query
        static = rank(self._offers, query, self._recent())
        self._window.palette_panel.show_offers(merge(static, (), query))
        books = self._desk.books
        if books is not None and query.strip():
            question = partial(in_books, query=query, writer=self._desk.writer)
            books.books.ask("palette", question, partial(self._on_found, query, static), priority=9)

    def _on_found(self, query: str, static: list[Offer], found: list[Offer]) -> None:
        if query == self._query and found:
            self._window.palette_panel.show_offers(merge(static, found, query))

    def _on_picked(self, offer: Offer) -> None:
        books = self._desk.books
        scope = books.workspace.uuid if books is not None and offer.kind in OF_BOOKS else ""
        self._desk.session = self._desk.session.with_found(f"{scope}\t{offer.kind}\t{offer.name}")
        self.run(offer.kind, offer.name)

    def run(self, kind: str, name: str) -> None:
        """Do what an offer or a notice stands for."""
        books = self._desk.books
        if kind == Kind.ACTION:
            self._window.actions_of_window.do(name)
        elif kind == Kind.HELP:
            self.show_help(name)
        elif kind == Kind.SETTING:
            self.show_settings(name)
        elif kind == Kind.WORKSPACE:
            self._desk.open(Path(name))
        elif kind == "job":
            if books is not None:
                books.go_on(int(name))
        elif kind == "result":
            self._desk.show_result(int(name))
        elif kind == "anomaly":
            if books is not None:
                self._desk.leave_page()
                books.panes.show_anomaly(name)
        elif kind == "crash":
            self.show_crash(Path(name))
        elif books is not None and kind == Kind.VIEW:
            self._desk.leave_page()
            books.views.show(name)
        elif books is not None and kind == Kind.ARRANGEMENT:
            self._desk.leave_page()
            books.panes.show_arrangement(name)
        elif books is not None:
            self._desk.leave_page()
            from revroute_desktop.console.reveal import reveal

            reveal(books, Kind(kind), name)

    # Help and settings

    def show_help(self, page: str, heading: str = "") -> None:
        """Show a page of the help."""
        from revroute_desktop.console.pages.help_pages import help_pages, page_text
        from revroute_desktop.console.pages.help_view import HelpView

        if self._help is None:
            self._help = HelpView(self._look, help_pages())
            self._help.asked.connect(self.show_help)
            self._help.linked.connect(self._on_link)
            self._help.left.connect(self._desk.leave_page)
        actions = self._window.actions_of_window
        keys = {spec.id: actions.keys(spec.id) for spec in ACTIONS}
        self._help.show_page(page, page_text(page, keys), heading)
        self._show_page(HELP, self._help)

    def _on_link(self, target: str) -> None:
        kind, _, name = target.partition(":")
        if kind == SETTINGS:
            self.show_settings(name)
            return
        from revroute_desktop.console.pages.help_pages import help_pages

        if "://" in target:
            QApplication.clipboard().setText(target)
            self._window.toast.say(
                tr("The address was copied: this program opens no pages of the web."), Tone.SECOND
            )
            return
        page, _, heading = target.partition("#")
        page = page.rpartition("/")[2].removesuffix(".md")
        if page in {one.id for one in help_pages()}:
            self.show_help(page, heading)

    def show_settings(self, section: str = "") -> None:
        """Show the settings, at a section if given."""
        from revroute_desktop.console.pages.settings import SettingsPresenter
        from revroute_desktop.console.pages.settings_view import APPEARANCE, SHORTCUTS, SettingsView

        if self._settings is None:
            view = SettingsView(self._look, DENSITIES)
            kept = self._desk.session
            presenter = SettingsPresenter(
                self._look, view, self._window.actions_of_window, kept.density, kept.language, self
            )
            presenter.density_chosen.connect(self._on_density)
            presenter.language_chosen.connect(self._on_language)
            view.left.connect(self._desk.leave_page)
            self._settings = view
        if section:
            self._settings.head.tabs.choose(SHORTCUTS if section == "shortcuts" else APPEARANCE)
        self._show_page(SETTINGS, self._settings)

    def _show_page(self, page: str, view: "HelpView | SettingsView") -> None:
        self.page = page
        self._window.show_page(view, with_work=self._desk.books is not None)
        self._window.rail.show_pane(page)
        view.focus_filter()

    def leave(self) -> None:
        """No page is shown any more."""
        self.page = ""

    def _on_density(self, density: str) -> None:
        self._desk.session = self._desk.session.with_density(density)
        self._look.space(density)

    def _on_language(self, language: str) -> None:
        self._desk.session = self._desk.session.with_language(language)

    def _on_keys(self) -> None:
        actions = self._window.actions_of_window
        self._desk.session = self._desk.session.with_keys(actions.own_keys())
        self._window.header.show_keys(actions.keys("palette.open"), actions.keys("view.notices"))
        self._window.tray.show_keys(actions.keys("view.jobs"))

    # Notices, faults, days

    def open_notices(self) -> None:
        """Show the notices under the bell; they are seen then."""
        self._window.notice_list.open_list(self._notices.said, self._desk.writer, self._desk.clock())
        self._notices.see()

    def _on_notice(self, notice: Notice) -> None:
        self.run(*notice.does)

    def look_for_crashes(self) -> None:
        """Speak of a report that came since the last one spoken of."""
        from revroute_desktop.processes.crash_report import crash_reports

        self._reads.ask("console.crashes", crash_reports, self._on_crashes)

    def _on_crashes(self, reports: list[Path]) -> None:
        seen = self._desk.session.crash_seen
        if not reports or reports[0].name <= seen:
            return
        self._desk.session = self._desk.session.with_crash_seen(reports[0].name)
        self._notices.say(
            Notice(
                tr(
                    "The program met a fault of its own the last time. A report without your "
                    "data is kept here."
                ),
                self._desk.clock(),
                Tone.WARNING,
                tr("Show the report"),
                ("crash", str(reports[0])),
            )
        )

    def show_newest_crash(self) -> None:
        """Show the newest report, or say that there is none."""
        from revroute_desktop.processes.crash_report import crash_reports

        self._reads.ask("console.crashes", crash_reports, self._on_newest_crash)

    def _on_newest_crash(self, reports: list[Path]) -> None:
        if reports:
            self.show_crash(reports[0])
        else:
            self._window.toast.say(tr("No report of a fault is kept on this machine."), Tone.POSITIVE)

    def show_crash(self, path: Path) -> None:
        """Show one report."""
        from revroute_desktop.console.shell.small_dialogs import CrashDialog

        try:
            report = path.read_text(encoding="utf-8")
        except OSError:
            self._window.toast.say(tr("{name} is not there any more.", name=path.name), Tone.WARNING)
            return
        dialog = CrashDialog(self._look, self._window, str(path.parent), report)
        dialog.exec()
        dialog.deleteLater()

    def _on_days(self) -> None:
        from revroute_desktop.console.shell.small_dialogs import DaysDialog

        picker = self._window.header.period
        last = picker.today
        dialog = DaysDialog(
            self._look, self._window, last - timedelta(days=_DAYS_OFFERED - 1), last, picker.zone_name
        )
        if dialog.exec():
            picker.picked.emit(dialog.period)
        dialog.deleteLater()


def _also(spec: ActionSpec) -> str:
    """Return the other words by which an action is found: those of the language, and its English title."""
    return f"{tr(spec.also)} {spec.title}"
