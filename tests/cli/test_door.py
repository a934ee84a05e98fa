"""The door of the program."""

import multiprocessing
import sys

import pytest

from revroute_desktop.__main__ import main


@pytest.mark.parametrize("packed", [True, False])
def test_a_packed_program_that_is_started_as_a_worker_does_a_workers_work(
    monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    def work() -> None:
        raise SystemExit(7)  # how a worker ends

    monkeypatch.setattr(multiprocessing, "freeze_support", work)
    monkeypatch.setattr(sys, "frozen", packed, raising=False)
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == (7 if packed else 0)
