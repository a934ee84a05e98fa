"""Real workspaces with drawn events: import, dump, and what the slow engine says about the same events."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.routing.oracle import Event, Oracle

from revroute_desktop.money.currencies import currency
from revroute_desktop.routing.engine.versions import named_step
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.workspace import Workspace, create

EPOCH = date(1970, 1, 1)

PLAN = """
format: 1
plan: Test network
zone: Europe/Berlin
currencies: [EUR, JPY]
accounts: {make: true}
refunds: {bear: reserve_first, account: "reserve:refunds"}
negative:
  refund: [{to: "expense:returns", share: 2}, {to: "loss:returns", share: 1}]
  default: loss:other
routes:
  - id: tips
    when: {kind: tip}
    steps:
      - {id: tips-recoup, recoup: {advance: "advance:{attr.creator}", percent: 50}}
      - {id: tips-rest, take: remaining, to: "payee:{attr.creator}"}
  - id: all
    when: always
    steps:
      - {id: fee, percent: 2.9, of: gross, plus: {EUR: 0.05, JPY: 3}, to: fees:card, if_short: {charge: "expense:fees"}}
      - {id: cap, percent: 20, of: gross, to: treasury:main, caps: [{per: month, amount: {EUR: 20.00, JPY: 900}, by: [source]}]}
      - id: tier
        to: "reserve:refunds"
        tiers:
          mode: marginal
          of: remaining
          per: quarter
          by: [attr.creator]
          bands:
            - {up_to: {EUR: 10.00, JPY: 500}, percent: 12}
            - {percent: 5}
      - {id: hold, percent: 10, of: remaining, to: "reserve:rolling", hold: {days: 20, for: "payee:{attr.creator}"}}
      - {id: recoup, recoup: {advance: "advance:{attr.creator}"}}
      - id: split
        percent: 40
        of: remaining
        weights:
          - {share: 1, to: partner:a, caps: [{per: week, amount: {EUR: 3.00, JPY: 200}}]}
          - {share: 2, to: partner:b}
        spill: siblings
      - {id: rest, take: remaining, to: "payee:{attr.creator}"}
"""  # noqa: E501


def day_of(number: int) -> date:
    return EPOCH + timedelta(days=number)


def write_events(path: Path, events: list[Event], names: dict[int, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "source",
                "id",
                "time",
                "kind",
                "amount",
                "currency",
                "campaign",
                "original",
                "attribute.creator",
            ]
        )
        for event in events:
            digits = currency(event.currency).digits
            sign, magnitude = ("-" if event.amount < 0 else ""), abs(event.amount)
            whole, part = divmod(magnitude, 10**digits)
            amount = f"{sign}{whole}" + (f".{part:0{digits}d}" if digits else "")
            time = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=event.at)
            original = {0: "", -1: "nobody"}.get(event.original) or names.get(event.original, "")
            writer.writerow(
                [
                    event.source,
                    event.external_id,
                    time.isoformat(),
                    event.kind,
                    amount,
                    event.currency,
                    event.fields.get("campaign", ""),
                    original,
                    event.fields.get("attr.creator", ""),
                ]
            )
    return path


def new_workspace(folder: Path, plan: str = PLAN, effective: date = date(2020, 1, 1)) -> Workspace:
    workspace = create(folder / "books.revroute", zone="Europe/Berlin", actor="tester")
    if plan:
        publish_plan(workspace, plan, effective=effective, actor="tester")
    return workspace


def bring_in(
    workspace: Workspace, folder: Path, events: list[Event], known: list[Event] | None = None
) -> None:
    names = {event.id: event.external_id for event in (known or events)}
    path = write_events(folder / f"events-{len(list(folder.glob('events-*')))}.csv", events, names)
    result = import_revenue(workspace, path, "generic", actor="tester")
    assert result.events == len(events), "the drawn events are all fit to import"


def dump(workspace: Workspace) -> dict[str, list]:
    """Everything that routing wrote, without the numbers of entries."""
    asked = {
        "transactions": "SELECT t.id, t.kind, t.event, t.route, t.booked_day, r.original "
        "FROM txn t LEFT JOIN reversal r ON r.txn = t.id ORDER BY t.id",
        "postings": "SELECT p.id, a.code, p.currency, p.amount, p.step, g.original, b.code, h.due_day "
        "FROM posting p "
        "JOIN account a ON a.id = p.account LEFT JOIN posting_against g ON g.posting = p.id "
        "LEFT JOIN hold h ON h.posting = p.id LEFT JOIN account b ON b.id = h.beneficiary ORDER BY p.id",
        "states": "SELECT event, state, reason, txn FROM d_event_state ORDER BY event",
        "holds": "SELECT posting, amount FROM d_hold_open ORDER BY posting",
        "balances": "SELECT a.code, currency, own, held FROM d_balance "
        "JOIN account a ON a.id = account ORDER BY 1, 2",
        "counters": "SELECT step, keys, currency, period, returned_day, value FROM d_counter "
        "WHERE value <> 0 ORDER BY 1, 2, 3, 4, 5",
    }
    with workspace.read() as session:
        return {name: session.sql.execute(query).fetchall() for name, query in asked.items()}


def plain_transactions(workspace: Workspace) -> list:
    """Transactions in the form of the slow engine's, by external id."""
    with workspace.read() as session:
        rows = session.sql.execute(
            "SELECT t.id, e.external_id, t.kind, a.code, p.amount, s.code, b.code, COALESCE(h.due_day, 0), "
            "oa.code, o.amount, os.code, r.code FROM txn t JOIN event e ON e.id = t.event "
            "JOIN posting p ON p.id / 4096 = t.id JOIN account a ON a.id = p.account "
            "JOIN plan_route r ON r.id = t.route LEFT JOIN plan_step s ON s.id = p.step "
            "LEFT JOIN hold h ON h.posting = p.id LEFT JOIN account b ON b.id = h.beneficiary "
            "LEFT JOIN posting_against g ON g.posting = p.id LEFT JOIN posting o ON o.id = g.original "
            "LEFT JOIN account oa ON oa.id = o.account LEFT JOIN plan_step os ON os.id = o.step "
            "WHERE t.kind < 5 ORDER BY p.id"
        ).fetchall()
    found: dict[int, tuple[str, int, list]] = {}
    for (
        number,
        external,
        kind,
        account,
        amount,
        step,
        beneficiary,
        due,
        of,
        of_amount,
        of_step,
        route,
    ) in rows:
        against = None if of is None else (of, of_amount, named_step(of_step))
        of_table = route == "(negative)"
        found.setdefault(number, (external, kind, []))[2].append(
            (account, amount, None if of_table else named_step(step), beneficiary, due, against)
        )
    return [(external, kind, sorted(lines, key=repr)) for external, kind, lines in found.values()]


def oracle_transactions(oracle: Oracle) -> list:
    return [
        (one.event.external_id, one.kind, sorted((posting.plain() for posting in one.postings), key=repr))
        for one in oracle.transactions
    ]
