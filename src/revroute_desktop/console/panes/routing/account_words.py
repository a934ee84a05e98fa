"""What stands above and below the table of accounts: key figures and totals, per currency."""

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import TYPES, money_cell
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Form, Row, Tone
from revroute_desktop.console.widgets.figures import Amount, Figure
from revroute_desktop.ledger.account_tree import TreeRow
from revroute_desktop.ledger.queries import Balance

_FIGURES = (
    ("payee", later("Owed to payees")),
    ("partner", later("Owed to partners")),
    ("creator", later("Owed to creators")),
    ("treasury", later("Treasury")),
    ("fees", later("Fees")),
    ("reserve", later("Held in reserve")),
    ("suspense", later("In suspense")),
    ("clearing", later("To come from sources")),
)


def account_figures(rows: list[Balance], codes: list[str], writer: Writer) -> tuple[Figure, ...]:
    """Return the key figures; each in the currencies that it has, in the order of `codes`, never added."""
    figures = []
    for root, label in _FIGURES:
        sums: dict[str, list[int]] = {}
        for row in rows:
            if row.account.partition(":")[0] == root:
                sums.setdefault(row.currency, []).append(row.own)
        found = [code for code in codes if code in sums]
        if not found:
            continue
        named = {row.account for row in rows if row.account.partition(":")[0] == root}
        note = tr("{n} accounts", one="{n} account", n=len(named)) if len(named) > 1 else named.pop()
        value, *more = (_amount(sum(sums[code]), code, writer) for code in found)
        figures.append(Figure(tr(label), value, note, tuple(more)))
    return tuple(figures)


def _amount(total: int, code: str, writer: Writer) -> Amount:
    tone = Tone.NEGATIVE if total < 0 else Tone.NORMAL
    return Amount(writer.money(total, code), code, tone, writer.plain(total, code))


def account_totals(rows: list[Balance], codes: list[str], writer: Writer) -> tuple[Row, ...]:
    """Return what all postings together are: zero in every currency, or the books are wrong."""
    sums = {code: sum(row.debit_positive for row in rows if row.currency == code) for code in codes}
    wrong = [code for code in codes if sums[code]]
    said = Cell(tr("Debits less credits, all accounts"))
    if not wrong:
        equal = Cell(tr("0.00 in {currencies}", currencies=", ".join(codes[:6]))) if codes else EMPTY
        return ((said, equal, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY),) if codes else ()
    return tuple(
        (said, EMPTY, Cell(code), money_cell(sums[code], code, writer), EMPTY, EMPTY, EMPTY) for code in wrong
    )


def main_currency(rows: list[Balance]) -> str:
    """Return the currency that most accounts have, the first by code among equals.

    EUR while nothing is booked.
    """
    count: dict[str, int] = {}
    for row in rows:
        count[row.currency] = count.get(row.currency, 0) + 1
    return min(count, key=lambda code: (-count[code], code), default="EUR")


def tree_cells(row: TreeRow, writer: Writer) -> Row:
    """Return the cells of one account or group in one currency, in the sign of its type (B6)."""
    note = tr("{n} accounts", one="{n} account", n=row.accounts) if row.accounts else ""
    form = Form.STRONG if row.accounts else Form.PLAIN
    return (
        Cell(row.name, form, full=row.code, note=note),
        Cell(tr(TYPES[row.type]), tone=Tone.SECOND),
        Cell(row.currency, tone=Tone.SECOND),
        money_cell(row.own, row.currency, writer),
        money_cell(row.held, row.currency, writer, quiet=True),
        money_cell(row.posted, row.currency, writer, quiet=True),
        money_cell(row.available, row.currency, writer, loud=True),
    )
