"""Commands of the ledger: accounts, balances, statements, manual entries, periods, export."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TextIO

from revroute_desktop.cli.amounts import written, written_sums
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, account_and_amount, day, money, number
from revroute_desktop.cli.output import declare_output, output_file, standard_output
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import TYPE_BY_WORD, AccountType
from revroute_desktop.ledger.export_journal import JournalFormat, export_journal
from revroute_desktop.ledger.journal import (
    BANK_ACCOUNT,
    Line,
    advance,
    journal_entry,
    open_account,
    opening_balance,
    reverse_transaction,
)
from revroute_desktop.ledger.periods import day_of, lock_period, unlock_period
from revroute_desktop.ledger.queries import Balance, balances, statement, totals, trial_balance
from revroute_desktop.money import currency, parse_amount

CREDITS_NOTE = "Credits of liabilities, income and equity are shown as positive."


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare one command of this group."""
    match name:
        case "account":
            _declare_account(group.group(name, help_line))
        case "balances":
            parser = group.command(name, help_line, _balances)
            parser.add_argument("--account", default="", metavar="PREFIX", help="only accounts that begin so")
        case "trial-balance":
            parser = group.command(name, help_line, _trial_balance)
            parser.add_argument("--as-of", type=day, metavar="DATE", help="up to and on this day")
        case "statement":
            parser = group.command(name, help_line, _statement)
            parser.add_argument("account", metavar="ACCOUNT")
            parser.add_argument("--currency", required=True, metavar="CODE")
            parser.add_argument("--from", dest="first", type=day, metavar="DATE")
            parser.add_argument("--to", dest="last", type=day, metavar="DATE")
        case "journal":
            _declare_journal(group.group(name, help_line))
        case "period":
            _declare_period(group.group(name, help_line))
        case "export":
            parser = group.group(name, help_line).command(
                "journal", "the whole ledger, every transaction", _export
            )
            parser.add_argument("--format", required=True, choices=[kind.value for kind in JournalFormat])
            declare_output(parser, "journal")


# --------------------------------------------------------------------------- accounts


def _declare_account(group: CommandGroup) -> None:
    parser = group.command("open", "open an account", _open_account)
    parser.add_argument("account", metavar="ACCOUNT", help="for example payee:neon-kitten")
    parser.add_argument("--type", choices=list(TYPE_BY_WORD), help="where its root has no type of its own")
    group.command("list", "list all accounts", _list_accounts)


def _open_account(terminal: Terminal) -> Answer:
    options = terminal.options
    kind = None if options.type is None else int(TYPE_BY_WORD[options.type])
    with terminal.workspace() as workspace:
        number = open_account(workspace, options.account, account_type=kind, actor=terminal.actor)
    return Answer({"account": options.account, "id": number}, [f"Account {options.account} is open."])


def _list_accounts(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        rows = [
            (code, AccountType(kind).word)
            for code, kind in session.sql.execute("SELECT code, type FROM account ORDER BY code")
        ]
    value: dict[str, object] = {"accounts": [{"account": code, "type": kind} for code, kind in rows]}
    return Answer(value, [Table(("Account", "Type"), rows)])


# --------------------------------------------------------------------------- balances


def balances_answer(rows: list[Balance]) -> Answer:
    """Say balances; `destinations` are the sums of all but clearing accounts, credits positive."""
    sums = totals(rows)
    destinations = dict.fromkeys(sums, 0)
    for row in rows:
        if not row.account.startswith("clearing:"):
            destinations[row.currency] -= row.debit_positive
    value: dict[str, object] = {
        "balances": [
            {
                "account": row.account,
                "type": row.type.word,
                "currency": row.currency,
                "own": written(row.own, row.currency),
                "held": written(row.held, row.currency),
                "posted": written(row.posted, row.currency),
                "available": written(row.available, row.currency),
            }
            for row in rows
        ],
        "totals": written_sums(sums),
        "destinations": written_sums(destinations),
    }
    table = Table(
        ("Account", "Type", "Currency", "Own>", "Held>", "Available>"),
        [
            (
                row.account,
                row.type.word,
                row.currency,
                written(row.own, row.currency),
                written(row.held, row.currency),
                written(row.available, row.currency),
            )
            for row in rows
        ],
    )
    wrong = {code: total for code, total in sums.items() if total}
    verdict = (
        "The books do not sum to zero; run `revroute verify`."
        if wrong
        else "The stored balances of all accounts sum to zero in every currency. " + CREDITS_NOTE
    )
    return Answer(value, [table, verdict], ok=not wrong)


def _balances(terminal: Terminal) -> Answer:
    prefix: str = terminal.options.account
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        rows = balances(session.sql)
    if not prefix:
        return balances_answer(rows)
    chosen = [row for row in rows if row.account.startswith(prefix)]
    answer = balances_answer(chosen)
    return Answer(answer.value, [*answer.said[:1], CREDITS_NOTE])


def _trial_balance(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        rows = trial_balance(session.sql, terminal.options.as_of)
    sums: dict[str, list[int]] = {}
    for row in rows:
        pair = sums.setdefault(row.currency, [0, 0])
        pair[0] += row.debit
        pair[1] += row.credit
    shown = [
        (
            row.account,
            row.type.word,
            row.currency,
            written(row.debit, row.currency),
            written(row.credit, row.currency),
        )
        for row in rows
    ]
    heads = ("account", "type", "currency", "debit", "credit")
    value: dict[str, object] = {
        "lines": [dict(zip(heads, row, strict=True)) for row in shown],
        "totals": {
            code: {"debit": written(debit, code), "credit": written(credit, code)}
            for code, (debit, credit) in sums.items()
        },
    }
    foot = [
        ("Total", "", code, written(debit, code), written(credit, code))
        for code, (debit, credit) in sums.items()
    ]
    equal = all(debit == credit for debit, credit in sums.values())
    verdict = (
        "By the stored balances debits equal credits."
        if equal
        else "Debits and credits differ; run `revroute verify`."
    )
    return Answer(
        value,
        [Table(("Account", "Type", "Currency", "Debit>", "Credit>"), [*shown, *foot]), verdict],
        ok=equal,
    )


def _statement(terminal: Terminal) -> Answer:
    options = terminal.options
    code = options.currency.upper()
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        found = statement(session.sql, options.account, code, first=options.first, last=options.last)
    shown = [
        (
            line.day.isoformat(),
            str(line.transaction),
            line.kind.words,
            line.event or line.memo,
            written(line.amount, code),
            written(line.balance, code),
        )
        for line in found.lines
    ]
    heads = ("day", "transaction", "kind", "about", "amount", "balance")
    value: dict[str, object] = {
        "account": found.account,
        "currency": code,
        "opening": written(found.opening, code),
        "closing": written(found.closing, code),
        "lines": [dict(zip(heads, row, strict=True)) for row in shown],
    }
    return Answer(
        value,
        [
            f"{found.account} in {code}, opening balance {written(found.opening, code)}.",
            Table(("Day", "Transaction>", "Kind", "About", f"Amount, {code}>", "Balance>"), shown),
            f"Closing balance {written(found.closing, code)}.",
        ],
    )


# --------------------------------------------------------------------------- manual entries


def _declare_journal(group: CommandGroup) -> None:
    parser = group.command("entry", "book a manual transaction", _entry)
    parser.add_argument(
        "lines",
        nargs="+",
        type=account_and_amount,
        metavar="LINE",
        help="'ACCOUNT=AMOUNT CUR', debits positive",
    )
    parser.add_argument("--memo", required=True, help="what it is, in one line")
    _declare_booking(parser)
    parser = group.command("opening", "book what an account held before the books began", _opening)
    parser.add_argument(
        "line", type=account_and_amount, metavar="LINE", help="'ACCOUNT=AMOUNT CUR', debits positive"
    )
    _declare_booking(parser)
    parser = group.command("advance", "advance money to a payee", _advance)
    parser.add_argument("payee", metavar="PAYEE", help="for example neon-kitten")
    parser.add_argument("amount", type=money, metavar="AMOUNT", help="'250.00 EUR'")
    parser.add_argument("--paid-from", default=BANK_ACCOUNT, metavar="ACCOUNT")
    _declare_booking(parser)
    parser = group.command("reverse", "reverse a manual transaction", _reverse)
    parser.add_argument("transaction", type=number, metavar="TRANSACTION")
    parser.add_argument("--day", type=day, metavar="DATE", help="the day to book on (default: today)")
    parser.add_argument("--reason", required=True)


def _declare_booking(parser: CommandParser) -> None:
    parser.add_argument("--new", action="store_true", help="open the accounts that are not in the books yet")
    parser.add_argument("--day", type=day, metavar="DATE", help="the day to book on (default: today)")
    parser.add_argument("--reason", default="", help="why, for the log")


def _line(given: tuple[str, str, str]) -> Line:
    account, amount, code = given
    return Line(account, code, parse_amount(amount, currency(code)))


def _booked(number: int, sentence: str) -> Answer:
    return Answer({"transaction": number}, [f"Transaction {number}: {sentence}"])


def _entry(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        number = journal_entry(
            workspace,
            [_line(line) for line in options.lines],
            memo=options.memo,
            day=options.day,
            actor=terminal.actor,
            reason=options.reason,
            new=options.new,
        )
    return _booked(number, f"{options.memo}.")


def _opening(terminal: Terminal) -> Answer:
    options = terminal.options
    line = _line(options.line)
    with terminal.workspace() as workspace:
        number = opening_balance(
            workspace,
            line,
            day=options.day,
            actor=terminal.actor,
            reason=options.reason,
            new=options.new,
        )
    return _booked(number, f"opening balance of {line.account}.")


def _advance(terminal: Terminal) -> Answer:
    options = terminal.options
    amount, code = options.amount
    with terminal.workspace() as workspace:
        number = advance(
            workspace,
            options.payee,
            code,
            parse_amount(amount, currency(code)),
            paid_from=options.paid_from,
            day=options.day,
            actor=terminal.actor,
            reason=options.reason,
            new=options.new,
        )
    return _booked(number, f"{amount} {code} advanced to {options.payee}.")


def _reverse(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        number = reverse_transaction(
            workspace, options.transaction, day=options.day, actor=terminal.actor, reason=options.reason
        )
    return _booked(number, f"reverses transaction {options.transaction}.")


# --------------------------------------------------------------------------- periods


def _declare_period(group: CommandGroup) -> None:
    parser = group.command("lock", "lock everything on or before a day", _lock)
    parser.add_argument("day", type=day, metavar="DATE")
    parser.add_argument("--reason", default="")
    parser = group.command("unlock", "move the lock back, or take it away", _unlock)
    parser.add_argument("--to", type=day, metavar="DATE", help="the new lock day (default: none)")
    parser.add_argument("--reason", required=True)


def _lock(terminal: Terminal) -> Answer:
    locked = terminal.options.day
    with terminal.workspace() as workspace:
        before = lock_period(workspace, locked, actor=terminal.actor, reason=terminal.options.reason)
    return Answer(
        {"locked_to": locked.isoformat(), "before": None if before is None else day_of(before).isoformat()},
        [f"Everything to {locked} is locked."],
    )


def _unlock(terminal: Terminal) -> Answer:
    target = terminal.options.to
    with terminal.workspace() as workspace:
        unlock_period(workspace, target, actor=terminal.actor, reason=terminal.options.reason)
    return Answer(
        {"locked_to": None if target is None else target.isoformat()},
        [f"Everything to {target} stays locked." if target else "No period is locked any more."],
    )


# --------------------------------------------------------------------------- export


def _export(terminal: Terminal) -> Answer:
    options = terminal.options
    output: Path | None = options.output
    if output is None and options.json:
        raise UserError(
            "The journal and the JSON object would mix on standard output; name a file with -o FILE."
        )
    with terminal.workspace() as workspace, workspace.read() as session, _out(output, options.replace) as out:
        count = export_journal(
            session.sql,
            out,
            JournalFormat(options.format),
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
    said = [] if output is None else [f"{counted(count, 'transaction')} written to {output}."]
    return Answer(
        {"transactions": count, "format": options.format, "file": None if output is None else str(output)},
        said,
    )


def _out(output: Path | None, replace: bool) -> AbstractContextManager[TextIO]:
    return standard_output() if output is None else output_file(output, replace=replace)
