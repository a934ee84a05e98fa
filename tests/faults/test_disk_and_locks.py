"""The disk, the locks and the clock turn against the program: one sentence, and the workspace stays whole."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.e2e.program import Run, done, finish, refused, run, start
from tests.faults.books import contents, first_difference
from tests.faults.revenue import revenue_file

from revroute_desktop.resources import resource_path
from revroute_desktop.workspace import create
from revroute_desktop.workspace.opening import system_clock

EVENTS = 12_000
"""More than one chunk."""
PLAN = resource_path("plans", "creator-network.yaml")
DAY = 86_400_000_000  # microseconds

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX's limits, permissions and mounts")


class Books:
    """A workspace in a folder of its own, and the program run on it."""

    def __init__(self, folder: Path, revenue: Path, state: Path | None = None) -> None:
        self.path = folder / "books.revroute"
        self.state = state or folder / "state"
        self.revenue = revenue

    def importing(self) -> tuple[object, ...]:
        return ("import", "revenue", self.revenue, "--profile", "generic", "-w", self.path)

    def run(self, *arguments: object, **options: Callable[[], None]) -> Run:
        return run(*arguments, "-w", self.path, state=self.state, **options)

    def init(self) -> None:
        done("init", self.path, "--zone", "Europe/Berlin", state=self.state)

    def import_all(self) -> None:
        done(*self.importing(), state=self.state)

    def publish(self) -> None:
        done("plan", "publish", PLAN, "--effective", "2025-01-01", "-w", self.path, state=self.state)

    def assert_whole(self) -> None:
        assert self.run("verify").code == 0


@pytest.fixture(scope="module")
def revenue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return revenue_file(tmp_path_factory.mktemp("revenue"), EVENTS)


@pytest.fixture(scope="module")
def clean(revenue: Path, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """What an import that nothing disturbs ends with."""
    books = Books(tmp_path_factory.mktemp("clean"), revenue)
    books.init()
    books.import_all()
    return books


@pytest.fixture
def books(tmp_path: Path, revenue: Path) -> Books:
    made = Books(tmp_path, revenue)
    made.init()
    return made


def limited(size: int) -> Callable[[], None]:
    """What a child calls to let no file of its own grow beyond `size` bytes."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@posix
@pytest.mark.parametrize("share", [0, 0.1, 0.9])
def test_a_disk_that_fills_up_during_an_import_is_said(books: Books, clean: Books, share: float) -> None:
    empty, full = books.path.stat().st_size, clean.path.stat().st_size
    limit = limited(empty + int(share * (full - empty)))
    said = refused(run(*books.importing(), state=books.state, preexec=limit))
    assert "disk" in said
    assert "nothing of this step was written" in said
    books.assert_whole()
    books.import_all()
    assert first_difference(contents(books.path), contents(clean.path)) is None


@posix
def test_a_disk_that_fills_up_during_routing_is_said(books: Books, tmp_path: Path) -> None:
    books.revenue = revenue_file(tmp_path, 2_000)
    books.import_all()
    books.publish()
    said = refused(books.run("route", preexec=limited(400_000)))
    assert "disk" in said
    books.assert_whole()
    assert books.run("route").code == 0
    books.assert_whole()


@posix
def test_outputs_that_do_not_fit_are_said_and_not_left_in_half(books: Books, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    books.revenue = revenue_file(tmp_path / "data", 2_000)
    books.import_all()
    books.publish()
    assert books.run("route").code == 0
    journal, backup = tmp_path / "books.journal", tmp_path / "copy.revroute"
    export = ("export", "journal", "--format", "hledger", "-o", journal)
    refused(books.run(*export, preexec=limited(20_000)))
    refused(books.run("backup", backup, preexec=limited(200_000)))
    refused(run("init", tmp_path / "new.revroute", state=books.state, preexec=limited(20_000)))
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"books.revroute", "books.revroute-wal", "books.revroute-shm", "data", "state"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of five megabytes, in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m,mode=755", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def remount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)


@posix
def test_a_full_file_system_is_said_and_the_import_goes_on_when_there_is_room(
    small_disk: Path, revenue: Path, clean: Books
) -> None:
    books = Books(small_disk, revenue)
    books.init()
    filler = small_disk / "filler"
    filler.write_bytes(bytes(3_500_000))
    assert "is full" in refused(run(*books.importing(), state=books.state))
    books.assert_whole()
    remount(small_disk, "size=50m")
    books.import_all()
    assert first_difference(contents(books.path), contents(clean.path)) is None
    books.assert_whole()


@posix
def test_a_disk_without_one_free_byte_is_said(small_disk: Path, revenue: Path) -> None:
    books = Books(small_disk, revenue)
    books.init()
    with suppress(OSError), (small_disk / "filler").open("wb") as filler:
        while True:
            filler.write(bytes(4096))
            filler.flush()
    for command in (books.importing()[:-2], ("plan", "publish", PLAN, "--effective", "2025-01-01")):
        refused(books.run(*command))
    (small_disk / "filler").unlink()
    books.assert_whole()


@posix
def test_a_read_only_disk_is_said_and_can_still_be_read(small_disk: Path, revenue: Path) -> None:
    books = Books(small_disk, revenue, small_disk.parent / "state")
    books.init()
    remount(small_disk, "ro")
    said = refused(run(*books.importing(), state=books.state))
    assert "can only be read" in said
    found = books.run("balances")
    assert found.code == 0
    assert "can only be read" in found.err
    books.assert_whole()
    remount(small_disk, "rw")
    books.publish()
    books.assert_whole()


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write every file")
def test_a_read_only_file_is_said(books: Books) -> None:
    books.path.chmod(0o444)
    assert "can only be read" in refused(run(*books.importing(), state=books.state))
    assert books.run("balances").code == 0
    books.assert_whole()


def test_a_file_that_another_program_holds_is_said(books: Books, tmp_path: Path) -> None:
    written = tmp_path / "written.revroute"
    done("init", written, state=books.state)
    with (
        closing(sqlite3.connect(books.path, isolation_level=None)) as locker,
        closing(sqlite3.connect(written, isolation_level=None)) as writer,
    ):
        locker.execute("PRAGMA locking_mode = EXCLUSIVE")
        for other in (locker, writer):
            other.execute("BEGIN IMMEDIATE")
        locker.execute("UPDATE workspace SET name = name")
        # Each waits ten seconds for a lock, so they wait together.
        locked_out = [
            start(*command, state=books.state)
            for command in (books.importing(), ("balances", "-w", books.path), ("verify", "-w", books.path))
        ]
        second = start(*books.importing()[:-1], written, state=books.state)
        assert run("balances", "-w", written, state=books.state).code == 0
        for process in locked_out:
            assert "Another program is using" in refused(finish(process))
        said = refused(finish(second))
        assert "Another program is writing to" in said
        assert "did not finish within 10 seconds" in said
    books.assert_whole()
    done("verify", "-w", written, state=books.state)


@posix
def test_a_file_that_is_removed_under_the_program_is_said(books: Books, clean: Books, tmp_path: Path) -> None:
    big = revenue_file(tmp_path, 25_000)
    process = start("import", "revenue", big, "--profile", "generic", "-w", books.path, state=books.state)
    first_chunk = 0
    while not first_chunk and process.poll() is None:
        time.sleep(0.005)
        log = books.path.with_name(books.path.name + "-wal")
        first_chunk = log.stat().st_size if log.exists() else 0
    away = books.path.with_name("away")
    books.path.rename(away)
    said = refused(finish(process))
    assert "was removed or replaced while it was open" in said
    assert "There is no file" in refused(books.run("balances"))
    away.rename(books.path)
    books.assert_whole()
    done("import", "revenue", big, "--profile", "generic", "-w", books.path, state=books.state)
    books.assert_whole()


def test_a_clock_that_was_set_back_is_said(
    tmp_path: Path, revenue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspace was made by a clock that is a day ahead of this one."""
    books = Books(tmp_path, revenue)
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(books.state))
    create(books.path, zone="Europe/Berlin", actor="ada", clock=lambda: system_clock() + DAY).close()
    for command in (books.importing()[:-2], ("plan", "publish", PLAN, "--effective", "2025-01-01")):
        said = refused(books.run(*command))
        assert "The clock of this machine is 14" in said
        assert "nothing was written" in said
    assert books.run("balances").code == 0
    books.assert_whole()
