"""The short summary of a workspace: events, balances, whether the log proves them."""

from revroute_desktop.cli.amounts import written, written_sums
from revroute_desktop.cli.commands.ledger import balances_answer
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.terminal import Answer, Terminal
from revroute_desktop.ledger.queries import balances
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.overview import overview
from revroute_desktop.workspace import Workspace


def summary_answer(terminal: Terminal, workspace: Workspace) -> Answer:
    """Sum up the books and verify the log; exit code 1 where something does not hold."""
    with workspace.read() as session:
        counts = overview(session.sql)
        money = balances_answer(balances(session.sql))
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
    said = [
        f"{workspace.name}, books in {workspace.zone}.",
        f"{counted(counts.events, 'event')}, net {net}{': ' if standing else ''}{standing}; "
        f"{counted(counts.refused_rows, 'row')} refused.",
        *money.said,
        verdict,
    ]
    return Answer(value, said, ok=money.ok and checked.fault is None)
