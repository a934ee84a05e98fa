"""The window in a made-up language, to find untranslated texts: `python -m tests.gui.pseudo WORKSPACE`.

Every text of the console is written ‹wíŧħ áççéñŧš ~~~~›, two fifths longer. What stands outside of the
brackets was not translated; what is narrower than its words is cut off. Prints both as JSON.
"""

import getpass
import json
import os
import re
import sys
import tempfile
import traceback
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QTreeView,
    QWidget,
)
from tests.gui.tool import translations

from revroute_desktop.analytics.forecast.holidays import countries
from revroute_desktop.console.app import make_application
from revroute_desktop.console.panes.analytics.forecast.models import country_title
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.screenshots.studio import Studio
from revroute_desktop.console.screenshots.whole import show_all
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.tabs import Tabs
from revroute_desktop.routing.kinds import Kind

_ACCENTS = str.maketrans("aeiouycnstzAEIOUYCNSTZdhklr", "áéíóúýçñšŧžÁÉÍÓÚÝÇÑŠŦŽďħķľŕ")
_KEPT = re.compile(r"\{\w+\}|\(\*[^)]*\)|;;|\]\([\w:]+\)|\n|\*\*|%[dmYHM]|\|[-|]*")
SIZE = (1280, 720)

_RULE = re.compile(r"\w+( [A-Z]{3})?( / \w+)?( missing \d+ \w+| [<>] [\d.]+%? per \w+)")
"""A rule by hand, as a line."""

_CODE = re.compile(r"[\d_:/@=~<>*+-]|\w\.\w|^[A-Z]{2,4}$")
"""What a person reads as a code: ids, accounts, conditions of filters, files, currencies, countries."""

_ZONES = available_timezones()
_COUNTRIES = {country_title(code) for code in countries()}
"""Names of countries, which Qt gives in English alone."""

_WORDS = """
    RevRoute Desktop English Deutsch northlight generic stripe Refunds Sales over text two words everything
    remaining KiB MiB id amount currency account kind time route batch ragged profile creator treasury Creator
    network October Sale Draft Credit note Order Date Type Amount Currency Buyer Country Article Artist Refers
    to Germany Austria poster of rows checked Linux UptimeKuma $request $status $host books
    home PATCH DELETE OPTIONS GiB ms over
"""
_DATA = {*_WORDS.split(), getpass.getuser(), *(word for kind in Kind for word in kind.word.split("_"))}
"""The names of the product and of languages, and what stands in the books, files and plans shown."""

_FROM_BELOW = (
    "This system has no keyring",
    "Secrets are kept in",
    "This machine remembers",
    "This workspace is opened for the first time",
    "Do not trust the books",
    "In amount, a number is expected",
    "is not a number written like",
    "fields, but the file has",
    "The log holds the 48200 entries",
    "A journal entry has",
    "Counters of caps and tiers",
    "Choose the column that holds",
    "isk full: free some space",
    "isk is full: free some space",
    "Press shortcut",
    "There is not enough data",
    "The history is too short",
    "days of events, so only",
    "no load run has passed its thresholds",
    "events were routed a second",
    "lines were read a second",
    "was timed yet",
    "of the queue",
    "bytes an event, as now",
    "nothing is paid out by this program yet",
    "balances of suspense accounts",
    "there is no plan in force",
    "The question can't be read",
)
"""Sentences of the rooms below, which stay English, and what Qt says itself."""


def pseudo(text: str) -> str:
    """Write a text with accents and two fifths longer; places, file patterns and marks stay as they are."""
    made, at = "", 0
    for kept in _KEPT.finditer(text):
        made += text[at : kept.start()].translate(_ACCENTS) + kept[0]
        at = kept.end()
    made += text[at:].translate(_ACCENTS)
    letters = len(re.sub(r"\{\w+\}", "", text))
    return f"‹{made}{'~' * (2 * letters // 5)}›"


def as_ts() -> str:
    """Return a .ts file of all texts in the made-up language."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<TS version="2.1" language="en">', "<context>"]
    lines.append(f"<name>{translations.CONTEXT}</name>")
    for message in translations.collected():
        said = escape(pseudo(message.text))
        if message.plural:
            said = f"<numerusform>{said}</numerusform><numerusform>{said}</numerusform>"
        about = f"<comment>{escape(message.about)}</comment>" if message.about else ""
        lines.append('<message numerus="yes">' if message.plural else "<message>")
        lines.append(
            f"<source>{escape(message.text)}</source>{about}<translation>{said}</translation></message>"
        )
    return "\n".join([*lines, "</context>", "</TS>"])


def outside(text: str) -> str:
    """Return what stands outside of all brackets."""
    while (shorter := re.sub(r"‹[^‹›]*›", " ", text)) != text:
        text = shorter
    return text


def english(text: str) -> str:
    """Return the words of a text that went through no translation and are neither codes nor data."""
    if (
        text in _ZONES
        or text in _COUNTRIES
        or _RULE.fullmatch(text)
        or any(known in text for known in _FROM_BELOW)
    ):
        return ""
    words = [word.strip(",;.()\"'") for word in outside(text).split()]
    left = [word for word in words if re.search("[A-Za-z]{2}", word) and not _CODE.search(word)]
    return "" if set(left) <= _DATA else " ".join(left)


class Reader(Studio):
    """A studio that reads instead of taking pictures."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "en", ("light",), (SIZE,))
        self.untranslated: dict[str, str] = {}
        self.cut: dict[str, str] = {}

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Read one picture."""
        shot = widget or self.window
        self.settle()
        shot.grab()
        audit = shot.findChild(AuditView)
        for part in (shot, *shot.findChildren(QWidget)):
            # What an entry of the log holds is named by its own keys.
            data = audit is not None and audit.readable.isAncestorOf(part)
            if part.isVisible() and not data:
                self._read(name, part)
        if shot is self.window:
            self._read_menu(name, self.window.menu)

    def _read(self, name: str, part: QWidget) -> None:
        for text in (*texts(part), part.toolTip(), part.accessibleName(), part.accessibleDescription()):
            self._judge(f"{name}: {type(part).__name__}", text)
        if is_cut(part):
            said = f"{name}: {type(part).__name__} asks {part.sizeHint().width()}, has {part.width()}"
            self.cut.setdefault(texts(part)[0], said)

    def _read_menu(self, name: str, menu: QMenu) -> None:
        for action in menu.actions():
            self._judge(f"{name}: menu", action.text())
            inner = action.menu()
            if isinstance(inner, QMenu):
                self._read_menu(name, inner)

    def _judge(self, where: str, text: str) -> None:
        if words := english(text):
            self.untranslated.setdefault(words, f"{where}: {text}")
        if re.search(r"\{\w+\}", text):
            self.untranslated.setdefault(text, f"{where}: a place is not filled")


def texts(part: QWidget) -> list[str]:
    """Return what a widget says in words of the program."""
    if isinstance(part, QLabel | QAbstractButton):
        return [part.text()]
    if isinstance(part, QLineEdit):
        return [part.placeholderText()]
    if isinstance(part, QComboBox):
        return [part.itemText(at) for at in range(part.count())]
    if isinstance(part, Tabs):
        return list(part._titles)
    if isinstance(part, QTableView | QTreeView):
        model = part.model()
        return [
            str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in range(model.columnCount())
        ]
    return []


def is_cut(part: QWidget) -> bool:
    """Whether a button or label is narrower than its words, or a wrapped one lower than its lines."""
    if isinstance(part, Words) and part.wordWrap():
        return bool(part.text()) and part.heightForWidth(part.width()) > part.height() + 1
    if isinstance(part, Words) and part._elide:
        return False
    if isinstance(part, QLabel | QPushButton | QCheckBox | QComboBox) and "".join(texts(part)):
        return part.sizeHint().width() > part.width() + 1
    return False


def main(workspace: Path) -> None:
    """Read every pane and dialog of a workspace."""
    application = make_application(["pseudo"])
    with tempfile.TemporaryDirectory() as folder:
        ts = Path(folder) / "pseudo.ts"
        ts.write_text(as_ts(), encoding="utf-8")
        translations.release(ts, ts.with_suffix(".qm"))
        translator = QTranslator(application)
        assert translator.load(str(ts.with_suffix(".qm"))), "the made-up language is compiled"
        application.installTranslator(translator)
        reader = Reader(Path(folder))
        show_all(reader, workspace)
    sys.stdout.write(json.dumps({"untranslated": reader.untranslated, "cut": reader.cut}, ensure_ascii=False))


if __name__ == "__main__":
    code = 1
    try:
        main(Path(sys.argv[1]))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        # A fault in the middle leaves threads and windows behind that nobody needs any more.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
