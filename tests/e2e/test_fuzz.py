"""Files with random slips in them: an answer, a finding or a sentence, never a traceback.

`make soak` tries more seeds; the test's name has the seed.
"""

import json
import random
import shutil
from pathlib import Path

import pytest
from tests.e2e.program import Run, call, refused

from revroute_desktop.cli.demo_data import write_demo_files
from revroute_desktop.resources import resource_path

PLANS = sorted(resource_path("plans").glob("*.yaml"))
PROFILES = sorted(resource_path("profiles").glob("*.yaml"))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with all kinds of rows and a checkpoint, its revenue beside it."""
    folder = tmp_path_factory.mktemp("books")
    revenue = next(path for path in write_demo_files(folder, events=300).files if path.stem == "cards-eu")
    revenue.rename(folder / "revenue.csv")
    path, state = folder / "books.revroute", folder / "state"
    here = ("-w", path)
    for arguments in (
        ("init", path, "--zone", "Europe/Berlin"),
        ("import", "revenue", folder / "revenue.csv", "--profile", "generic", *here),
        (
            "plan",
            "publish",
            resource_path("plans", "creator-network.yaml"),
            "--effective",
            "2025-01-01",
            *here,
        ),
        ("route", *here),
        (
            "audit",
            "prove",
            "--transaction",
            "1",
            "-o",
            folder / "proof.json",
            "--key-file",
            folder / "key",
            *here,
        ),
    ):
        done = call(*arguments, state=state, said="a long passphrase\n")
        assert done.code == 0, done
    return path


@pytest.fixture(params=[1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 40))])
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


ODD = (b"\x00", b"\xff", b"\n", b"\r", b'"', b"'", b": ", b"- ", b"[", b"}", b"{", b"&a ", b"*a", b"!!int ")
ODD += (b"\t", b"\xe2\x80\xa8", b"-", b"1e999", b"9" * 30, b"NaN", b"null", b"~", b"%", b"#", b"|", b"<<: ")


def with_slips(content: bytes, chance: random.Random) -> bytes:
    """The content with one to three slips: bytes changed, taken out, put in, repeated, or the end cut off."""
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(content))
        end = min(len(content), at + chance.choice((1, 1, 2, 8, 40)))
        before, there, after = content[:at], content[at:end], content[end:]
        content = chance.choice(
            (
                before + chance.randbytes(len(there)) + after,
                before + after,
                before + chance.choice(ODD) + there + after,
                before + there + there + after,
                before + there,
            )
        )
    return content


def fine(found: Run, what: object) -> None:
    assert found.code in (0, 1, 2), (what, found)
    assert "Traceback" not in found.err + found.out
    if found.code == 2:
        refused(found)


def test_plans_with_slips_are_checked_in_words(books: Path, tmp_path: Path, chance: random.Random) -> None:
    for _ in range(60):
        content = with_slips(chance.choice(PLANS).read_bytes(), chance)
        file = tmp_path / "plan.yaml"
        file.write_bytes(content)
        fine(call("plan", "check", file, "--json", state=tmp_path), content)


def test_profiles_with_slips_are_refused_in_words(books: Path, tmp_path: Path, chance: random.Random) -> None:
    for _ in range(60):
        content = with_slips(chance.choice(PROFILES).read_bytes(), chance)
        file = tmp_path / "profile.yaml"
        file.write_bytes(content)
        revenue = books.with_name("revenue.csv")
        fine(call("import", "revenue", revenue, "--profile", file, "--preview", state=tmp_path), content)


def test_revenue_with_slips_is_imported_or_quarantined(
    books: Path, tmp_path: Path, chance: random.Random
) -> None:
    copy = tmp_path / "copy.revroute"
    shutil.copy(books, copy)
    for _ in range(15):
        content = with_slips(books.with_name("revenue.csv").read_bytes(), chance)
        file = tmp_path / "revenue.csv"
        file.write_bytes(content)
        fine(call("import", "revenue", file, "--profile", "generic", "-w", copy, state=tmp_path), content)
    fine(call("route", "-w", copy, state=tmp_path), "route")
    assert call("verify", "--replay", "-w", copy, state=tmp_path).code == 0


def test_proofs_with_slips_do_not_hold(books: Path, tmp_path: Path, chance: random.Random) -> None:
    proof = books.with_name("proof.json").read_bytes()
    said = json.loads(proof)
    for _ in range(80):
        content = with_slips(proof, chance)
        file = tmp_path / "proof.json"
        file.write_bytes(content)
        found = call("audit", "check", file, "--json", state=tmp_path)
        fine(found, content)
        # Only where a slip fell between the words.
        assert found.code != 0 or json.loads(content) == said, content


def test_a_workspace_with_slips_is_refused_or_found_out(
    books: Path, tmp_path: Path, chance: random.Random
) -> None:
    whole = books.read_bytes()
    for number in range(20):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(content))
            content[at : at + 4] = chance.randbytes(min(4, len(content) - at))
        if chance.random() < 0.1:
            del content[chance.randrange(len(content)) :]
        file = tmp_path / f"damaged-{number}.revroute"
        file.write_bytes(content)
        for command in (
            ("verify", "--replay"),
            ("summary",),
            ("balances",),
            ("events",),
            ("audit", "log"),
            ("quarantine", "list"),
            ("export", "journal", "--format", "hledger"),
            ("release", "--as-of", "2025-06-30"),
            ("route",),
        ):
            found = call(*command, "-w", file, state=tmp_path / "state")
            reports = [path.read_text("utf-8") for path in tmp_path.glob("state/crashes/*")]
            assert reports == [], command
            assert found.code in (0, 1, 2), (command, found)
        file.unlink()
