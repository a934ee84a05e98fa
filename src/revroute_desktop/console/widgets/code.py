"""`CodeView`: text in mono with line numbers and little colour, to read and copy."""

import re

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, words
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.widgets.parts import code_font

_YAML = re.compile(
    r"(?P<comment>(?:^|(?<=\s))#.*$)|(?P<key>[\w.-]+(?=:(?:\s|$)))|(?P<string>\"[^\"]*\"|'[^']*')"
    r"|(?P<number>(?<![\w.-])-?\d[\d_.,]*%?(?![\w-]))|(?P<dash>^\s*-(?=\s))"
)
_JSON = re.compile(
    r"(?P<key>\"(?:[^\"\\]|\\.)*\"(?=\s*:))|(?P<string>\"(?:[^\"\\]|\\.)*\")|(?P<number>-?\b\d[\d.eE+-]*\b)"
)
_SQL = re.compile(
    r"(?P<comment>--.*$)|(?P<string>'(?:[^']|'')*')|(?P<number>(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w]))"
    r"|(?P<key>\b(?:SELECT|DISTINCT|FROM|WHERE|GROUP|ORDER|BY|HAVING|LIMIT|OFFSET|AS|ON|USING|AND|OR|NOT|IN|IS"
    r"|NULL|LIKE|GLOB|BETWEEN|CASE|WHEN|THEN|ELSE|END|JOIN|LEFT|RIGHT|FULL|INNER|OUTER|CROSS|UNION|ALL|EXCEPT"
    r"|INTERSECT|WITH|RECURSIVE|ASC|DESC|EXISTS|CAST|OVER|PARTITION|WINDOW|FILTER|ROWS|VALUES|COLLATE)\b)",
    re.IGNORECASE,
)
_PATTERNS = {"yaml": _YAML, "json": _JSON, "sql": _SQL}


class _Ink(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, look: Look, pattern: re.Pattern[str]) -> None:
        super().__init__(document)
        self._look = look
        self._pattern = pattern
        self._styles = _styles(look.theme)
        look.changed.connect(self._on_look)

    def highlightBlock(self, text: str) -> None:
        for found in self._pattern.finditer(text):
            style = self._styles[found.lastgroup or "string"]
            self.setFormat(found.start(), found.end() - found.start(), style)

    def _on_look(self) -> None:
        self._styles = _styles(self._look.theme)
        self.rehighlight()


def _styles(theme: Theme) -> dict[str, QTextCharFormat]:
    """Return how each part of a text is written; made once a theme, not once a word."""
    inks = {
        "comment": theme.text_3,
        "key": theme.accent_text,
        "string": theme.text,
        "number": theme.warning,
        "dash": theme.text_3,
    }
    styles = {}
    for part, colour in inks.items():
        styles[part] = QTextCharFormat()
        styles[part].setForeground(colour)
    return styles


class _Numbers(QWidget):
    def __init__(self, code: "CodeView") -> None:
        super().__init__(code)
        self._code = code

    def sizeHint(self) -> QSize:
        return QSize(self._code.number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._code.paint_numbers(self, event)


class CodeView(QPlainTextEdit):
    """Read-only code; `language` is "yaml", "json" or "sql"."""

    def __init__(self, look: Look, name: str, language: str = "yaml") -> None:
        super().__init__()
        self._look = look
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(name)
        self.setFont(code_font())
        self.document().setDocumentMargin(6)
        self.setTabChangesFocus(True)
        self._numbers = _Numbers(self)
        self._ink = _Ink(self.document(), look, _PATTERNS[language])
        self.blockCountChanged.connect(self._on_count)
        self.updateRequest.connect(self._on_update)
        look.changed.connect(self._numbers.update)
        self._on_count(1)

    def show_code(self, text: str) -> None:
        """Show a text from its first line; the same text keeps its place."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def number_width(self) -> int:
        """Return how wide the column of line numbers is."""
        digits = len(str(max(self.blockCount(), 99)))
        return int(metrics("axis", mono=True).horizontalAdvance("0") * digits) + 18

    def paint_numbers(self, area: QWidget, event: QPaintEvent) -> None:
        """Draw the line numbers of what is in sight."""
        painter = QPainter(area)
        theme = self._look.theme
        painter.fillRect(event.rect(), theme.panel)
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            place = QRect(0, int(top), area.width() - 8, self.fontMetrics().height())
            words(painter, place, str(block.blockNumber() + 1), theme.text_3, font("axis", mono=True), RIGHT)
            block = block.next()
            top += height
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(inside.left(), inside.top(), self.number_width(), inside.height())

    def _on_count(self, _count: int) -> None:
        self.setViewportMargins(self.number_width(), 0, 0, 0)

    def _on_update(self, rect: QRect, moved: int) -> None:
        if moved:
            self._numbers.scroll(0, moved)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())
