"""Commands of trust: verify, and what concerns the log, its checkpoints, proofs and keys."""

import getpass
import sys
from dataclasses import asdict
from pathlib import Path

from revroute_desktop.audit.notes import NoteError, Verifier, format_verifier_key, parse_verifier_key
from revroute_desktop.audit.proof_file import CheckedConsistency, to_json
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, count, day, number
from revroute_desktop.cli.output import check_output, declare_output, output_file
from revroute_desktop.cli.proved import proved_value, proved_words
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.proof.bundle import CHECK, Wanted, write_bundle
from revroute_desktop.proof.checkpoint import (
    Standing,
    compare_checkpoint,
    make_checkpoint,
    read_note,
    stored_checkpoints,
)
from revroute_desktop.proof.keys import key_history
from revroute_desktop.proof.prove import (
    ProofRefused,
    check_file,
    prove_consistency,
    prove_entry,
    prove_event,
    prove_transaction,
)
from revroute_desktop.proof.prove_many import prove_account
from revroute_desktop.proof.signing import SigningKeys, file_keys, keyring_keys
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace.audit_pages import LOG_FIELDS, log_ids, log_page
from revroute_desktop.workspace.filters.language import read

LOG_LINES = 40


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare one command of this group."""
    if name == "verify":
        parser = group.command(name, help_line, _verify)
        parser.add_argument(
            "--replay", action="store_true", help="route every event again and compare the postings"
        )
        parser.add_argument(
            "--processes", type=count, default=2, metavar="N", help="how many share the work (default: 2)"
        )
        return
    audit = group.group(name, help_line)
    parser = audit.command("log", "list entries, newest first", _log)
    parser.add_argument(
        "text", nargs="?", default="", metavar="FILTER", help="as in the console: 'actor:desk-1 at:2026-03'"
    )
    parser.add_argument("--limit", type=count, default=LOG_LINES, metavar="N", help=f"(default: {LOG_LINES})")
    parser = audit.command("checkpoint", "sign what the log holds now", _checkpoint)
    declare_output(parser, "signed note alone")
    _declare_keys(parser)
    audit.command("checkpoints", "list the checkpoints of the workspace", _checkpoints)
    parser = audit.command("compare", "compare a checkpoint that somebody kept with the log", _compare)
    parser.add_argument("note", type=Path, metavar="FILE")
    parser.add_argument(
        "--key", action="append", default=[], metavar="KEY", help="a verifier key to trust besides"
    )
    _declare_prove(audit.command("prove", "write a proof file that is checked without the workspace", _prove))
    parser = audit.command("check", "check a proof file; needs no workspace", _check)
    parser.add_argument("proof", type=Path, metavar="FILE")
    parser.add_argument(
        "--key", action="append", default=[], metavar="KEY", help="a verifier key that you trust"
    )
    _declare_bundle(audit.command("bundle", "write an auditor's bundle that checks itself", _bundle))
    audit.command("keys", "list the keys that the log has announced", _keys)
    parser = audit.command("rotate", "replace the signing key by a new one", _rotate)
    parser.add_argument("--reason", required=True)
    _declare_keys(parser)
    parser = audit.command(
        "accept-rollback", "take the file as it is although a newer state is remembered", _accept
    )
    parser.add_argument("--reason", required=True)


def _declare_keys(parser: CommandParser) -> None:
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help="keep the key in this file, locked by a passphrase, not the keyring",
    )


def _declare_prove(parser: CommandParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--transaction", type=number, metavar="N", help="a transaction with all its postings")
    what.add_argument("--event", metavar="ID", help="an event, by its external id")
    what.add_argument("--entry", type=number, metavar="N", help="an entry of the log")
    what.add_argument(
        "--consistency", type=number, nargs=2, metavar=("OLDER", "NEWER"), help="two checkpoints, by size"
    )
    what.add_argument("--account", metavar="ACCOUNT", help="every transaction of an account, a file each")
    parser.add_argument("--source", metavar="CODE", help="the event's source, where several have that id")
    _declare_days(parser)
    declare_output(parser, "proof (with --account a new folder or .zip)")
    _declare_no_checkpoint(parser)
    _declare_keys(parser)


def _declare_days(parser: CommandParser) -> None:
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="with --account: booked from")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="with --account: booked until")


def _declare_bundle(parser: CommandParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="a new folder, or a file.zip"
    )
    parser.add_argument(
        "--transaction", type=number, action="append", default=[], metavar="N", help="prove this one too"
    )
    parser.add_argument("--account", default="", metavar="ACCOUNT", help="prove every transaction of it too")
    _declare_days(parser)
    _declare_no_checkpoint(parser)
    _declare_keys(parser)


def _declare_no_checkpoint(parser: CommandParser) -> None:
    parser.add_argument(
        "--no-checkpoint", action="store_true", help="sign nothing; the newest checkpoint has to do"
    )


# --------------------------------------------------------------------------- verify


def _verify(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        result = verify(
            workspace,
            replay=options.replay,
            processes=options.processes,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
    counts = (
        f"{counted(result.entries, 'entry')}, {counted(result.events, 'event')}, "
        f"{counted(result.transactions, 'transaction')}, {counted(result.postings, 'posting')}, "
        f"{counted(result.checkpoints, 'checkpoint')}, {result.seconds:.1f} s."
    )
    if result.fault is None:
        return Answer(dict(result.to_json()), [f"Everything holds: {counts}"])
    return Answer(dict(result.to_json()), [str(result.fault), f"Gone through: {counts}"], ok=False)


# --------------------------------------------------------------------------- log and checkpoints


def _log(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        rows = log_page(
            session.sql, log_ids(session.sql, read(options.text, LOG_FIELDS), workspace.zone)[: options.limit]
        )
    value: dict[str, object] = {"entries": [asdict(row) | {"at": instant(row.at)} for row in rows]}
    shown = [(row.seq, instant(row.at), row.actor, row.action, row.subject, row.reason) for row in rows]
    return Answer(value, [Table(("Entry>", "Time", "Actor", "Action", "Subject", "Reason"), shown)])


def _checkpoint(terminal: Terminal) -> Answer:
    output: Path | None = terminal.options.output
    if output is not None:
        check_output(output, replace=terminal.options.replace)
    keys = _signing_keys(terminal)
    with terminal.workspace() as workspace:
        made = make_checkpoint(workspace, keys, actor=terminal.actor)
    value: dict[str, object] = {
        "size": made.size,
        "key": made.key_name,
        "kept": keys.kept.value,
        "note": made.note,
        "at": instant(made.at),
        "file": None if output is None else str(output),
    }
    signed = f"Checkpoint over {counted(made.size, 'entry')}, signed. {keys.description}"
    if output is None:
        return Answer(value, [signed, "", made.note.rstrip("\n")])
    with output_file(output, replace=terminal.options.replace) as out:
        out.write(made.note)
    kept = (
        f"Written to {output}: keep it where whoever can write to the workspace cannot, and compare "
        f"with `revroute audit compare {output}`."
    )
    return Answer(value, [signed, kept])


def _checkpoints(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        found = stored_checkpoints(session.sql)
    value: dict[str, object] = {
        "checkpoints": [asdict(checkpoint) | {"at": instant(checkpoint.at)} for checkpoint in found]
    }
    rows = [(checkpoint.size, instant(checkpoint.at), checkpoint.key_name) for checkpoint in found]
    return Answer(value, [Table(("Entries>", "Signed", "Key"), rows)])


def _compare(terminal: Terminal) -> Answer:
    options = terminal.options
    trusted = [_trusted(text) for text in options.key]
    with terminal.workspace() as workspace:
        found = compare_checkpoint(workspace, read_note(options.note), trusted)
    value: dict[str, object] = {
        "standing": found.standing.value,
        "checkpoint_size": found.checkpoint.size,
        "log_size": found.size,
    }
    return Answer(value, [found.words], ok=found.standing is Standing.CONSISTENT)


def _trusted(text: str) -> Verifier:
    try:
        return parse_verifier_key(text)
    except NoteError as error:
        raise UserError(f"--key {text[:60]!r} is no verifier key: {error}.") from None


# --------------------------------------------------------------------------- proofs


def _prove(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.account is not None:
        return _prove_account(terminal)
    if options.first is not None or options.last is not None:
        raise UserError("--from and --to go with --account; leave them out.")
    output: Path | None = options.output
    if output is not None:
        check_output(output, replace=options.replace)
    actor = terminal.actor
    keys = None if options.consistency or options.no_checkpoint else _signing_keys(terminal)
    with terminal.workspace() as workspace:
        if options.consistency is not None:
            written = to_json(prove_consistency(workspace, *options.consistency))
        elif options.transaction is not None:
            written = to_json(prove_transaction(workspace, options.transaction, keys=keys, actor=actor))
        elif options.event is not None:
            written = to_json(prove_event(workspace, options.event, options.source, keys=keys, actor=actor))
        else:
            written = to_json(prove_entry(workspace, options.entry, keys=keys, actor=actor))
    if output is None:
        return Answer({"proof": written}, [written.rstrip("\n")])
    with output_file(output, replace=options.replace) as out:
        out.write(written)
    return Answer(
        {"file": str(output)}, [f"Proof written to {output}. Check it with `revroute audit check {output}`."]
    )


def _prove_account(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.output is None:
        raise UserError("An account's proofs are several files: name a new folder with -o FOLDER.")
    keys = None if options.no_checkpoint else _signing_keys(terminal)
    with terminal.workspace() as workspace:
        made = prove_account(
            workspace,
            options.account,
            options.first,
            options.last,
            options.output,
            keys=keys,
            actor=terminal.actor,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
    return Answer(
        dict(made.to_json()),
        [
            f"{counted(made.transactions, 'proof')} written to {made.output}, with an index. "
            "Check each with `revroute audit check FILE`."
        ],
    )


def _bundle(terminal: Terminal) -> Answer:
    options = terminal.options
    keys = None if options.no_checkpoint else _signing_keys(terminal)
    if not options.account and (options.first is not None or options.last is not None):
        raise UserError("--from and --to go with --account; leave them out.")
    wanted = Wanted(tuple(options.transaction), options.account, options.first, options.last)
    with terminal.workspace() as workspace:
        made = write_bundle(
            workspace,
            options.output,
            wanted=wanted,
            keys=keys,
            actor=terminal.actor,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
    covered = (
        "the checkpoint covers all of them"
        if made.entries == made.checkpoint_size
        else f"the newest checkpoint covers {made.checkpoint_size:,}"
    )
    return Answer(
        dict(made.to_json()),
        [
            f"Bundle written to {made.output}: {counted(made.entries, 'entry')}, {covered}; "
            f"{counted(made.transactions, 'transaction')}, {counted(made.plans, 'plan version')}, "
            f"{counted(made.proofs, 'proof')}.",
            f"It checks itself: run `{CHECK}` inside it.",
            f"Its digest, to be told by another way: {made.digest}",
        ],
    )


def _check(terminal: Terminal) -> Answer:
    options = terminal.options
    try:
        checked = check_file(options.proof, options.key or None)
    except ProofRefused as error:
        return Answer({"holds": False, "error": str(error)}, [str(error)], ok=False)
    trust = (
        "Signed by a key that you trust."
        if options.key
        else "Signed by the key in the file itself, which nobody has confirmed; "
        "give the workspace's key with --key."
    )
    if isinstance(checked, CheckedConsistency):
        value: dict[str, object] = {
            "holds": True,
            "key_confirmed": bool(options.key),
            "older_size": checked.older.size,
            "newer_size": checked.newer.size,
        }
        said = (
            f"The log of {counted(checked.newer.size, 'entry')} begins with the {checked.older.size:,} of "
            "the older checkpoint."
        )
        return Answer(value, [said, trust])
    return Answer(
        proved_value(checked) | {"holds": True, "key_confirmed": bool(options.key)},
        [*proved_words(checked), trust],
    )


# --------------------------------------------------------------------------- keys


def _signing_keys(terminal: Terminal) -> SigningKeys:
    path: Path | None = terminal.options.key_file
    if path is None:
        return keyring_keys()
    # Never an argument or an environment variable: others on the machine can read those.
    passphrase = (
        getpass.getpass("Passphrase of the key file: ")
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\n")
    )
    if not passphrase:
        raise UserError("No passphrase was given; type it, or send it as the first line of standard input.")
    return file_keys(path, passphrase)


def _keys(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        history = key_history(session.sql)
    rows = [
        (format_verifier_key(key.verifier), key.kept.value, key.announced, key.retired)
        for key in history.keys
    ]
    heads = ("key", "kept", "announced", "retired")
    return Answer(
        {"keys": [dict(zip(heads, row, strict=True)) for row in rows]},
        [Table(("Verifier key", "Kept in", "Announced in entry>", "Retired in entry>"), rows)],
    )


def _rotate(terminal: Terminal) -> Answer:
    keys = _signing_keys(terminal)
    with terminal.workspace() as workspace:
        new = keys.rotate(workspace, actor=terminal.actor, reason=terminal.options.reason)
    text = format_verifier_key(new.verifier)
    return Answer(
        {"key": text, "kept": new.kept.value, "announced": new.announced},
        [f"The new key is {text}, announced in entry {new.announced}. What the old one signed stays signed."],
    )


def _accept(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        workspace.accept_rollback(actor=terminal.actor, reason=terminal.options.reason)
    return Answer(
        {"accepted": True},
        ["The rollback is accepted and stands in the log; the workspace can be written again."],
    )
