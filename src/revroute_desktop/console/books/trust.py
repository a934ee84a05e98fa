"""What is known about the log and the books, for the status bar and the audit pane."""

import json
from dataclasses import dataclass, replace

from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.audit_pages import CheckpointRow, log_size, newest_checkpoint


@dataclass(frozen=True, slots=True)
class Verified:
    """The last verify: up to which size, when (microseconds UTC), with replay, and the first fault if any.

    `fault` is what does not hold and where; `where` its place alone, `advice` what to do.
    """

    size: int
    at: int
    replay: bool
    fault: str
    where: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known: size of the log, newest checkpoint, last verify, and sums that are not zero."""

    size: int
    checkpoint: CheckpointRow | None
    verified: Verified | None
    unbalanced: dict[str, int]


def read_trust(sql: Sql) -> Trust:
    """Return what is known about the log; the last verify is the newest finished job of that kind."""
    # Imported here: the first rows do not need the ledger.
    from revroute_desktop.ledger.account_pages import unbalanced

    row = sql.execute(
        "SELECT result, arguments, finished_at FROM desk_job WHERE kind = 'verify' AND state = 'done' "
        "ORDER BY id DESC LIMIT 1"
    ).fetchone()
    verified = None
    if row is not None:
        result, arguments = json.loads(row[0]), json.loads(row[1])
        found = result.get("fault") or {}
        verified = Verified(
            size=int(result["entries"]),
            at=int(row[2]),
            replay="--replay" in arguments,
            fault=fault_sentence(result.get("fault")),
            where=found.get("where", ""),
            advice=found.get("advice", ""),
        )
    return Trust(log_size(sql), newest_checkpoint(sql), verified, unbalanced(sql))


def verified_now(value: object, at: int, *, replay: bool) -> Verified | None:
    """Return what a verify of this window found, for books that are only read and keep no result of it."""
    if not isinstance(value, dict) or not isinstance(value.get("entries"), int):
        return None
    found = value.get("fault") or {}
    return Verified(
        size=value["entries"],
        at=at,
        replay=replay,
        fault=fault_sentence(value.get("fault")),
        where=found.get("where", ""),
        advice=found.get("advice", ""),
    )


def with_newest(trust: Trust, here: Verified | None) -> Trust:
    """Return what is known, with the verify of this window where none that was kept is newer."""
    if here is None or (trust.verified is not None and trust.verified.at >= here.at):
        return trust
    return replace(trust, verified=here)


def fault_sentence(fault: dict[str, str] | None) -> str:
    """Return what does not hold and where, or nothing."""
    return f"{fault['what']} ({fault['where']})" if fault else ""
