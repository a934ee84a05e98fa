"""Pages of the profile wizard: what kinds mean, attributes, and how the file is read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from revroute_desktop.console.panes.routing.profile_rows import (
    FIELD_WIDTH,
    LABEL_WIDTH,
    Choice,
    Page,
    Samples,
    beside,
    edit_field,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.intake import Layout
from revroute_desktop.intake.text import ENCODINGS
from revroute_desktop.routing.imports.guess_words import SKIP, kind_of_word
from revroute_desktop.routing.imports.profile_draft import (
    DISPUTE,
    SALE_OR_REFUND,
    ProfileDraft,
    attribute_named,
)
from revroute_desktop.routing.imports.sample import Sample
from revroute_desktop.routing.kinds import KIND_BY_WORD

_KINDS = (
    *((word, word.replace("_", " ")) for word in KIND_BY_WORD),
    (SALE_OR_REFUND, later("sale, or refund if negative")),
    (DISPUTE, later("dispute won, or lost if negative")),
)
_DELIMITERS = ((",", later("comma")), (";", later("semicolon")), ("\t", later("tab")), ("|", later("bar")))
_KINDS_MOST = 60
_ATTRIBUTES_MOST, _ATTRIBUTES_SHOWN = 50, 40


class KindsPage(Page):
    """What each text of the kind's column stands for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.says = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.add(self.says)
        self.rows: dict[str, Choice] = {}
        self._lines: list[QWidget] = []
        self.otherwise = Choice(
            tr("Kind of all other rows"),
            [(tr("refused"), ""), *((tr(words), kind) for kind, words in _KINDS)],
        )
        self.otherwise.setFixedWidth(FIELD_WIDTH)
        self.otherwise.picked.connect(self._on_edited)
        self.add(beside(look, tr("All other rows"), self.otherwise))

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (*self.rows.values(), self.otherwise)

    def show_kinds(self, sample: Sample, column: str, kinds: Mapping[str, str], otherwise: str) -> None:
        """Show the texts of a column and what they stand for; without a column there is one kind for all."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.rows, self._lines = {}, []
        found = sample.column(column)
        texts = found.distinct[:_KINDS_MOST] if found is not None else ()
        counts = Counter(found.filled) if found is not None else Counter()
        for text in texts:
            choice = Choice(
                tr("Kind of: {text}", text=text),
                [
                    (tr("as all other rows"), ""),
                    *((tr(words), kind) for kind, words in _KINDS),
                    (tr("passed over"), SKIP),
                ],
            )
            choice.setFixedWidth(FIELD_WIDTH)
            choice.choose(kinds.get(text, ""))
            choice.picked.connect(self._on_edited)
            rows = tr("{n} rows", one="{n} row", n=counts[text])
            line = beside(self.look, text, choice, Words(self.look, rows, role="table", tone=Tone.FAINT))
            self.rows[text] = choice
            self._lines.append(line)
            # Above the row of all others, which comes last.
            self._layout.insertWidget(self._layout.count() - 2, line)
        self.otherwise.choose(otherwise)
        if found is None:
            self.says.say(tr("No column says the kind: all rows are of one."))
        elif len(found.distinct) > len(texts):
            self.says.say(
                tr(
                    "The {shown} most frequent texts of {column}; the others are as all other rows.",
                    shown=len(texts),
                    column=column,
                )
            )
        else:
            self.says.say(tr("What the texts of {column} stand for.", column=column))

    def entered(self, draft: ProfileDraft) -> ProfileDraft:
        """Return a draft with what was chosen here."""
        kinds = {text: choice.chosen for text, choice in self.rows.items()}
        return replace(draft, kinds=kinds, kind_otherwise=self.otherwise.chosen)

    def show_draft(self, sample: Sample, draft: ProfileDraft) -> None:
        """Show a draft."""
        self.show_kinds(sample, draft.kind_column, draft.kinds, draft.kind_otherwise)

    def show_column(self, sample: Sample, column: str) -> None:
        """Show another column's texts, with what their words say."""
        found = sample.column(column)
        kinds = {text: kind_of_word(text) or "" for text in found.distinct} if found is not None else {}
        self.show_kinds(sample, column, kinds, self.otherwise.chosen or ("" if column else "sale"))


class AttributesPage(Page):
    """Which columns are kept as attributes."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        says = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        says.say(
            tr("Further columns that a plan may look at, as attr.NAME. Personal data does not belong here.")
        )
        self.add(says)
        self._more = Words(look, role="table", tone=Tone.FAINT, wrap=True)
        self._more.hide()
        self.add(self._more)
        self.boxes: dict[str, QCheckBox] = {}
        self._lines: list[QWidget] = []

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return tuple(self.boxes.values())

    def show_draft(self, sample: Sample, draft: ProfileDraft) -> None:
        """Show the columns of a file, those that are attributes ticked."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.boxes, self._lines = {}, []
        kept = set(draft.attributes.values())
        mapped = draft.columns - kept
        # What says nothing else yet comes first.
        columns = sorted(sample.columns, key=lambda column: (column.name not in kept, column.name in mapped))
        shown = columns[:_ATTRIBUTES_SHOWN]
        self._more.setVisible(len(shown) < len(columns))
        self._more.say(
            tr(
                "{shown} of {count} columns are offered here; a profile in a file may name others.",
                shown=len(shown),
                count=len(columns),
            )
        )
        for column in shown:
            name = attribute_named(column.name)
            if not name:
                continue
            box = QCheckBox(column.name)
            box.setAccessibleName(tr("Keep {column} as attr.{name}", column=column.name, name=name))
            box.setToolTip(f"attr.{name}")
            box.setChecked(column.name in kept)
            box.setFixedWidth(LABEL_WIDTH + 60)
            box.toggled.connect(self._on_edited)
            samples = Samples(self.look)
            samples.show_column(column)
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(box)
            layout.addWidget(samples, 1)
            self.add(line)
            self.boxes[column.name] = box
            self._lines.append(line)

    def entered(self, draft: ProfileDraft) -> ProfileDraft:
        """Return a draft with what was ticked here."""
        names = [column for column, box in self.boxes.items() if box.isChecked()]
        return replace(draft, attributes={attribute_named(name): name for name in names[:_ATTRIBUTES_MOST]})


class FilePage(Page):
    """How the file is read; `layout_edited` when it is to be read in another way."""

    layout_edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._columns = 0
        self._layout_shown = Layout("csv")
        self.says = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.delimiter = Choice(tr("Sign between columns"), [(tr(w), sign) for sign, w in _DELIMITERS])
        self.encoding = Choice(tr("Encoding"), [(name, name) for name in ENCODINGS])
        self.skipped = edit_field(tr("Lines above the header"), "0")
        self.headless = QCheckBox(tr("The first line holds data, not the columns' names"))
        self.grouped = QCheckBox(
            tr("All rows of one external id are one event, such as the lines of an invoice")
        )
        for box in (self.headless, self.grouped):
            box.setAccessibleName(box.text())
        for choice in (self.delimiter, self.encoding):
            choice.setFixedWidth(FIELD_WIDTH)
            choice.picked.connect(self.layout_edited)
        self.skipped.editingFinished.connect(self._on_skipped)
        self.headless.clicked.connect(self.layout_edited)
        self.grouped.clicked.connect(self._on_edited)
        self.add(self.says)
        self.add(beside(look, tr("Columns stand apart by"), self.delimiter))
        self.add(beside(look, tr("Encoding"), self.encoding))
        self.add(beside(look, tr("Lines above the header"), self.skipped))
        self.add_row(self.headless)
        self.add_row(self.grouped)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return self.delimiter, self.encoding, self.skipped, self.headless, self.grouped

    def show_draft(self, sample: Sample, draft: ProfileDraft) -> None:
        """Show how a file was read."""
        layout = self._layout_shown = sample.layout
        self._columns = len(sample.columns)
        said = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet"}[layout.format]
        rows = tr("{n} rows", one="{n} row", n=sample.rows)
        self.says.say(
            tr("{file} is read as {format}; {rows} were looked at.", file=sample.file, format=said, rows=rows)
        )
        is_csv = layout.format == "csv"
        for widget in (self.delimiter, self.skipped, self.headless):
            widget.setEnabled(is_csv)
        self.encoding.setEnabled(layout.format != "parquet")
        self.delimiter.choose(layout.delimiter)
        self.encoding.choose(layout.encoding)
        self.skipped.setText(str(layout.skip_lines))
        self.headless.setChecked(layout.names is not None)
        self.grouped.setChecked(draft.grouped)

    @property
    def layout_entered(self) -> Layout:
        """How the file is to be read."""
        digits = self.skipped.text().strip()
        names = tuple(f"column {at}" for at in range(1, self._columns + 1))
        return replace(
            self._layout_shown,
            delimiter=self.delimiter.chosen or ",",
            encoding=self.encoding.chosen or "utf-8",
            skip_lines=min(int(digits), 999) if digits.isdecimal() else 0,
            names=(self._layout_shown.names or names) if self.headless.isChecked() else None,
        )

    def entered(self, draft: ProfileDraft) -> ProfileDraft:
        """Return a draft with what was chosen here."""
        return replace(draft, grouped=self.grouped.isChecked())

    def _on_skipped(self) -> None:
        if self.layout_entered != self._layout_shown:
            self.layout_edited.emit()
