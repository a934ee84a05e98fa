"""Bounds of a worker: kept as they are, refused without sense, put into a cgroup where one may be made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.processes.job_objects import join_job_object
from revroute_desktop.processes.kinds import ALL, clear_kind, kind_of, kind_settings, lane_of, set_kind
from revroute_desktop.processes.limits import (
    Limits,
    apply_limits,
    cgroup_name,
    limits_as_json,
    limits_from_json,
    remove_cgroup,
)
from revroute_desktop.workspace import Workspace

LIMITS = st.builds(
    Limits,
    memory=st.none() | st.integers(1, 2**40),
    cpu_percent=st.none() | st.integers(1, 400),
    cpu_seconds=st.none() | st.integers(1, 10**6),
    nice=st.integers(0, 19),
    processors=st.lists(st.integers(0, 7)).map(tuple),
    files=st.none() | st.integers(1, 10**6),
    jobs_each=st.integers(1, 10**6),
    memory_mark=st.integers(1, 2**40),
)


@given(LIMITS)
def test_limits_are_kept_as_they_are(limits: Limits) -> None:
    assert limits_from_json(limits_as_json(limits)) == limits
    assert limits_from_json('{"of a later version": 1}') == Limits()


@pytest.mark.parametrize(
    "wrong",
    [{"memory": 0}, {"cpu_percent": -1}, {"nice": 20}, {"nice": -1}, {"jobs_each": 0}, {"processors": (-1,)}],
)
def test_limits_without_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UserError):
        Limits(**wrong)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="cgroups are Linux's")
def test_a_cgroup_bounds_memory_and_cpu_where_one_may_be_made(tmp_path: Path) -> None:
    # The folder of cgroups as version 2 has it; /proc/self/cgroup of this process names its place in it.
    script = (
        "import os, sys; from pathlib import Path; from revroute_desktop.processes.limits import *\n"
        "cgroups, own = map(Path, sys.argv[1:])\n"
        "print(os.getpid(), apply_limits(Limits(memory=10**9, cpu_percent=150), cgroups=cgroups, own=own))"
    )
    home = tmp_path / "app.slice" / "app.scope"
    home.mkdir(parents=True)
    (tmp_path / "cgroup.controllers").write_text("cpu memory")
    (tmp_path / "self").write_text("0::/app.slice/app.scope\n")
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), str(tmp_path / "self")],
        capture_output=True,
        text=True,
        check=True,
    )
    pid, said = run.stdout.split(maxsplit=1)
    assert said.strip() == "[]"
    group = home.parent / cgroup_name(int(pid))
    assert (group / "memory.max").read_text() == "1000000000"
    assert (group / "cpu.max").read_text() == "150000 100000"
    assert (group / "cgroup.procs").read_text() == pid


def test_what_the_system_does_not_permit_is_said(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; import sys; from revroute_desktop.processes.limits import *\n"
        "print(*apply_limits(Limits(cpu_percent=50), cgroups=Path(sys.argv[1])))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    if os.name != "nt":
        assert run.stdout.startswith("The CPU share is not bounded")


def test_nothing_is_bounded_that_was_not_asked_for(tmp_path: Path) -> None:
    assert apply_limits(Limits(), cgroups=tmp_path) == []
    remove_cgroup(1, cgroups=tmp_path)
    if os.name != "nt":
        assert not join_job_object(None)


def test_what_is_set_for_a_kind_holds_before_what_is_set_for_all(workspace: Workspace) -> None:
    with workspace.desk() as desk:
        set_kind(desk.sql, ALL, 4, Limits(nice=5))
        set_kind(desk.sql, "load", 2, Limits(nice=10))
        set_kind(desk.sql, "held", 0, Limits())
        found = kind_settings(desk.sql)
        assert (found.limits_of("load").nice, found.limits_of("x").nice) == (10, 5)
        room = found.room()
        assert (room.workers, room.of("load"), room.of("held"), room.of("x")) == (4, 2, 0, 1)
        assert found.room(workers=1).workers == 1
        clear_kind(desk.sql, "load")
        assert kind_settings(desk.sql).limits_of("load").nice == 5
        for kind, slots in ((ALL, 0), ("x", -1), (" ", 1), ("x", 10**6)):
            with pytest.raises(UserError):
                set_kind(desk.sql, kind, slots, Limits())


def test_what_changes_the_books_shares_a_lane() -> None:
    for words in ("import revenue a.csv", "import undo 1", "route", "plan publish p", "audit checkpoint"):
        assert lane_of(kind_of(words.split())) == "books"
    assert lane_of(kind_of(["traffic", "run", "x.yaml"])) == "traffic run"
    assert lane_of(kind_of(["summary"])) == "summary"
