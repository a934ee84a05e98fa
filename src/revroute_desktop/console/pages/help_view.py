"""The help page: a list of pages at the left, one of them at the right. Reads only this installation."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.console.pages.help_pages import HelpPage
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour

_LIST_WIDTH = 216
_TEXT_WIDTH = 820
_PAD = 32
_ITEM = 28
_STRONG = 600
_HEADINGS = {1: (20, 4, 14), 2: (15, 22, 8), 3: (13, 16, 6)}
"""Level → pixels, space above and below."""

_Property = QTextCharFormat.Property


class _Browser(QTextBrowser):
    """Shows text and nothing else: what a page would fetch is not fetched."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None


class HelpView(QWidget):
    """`asked` gives the id of a page of the list, `linked` the target of a link, `left` closes the help."""

    asked = Signal(str)
    linked = Signal(str)
    left = Signal()

    def __init__(self, look: Look, pages: tuple[HelpPage, ...]) -> None:
        super().__init__()
        self._look = look
        self._pages = pages
        self._text = ""
        self._stale = False
        self._document: QTextDocument | None = None
        back = Button(look, tr("Back"), icon="chevron-left")
        back.clicked.connect(self.left)
        head = PaneHead(look, tr("Help"), (), (back,))
        head.tabs.hide()
        row = head.layout()
        assert isinstance(row, QHBoxLayout), "the head of a pane is a row"
        row.insertStretch(row.count() - 1, 1)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("Help pages"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setFont(font("body"))
        for page in pages:
            QListWidgetItem(page.title, self.list).setSizeHint(QSize(0, _ITEM))
        self.list.currentRowChanged.connect(self._on_row)
        self.browser = _Browser()
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setAccessibleName(tr("Help"))
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._on_link)
        self.browser.setMaximumWidth(_TEXT_WIDTH)
        paper = Ground(look, panel_colour, lines="l")
        middle = QHBoxLayout(paper)
        middle.setContentsMargins(1, 0, 0, 0)
        middle.addWidget(self.browser, 1)
        middle.addStretch()
        body = QHBoxLayout()
        body.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(8, 10, 8, 8)
        side.addWidget(self.list)
        body.addLayout(side)
        body.addWidget(paper, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(body, 1)
        self._restyle_list()
        look.changed.connect(self._on_look)

    def show_page(self, page: str, markdown: str, heading: str = "") -> None:
        """Show one page, at one of its headings if given."""
        self._text = markdown
        ids = [one.id for one in self._pages]
        before = self.list.blockSignals(True)
        self.list.setCurrentRow(ids.index(page) if page in ids else -1)
        self.list.blockSignals(before)
        self._set()
        if heading:
            self._go_to(heading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_filter(self) -> None:
        """Go to the list."""
        self.list.setFocus()

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            self.asked.emit(self._pages[row].id)

    def _on_link(self, url: QUrl) -> None:
        self.linked.emit(url.toString())

    def _on_look(self) -> None:
        self._restyle_list()
        if not self._text:
            return
        if self.isVisible():
            self._set()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._set()
        super().showEvent(event)

    def _restyle_list(self) -> None:
        theme = self._look.theme
        palette = self.list.palette()
        palette.setColor(palette.ColorRole.Base, theme.canvas)
        palette.setColor(palette.ColorRole.Highlight, theme.selection)
        palette.setColor(palette.ColorRole.HighlightedText, theme.selection_text)
        palette.setColor(palette.ColorRole.Text, theme.text_2)
        self.list.setPalette(palette)

    def _set(self) -> None:
        self._stale = False
        # Dressed before it is shown, in one edit: a document that is on screen is laid out after each change.
        document = QTextDocument(self.browser)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(font("body"))
        document.setMarkdown(self._text)
        document.setDocumentMargin(_PAD)
        whole = QTextCursor(document)
        whole.beginEditBlock()
        _dress(document, self._look)
        whole.endEditBlock()
        before, self._document = self._document, document
        self.browser.setDocument(document)
        if before is not None:
            before.deleteLater()

    def _go_to(self, heading: str) -> None:
        wanted = _anchor(heading)
        block = self.browser.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == wanted:
                self.browser.setTextCursor(QTextCursor(block))
                place = self.browser.document().documentLayout().blockBoundingRect(block)
                self.browser.verticalScrollBar().setValue(int(place.top()) - 16)
                return
            block = block.next()


def _anchor(text: str) -> str:
    return "".join(c for c in text.lower().replace(" ", "-") if c.isalnum() or c == "-")


def _dress(document: QTextDocument, look: Look) -> None:
    """Give headings, code, tables and links the type scale and the inks of the theme."""
    theme = look.theme
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        form = QTextBlockFormat()
        form.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            _, above, below = _HEADINGS.get(level, _HEADINGS[3])
            form.setTopMargin(above)
            form.setBottomMargin(below)
        elif cursor.currentTable() is None and _is_code(block):
            form.setTopMargin(0)
            form.setBottomMargin(0)
            form.setLeftMargin(12)
            form.setBackground(QBrush(theme.sunken))
        elif cursor.currentTable() is None:
            form.setBottomMargin(3 if block.textList() is not None else 9)
        cursor.mergeBlockFormat(form)
        _ink_words(block, look, level)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, theme.line)


def _is_code(block: Any) -> bool:
    """Tell whether a block is code as a whole."""
    pieces = [piece.fragment() for piece in block]
    return bool(pieces) and block.textList() is None and all(_mono(p.charFormat()) for p in pieces)


def _mono(form: QTextCharFormat) -> bool:
    return form.fontFixedPitch()


def _ink_words(block: Any, look: Look, level: int) -> None:
    """Set headings in their size, code in the mono face, links in ink; the bundled strong weight is 600."""
    places = [(p.fragment().position(), p.fragment().length(), p.fragment().charFormat()) for p in block]
    for position, length, form in places:
        form.clearProperty(_Property.FontSizeAdjustment)
        form.setProperty(_Property.FontPixelSize, _HEADINGS.get(level, _HEADINGS[3])[0])
        if level or form.fontWeight() > _STRONG:
            form.setFontWeight(_STRONG)
        if _mono(form):
            face = font("code", mono=True)
            form.setFontFamilies([face.family()])
            form.setProperty(_Property.FontPixelSize, face.pixelSize())
        if form.isAnchor():
            form.setForeground(QBrush(look.theme.accent_text))
            form.setFontUnderline(False)
        cursor = QTextCursor(block)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _dress_table(table: QTextTable, line: QColor) -> None:
    form = table.format()
    form.setBorderCollapse(True)
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(line))
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setTopMargin(4)
    form.setBottomMargin(12)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
