"""Checks an auditor's bundle of RevRoute Desktop by itself.

    python3 verify_bundle.py [FOLDER] [--key KEY ...]

It needs Python 3.9 or later and nothing else. With the package `cryptography` it checks signatures too, and
it says which of both it did. Exit code 0: all that was checked holds; 1: something does not; 2: no bundle.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    SIGNATURES = True
except ImportError:
    SIGNATURES = False


class Broken(Exception):
    """What does not hold, in one sentence."""


def sha256(data: bytes) -> bytes:
    """The SHA-256 digest of some bytes."""
    return hashlib.sha256(data).digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf, RFC 6962."""
    return sha256(b"\x00" + data)


class Note(NamedTuple):
    """A checkpoint: what was signed, over how many entries and which root, and the signatures on it.

    A signature is (name, key id, bytes).
    """

    text: str
    size: int
    root: bytes
    signatures: list[tuple[str, bytes, bytes]]


class Tree:
    """A growing Merkle tree of RFC 6962: the roots of its perfect subtrees, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def append(self, node: bytes) -> None:
        """Add the hash of the next leaf."""
        place = self.size
        while place % 2:
            node = sha256(b"\x01" + self.peaks.pop() + node)
            place //= 2
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root over the leaves so far."""
        if not self.peaks:
            return sha256(b"")
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = sha256(b"\x01" + peak + node)
        return node


def root_of_path(index: int, size: int, node: bytes, path: list[bytes]) -> bytes:
    """The root to which an inclusion proof leads, RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        raise Broken(f"there is no leaf {index} among {size}")
    last = size - 1
    for sibling in path:
        if last == 0:
            raise Broken("its path is too long")
        if index % 2 or index == last:
            node = sha256(b"\x01" + sibling + node)
            while index and not index % 2:
                index, last = index // 2, last // 2
        else:
            node = sha256(b"\x01" + node + sibling)
        index, last = index // 2, last // 2
    if last:
        raise Broken("its path is too short")
    return node


Checkpoints = dict[int, list[tuple[str, Note]]]


def read_note(text: str) -> Note:
    """The checkpoint that a file holds."""
    body, gap, tail = text.rpartition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) < 3:
        raise Broken("it is no checkpoint")
    signatures = []
    for line in tail.splitlines():
        name, _, encoded = line[2:].partition(" ")
        data = base64.b64decode(encoded)
        signatures.append((name, data[:4], data[4:]))
    return Note(body + "\n", int(lines[1]), base64.b64decode(lines[2]), signatures)


def read_key(text: str) -> tuple[str, bytes, bytes]:
    """(name, key id, public key) of a verifier key."""
    name, key_id, encoded = text.strip().split("+", 2)
    data = base64.b64decode(encoded)
    if data[:1] != b"\x01" or sha256(name.encode() + b"\n" + data)[:4].hex() != key_id:
        raise Broken(f"{text.strip()[:60]} is no verifier key, or a damaged one")
    return name, bytes.fromhex(key_id), data[1:]


def check_files(folder: Path) -> str:
    """Every file is the one that SHA256SUMS names, and there is no other."""
    named = {"SHA256SUMS"}
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        named.add(name)
        if not (folder / name).is_file():
            raise Broken(f"the file {name} is missing")
        if sha256((folder / name).read_bytes()).hex() != digest:
            raise Broken(f"the file {name} is not the one that SHA256SUMS names")
    here = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for name in sorted(here - named):
        raise Broken(f"the file {name} does not belong to the bundle")
    return f"Files: all {len(named) - 1} are those that SHA256SUMS names."


def read_checkpoints(folder: Path) -> Checkpoints:
    """The checkpoints, each with the name of its file, by size."""
    found: Checkpoints = {}
    for path in sorted((folder / "checkpoints").glob("*.txt")):
        try:
            note = read_note(path.read_text(encoding="utf-8"))
        except ValueError:
            raise Broken(f"checkpoints/{path.name} is no checkpoint") from None
        found.setdefault(note.size, []).append((path.name, note))
    if not found:
        raise Broken("there is no checkpoint in it")
    return found


def check_log(folder: Path, checkpoints: Checkpoints) -> tuple[str, list[bytes]]:
    """The log's own root is that of every checkpoint. Returns the sentence and the entries' lines."""
    tree, lines = Tree(), []
    with (folder / "log.jsonl").open("rb") as file:
        for number, line in enumerate(file):
            leaf = line.rstrip(b"\n")
            if json.loads(leaf)["seq"] != number:
                raise Broken(f"entry {number} of the log is missing or out of place")
            lines.append(leaf)
            tree.append(leaf_hash(leaf))
            for name, note in checkpoints.get(tree.size, ()):
                if note.root != tree.root():
                    raise Broken(f"the first {tree.size} entries are not those of checkpoints/{name}")
    covered = max(checkpoints)
    if covered > tree.size:
        raise Broken(f"the log has {tree.size} entries, but a checkpoint covers {covered}: some were cut off")
    count = sum(map(len, checkpoints.values()))
    newer = f" {tree.size - covered} newer ones are under no checkpoint." if tree.size > covered else ""
    said = f"Log: {tree.size} entries, the Merkle root recomputed, equal to that of {count} checkpoints."
    return said + newer, lines


def check_signatures(folder: Path, checkpoints: Checkpoints, lines: list[bytes], trusted: list[str]) -> str:
    """Every checkpoint is signed by a key that the log announces, or by one that the auditor gave."""
    announced = set()
    for line in lines:
        if b'"key.' in line:
            entry = json.loads(line)
            if entry["action"] in ("key.create", "key.rotate"):
                announced.add(entry["payload"].get("vkey") or entry["payload"].get("new"))
    texts = [t for t in (folder / "keys.txt").read_text(encoding="utf-8").splitlines() if t]
    for text in texts:
        if text not in announced:
            raise Broken(f"the log does not announce the key {text}")
    for text in trusted:
        if text not in texts:
            raise Broken(f"the key that you trust, {text}, is none of the bundle's")
    keys = {read_key(text)[:2]: read_key(text)[2] for text in texts}
    if not SIGNATURES:
        return (
            "Signatures: NOT checked, since the Python package `cryptography` is not installed. "
            "Install it and run this again to know who signed."
        )
    newest = max(checkpoints)
    sure = {read_key(text)[:2] for text in trusted}
    for size, notes in checkpoints.items():
        for name, note in notes:
            signed = set()
            for signer, key_id, signature in note.signatures:
                if (signer, key_id) in keys:
                    try:
                        public = Ed25519PublicKey.from_public_bytes(keys[signer, key_id])
                        public.verify(signature, note.text.encode())
                    except InvalidSignature:
                        raise Broken(f"the signature of checkpoints/{name} is wrong") from None
                    signed.add((signer, key_id))
            if not signed:
                raise Broken(f"checkpoints/{name} is signed by no key of keys.txt")
            if sure and size == newest and not signed & sure:
                raise Broken("the newest checkpoint is not signed by a key that you trust")
    if sure:
        return "Signatures: checked; the newest checkpoint is signed by a key that you trust."
    return (
        "Signatures: checked against keys.txt. Whether these keys are the company's, ask it by another way "
        "and give the key with --key."
    )


def check_plans(folder: Path, lines: list[bytes]) -> str:
    """Every published plan version is there, and its text is the one that the log names."""
    published = set()
    for line in lines:
        if b'"plan.publish"' in line:
            entry = json.loads(line)
            if entry["action"] == "plan.publish":
                published.add(entry["payload"]["hash"])
    here = {sha256(path.read_bytes()).hex(): path.name for path in (folder / "plans").glob("*.yaml")}
    for digest in sorted(published - here.keys()):
        raise Broken(f"the plan version {digest[:12]} is missing or was altered")
    for digest in sorted(here.keys() - published):
        raise Broken(f"plans/{here[digest]} is not a plan that the log says was published")
    return f"Plans: {len(here)} texts, each the one that the log names by its hash."


def check_journal(folder: Path) -> str:
    """Every transaction of the journal sums to zero in every currency."""
    count = 0
    sums: dict[str, Decimal] = {}
    with (folder / "journal.hledger").open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("    "):
                amount, code = line.rsplit(None, 2)[1:]
                sums[code] = sums.get(code, Decimal(0)) + Decimal(amount)
            else:
                if any(sums.values()):
                    raise Broken(f"journal.hledger: the transaction before line {number} does not balance")
                count += bool(sums)
                sums = {}
    if any(sums.values()):
        raise Broken("journal.hledger: the last transaction does not balance")
    count += bool(sums)
    return f"Journal: {count} transactions, each balanced in every currency."


def check_proofs(folder: Path, checkpoints: Checkpoints, lines: list[bytes]) -> str:
    """Every proof leads from its row through its entry, as the log has it, to a checkpoint's root."""
    index = folder / "proofs" / "index.csv"
    if not index.is_file():
        return "Proofs: none in this bundle."
    with index.open(encoding="utf-8", newline="") as file:
        names = list(dict.fromkeys(row["file"] for row in csv.DictReader(file)))
    for name in names:
        try:
            proof = json.loads((folder / "proofs" / name).read_text(encoding="utf-8"))
            check_proof(proof, checkpoints, lines)
        except Broken as broken:
            raise Broken(f"proofs/{name} proves nothing: {broken}") from None
        except (KeyError, TypeError, ValueError, OSError):
            raise Broken(f"proofs/{name} is missing or damaged") from None
    return f"Proofs: {len(names)}, each leads from the transaction to the root of a checkpoint."


def check_proof(proof: dict[str, Any], checkpoints: Checkpoints, lines: list[bytes]) -> None:
    """Raises Broken unless a proof holds and its entry is the log's."""
    leaf = proof["entry"]["json"].encode()
    entry = json.loads(leaf)
    if lines[entry["seq"]] != leaf:
        raise Broken("its entry is not the log's")
    note = read_note(proof["checkpoint"])
    if note not in (known for _, known in checkpoints.get(note.size, ())):
        raise Broken("its checkpoint is none of the bundle's")
    path = [bytes.fromhex(part) for part in proof["entry"]["proof"]]
    if root_of_path(entry["seq"], note.size, leaf_hash(leaf), path) != note.root:
        raise Broken("its entry does not lead to the checkpoint's root")
    row, rows = proof["row"], entry["payload"]["rows"]
    path = [bytes.fromhex(part) for part in row["proof"]]
    found = root_of_path(row["index"], rows["count"], leaf_hash(base64.b64decode(row["leaf"])), path)
    if found.hex() != rows["root"]:
        raise Broken("its row does not lead to the root in the entry")


def verify(folder: Path, trusted: list[str]) -> None:
    """Check all, and print a sentence for each part."""
    checkpoints = read_checkpoints(folder)
    said, lines = check_log(folder, checkpoints)
    print(said)
    print(check_signatures(folder, checkpoints, lines, trusted))
    print(check_plans(folder, lines))
    print(check_journal(folder))
    print(check_proofs(folder, checkpoints, lines))
    print(check_files(folder))


def main() -> int:
    """Run from the terminal; returns the exit code."""
    parser = argparse.ArgumentParser(description="Check an auditor's bundle.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--key", action="append", default=[], help="a verifier key that you trust")
    options = parser.parse_args()
    if not (options.folder / "log.jsonl").is_file():
        print(f"{options.folder} is no bundle: it has no log.jsonl.", file=sys.stderr)
        return 2
    try:
        verify(options.folder, options.key)
    except Broken as broken:
        print(f"THE BUNDLE DOES NOT HOLD: {broken}.")
        return 1
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        print(f"THE BUNDLE DOES NOT HOLD: it is damaged ({type(error).__name__}: {error}).")
        return 1
    print("All that was checked holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
