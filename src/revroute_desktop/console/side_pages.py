"""`SidePages`: help and settings, which stand in place of a pane, or alone while no workspace is open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.actions import ACTIONS
from revroute_desktop.console.host import Host
from revroute_desktop.console.session import DENSITIES
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone

if TYPE_CHECKING:
    from revroute_desktop.console.pages.help_view import HelpView
    from revroute_desktop.console.pages.settings_view import SettingsView

HELP, SETTINGS = "help", "settings"


class SidePages(QObject):
    """Makes each page when it is first shown. `left`: the person goes back to what was shown before."""

    left = Signal()

    def __init__(self, look: Look, window: Window, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._host = host
        self.help: HelpView | None = None
        self.settings: SettingsView | None = None
        self.current = ""
        """Id of the page that is shown; empty where a pane is, or nothing."""

    def show_help(self, page: str, heading: str = "") -> None:
        """Show a page of the help."""
        from revroute_desktop.console.pages.help_pages import help_pages, page_text
        from revroute_desktop.console.pages.help_view import HelpView

        if self.help is None:
            self.help = HelpView(self._look, help_pages())
            self.help.asked.connect(self.show_help)
            self.help.linked.connect(self._on_link)
            self.help.left.connect(self.left)
        actions = self._window.actions_of_window
        keys = {spec.id: actions.keys(spec.id) for spec in ACTIONS}
        self.help.show_page(page, page_text(page, keys), heading)
        self._show(HELP, self.help)

    def show_settings(self, section: str = "") -> None:
        """Show the settings, at a section if given."""
        from revroute_desktop.console.pages.settings import SettingsPresenter
        from revroute_desktop.console.pages.settings_view import APPEARANCE, SHORTCUTS, SettingsView

        if self.settings is None:
            view = SettingsView(self._look, DENSITIES)
            kept = self._host.session
            presenter = SettingsPresenter(
                self._look, view, self._window.actions_of_window, kept.density, kept.language, self
            )
            presenter.density_chosen.connect(self._on_density)
            presenter.language_chosen.connect(self._on_language)
            view.left.connect(self.left)
            self.settings = view
        if section:
            self.settings.head.tabs.choose(SHORTCUTS if section == "shortcuts" else APPEARANCE)
        self._show(SETTINGS, self.settings)

    def leave(self) -> None:
        """No page is shown any more."""
        self.current = ""

    def _show(self, page: str, view: "HelpView | SettingsView") -> None:
        self.current = page
        self._window.show_page(view, with_work=self._host.books is not None)
        self._window.rail.show_pane(page)
        view.focus_filter()

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

    def _on_density(self, density: str) -> None:
        self._host.session = self._host.session.with_density(density)
        self._look.space(density)

    def _on_language(self, language: str) -> None:
        self._host.session = self._host.session.with_language(language)
