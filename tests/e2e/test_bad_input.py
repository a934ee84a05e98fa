"""Bad input at the terminal: a sentence and exit code 2, never a traceback, never a crash report."""

import gzip
import json
import lzma
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.program import Run, call, refused, run

from revroute_desktop.resources import resource_path

SEED = 20_240_607
PLAN = resource_path("plans", "creator-network.yaml")
HEAD = b"source,id,time,kind,amount,currency,payer,note\n"
ROW = b"shop,a1,2025-03-01T10:00:00Z,sale,12.50,EUR,ada,thanks\n"


class Books:
    """A workspace with a little in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "books.revroute"
        self.state = folder / "state"
        revenue = folder / "revenue.csv"
        revenue.write_bytes(HEAD + ROW)
        assert call("init", self.path, state=self.state).code == 0
        self.ask("import", "revenue", revenue, "--profile", "generic")
        self.ask("plan", "publish", PLAN, "--effective", "2025-01-01")
        self.ask("route")

    def ask(self, *arguments: object) -> Run:
        found = self.run(*arguments)
        assert found.code == 0, found
        return found

    def run(self, *arguments: object, said: str = "") -> Run:
        return call(*arguments, "-w", self.path, state=self.state, said=said)

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def take_crashes(self) -> list[str]:
        found = sorted(self.state.glob("crashes/*"))
        texts = [path.read_text("utf-8") for path in found]
        for path in found:
            path.unlink()
        return texts


@pytest.fixture(scope="module")
def shared_books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    return Books(tmp_path_factory.mktemp("books"))


@pytest.fixture
def books(shared_books: Books) -> Iterator[Books]:
    yield shared_books
    assert shared_books.take_crashes() == []


def noise(size: int, seed: int = SEED) -> bytes:
    return random.Random(seed).randbytes(size)


HOSTILE_FILES = {
    "empty": b"",
    "noise": noise(50_000),
    "zeros": bytes(10_000),
    "text": b"hello",
    "sqlite": b"SQLite format 3\x00" + bytes(4_080),
    "gzip": gzip.compress(noise(2_000)),
    "gzip cut short": gzip.compress(noise(20_000))[:9_000],
    "xz cut short": lzma.compress(noise(20_000))[:9_000],
    "utf-16": "source,id\n".encode("utf-16"),
    "parquet": b"PAR1" + noise(500) + b"PAR1",
    "one bracket": b"[" * 100_000,
    "yaml": b"a: &a [*a, *a]\n",
    "json": b'{"format": 1}',
    "deep json": b'{"a":' * 50_000,
}


@pytest.mark.parametrize("kind", HOSTILE_FILES)
def test_a_file_that_is_none_of_ours_is_refused_by_every_reader(books: Books, kind: str) -> None:
    file = books.file("hostile", HOSTILE_FILES[kind])
    state = books.state
    refused(call("balances", "-w", file, state=state))
    refused(call("restore", file, books.folder / "restored.revroute", state=state))
    refused(books.run("plan", "publish", file, "--effective", "2025-01-01"))
    refused(books.run("import", "revenue", books.folder / "revenue.csv", "--profile", file))
    assert call("audit", "check", file, state=state).code in (1, 2)
    refused(books.run("audit", "compare", file))
    checked = call("plan", "check", file, "--json", state=state)
    assert checked.code in (1, 2)
    assert "Traceback" not in checked.err
    assert not (books.folder / "restored.revroute").exists()


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE_FILES if kind != "empty"])
def test_a_revenue_file_that_is_none_is_refused_or_quarantined(books: Books, kind: str) -> None:
    file = books.file("hostile.csv", HOSTILE_FILES[kind])
    before = books.ask("balances", "--json").value
    found = books.run("import", "revenue", file, "--profile", "generic", "--json")
    if found.code != 0:
        refused(found)
    else:
        assert found.value["events"] == 0
    assert books.ask("balances", "--json").value == before


def bomb(levels: int = 12) -> bytes:
    lines = ["l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines).encode()


HOSTILE_YAML = {
    "a bomb of aliases": bomb(),
    "a tag of Python": b"plan: !!python/object/apply:os.system ['touch pwned']\n",
    "a tag of our own": b"plan: !ours x\n",
    "merged aliases": b"a: &a {x: 1}\nb: {<<: *a}\n",
    "a key twice": b"plan: a\nplan: b\n",
    "two documents": b"plan: a\n---\nplan: b\n",
    "deep nesting": b"[" * 5_000 + b"]" * 5_000,
    "a control character": b"plan: 'a\x07b'\n",
    "a huge number": b"plan: a\nformat: " + b"9" * 5_000 + b"\n",
    "an integer of base 60": b"format: 1:30:00\n",
    "not UTF-8": b"plan: \xff\xfe\n",
    "a NUL": b"plan: a\x00b\n",
}


@pytest.mark.parametrize("what", HOSTILE_YAML)
def test_hostile_yaml_is_refused_soon_and_in_little_memory(books: Books, what: str) -> None:
    file = books.file("hostile.yaml", HOSTILE_YAML[what])

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))

    options = {"state": books.state} if os.name == "nt" else {"state": books.state, "preexec": limit}
    refused(run("plan", "publish", file, "--effective", "2025-01-01", "-w", books.path, **options))
    checked = run("plan", "check", file, "--json", **options)
    assert checked.code in (1, 2)
    revenue = books.folder / "revenue.csv"
    refused(run("import", "revenue", revenue, "--profile", file, "-w", books.path, **options))
    assert not Path("pwned").exists()


def test_a_bomb_of_zeros_is_refused_before_it_fills_memory(books: Books) -> None:
    if os.name == "nt":
        pytest.skip("memory limits are POSIX's")
    packed = books.folder / "bomb.csv.xz"
    with lzma.open(packed, "wb", preset=0) as file:
        for _ in range(300):
            file.write(bytes(2**20))

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))

    found = run(
        "import",
        "revenue",
        packed,
        "--profile",
        "generic",
        "-w",
        books.path,
        state=books.state,
        preexec=limit,
    )
    refused(found)


def test_a_zip_file_is_named_as_one(books: Books) -> None:
    path = books.folder / "export.csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export.csv", HEAD + ROW)
    refused(books.run("import", "revenue", path, "--profile", "generic"))


REFUSED_ARGUMENTS = [
    ("nonsense",),
    ("import",),
    ("import", "revenue"),
    ("import", "revenue", "missing.csv", "--profile", "generic"),
    ("import", "revenue", ".", "--profile", "generic"),
    ("import", "revenue", "/dev/null", "--profile", "generic"),
    ("import", "revenue", PLAN, "--profile", "no-such-profile"),
    ("import", "revenue", PLAN, "--profile", "../generic"),
    ("import", "undo", "99", "--reason", "x"),
    ("import", "undo", str(2**70), "--reason", "x"),
    ("quarantine", "show", "99"),
    ("quarantine", "show", str(-(2**70))),
    ("quarantine", "mend", "1", "Column", "--reason", "x"),
    ("quarantine", "retry", "--reason", "x"),
    ("plan", "publish", PLAN, "--effective", "2025-02-30"),
    ("plan", "publish", PLAN, "--effective", "0000-00-00"),
    ("plan", "publish", "missing.yaml", "--effective", "2025-01-01"),
    ("plan", "show", "zzz"),
    ("plan", "show", str(2**70)),
    ("plan", "show", ""),
    ("plan", "diff", "a", "b"),
    ("plan", "example", "none"),
    ("simulate", "missing.yaml", "--from", "2025-01-01", "--to", "2025-02-01"),
    ("simulate", PLAN, "--from", "2025-03-01", "--to", "2025-02-01"),
    ("explain", "no-such-event"),
    ("release", "--as-of", "soon"),
    ("statement", "payee:nobody", "--currency", "EUR"),
    ("statement", "clearing:shop", "--currency", "XXXX"),
    ("statement", "clearing:shop", "--currency", "€"),
    ("account", "open", "payee:\x00"),
    ("account", "open", "payee:a\nb"),
    ("account", "open", "::"),
    ("account", "open", "strange:root"),
    ("account", "open", "a:" * 5_000 + "a"),
    ("journal", "entry", "treasury:main=1 EUR", "--memo", "one sided"),
    ("journal", "entry", "treasury:main=1.001 EUR", "bank:main=-1.001 EUR", "--memo", "x"),
    ("journal", "entry", "treasury:main=1e3 EUR", "bank:main=-1e3 EUR", "--memo", "x"),
    ("journal", "entry", "treasury:main=NaN EUR", "bank:main=NaN EUR", "--memo", "x"),
    ("journal", "entry", "treasury:main=1 ZZZ", "bank:main=-1 ZZZ", "--memo", "x"),
    ("journal", "entry", f"treasury:main={10**30} EUR", f"bank:main=-{10**30} EUR", "--memo", "x"),
    ("journal", "entry", "treasury:main=0 EUR", "bank:main=0 EUR", "--memo", "x"),
    ("journal", "entry", "treasury:main=1 EUR", "bank:main=-1 EUR", "--memo", "two\nlines"),
    ("journal", "entry", "treasury:main=1 EUR", "bank:main=-1 EUR", "--memo", "\x1b[31mred"),
    ("journal", "entry", "treasury:main=1 EUR", "bank:main=-1 EUR", "--memo", ""),
    ("journal", "entry", "treasury:main=1 EUR", "bank:main=-1 EUR", "--memo", "x", "--day", "9999-99-99"),
    ("journal", "opening", "treasury:main"),
    ("journal", "advance", "neon kitten", "1 EUR"),
    ("journal", "advance", "neon-kitten", "-1 EUR"),
    ("journal", "reverse", "9999", "--reason", "x"),
    ("period", "unlock", "--reason", "x", "--to", "nonsense"),
    ("export", "journal", "--format", "excel"),
    ("export", "journal", "--format", "hledger", "-o", "missing.yaml/file"),
    ("export", "journal", "--format", "hledger", "-o", "."),
    ("backup", "missing.yaml/file.revroute"),
    ("verify", "--processes", "many"),
    ("verify", "--processes", "-3"),
    ("audit", "prove", "--transaction", "99999"),
    ("audit", "prove", "--entry", str(2**70)),
    ("audit", "prove", "--event", "no-such-event"),
    ("audit", "prove", "--consistency", "5", "3"),
    ("audit", "compare", "missing"),
    ("audit", "check", "missing"),
    ("audit", "accept-rollback", "--reason", "none there"),
    ("audit", "checkpoint", "--key-file", "."),
    ("erase", "payer", "", "--reason", "x"),
    ("erase", "payer", "nobody", "--reason", "x"),
    ("jobs", "list", "--limit", "few"),
    ("jobs", "show", "99"),
    ("jobs", "pause", "99"),
    ("jobs", "add"),
    ("jobs", "add", "--", "nonsense"),
    ("jobs", "add", "--", "jobs", "run"),
    ("jobs", "add", "--after", "99", "--", "route"),
    ("jobs", "add", "--timeout", "soon", "--", "route"),
    ("jobs", "limits", "import", "--memory", "much"),
    ("jobs", "limits", "import", "--nice", "77"),
    ("jobs", "limits", "import", "--memory", "1"),
    ("jobs", "limits", "import", "--files", "1"),
    ("jobs", "limits", "import", "--processors", "9999"),
    ("jobs", "limits", "imports", "--slots", "2"),
    ("jobs", "add", "--kind", "imports", "--", "route"),
    ("jobs", "add", "--retries", "1000", "--", "route"),
    ("jobs", "add", "--", "traffic", "serve"),
    ("jobs", "logs", "999"),
    ("jobs", "limits", "--slots", "2"),
    ("jobs", "schedule", "add", "x", "now and then", "--", "route"),
    ("jobs", "schedule", "add", "x", "0 0 31 2 *", "--", "route"),
    ("jobs", "schedule", "add", "x", "0 0 * * *", "--zone", "Nowhere/Town", "--", "route"),
    ("jobs", "schedule", "remove", "x"),
    ("route", "--job", "1"),
    ("summary", "--unknown"),
]


@pytest.mark.parametrize("arguments", REFUSED_ARGUMENTS, ids=lambda given: " ".join(map(str, given))[:60])
def test_bad_arguments_are_refused_in_a_sentence(books: Books, arguments: tuple[object, ...]) -> None:
    try:
        found = books.run(*arguments, said="a long passphrase\n")
    except ValueError:
        pytest.skip("the system takes no argument with a NUL")
    refused(found)


def test_names_that_are_no_text_are_refused_in_a_sentence(books: Books) -> None:
    strange = os.fsdecode(b"/tmp/no such \xff file.csv")
    for arguments in (("import", "revenue", strange, "--profile", "generic"), ("explain", strange)):
        assert "not UTF-8" in refused(run(*arguments, "-w", books.path, state=books.state))


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 40))])
def test_random_arguments_never_bring_a_traceback(books: Books, seed: int) -> None:
    chance = random.Random(seed)
    words = [str(word) for given in REFUSED_ARGUMENTS for word in given if "\x00" not in str(word)]
    words += ["--json", "--jsonl", "-q", "--help", "--actor", "--limit", "-1", "0", "", "ä€😀", "--", "-w"]
    commands = [
        "import",
        "events",
        "plan",
        "quarantine",
        "audit",
        "journal",
        "period",
        "verify",
        "explain",
        "jobs",
    ]
    for _ in range(200):
        arguments = [chance.choice(commands), *chance.choices(words, k=chance.randrange(1, 6))]
        found = books.run(*arguments)
        assert found.code in (0, 1, 2), (arguments, found)
        assert "Traceback" not in found.err + found.out, (arguments, found)


def test_what_a_file_says_cannot_drive_the_terminal(books: Books) -> None:
    """Escape sequences of a hostile file are shown, not sent."""
    names = b"shop\x1b[2J,b1\x1b]0;owned\x07,2025-03-01T10:00:00Z,sale,"
    refused_row = names + b"12.\x1b[31m50,EUR,\xc2\x9b31meve,\x1b[8mnote\n"
    taken_row = b"shop,b2,2025-03-01T10:00:00Z,sale,12.50,EUR,\xc2\x9b31meve,\x1b[8mnote\n"
    file = books.file("escapes\x1b[2J.csv", HEAD + refused_row + taken_row)
    books.ask("import", "revenue", file, "--profile", "generic", "--actor", "eve\x1b[2J")
    books.ask("route")
    for command in (
        ("quarantine", "list"),
        ("quarantine", "show", "1"),
        ("import", "list"),
        ("audit", "log"),
        ("events",),
        ("summary",),
        ("balances",),
        ("explain", "b2"),
        ("explain", "b3\x1b[2J"),
        ("plan", "show", "b3\x1b[2J"),
        ("export", "journal", "--format", "hledger"),
        ("export", "journal", "--format", "beancount"),
    ):
        found = books.run(*command)
        assert not {"\x1b", "\x07", "\x9b"} & set(found.out + found.err), command


def test_a_journal_in_the_workspace_cannot_be_broken_by_a_memo(books: Books) -> None:
    memo = "said ; \u2028 =cmd|' /C calc'!A0  | x"
    lines = ("treasury:main=1 EUR", "bank:main=-1 EUR")
    found = books.run("journal", "entry", *lines, "--memo", memo)
    if found.code == 0:
        out = books.ask("export", "journal", "--format", "hledger").out
        assert len([line for line in out.splitlines() if "calc" in line]) == 1
        assert "\u2028" not in out
    else:
        refused(found)


def test_json_refusals_are_one_object(books: Books) -> None:
    found = books.run("explain", "no-such-event", "--json")
    assert found.code == 2
    assert set(json.loads(found.out)) == {"error"}
    assert found.err == ""
