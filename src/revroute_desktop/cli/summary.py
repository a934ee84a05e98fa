"""The short summary of a workspace: events, balances, whether the log proves them."""

from collections.abc import Sequence

from revroute_desktop.cli.amounts import written, written_sums
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.ledger import balances_answer
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.ledger.queries import Balance, balances
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.overview import overview
from revroute_desktop.workspace import Workspace

MOST_ACCOUNTS = 40
"""Accounts beyond which a summary gives sums only."""


def summary_answer(terminal: Terminal, workspace: Workspace) -> Answer:
    """Sum up the books and verify the log; exit code 1 where something does not hold."""
    with workspace.read() as session:
        counts = overview(session.sql)
        rows = balances(session.sql)
    money = balances_answer(rows)
    checked = verify(workspace, progress=terminal.progress, cancelled=terminal.cancelled)
    amounts = [f"{written(minor, code)} {code}" for code, minor in sorted(counts.net.items())]
    net = ", ".join(amounts) or "nothing"
    verdict = (
        f"Audit verified, {counted(checked.entries, 'entry')}."
        if checked.fault is None
        else f"Audit: {checked.fault}"
    )
    value: dict[str, object] = {
        "workspace": workspace.name,
        "events": counts.events,
        "routed": counts.routed,
        "reversed": counts.reversed,
        "restated": counts.restated,
        "undone": counts.undone,
        "waiting": counts.waiting,
        "quarantined": counts.quarantined,
        "refused_rows": counts.refused_rows,
        "net": written_sums(counts.net),
        "balances": money.value["balances"],
        "totals": money.value["totals"],
        "audit": {"verified": checked.fault is None, "entries": checked.entries},
    }
    states = (
        (counts.routed, "routed"),
        (counts.reversed, "reversed in full"),
        (counts.restated, "restated"),
        (counts.undone, "undone"),
        (counts.waiting, "waiting"),
        (counts.quarantined, "quarantined"),
    )
    standing = ", ".join(f"{count:,} {words}" for count, words in states if count)
    sums = (
        f"{counted(counts.events, 'event')}, net {net}{': ' if standing else ''}{standing}; "
        f"{counted(counts.refused_rows, 'row')} refused."
    )
    said: list[str | Table] = [f"{workspace.name}, books in {workspace.zone}."]
    if len({row.account for row in rows}) > MOST_ACCOUNTS:
        said += [
            _by_root(rows),
            f"Sums of {len({row.account for row in rows}):,} accounts by their first word; "
            "`revroute balances` lists them all.",
            *money.said[1:],
        ]
    else:
        said += money.said
    # Last, where a long table has not scrolled them away.
    said += [sums, verdict]
    return Answer(value, said, ok=money.ok and checked.fault is None)


def _by_root(rows: Sequence[Balance]) -> Table:
    """Return balances summed by the first segment of the account's code, type and currency."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        found = sums.setdefault((row.account.partition(":")[0], row.type.word, row.currency), [0, 0, 0])
        for place, amount in enumerate((row.own, row.held, row.available)):
            found[place] += amount
    return Table(
        ("Accounts", "Type", "Currency", "Own>", "Held>", "Available>"),
        [
            (f"{root}:…", kind, code, *(written(amount, code) for amount in amounts))
            for (root, kind, code), amounts in sorted(sums.items())
        ],
    )
