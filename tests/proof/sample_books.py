"""A small workspace with rows in every table of the books, written by hand through units of work."""

from hashlib import sha256

import numpy as np

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.audit.sealed import commitment
from revroute_desktop.ledger.accounts import ensure_accounts
from revroute_desktop.ledger.post import LINES_MAX, next_transaction, post
from revroute_desktop.workspace import Unit, Workspace
from revroute_desktop.workspace.event_rollups.keep import note_events, note_routes, note_undone

EUR, USD = 978, 840
PAYER, NOTE, RAW = 1, 2, 3
DAY = 20_500

_EVENT_COLUMNS = (
    "source", "external_id", "occurred_at", "kind", "currency", "amount", "payer", "note", "campaign",
    "country", "product", "attributes", "original", "residue", "content", "import", "line",
)  # fmt: skip

Lines = list[tuple[int, int, int, dict[str, int]]]
"""Account, currency, amount, and further columns of a posting."""


def fill(workspace: Workspace) -> None:
    """Imports ten events and routes eight, releases holds, reverses journal entries, undoes two imports,
    erases two payers.
    """
    accounts = _open(workspace)
    _publish(workspace)
    _import(workspace, first=1, count=6, number=1)
    _import(workspace, first=7, count=4, number=2)
    _quarantine(workspace)
    _route(workspace, accounts)
    _release(workspace, accounts)
    _journal(workspace, accounts)
    _undo_imports(workspace)
    _erase(workspace)
    _lock(workspace)


def _open(workspace: Workspace) -> dict[str, int]:
    codes = [
        "clearing:shop",
        "clearing:app",
        "payee:ada",
        "payee:bob",
        "reserve:rolling",
        "treasury:main",
        "bank:main",
    ]
    with workspace.write("ada", "account.open", "accounts") as unit:
        accounts = ensure_accounts(unit, codes)
        unit.insert("source", code="shop", clearing=accounts["clearing:shop"])
        unit.insert("source", code="app", clearing=accounts["clearing:app"])
        unit.record({})
    return accounts


def _publish(workspace: Workspace) -> None:
    for number, text in enumerate(("plan: one\n", "plan: two\n"), 1):
        with workspace.write("ada", "plan.publish", f"house {number}") as unit:
            version = unit.insert(
                "plan_version",
                name="house",
                hash=sha256(text.encode()).hexdigest(),
                text=text,
                effective_day=DAY - 100 + number,
                in_force_at=number,
                published_at=unit.at,
            )
            for code in ("sales", "rest"):
                route = unit.insert("plan_route", version=version, code=code)
                for step in ("fee", "share"):
                    unit.insert("plan_step", route=route, code=f"{code}-{step}")
            unit.record({"hash": sha256(text.encode()).hexdigest()})


def _seal(unit: Unit, kind: int, text: str) -> int:
    salt = sha256(text.encode()).digest()[:16]
    id = unit.insert("sealed", commitment=commitment(salt, text))
    unit.insert("sealed_text", id=id, kind=kind, salt=salt, text=text)
    return id


def _word(unit: Unit, table: str, column: str, text: str) -> int:
    row = unit.sql.execute(f"SELECT id FROM {table} WHERE {column} = ?", (text,)).fetchone()
    return row[0] if row else unit.insert(table, **{column: text})


def _import(workspace: Workspace, *, first: int, count: int, number: int) -> None:
    with workspace.write("ada", "import.chunk", f"night{number}.csv") as unit:
        id = unit.insert(
            "import",
            source=1,
            file_name=f"night{number}.csv",
            file_hash=sha256(b"file").digest(),
            file_size=1000 + number,
            profile="{}",
            mapped=7,
        )
        unit.insert(
            "import_chunk",
            entry=unit.seq,
            number=0,
            rows_read=count,
            events=count,
            first_event=first,
            refused=0,
            last=1,
            **{"import": id},
        )
        rows = []
        for event in range(first, first + count):
            rows.append(
                (
                    event % 2 + 1,
                    f"e-{event}",
                    (DAY * 86_400 + event * 60) * 1_000_000,
                    1,
                    EUR if event % 3 else USD,
                    1000 + event,
                    _seal(unit, PAYER, f"payer {event}") if event % 2 else None,
                    _seal(unit, NOTE, f"note {event}") if event % 3 == 0 else None,
                    _word(unit, "term", "text", f"spring {event % 3}"),
                    _word(unit, "term", "text", "DE"),
                    None,
                    _word(unit, "attribute_set", "json", f'{{"shelf":"{event % 2}"}}'),
                    None,
                    "0.004" if event == 1 else None,
                    sha256(b"%d" % event).digest(),
                    id,
                    event,
                )
            )
        unit.insert_many("event", _EVENT_COLUMNS, rows)
        for event, row in enumerate(rows, first):
            unit.sql.execute("INSERT INTO d_event_identity VALUES (?, ?, ?)", (row[0], row[1], event))
            unit.sql.execute("INSERT INTO d_event_state VALUES (?, 0, NULL, NULL, NULL)", (event,))
        note_events(unit.sql, first, count)
        unit.record({"file": f"night{number}.csv"})


def _quarantine(workspace: Workspace) -> None:
    with workspace.write("ada", "import.chunk", "bad.csv") as unit:
        id = unit.insert(
            "import",
            source=None,
            file_name="bad.csv",
            file_hash=sha256(b"bad").digest(),
            file_size=2**54,
            profile="{}",
            mapped=7,
        )
        unit.insert(
            "import_chunk",
            entry=unit.seq,
            number=0,
            rows_read=3,
            events=0,
            refused=3,
            last=1,
            **{"import": id},
        )
        for line in (1, 2, 3):
            unit.insert(
                "quarantine",
                line=line,
                reason="amount",
                detail="The amount 1.234,5 cannot be read.",
                raw=_seal(unit, RAW, f"row {line}"),
                fingerprint=sha256(b"row %d" % line).digest(),
                event=1 if line == 3 else None,
                **{"import": id},
            )
        unit.record({"file": "bad.csv"})
    for quarantine in (1, 2):
        with workspace.write("ada", "quarantine.dismiss", f"{quarantine}", "a test row") as unit:
            unit.insert(
                "quarantine_decision", quarantine=quarantine, decision=2, event=None, reason="a test row"
            )
            unit.record({})
    for event in (1, 2):
        with workspace.write("ada", "event.retry", f"e-{event}", "again") as unit:
            unit.insert("event_release", event=event, action=2, reason="again")
            unit.record({})


def _post(
    unit: Unit, heads: list[dict[str, int]], lines: list[Lines], sources: list[int], memos: list[str]
) -> int:
    first = next_transaction(unit.sql)
    names = ("kind", "event", "route", "booked_day", "reverses")
    columns = {name: np.array([head.get(name, 0) for head in heads], dtype=np.int64) for name in names}
    flat = [line for each in lines for line in each]
    starts = np.cumsum([0, *(len(each) for each in lines)], dtype=np.int64)
    further = {
        name: np.array([line[3].get(name, 0) for line in flat], dtype=np.int64)
        for name in ("step", "against", "beneficiary", "due_day")
    }
    account, currency, amount = (
        np.array([line[place] for line in flat], dtype=np.int64) for place in range(3)
    )
    post(
        unit,
        TransactionColumns(id=np.arange(first, first + len(heads), dtype=np.int64), **columns),
        PostingColumns(account=account, currency=currency, amount=amount, **further),
        starts,
        sources=np.array(sources, dtype=np.int64),
        memos=memos,
    )
    return first


def _route(workspace: Workspace, accounts: dict[str, int]) -> None:
    for batch, events in ((1, range(1, 4)), (2, range(4, 9))):
        with workspace.write("ada", "route.chunk", f"batch {batch}") as unit:
            unit.insert(
                "batch",
                kind=1,
                last_event=10,
                last_version=2,
                as_of_day=DAY + 1,
                lock_day=None,
                selection="{}",
            )
            unit.insert("batch_chunk", entry=unit.seq, batch=batch, number=0, events=len(events), last=1)
            heads, lines = [], []
            for event in events:
                currency = EUR if event % 3 else USD
                source = "clearing:shop" if event % 2 == 0 else "clearing:app"
                payee = "payee:ada" if event % 2 else "payee:bob"
                heads.append({"kind": 1, "event": event, "route": 1, "booked_day": DAY + event % 2})
                lines.append(
                    [
                        (accounts[source], currency, 1000 + event, {}),
                        (accounts["treasury:main"], currency, -100, {"step": 1}),
                        (
                            accounts["reserve:rolling"],
                            currency,
                            -300,
                            {"step": 2, "beneficiary": accounts[payee], "due_day": DAY + 30},
                        ),
                        (accounts[payee], currency, -600 - event, {"step": 2}),
                    ]
                )
            first = _post(unit, heads, lines, [event % 2 + 1 for event in events], [""] * len(heads))
            unit.sql.executemany(
                "UPDATE d_event_state SET state = 1, txn = ?, entry = ? WHERE event = ?",
                [(first + place, unit.seq, event) for place, event in enumerate(events)],
            )
            note_routes(unit.sql, np.array(events), np.ones(len(events), np.int64))
            for counter in (1, 2):
                unit.sql.execute(
                    "INSERT INTO d_counter VALUES (?, 'sales-fee', ?, 978, '2026-02', NULL, 0) ON CONFLICT "
                    "DO NOTHING",
                    (counter, f'["{counter}"]'),
                )
                unit.sql.execute("UPDATE d_counter SET value = value + 100 WHERE id = ?", (counter,))
                unit.sql.execute(
                    "INSERT INTO d_counter_value SELECT id, ?, value FROM d_counter WHERE id = ?",
                    (unit.seq, counter),
                )
            unit.record({"batch": batch})


def _release(workspace: Workspace, accounts: dict[str, int]) -> None:
    """Releases the holds of transactions 1 and 2, the first whole, the second in part."""
    for original, amount in ((1, 300), (2, 120)):
        with workspace.write("ada", "hold.release", f"transaction {original}") as unit:
            hold = original * LINES_MAX + 2
            payee, currency = ("payee:ada", EUR) if original % 2 else ("payee:bob", EUR)
            lines: Lines = [
                (accounts["reserve:rolling"], currency, amount, {"against": hold}),
                (accounts[payee], currency, -amount, {}),
            ]
            _post(unit, [{"kind": 5, "booked_day": DAY + 2}], [lines], [0], [""])
            unit.record({})


def _journal(workspace: Workspace, accounts: dict[str, int]) -> None:
    for memo in ("bank fees", "bank fees again"):
        with workspace.write("ada", "journal.entry", memo) as unit:
            lines: Lines = [(accounts["treasury:main"], EUR, 50, {}), (accounts["bank:main"], EUR, -50, {})]
            entry = _post(unit, [{"kind": 6, "booked_day": DAY + 3}], [lines], [0], [memo])
            unit.record({})
        with workspace.write("ada", "journal.reverse", f"transaction {entry}", "typed twice") as unit:
            reverse: Lines = [
                (account, currency, -amount, extra) for account, currency, amount, extra in lines
            ]
            _post(
                unit,
                [{"kind": 9, "booked_day": DAY + 3, "reverses": entry}],
                [reverse],
                [0],
                [f"reversal of {memo}"],
            )
            unit.record({})


def _undo_imports(workspace: Workspace) -> None:
    for number, first in ((3, 11), (4, 13)):
        _import(workspace, first=first, count=2, number=number)
        events = (first, first + 1)
        with workspace.write("ada", "import.undo", f"night{number}.csv", "the wrong file") as unit:
            (id,) = unit.sql.execute("SELECT max(id) FROM import").fetchone()
            unit.insert("import_undo", reason=f"the wrong file {number}", **{"import": id})
            unit.sql.execute("DELETE FROM d_event_identity WHERE event IN (?, ?)", events)
            unit.sql.execute(
                "UPDATE d_event_state SET state = 5, entry = ? WHERE event IN (?, ?)", (unit.seq, *events)
            )
            note_undone(unit.sql, np.array(events))
            unit.record({})


def _erase(workspace: Workspace) -> None:
    for text in ("payer 1", "payer 3"):
        with workspace.write("ada", "payer.erase", "a payer", "asked for") as unit:
            (seal,) = unit.sql.execute("SELECT id FROM sealed_text WHERE text = ?", (text,)).fetchone()
            unit.insert("erasure", sealed=seal)
            unit.sql.execute("DELETE FROM sealed_text WHERE id = ?", (seal,))
            unit.record({})


def _lock(workspace: Workspace) -> None:
    for day in (DAY - 10, DAY - 5):
        with workspace.write("ada", "period.lock", f"{day}") as unit:
            unit.insert("period_lock", day=day)
            unit.record({})
