"""The dialogs of what a person books by hand: entries, accounts, the lock of periods, release of holds."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import TYPES
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import NARROW, NO_DAY, WIDE, DayField, Dialog
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.ledger.entry_text import WrittenEntry, WrittenLine, read_entry

JOURNAL, OPENING, ADVANCE = range(3)
_KINDS = (later("Journal entry"), later("Opening balance"), later("Advance to a payee"))
_FIRST_LINES = 2
_LINES_MAX = 8


@dataclass(slots=True)
class _Line:
    account: QLineEdit
    currency: QLineEdit
    debit: QLineEdit
    credit: QLineEdit

    @property
    def written(self) -> WrittenLine:
        return WrittenLine(self.account.text(), self.currency.text(), self.debit.text(), self.credit.text())


class EntryDialog(Dialog):
    """A journal entry, an opening balance or an advance; says at once whether debits equal credits."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        accounts: tuple[str, ...],
        currency: str,
        today: date,
        writer: Writer,
    ) -> None:
        super().__init__(
            look,
            parent,
            tr("New entry"),
            tr("Nothing in the books is ever changed: a wrong entry is reversed by another."),
            tr("Book"),
            "check",
            width=WIDE,
        )
        self._writer = writer
        self._currency = currency
        self._accounts = accounts
        self.kind = QComboBox()
        self.kind.addItems([tr(kind) for kind in _KINDS])
        self._day = DayField(today)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("why, for the log"))
        self.field(tr("What"), self.kind)
        self._forms = QStackedWidget()
        self._forms.addWidget(self._journal())
        self._forms.addWidget(self._opening())
        self._forms.addWidget(self._advance())
        self.form.addSpacing(6)
        self.form.addWidget(self._forms)
        self.balance = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.form.addWidget(self.balance)
        self.field(tr("Booked on"), self._day)
        self.field(tr("Reason"), self._reason)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._check()

    @property
    def day(self) -> date:
        """The booked day; only when there is no problem."""
        assert self._day.day is not None, "the day was checked"
        return self._day.day

    @property
    def reason(self) -> str:
        """Why, in the person's words."""
        return self._reason.text().strip()

    @property
    def memo(self) -> str:
        """The words of a journal entry."""
        return self._memo.text().strip()

    @property
    def entry(self) -> WrittenEntry:
        """The lines as they stand."""
        if self.kind.currentIndex() == JOURNAL:
            written = [line.written for line in self._lines]
            return read_entry(written, self.memo, point=self._writer.point)
        form = self._open if self.kind.currentIndex() == OPENING else self._paid
        first = form.written
        other = "opening:balances" if self.kind.currentIndex() == OPENING else self._from.text()
        account = first.account if self.kind.currentIndex() == OPENING else f"advance:{self._payee}"
        mirror = WrittenLine(other, first.currency, first.credit, first.debit)
        lines = [WrittenLine(account, *_rest(first)), mirror]
        return read_entry(lines, point=self._writer.point)

    @property
    def payee(self) -> str:
        """Who gets an advance."""
        return self._paid.account.text().strip()

    @property
    def paid_from(self) -> str:
        """The account that an advance is paid from."""
        return self._from.text().strip()

    def problem(self) -> str:
        if self._day.day is None:
            return tr(NO_DAY)
        if self.kind.currentIndex() == ADVANCE and not self.payee:
            return tr("Name the payee.")
        return self.entry.problem

    @property
    def _payee(self) -> str:
        return self.payee.rsplit(":", 1)[-1]

    def _journal(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnStretch(3, 1)
        for at, head in enumerate((tr("Account"), tr("Currency"), tr("Debit"), tr("Credit"))):
            words = Words(self.look, head, role="label", weight=400, tone=Tone.FAINT)
            self._grid.addWidget(words, 0, at)
        self._lines: list[_Line] = []
        for _ in range(_FIRST_LINES):
            self._add_line()
        self._more = Button(self.look, tr("Add a line"), icon="plus", variant="bare")
        self._more.clicked.connect(self._on_more)
        self._memo = _line_edit(tr("Memo"), tr("what this is, in the statement"))
        layout.addLayout(self._grid)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._memo)
        self._memo.textEdited.connect(self._on_edited)
        return page

    def _opening(self) -> QWidget:
        page, self._open = self._one_line(tr("Account that held it before the books began"))
        return page

    def _advance(self) -> QWidget:
        page, self._paid = self._one_line(tr("Payee, such as payee:neon-kitten"), credit=False)
        self._from = _line_edit(tr("Paid from"), "")
        self._from.setText("bank:main")
        layout = page.layout()
        assert layout is not None, "the page has its layout"
        layout.addWidget(Words(self.look, tr("Paid from"), role="label", weight=400, tone=Tone.FAINT))
        layout.addWidget(self._from)
        self._from.textEdited.connect(self._on_edited)
        return page

    def _one_line(self, head: str, *, credit: bool = True) -> tuple[QWidget, _Line]:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 3)
        line = self._make_line()
        fields = (line.account, line.currency, line.debit, *((line.credit,) if credit else ()))
        heads = (head, tr("Currency"), tr("Debit") if credit else tr("Amount"), tr("Credit"))
        for at, field in enumerate(fields):
            words = Words(self.look, heads[at], role="label", weight=400, tone=Tone.FAINT)
            grid.addWidget(words, 0, at)
            grid.addWidget(field, 1, at)
        if not credit:
            line.credit.setParent(page)
            line.credit.hide()
        layout.addLayout(grid)
        return page, line

    def _make_line(self) -> _Line:
        line = _Line(
            _line_edit(tr("Account"), ""),
            _line_edit(tr("Currency"), ""),
            _line_edit(tr("Debit"), f"0{self._writer.point}00"),
            _line_edit(tr("Credit"), f"0{self._writer.point}00"),
        )
        line.currency.setText(self._currency)
        line.currency.setMaximumWidth(72)
        completer = QCompleter(list(self._accounts), line.account)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.account.setCompleter(completer)
        for field in (line.debit, line.credit):
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        for field in (line.account, line.currency, line.debit, line.credit):
            field.textChanged.connect(self._on_edited)
        return line

    def _add_line(self) -> None:
        line = self._make_line()
        self._lines.append(line)
        for at, field in enumerate((line.account, line.currency, line.debit, line.credit)):
            self._grid.addWidget(field, len(self._lines), at)

    def _on_more(self) -> None:
        if len(self._lines) < _LINES_MAX:
            self._add_line()
        self._more.setVisible(len(self._lines) < _LINES_MAX)

    def _on_kind(self, at: int) -> None:
        self._forms.setCurrentIndex(at)
        self._check()

    def _on_edited(self, _text: str) -> None:
        self._check()

    def _check(self) -> None:
        if not hasattr(self, "balance"):
            return
        entry, money = self.entry, self._writer.money
        sums = [
            tr(
                "{code}: debits {debit}, credits {credit}",
                code=code,
                debit=money(debit, code),
                credit=money(credit, code),
            )
            for code, debit, credit in entry.sums
        ]
        lines = self._lines if self.kind.currentIndex() == JOURNAL else [self._open, self._paid]
        if not entry.sums and all(line.written.empty for line in lines):
            # Nothing is wrong with what nobody has written yet.
            self.balance.say("")
        elif not entry.problem:
            self.balance.say(tr("{sums}. They are equal.", sums="; ".join(sums)), Tone.POSITIVE)
        else:
            said = ". ".join([*sums, entry.problem])
            self.balance.say(said, Tone.NEGATIVE if entry.sums else Tone.SECOND)


class AccountDialog(Dialog):
    """Open an account: its code, and its type where the first segment does not say it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            look,
            parent,
            tr("Open account"),
            tr(
                "A code is segments joined by colons. The first segment gives the type where it "
                "is a known one."
            ),
            tr("Open"),
            width=NARROW,
        )
        self._code = QLineEdit()
        self._code.setPlaceholderText("payee:neon-kitten")
        self._type = QComboBox()
        self._type.addItem(tr("as the first segment says"), None)
        for kind, word in TYPES.items():
            self._type.addItem(tr(word), int(kind))
        self.field(tr("Code"), self._code)
        self.field(tr("Type"), self._type)

    @property
    def asked(self) -> tuple[str, int | None]:
        """Code, and the number of the type or None."""
        return self._code.text().strip(), self._type.currentData()

    def problem(self) -> str:
        return "" if self.asked[0] else tr("Write the account's code.")


class LockDialog(Dialog):
    """Lock the books up to a day, or unlock them from one on."""

    def __init__(self, look: Look, parent: QWidget, day: date) -> None:
        super().__init__(
            look,
            parent,
            tr("Lock or unlock a period"),
            tr("On or before a locked day nothing is booked; what comes late goes to the first open day."),
            tr("Lock"),
            "lock",
            width=NARROW,
        )
        self.what = QComboBox()
        self.what.addItems(
            [tr("Lock up to a day"), tr("Move the lock back to a day"), tr("Unlock everything")]
        )
        self._day = DayField(day)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("why, for the log"))
        self.field(tr("What"), self.what)
        self.field(tr("Last locked day"), self._day)
        self.field(tr("Reason"), self._reason)
        self.what.currentIndexChanged.connect(self._on_what)

    @property
    def locks(self) -> bool:
        """Whether it locks more, rather than less."""
        return self.what.currentIndex() == 0

    @property
    def day(self) -> date | None:
        """The last day that is to be locked; None for none."""
        return None if self.what.currentIndex() == 2 else self._day.day

    @property
    def reason(self) -> str:
        """Why, in the person's words."""
        return self._reason.text().strip()

    def problem(self) -> str:
        if self._day.isEnabled() and self._day.day is None:
            return tr(NO_DAY)
        return (
            ""
            if self.locks or self.reason
            else tr("Say why: unlocking needs a reason, it stands in the log.")
        )

    def _on_what(self, at: int) -> None:
        self.act.setText(tr("Lock") if at == 0 else tr("Unlock"))
        self._day.setEnabled(at != 2)


class ReleaseDialog(Dialog):
    """Release the holds that are due on a day."""

    def __init__(self, look: Look, parent: QWidget, day: date) -> None:
        super().__init__(
            look,
            parent,
            tr("Release holds"),
            tr("Posts what is left of every hold that is due on or before a day to the one it is held for."),
            tr("Release"),
            width=NARROW,
        )
        self._day = DayField(day)
        self.field(tr("Due on or before"), self._day)

    @property
    def as_of(self) -> str:
        """The day, as 2026-12-01."""
        return self._day.text().strip()

    def problem(self) -> str:
        return "" if self._day.day is not None else tr(NO_DAY)


def _rest(line: WrittenLine) -> tuple[str, str, str]:
    return line.currency, line.debit, line.credit


def _line_edit(name: str, hint: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(hint)
    edit.setProperty("form", True)
    return edit
