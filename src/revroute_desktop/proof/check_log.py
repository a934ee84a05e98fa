"""Checks of the log itself: its entries one after the other, and the hashes stored over them."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.audit.entries import Entry, encode_entry
from revroute_desktop.audit.merkle import EMPTY_ROOT, HASH_SIZE, leaf_hash, node_hash, root_from_nodes
from revroute_desktop.proof.faults import found
from revroute_desktop.proof.keys import KeyHistory, is_key_entry
from revroute_desktop.work import Progress
from revroute_desktop.workspace.log import LogDamaged, read_entries

_NO_ROWS = (0, EMPTY_ROOT)


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """A log whose entries and hashes fit together.

    `levels[l][p]` is the hash of its perfect subtree p at level l; `covered[seq]` says how many rows of the
    books entry `seq` covers and the root over their leaves.
    """

    levels: list[list[bytes]]
    covered: list[tuple[int, bytes]]
    keys: KeyHistory

    @property
    def size(self) -> int:
        """The number of entries."""
        return len(self.covered)

    def root(self, size: int) -> bytes:
        """The root of the log when it had `size` entries."""
        return root_from_nodes(size, lambda level, position: self.levels[level][position])


def check_log(sql: sqlite3.Connection, progress: Progress) -> CheckedLog:
    """Recomputes every hash of the log from its entries; raises FaultFound."""
    (total,) = sql.execute("SELECT count(*) FROM audit_entry").fetchone()
    hashes: list[bytes] = []
    covered: list[tuple[int, bytes]] = []
    key_entries: list[Entry] = []
    try:
        for entry in read_entries(sql):
            if entry.seq != len(hashes):
                raise found("log", f"Entry {len(hashes)} of the log is missing", f"audit_entry {len(hashes)}")
            hashes.append(leaf_hash(_encoded(entry)))
            covered.append(_covered_rows(entry))
            if is_key_entry(entry):
                key_entries.append(entry)
            if entry.seq % 1000 == 999:
                progress(entry.seq + 1, total, "entries of the log checked")
    except LogDamaged as damage:
        raise found("log", str(damage), "audit_entry") from None
    levels = _levels_over(hashes)
    _compare_nodes(sql, levels)
    progress(total, total, "entries of the log checked")
    return CheckedLog(levels, covered, KeyHistory.of(key_entries))


def _encoded(entry: Entry) -> bytes:
    try:
        return encode_entry(entry)
    except (TypeError, ValueError):
        raise found(
            "log", f"Entry {entry.seq} of the log cannot be read", f"audit_entry {entry.seq}"
        ) from None


def _covered_rows(entry: Entry) -> tuple[int, bytes]:
    rows: JsonValue = entry.payload.get("rows")
    if rows is None:
        return _NO_ROWS
    if isinstance(rows, Mapping):
        count, root = rows.get("count"), rows.get("root")
        if type(count) is int and count >= 0 and isinstance(root, str) and len(root) == 2 * HASH_SIZE:
            try:
                return count, bytes.fromhex(root)
            except ValueError:
                pass
    raise found("log", f"Entry {entry.seq} does not say which rows it covers", f"audit_entry {entry.seq}")


def _levels_over(hashes: list[bytes]) -> list[list[bytes]]:
    """The perfect subtrees of each level; the last level has one."""
    levels = [hashes]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(left, right) for left, right in zip(below[::2], below[1::2], strict=False)])
    return levels


def _compare_nodes(sql: sqlite3.Connection, levels: list[list[bytes]]) -> None:
    """Raises FaultFound unless exactly these hashes are stored."""
    expected = (
        (level, position, value)
        for level, hashes in enumerate(levels)
        for position, value in enumerate(hashes)
    )
    stored = sql.execute("SELECT level, position, hash FROM d_audit_node ORDER BY level, position")
    for level, position, value in expected:
        row = stored.fetchone()
        where = f"d_audit_node level {level}, position {position}"
        if row is None or row[:2] != (level, position):
            raise found(
                "log",
                f"The hash over {_leaves(level, position)} is missing, or another stands before it",
                where,
            )
        if row[2] != value:
            raise found(
                "log",
                f"The log was altered: the hash stored over {_leaves(level, position)} is not theirs",
                where,
            )
    beyond = stored.fetchone()
    if beyond is not None:
        raise found(
            "log",
            f"The log was cut off: it ends after {len(levels[0])} entries, but hashes of later ones are "
            "stored",
            f"d_audit_node level {beyond[0]}, position {beyond[1]}",
        )


def _leaves(level: int, position: int) -> str:
    if level == 0:
        return f"entry {position}"
    return f"entries {position << level} to {((position + 1) << level) - 1}"
