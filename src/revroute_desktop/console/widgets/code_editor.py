"""`CodeEditor`: code that is written: faults marked in their lines, completion, spaces in place of tabs."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QTextEdit

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.code import CodeView

_INDENT = 2
_LEAST_PREFIX = 2
_WORD = "_-:.{}"
_TAKES = {Qt.Key.Key_Enter, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class CodeEditor(CodeView):
    """Ctrl+Space, or two letters of a word, offer what fits; Enter takes it and Escape goes on."""

    def __init__(self, look: Look, name: str, language: str = "yaml") -> None:
        super().__init__(look, name, language)
        self._words = QStringListModel(self)
        self._faults: tuple[int, ...] = ()
        self.completer = QCompleter(self._words, self)
        self.completer.setWidget(self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer.activated[str].connect(self._on_completed)  # type: ignore[index]
        look.changed.connect(self._mark)

    def set_words(self, words: Sequence[str]) -> None:
        """Offer these words."""
        self._words.setStringList(list(words))

    def mark_part(self, start: int, length: int) -> None:
        """Mark the line of a fault and go to it: characters of the text from `start` on."""
        block = self.document().findBlock(min(start, max(self.document().characterCount() - 1, 0)))
        self.mark_lines((block.blockNumber() + 1,))
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, self.document().characterCount() - 1))
        end = min(start + length, self.document().characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def mark_lines(self, lines: Sequence[int]) -> None:
        """Mark lines, counted from 1, as faulty."""
        self._faults = tuple(lines)
        self._mark()

    def go_to(self, line: int) -> None:
        """Put the cursor into a line, counted from 1."""
        block = self.document().findBlockByNumber(max(line - 1, 0))
        cursor = QTextCursor(block if block.isValid() else self.document().lastBlock())
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup()
        if popup.isVisible() and Qt.Key(event.key()) in _TAKES:
            event.ignore()
            return
        asked = event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not asked and not self.isReadOnly() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._new_line()
            return
        if not asked:
            super().keyPressEvent(event)
        typed = event.text()
        if asked or (typed and (typed.isalnum() or typed in _WORD)):
            self._offer(always=asked)
        else:
            popup.hide()

    def _popup(self) -> QAbstractItemView:
        """Return the list of offers, which the completer makes when it is first asked for."""
        popup = self.completer.popup()
        assert popup is not None, "a completer in popup mode has a list"
        return popup

    def prefix(self) -> str:
        """Return the part of a word that stands before the cursor."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        at = len(before)
        while at and (before[at - 1].isalnum() or before[at - 1] in _WORD):
            at -= 1
        return before[at:]

    def _new_line(self) -> None:
        """Begin a line as deep as the one before."""
        line = self.textCursor().block().text()
        depth = len(line) - len(line.lstrip(" "))
        deeper = _INDENT if line.rstrip().endswith(":") else 0
        self.insertPlainText("\n" + " " * (depth + deeper))
        self.ensureCursorVisible()

    def _offer(self, *, always: bool) -> None:
        prefix = self.prefix()
        if self.isReadOnly() or (len(prefix) < _LEAST_PREFIX and not always):
            self._popup().hide()
            return
        self.completer.setCompletionPrefix(prefix)
        only = self.completer.completionCount() == 1 and self.completer.currentCompletion() == prefix
        if not self.completer.completionCount() or only:
            self._popup().hide()
            return
        place = self.cursorRect()
        place.translate(self.number_width(), 0)
        place.setWidth(280)
        self._popup().setCurrentIndex(self.completer.completionModel().index(0, 0))
        self.completer.complete(place)

    def _on_completed(self, word: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(self.prefix())
        )
        cursor.insertText(word)
        self.setTextCursor(cursor)

    def _mark(self) -> None:
        ground = QColor(self._look.theme.negative_soft)
        marks = []
        for line in self._faults:
            block = self.document().findBlockByNumber(line - 1)
            if not block.isValid():
                continue
            mark = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setBackground(ground)
            style.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.format = style
            mark.cursor = QTextCursor(block)
            marks.append(mark)
        self.setExtraSelections(marks)
