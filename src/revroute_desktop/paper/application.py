"""What Qt needs before it can set text: an application, which needs no display, and the bundled fonts."""

from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from revroute_desktop.resources import resource_path

_own: list[QCoreApplication] = []


def prepare() -> None:
    """Make an application that shows nothing where there is none, and register the fonts."""
    if QCoreApplication.instance() is None:
        # With widgets, since whoever comes later in this process may take it for the window's.
        _own.append(QApplication(["revroute", "-platform", "offscreen"]))
    load_fonts()


@cache
def load_fonts() -> None:
    """Register the bundled families with Qt; needs an application object."""
    for path in sorted(resource_path("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"font {path.name} of this installation can't be read")
