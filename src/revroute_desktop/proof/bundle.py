"""The auditor's bundle: a folder with all that somebody needs to check the books without this program.

README.txt            one page: what is here, how to check it, what that shows and what not
verify_bundle.py      checks the bundle by itself; Python alone
log.jsonl             every entry of the log, canonical JSON, one a line: the leaves of the Merkle tree
checkpoints/N.txt     the signed notes over the first N entries
keys.txt              the verifier keys that the log has announced
plans/                every published plan version, named by number and hash
journal.hledger       every transaction
proofs/               a proof file for each transaction that was asked for, and index.csv
SHA256SUMS            the digest of each file
"""

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.audit.entries import encode_entry
from revroute_desktop.audit.merkle import leaf_hash, root_of
from revroute_desktop.audit.notes import parse_checkpoint, parse_note
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.export_journal import JournalFormat, export_journal
from revroute_desktop.proof.checkpoint import StoredCheckpoint, make_checkpoint, stored_checkpoints
from revroute_desktop.proof.folders import made_whole
from revroute_desktop.proof.keys import KeyHistory, key_history
from revroute_desktop.proof.prove_many import transactions_of_account, write_proofs
from revroute_desktop.proof.signing import SigningKeys
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.versions import PlanVersion, plan_versions
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.log import log_size, read_entries

CHECK = "python3 verify_bundle.py"
"""The one command that checks a bundle, run inside it."""

_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which transactions a bundle holds proofs: some by number, and those of an account in a period."""

    transactions: tuple[int, ...] = ()
    account: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written; `digest` is the SHA-256 of its SHA256SUMS, hex, which stands for the whole bundle."""

    output: Path
    entries: int
    checkpoint_size: int
    transactions: int
    plans: int
    proofs: int
    digest: str

    def to_json(self) -> dict[str, JsonValue]:
        """For output."""
        return {
            "output": str(self.output),
            "entries": self.entries,
            "checkpoint_size": self.checkpoint_size,
            "transactions": self.transactions,
            "plans": self.plans,
            "proofs": self.proofs,
            "digest": self.digest,
        }


def write_bundle(
    workspace: Workspace,
    output: Path,
    *,
    wanted: Wanted | None = None,
    keys: SigningKeys | None = None,
    actor: str = "",
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> Bundle:
    """Write the bundle of the books as they are now into a new folder, or a new file that ends in .zip.

    With `keys` what the log holds is signed first, in the name of `actor`; without, the newest checkpoint
    there is has to do. Raises UserError where there is none, `output` is there already, the log is not what
    was signed, or a wanted proof cannot be made; Cancelled, with nothing kept.
    """
    wanted = wanted or Wanted()
    if output.exists():
        raise UserError(f"{output} is there already: name a new folder, or remove that one.")
    if keys is not None:
        make_checkpoint(workspace, keys, actor=actor)
    with made_whole(output) as folder, workspace.read() as session:
        sql = session.sql
        notes = stored_checkpoints(sql)
        if not notes:
            raise UserError("There is no checkpoint yet: sign one with `revroute audit checkpoint`.")
        entries = _write_log(sql, folder, notes, progress, cancelled)
        _write_notes(folder, notes, key_history(sql))
        plans = plan_versions(sql)
        _write_plans(folder, plans)
        with (folder / "journal.hledger").open("w", encoding="utf-8", newline="\n") as journal:
            transactions = export_journal(
                sql, journal, JournalFormat.HLEDGER, progress=progress, cancelled=cancelled
            )
        proved = set(wanted.transactions)
        if wanted.account:
            proved |= set(transactions_of_account(sql, wanted.account, wanted.first, wanted.last))
        if proved:
            (folder / "proofs").mkdir()
            write_proofs(
                sql, sorted(proved), notes[-1], folder / "proofs", progress=progress, cancelled=cancelled
            )
        shutil.copyfile(resource_path("auditor", "verify_bundle.py"), folder / "verify_bundle.py")
        made = Bundle(output, entries, notes[-1].size, transactions, len(plans), len(proved), "")
        _write_words(folder, workspace, made)
        digest = _write_sums(folder)
    return Bundle(output, entries, notes[-1].size, transactions, len(plans), len(proved), digest)


def _write_log(
    sql: sqlite3.Connection,
    folder: Path,
    notes: Sequence[StoredCheckpoint],
    progress: Progress,
    cancelled: StopAsked,
) -> int:
    """Writes the entries, and sees that the newest checkpoint is over them; returns how many there are."""
    total, hashes = log_size(sql), []
    with (folder / "log.jsonl").open("wb") as out:
        for entry in read_entries(sql):
            line = encode_entry(entry)
            hashes.append(leaf_hash(line))
            out.write(line + b"\n")
            if len(hashes) % _EVERY == 0:
                progress(len(hashes), total, "entries written")
                if cancelled():
                    raise Cancelled("The bundle was stopped; nothing was kept.")
    newest = parse_checkpoint(parse_note(notes[-1].note).text)
    if newest.size > total or root_of(hashes[: newest.size]) != newest.root:
        raise UserError(
            "The log is not what the newest checkpoint was signed over: run `revroute verify` to see where."
        )
    return total


def _write_notes(folder: Path, notes: Sequence[StoredCheckpoint], history: KeyHistory) -> None:
    (folder / "checkpoints").mkdir()
    for note in notes:
        _write(folder / "checkpoints" / f"{note.size}.txt", note.note)
    _write(folder / "keys.txt", "".join(f"{key.vkey}\n" for key in history.keys))


def _write_plans(folder: Path, plans: Sequence[PlanVersion]) -> None:
    (folder / "plans").mkdir()
    for plan in plans:
        # The bytes that the hash is over, whatever the text holds.
        data = plan.text.encode(errors="surrogatepass")
        (folder / "plans" / f"{plan.id:04d}-{plan.hash[:12]}.yaml").write_bytes(data)


def _write_words(folder: Path, workspace: Workspace, made: Bundle) -> None:
    newer = made.entries - made.checkpoint_size
    text = (
        resource_path("auditor", "README.txt")
        .read_text(encoding="utf-8")
        .format(
            name=workspace.name,
            uuid=workspace.uuid,
            zone=workspace.zone,
            entries=f"{made.entries:,}",
            covered=f"{made.checkpoint_size:,}",
            newer=f" The {newer:,} newest are under no checkpoint yet." if newer else "",
            transactions=f"{made.transactions:,}",
            plans=f"{made.plans:,}",
            proofs=f"{made.proofs:,}",
            check=CHECK,
        )
    )
    _write(folder / "README.txt", text)


def _write_sums(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    _write(folder / "SHA256SUMS", "".join(lines))
    return _digest(folder / "SHA256SUMS")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
