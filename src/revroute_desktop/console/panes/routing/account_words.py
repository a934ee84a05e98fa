"""What stands above and below the table of accounts: key figures and totals, per currency."""

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import money_cell
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Row, Tone
from revroute_desktop.console.widgets.figures import Figure
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


def account_figures(rows: list[Balance], currency: str, writer: Writer) -> tuple[Figure, ...]:
    """Return the key figures in a currency, or in the one with the most accounts."""
    if not rows:
        return ()
    code, figures = currency or main_currency(rows), []
    for root, label in _FIGURES:
        mine = [r for r in rows if r.currency == code and r.account.partition(":")[0] == root]
        if mine:
            total = sum(row.own for row in mine)
            count = tr("{count} accounts", count=len(mine)) if len(mine) > 1 else mine[0].account
            tone = Tone.NEGATIVE if total < 0 else Tone.NORMAL
            figures.append(Figure(label, writer.money(total, code), code, count, tone))
    return tuple(figures)


def account_totals(rows: list[Balance], writer: Writer) -> tuple[Row, ...]:
    """Return one line per currency: all postings together are zero, or the books are wrong."""
    lines = []
    for code in list(dict.fromkeys(row.currency for row in rows))[:4]:
        total = sum(row.debit_positive for row in rows if row.currency == code)
        sums = (Cell(code), money_cell(total, code, writer), EMPTY, EMPTY, EMPTY)
        lines.append((Cell(tr("Debits less credits, all accounts")), EMPTY, *sums))
    return tuple(lines)


def main_currency(rows: list[Balance]) -> str:
    """Return the currency in which most accounts hold something, among equals the one with larger sums.

    EUR while nothing is booked.
    """
    size: dict[str, tuple[int, int]] = {}
    for row in rows:
        count, total = size.get(row.currency, (0, 0))
        size[row.currency] = count + (row.own != 0), total + abs(row.own)
    return max(size, key=lambda code: size[code], default="EUR")
