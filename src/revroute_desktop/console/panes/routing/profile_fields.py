"""The first page of the profile wizard: the fields of an event and the columns they come from."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QWidget

from revroute_desktop.console.panes.routing.profile_rows import (
    FIELD_WIDTH,
    Choice,
    ColumnField,
    ConstantField,
    Page,
    beside,
    column_items,
    edit_field,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.routing.imports.guess import is_utc
from revroute_desktop.routing.imports.guess_values import NOTATIONS, notation, odd_times, time_format
from revroute_desktop.routing.imports.profile_draft import (
    Given,
    ProfileDraft,
)
from revroute_desktop.routing.imports.sample import Sample

_TEXT_TITLES = (
    ("original", later("Takes back")),
    ("payer", later("Payer")),
    ("product", later("Product")),
    ("country", later("Country")),
    ("campaign", later("Campaign")),
    ("note", later("Note")),
)
_SIGNS = (
    ("as_is", later("sign as in the file")),
    ("by_kind", later("sign by the kind")),
    ("negate", later("sign turned round")),
)
_ODD_SHOWN = 3


class FieldsPage(Page):
    """Each field of an event and its column; `zone` is that of the books, for times that name none.

    `kind_picked` when another column says the kind.
    """

    kind_picked = Signal()

    def __init__(self, look: Look, zone: str) -> None:
        super().__init__(look)
        self._zone = zone
        self._items: QStandardItemModel | None = None
        self.identity = ColumnField(look, tr("External id"), required=True)
        self.time = ColumnField(look, tr("Time"), required=True)
        self.clock = ColumnField(look, tr("Time of day, apart"))
        self.form_of_time = edit_field(tr("How times are written"), tr("iso, unix, or %d.%m.%Y %H:%M"))
        self.zone = edit_field(tr("Time zone of the file's clock"), "Europe/Berlin")
        self.odd = Words(look, role="table", tone=Tone.WARNING, wrap=True)
        self.odd.hide()
        self.amount = ColumnField(look, tr("Amount"), required=True)
        self.times = ColumnField(look, tr("Multiplied by"))
        self.notation = Choice(
            tr("How numbers are written"), [(f"1{g}234{d}56", f"{d}{g}") for d, g in NOTATIONS]
        )
        self.sign = Choice(tr("Sign of amounts"), [(tr(words), value) for value, words in _SIGNS])
        self.minor = QCheckBox(tr("counts cents"))
        self.rounded = QCheckBox(tr("round to cents"))
        self.currency = ConstantField(look, tr("Currency"), tr("one for all, such as EUR"), required=True)
        self.kind = ColumnField(look, tr("Kind"), required=True)
        self.source = ConstantField(look, tr("Source"), tr("one for all, such as stripe"), required=True)
        self.texts = {field: ColumnField(look, tr(title)) for field, title in _TEXT_TITLES}
        for edit in (self.form_of_time, self.zone):
            edit.textEdited.connect(self._on_edited)
        self.form_of_time.textEdited.connect(self._say_odd)
        for choice in (self.notation, self.sign):
            choice.setFixedWidth(FIELD_WIDTH)
            choice.picked.connect(self._on_edited)
        for box in (self.minor, self.rounded):
            box.setAccessibleName(tr("Amounts: {what}", what=box.text()))
            box.toggled.connect(self._on_edited)
        rows: tuple[QWidget, ...] = (
            self.identity,
            self.time,
            self.clock,
            beside(look, tr("its form, its zone"), self.form_of_time, self.zone),
            self.odd,
            self.amount,
            self.times,
            beside(look, tr("its form, its sign"), self.notation, self.sign, self.minor, self.rounded),
            self.currency,
            self.kind,
            self.source,
            *self.texts.values(),
        )
        for row in rows:
            self.add(row)
            if isinstance(row, ColumnField):
                row.picked.connect(self._on_edited)
        self.time.choice.picked.connect(self._on_time)
        self.clock.choice.picked.connect(self._say_odd)
        self.amount.choice.picked.connect(self._on_amount)
        self.kind.choice.picked.connect(self.kind_picked)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (
            self.identity.choice,
            self.time.choice,
            self.clock.choice,
            self.form_of_time,
            self.zone,
            self.amount.choice,
            self.times.choice,
            self.notation,
            self.sign,
            self.minor,
            self.rounded,
            self.currency.choice,
            self.currency.constant,
            self.kind.choice,
            self.source.choice,
            self.source.constant,
            *(row.choice for row in self.texts.values()),
        )

    def show_draft(self, sample: Sample, draft: ProfileDraft) -> None:
        """Show the columns of a file, and which are chosen."""
        columns = (*draft.time_columns, "", "")
        before, items = self._items, column_items(sample, self)
        self._items = items
        self.identity.show_sample(sample, items, draft.external_id)
        self.time.show_sample(sample, items, columns[0])
        self.clock.show_sample(sample, items, columns[1])
        self.form_of_time.setText(" | ".join(draft.time_formats))
        # A column that says each row's zone leaves nothing to say for all.
        self.zone.setText(draft.zone_column or draft.zone)
        self.zone.setEnabled(not draft.zone_column)
        self._say_odd()
        self.amount.show_sample(sample, items, draft.amount)
        self.times.show_sample(sample, items, draft.times)
        self.notation.choose(f"{draft.decimal}{draft.grouping}")
        self.sign.choose(draft.sign)
        for box, on in ((self.minor, draft.minor), (self.rounded, draft.rounded)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.currency.show_given(sample, items, draft.currency.column, draft.currency.constant)
        self.kind.show_sample(sample, items, draft.kind_column)
        self.source.show_given(sample, items, draft.source.column, draft.source.constant)
        for field, row in self.texts.items():
            row.show_sample(sample, items, draft.texts.get(field, ""))
        if before is not None:
            before.deleteLater()

    def entered(self, draft: ProfileDraft) -> ProfileDraft:
        """Return a draft with what was chosen here."""
        signs = self.notation.chosen
        formats = tuple(form.strip() for form in self.form_of_time.text().split("|") if form.strip())
        return replace(
            draft,
            external_id=self.identity.name,
            time_columns=tuple(name for name in (self.time.name, self.clock.name) if name),
            time_formats=formats or ("iso",),
            zone=draft.zone if draft.zone_column else self.zone.text().strip() or self._zone,
            amount=self.amount.name,
            times=self.times.name,
            decimal=signs[:1] or ".",
            grouping=signs[1:],
            minor=self.minor.isChecked(),
            sign=self.sign.chosen,
            rounded=self.rounded.isChecked(),
            currency=_given(self.currency),
            kind_column=self.kind.name,
            source=_given(self.source),
            texts={field: row.name for field, row in self.texts.items() if row.name},
        )

    def _on_time(self) -> None:
        column = self.time.column
        form = time_format(column.filled) if column is not None else None
        if column is not None:
            self.form_of_time.setText(form or "iso")
            if self.zone.isEnabled():
                self.zone.setText("UTC" if is_utc(column, form or "iso") else self._zone)
        self._say_odd()

    def _say_odd(self, *_changed: object) -> None:
        """Name the times that are not of the form; those of a clock apart are joined first, so not told."""
        column = None if self.clock.name else self.time.column
        forms = [form.strip() for form in self.form_of_time.text().split("|") if form.strip()] or ["iso"]
        odd = column.filled if column is not None else ()
        for form in forms:
            odd = odd_times(odd, form)
        self.odd.setVisible(bool(odd))
        if column is None or not odd:
            return
        shown = ", ".join(odd[:_ODD_SHOWN]) + (", …" if len(odd) > _ODD_SHOWN else "")
        self.odd.say(
            tr(
                "{count} values are not so and will be refused: {shown}",
                one="{count} value is not so and will be refused: {shown}",
                n=len(odd),
                count=len(odd),
                shown=shown,
            )
        )

    def _on_amount(self) -> None:
        column = self.amount.column
        found = notation(column.filled) if column is not None else None
        if found is not None:
            self.notation.choose(f"{found.decimal}{found.grouping}")


def _given(field: ConstantField) -> Given:
    return Given(field.name) if field.name else Given(constant=field.constant.text().strip())
