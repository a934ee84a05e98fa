"""The audit log as it lies in the file: entries and the hashes of the perfect subtrees over them."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revroute_desktop.audit.canonical import FormatError, JsonValue, canonical_json, parse_canonical
from revroute_desktop.audit.entries import Entry, encode_entry
from revroute_desktop.audit.merkle import GetNode, leaf_hash, nodes_added_by, root_from_nodes
from revroute_desktop.workspace.problems import WorkspaceError


class LogDamaged(WorkspaceError):
    """The log in the file contradicts itself."""


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a log: how many entries it has, and the Merkle root over them."""

    size: int
    root: bytes


def log_size(sql: sqlite3.Connection) -> int:
    """The number of entries."""
    (last,) = sql.execute("SELECT max(seq) FROM audit_entry").fetchone()
    return 0 if last is None else int(last) + 1


def stored_nodes(sql: sqlite3.Connection) -> GetNode:
    """A reader of the stored hashes, as the functions of `audit.merkle` ask for it; raises LogDamaged."""

    def get_node(level: int, position: int) -> bytes:
        row = sql.execute(
            "SELECT hash FROM d_audit_node WHERE level = ? AND position = ?", (level, position)
        ).fetchone()
        if row is None:
            raise LogDamaged(
                f"The audit log lacks the hash of its subtree {position} at level {level}: the file was "
                "altered or is damaged; restore a backup."
            )
        found: bytes = row[0]
        return found

    return get_node


def head(sql: sqlite3.Connection, size: int | None = None) -> Head:
    """The log's state now, or when it had `size` entries; reads O(log n) nodes."""
    size = log_size(sql) if size is None else size
    return Head(size, root_from_nodes(size, stored_nodes(sql)))


def append(sql: sqlite3.Connection, entry: Entry) -> None:
    """Writes an entry and the hashes that it completes, within the transaction that is open."""
    payload = canonical_json(entry.payload).decode()
    sql.execute(
        "INSERT INTO audit_entry (seq, at, actor, action, subject, reason, payload)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.reason, payload),
    )
    leaf = leaf_hash(encode_entry(entry))
    sql.executemany(
        "INSERT INTO d_audit_node (level, position, hash) VALUES (?, ?, ?)",
        nodes_added_by(entry.seq, leaf, stored_nodes(sql)),
    )


def read_entry(sql: sqlite3.Connection, seq: int) -> Entry:
    """One entry; raises LogDamaged where it is missing or unreadable."""
    for entry in read_entries(sql, seq, seq + 1):
        return entry
    raise LogDamaged(f"The audit log has no entry {seq}.")


def read_entries(sql: sqlite3.Connection, first: int = 0, end: int | None = None) -> Iterator[Entry]:
    """The entries from `first` to before `end`, in order; raises LogDamaged for an unreadable one."""
    rows = sql.execute(
        "SELECT seq, at, actor, action, subject, reason, payload FROM audit_entry"
        " WHERE seq >= ?1 AND (?2 IS NULL OR seq < ?2) ORDER BY seq",
        (first, end),
    )
    for seq, at, actor, action, subject, reason, payload in rows:
        yield Entry(seq, at, actor, action, subject, reason, _payload(seq, payload))


def check_tail(sql: sqlite3.Connection, count: int = 16) -> None:
    """Raises LogDamaged unless the newest entries and the hashes over them fit together."""
    check_from(sql, max(0, log_size(sql) - count))


def check_from(sql: sqlite3.Connection, first: int) -> None:
    """Raises LogDamaged unless the entries from `first` on and all hashes that they complete fit together.

    From 0 on that is the whole log.
    """
    size = log_size(sql)
    get_node = stored_nodes(sql)
    expected, nodes = first, 0
    for entry in read_entries(sql, first):
        if entry.seq != expected:
            raise LogDamaged(f"The audit log lacks entry {expected}: the file was altered; restore a backup.")
        try:
            leaf = leaf_hash(encode_entry(entry))
        except (TypeError, ValueError):
            raise _wrong_hash(entry.seq) from None
        for level, position, hash in nodes_added_by(entry.seq, leaf, get_node):
            if get_node(level, position) != hash:
                raise _wrong_hash(entry.seq)
            nodes += 1
        expected += 1
    # Nodes whose last leaf is one of those entries, or lies beyond the log, or is no leaf at all.
    (stored,) = sql.execute(
        "SELECT count(*) FROM d_audit_node WHERE level NOT BETWEEN 0 AND 62 OR position < 0"
        " OR ((position + 1) << level) > ?",
        (first,),
    ).fetchone()
    if expected != size or stored != nodes:
        raise LogDamaged(
            f"The audit log ends at entry {size - 1}, but its hashes do not end there: the file was altered; "
            "restore a backup."
        )
    if size:
        root_from_nodes(size, get_node)


def _wrong_hash(seq: int) -> LogDamaged:
    return LogDamaged(
        f"Entry {seq} of the audit log does not match its hash: the file was altered; restore a backup."
    )


def _payload(seq: int, text: str) -> Mapping[str, JsonValue]:
    try:
        payload = parse_canonical(text.encode())
    except (FormatError, UnicodeEncodeError):
        payload = None
    if not isinstance(payload, dict):
        raise LogDamaged(f"Entry {seq} of the audit log has an unreadable payload: the file was altered.")
    return payload
