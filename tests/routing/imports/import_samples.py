"""Small files in the generic layout."""

from pathlib import Path

from revroute_desktop.routing.imports.import_revenue import ImportResult, import_revenue
from revroute_desktop.workspace import Workspace

HEADER = "source,id,time,kind,amount,currency,payer,note,campaign,country,product,original,attribute.tier\n"


def row(number: int | str, amount: str = "10.00", **fields: str) -> str:
    """One line: a sale of source shop; `fields` by column name take the place of what it says."""
    values = dict.fromkeys(HEADER.strip().split(","), "")
    values |= {"source": "shop", "id": str(number), "time": f"2026-01-02T03:04:{int(number) % 60:02d}Z"}
    values |= {"kind": "sale", "amount": amount, "currency": "EUR"}
    return ",".join((values | fields).values()) + "\n"


def bring(workspace: Workspace, path: Path, text: str, **arguments: object) -> ImportResult:
    """Write the lines under the header and import them."""
    path.write_text(HEADER + text)
    return import_revenue(workspace, path, "generic", actor="ada", **arguments)  # type: ignore[arg-type]


def table(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with workspace.read() as session:
        return session.sql.execute(sql).fetchall()


def entries(workspace: Workspace) -> int:
    """The length of the log."""
    with workspace.read() as session:
        return int(session.sql.execute("SELECT COUNT(*) FROM audit_entry").fetchone()[0])
