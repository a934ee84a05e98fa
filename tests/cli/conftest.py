"""A desk with the books of one small night: empty, with its file imported, and routed."""

import signal

import pytest
from tests.cli.night import PLAN, Desk


@pytest.fixture(autouse=True)
def _signals_as_before():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def desk(tmp_path, capsys):
    made = Desk(tmp_path, capsys)
    made.run("init", made.books, "--zone", "Europe/Berlin")
    return made


@pytest.fixture
def imported(desk):
    desk.run("import", "revenue", str(desk.file), "--profile", "generic", "-w", desk.books)
    return desk


@pytest.fixture
def routed(imported):
    imported.run("plan", "publish", PLAN, "--effective", "2026-01-01", "-w", imported.books)
    imported.run("route", "-w", imported.books)
    return imported
