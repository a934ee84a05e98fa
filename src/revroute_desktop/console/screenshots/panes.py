"""Pictures of every pane and tab, light and dark: `python -m … OUTDIR WORKSPACE`. `make run` draws these."""

import sys
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.panes.analytics.view import TABS as ANALYTICS
from revroute_desktop.console.panes.routing.view import TABS as ROUTING
from revroute_desktop.console.panes.traffic.view import TABS as TRAFFIC
from revroute_desktop.console.screenshots.studio import SIZES, Studio, borrowed, without_size_hints
from revroute_desktop.console.shell.rail import FOOT, PANES
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.tabbed import TabbedView

_TABS = {"routing": ROUTING, "traffic": TRAFFIC, "analytics": ANALYTICS}


def take_panes(studio: Studio, books: OpenBooks, name: str) -> None:
    """Take each pane and each of its tabs, with a row chosen where there are some, and help and settings."""
    for spec in PANES:
        for at, title in enumerate(_TABS.get(spec.id, ("",))):
            books.panes.show_tab(spec.id, at)
            studio.settle()
            view = books.panes.view(spec.id)
            page = view.page(at) if isinstance(view, TabbedView) else None
            if isinstance(page, ListTab):
                studio.choose_row(page)
            words = f"-{title.lower().replace(' ', '-')}" if title else ""
            studio.take(f"{spec.id}{words}-{name}")
    for spec in FOOT:
        studio.window.actions_of_window.do(f"{spec.id}.open")
        studio.take(f"{spec.id}-{name}")
    studio.console.navigation.leave_page()


def main(arguments: list[str]) -> int:
    """Take the pictures; prints how many. Exit code 2 for wrong arguments."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m revroute_desktop.console.screenshots.panes OUTDIR WORKSPACE\n")
        return 2
    qInstallMessageHandler(without_size_hints)
    out, workspace = Path(arguments[0]), Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    studio = Studio(out, sizes=SIZES[:1])
    with borrowed(workspace) as copied:
        try:
            studio.begin()
            books = studio.open(copied)
            for name in studio.sizes_and_themes():
                take_panes(studio, books, name)
        finally:
            studio.close()
    sys.stdout.write(f"{len(studio.taken)} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    application = QApplication.instance()
    if application is not None:
        application.quit()
    sys.exit(code)
