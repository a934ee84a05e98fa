"""What a job is asked for in words: its command, checked and freed from the folder it was typed in."""

import difflib
import os
import re
from argparse import ArgumentTypeError
from pathlib import Path

from revroute_desktop.cli.options import CommandParser, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.processes import NewJob, Terms
from revroute_desktop.processes.kinds import ALL, BOOKS, KINDS_OF_PARTS, kind_of

_NOT_AS_JOBS = frozenset({"jobs", "init", "demo", "restore"})
_SERVING = frozenset({("traffic", "serve"), ("traffic", "load-worker")})
_RETRIES_MAX = 100
_TRAFFIC = (
    "bots",
    "compare",
    "draw-scenario",
    "follow",
    "import",
    "report",
    "revenue",
    "run",
    "verify-target",
)
"""Commands of traffic that are worth a job."""
_NAMING_PEOPLE = frozenset({("erase", "payer"), ("quarantine", "mend")})
"""Commands that are told who paid. The queue keeps what a job was told, and no erasure reaches it (B24)."""
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}
_SIZES = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def declare_job(parser: CommandParser, *, needs: bool = True) -> None:
    """Declare the options of a job that is to be queued, and the command that it runs."""
    parser.add_argument(
        "--kind", metavar="KIND", help="whose slots and limits it takes (default: its command)"
    )
    parser.add_argument("--priority", type=signed, default=0, metavar="N", help="the higher goes first")
    parser.add_argument(
        "--timeout", type=seconds, metavar="TIME", help="end it after 90, 15m or 2h of running"
    )
    parser.add_argument(
        "--retries",
        type=retries,
        default=0,
        metavar="N",
        help="try so often again where it fails (most: 100)",
    )
    parser.add_argument(
        "--backoff", type=seconds, default=2.0, metavar="TIME", help="before the first retry, then doubled"
    )
    if needs:
        parser.add_argument(
            "--after", type=number, action="append", default=[], metavar="ID", help="begin when this is done"
        )
    parser.set_defaults(words=[])
    parser.epilog = "Behind `--` stands the command that the job runs, such as `-- route`."


def job_of(terminal: Terminal) -> NewJob:
    """The job that the options ask for; raises UserError, and exits where its command cannot be read."""
    options = terminal.options
    words = command_of(options.words)
    if options.actor:
        words += ("--actor", options.actor)
    backoff: float = options.backoff
    terms = Terms(
        timeout=options.timeout,
        retries=options.retries,
        backoff=backoff,
        longest_backoff=max(backoff, Terms().longest_backoff),
    )
    needs = tuple(getattr(options, "after", ()))
    return NewJob(
        kind_of(words) if options.kind is None else check_kind(options.kind),
        words,
        options.priority,
        terms,
        needs,
    )


def command_of(words: list[str]) -> tuple[str, ...]:
    """A command as a job runs it: checked, its files named from the root, since a job runs elsewhere."""
    if not words:
        raise UserError("Name the command to run behind `--`, such as `revroute jobs add -w FILE -- route`.")
    if words[0] in _NOT_AS_JOBS:
        raise UserError(f"`revroute {words[0]}` does not run as a job: run it in a terminal.")
    if tuple(words[:2]) in _SERVING:
        raise UserError(
            f"`revroute {' '.join(words[:2])}` does not run as a job: it would wait for as long as the queue "
            "lets it. Run it in a terminal."
        )
    if tuple(words[:2]) in _NAMING_PEOPLE:
        raise UserError(
            f"`revroute {' '.join(words[:2])}` does not run as a job: the queue would keep the names that it "
            "is told. Run it in a terminal."
        )
    if any(word in ("-w", "--workspace") or word.startswith("--workspace=") for word in words):
        raise UserError("A job runs on the workspace that keeps it: leave -w out of its command.")
    from revroute_desktop.cli.main import parse

    options = parse(words)
    parsed = vars(options)
    # What no run of it could do is refused before it waits.
    if "check_as_job" in parsed:
        options.check_as_job(options)
    # Places may be patterns too, which are no paths yet.
    files = {str(path) for value in parsed.values() for path in _paths(value)} | {*parsed.get("places", ())}
    return tuple(_with_whole_path(word, files) for word in words)


def _paths(value: object) -> list[Path]:
    """The paths among the value of an option, which may be several."""
    values = value if isinstance(value, list | tuple) else [value]
    return [each for each in values if isinstance(each, Path)]


def _with_whole_path(word: str, files: set[str]) -> str:
    """The word with its file named from the root, where it names one; it may stand behind `--option=`."""
    option, equals, value = word.partition("=")
    if equals and option.startswith("--") and value in files:
        return f"{option}={_from_root(value)}"
    return _from_root(word) if word in files or _is_file(word) else word


def retries(text: str) -> int:
    """Read how often a job is tried again."""
    found = number(text)
    if found > _RETRIES_MAX:
        raise ArgumentTypeError(f"{text[:40]} retries are too many; take at most {_RETRIES_MAX}")
    return found


def check_kind(kind: str) -> str:
    """A kind of job that there is, or * or books; raises UserError for any other."""
    from revroute_desktop.cli.main import COMMANDS

    first, _, second = kind.partition(" ")
    single = {*COMMANDS, *KINDS_OF_PARTS, ALL, BOOKS} - _NOT_AS_JOBS - {"traffic"}
    if kind in single or (first == "traffic" and second in _TRAFFIC):
        return kind
    known = sorted(single | {f"traffic {name}" for name in _TRAFFIC})
    close = difflib.get_close_matches(kind, known, n=1)
    mend = f"write {close[0]!r}" if close else "a kind is a command, such as import, route or 'traffic run'"
    raise UserError(f"There is no kind of job {kind[:40]!r}; {mend}.")


def signed(text: str) -> int:
    """Read a whole number, which may be negative."""
    digits = text.removeprefix("-")
    return -number(digits) if digits != text else number(text)


def seconds(text: str) -> float:
    """Read a span of time such as 90, 90s, 15m or 2h into seconds."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)([smh]?)", text)
    if found is None:
        raise ArgumentTypeError(f"{text[:40]!r} is not a time; write it as 90, 15m or 2h")
    return float(found[1]) * _UNITS[found[2]]


def size(text: str) -> int:
    """Read a number of bytes such as 512M or 2G."""
    found = re.fullmatch(r"(\d{1,15})([KMG]?)", text)
    if found is None:
        raise ArgumentTypeError(f"{text[:40]!r} is not a size; write it as 512M or 2G")
    return int(found[1]) * _SIZES[found[2]]


def size_words(value: int) -> str:
    """Write a number of bytes as `size` reads it."""
    for sign in ("G", "M", "K"):
        if value >= _SIZES[sign] and not value % _SIZES[sign]:
            return f"{value // _SIZES[sign]}{sign}"
    return str(value)


def _is_file(word: str) -> bool:
    """Whether a word names a file by more than a bare name, which could be anything."""
    if not any(sign in word for sign in (".", "/", os.sep)):
        return False
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False


def _from_root(word: str) -> str:
    return str(Path(word).absolute())
