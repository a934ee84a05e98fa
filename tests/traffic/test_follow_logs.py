"""A live log is counted as it grows: each line once, within a second, whatever happens to the file."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.traffic.logs import counted, log, state, write

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.follow_logs import Followed, follow_logs
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import Workspace, create, open_workspace


class Follower(threading.Thread):
    """Follows a log on a thread of its own until told to stop."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self._workspace, self._path = workspace, path
        self._stop_asked = threading.Event()
        self.result: Followed | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = follow_logs(
                self._workspace, self._path, actor="ada", cancelled=self._stop_asked.is_set
            )
        except BaseException as error:
            self.error = error

    def stop(self) -> Followed:
        self._stop_asked.set()
        self.join(30)
        if self.error is not None:
            raise self.error
        assert self.result is not None
        return self.result


@contextmanager
def following(workspace: Workspace, path: Path) -> Iterator[Follower]:
    follower = Follower(workspace, path)
    follower.start()
    try:
        yield follower
    finally:
        follower.stop()


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def hits(workspace: Workspace) -> int:
    return counted(workspace)["hits"]


def append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


def test_appended_lines_are_counted_and_a_half_line_waits(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 3000))
    with following(workspace, path):
        wait_for(lambda: hits(workspace) == 3000)
        whole = log(3000, 3010)
        append(path, whole[:-40])
        wait_for(lambda: hits(workspace) == 3009)
        append(path, whole[-40:])
        wait_for(lambda: hits(workspace) == 3010)
        for begin in range(3010, 6000, 230):
            append(path, log(begin, min(begin + 230, 6000)))
            time.sleep(0.05)
        wait_for(lambda: hits(workspace) == 6000)
    assert import_logs(workspace, [path], actor="ada").total.lines == 0


def test_a_line_is_in_the_rollups_within_a_second(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 10))
    with following(workspace, path):
        wait_for(lambda: hits(workspace) == 10)
        append(path, log(10, 11))
        begun = time.monotonic()
        wait_for(lambda: hits(workspace) == 11)
        assert time.monotonic() - begun < 1


def test_a_file_that_begins_empty_is_followed(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", b"")
    with following(workspace, path):
        time.sleep(0.3)
        append(path, log(0, 5))
        wait_for(lambda: hits(workspace) == 5)


def test_rotation_by_rename_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 500))
    with following(workspace, path) as follower:
        wait_for(lambda: hits(workspace) == 500)
        old = path.rename(tmp_path / "access.log.1")
        append(old, log(500, 600))
        wait_for(lambda: hits(workspace) == 600)
        write(path, log(600, 650))
        # The server has not opened the new file yet for all that it does.
        append(old, log(650, 700))
        wait_for(lambda: hits(workspace) == 700)
        append(path, log(700, 750))
        wait_for(lambda: hits(workspace) == 750)
    assert follower.stop().rotations == 1
    with workspace.read() as session:
        places = session.sql.execute(
            "SELECT DISTINCT path FROM desk_traffic_chunk JOIN desk_traffic_file AS place ON place.id = file"
        ).fetchall()
    assert sorted(Path(place).name for (place,) in places) == ["access.log", "access.log.1"]
    assert import_logs(workspace, [tmp_path / "access.log*"], actor="ada").total.lines == 0


def test_a_copy_and_truncation_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 2500))
    with following(workspace, path) as follower:
        wait_for(lambda: hits(workspace) == 2500)
        append(path, log(2500, 2600))
        shutil.copyfile(path, tmp_path / "access.log.1")
        with path.open("r+b") as file:
            file.truncate(0)
        wait_for(lambda: hits(workspace) == 2600)
        append(path, log(2600, 2700))
        wait_for(lambda: hits(workspace) == 2700)
    assert follower.stop().truncations == 1
    assert import_logs(workspace, [tmp_path / "access.log*"], actor="ada").total.lines == 0


def test_a_truncated_file_that_has_grown_beyond_is_noticed(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 20))
    with following(workspace, path):
        wait_for(lambda: hits(workspace) == 20)
        with path.open("r+b") as file:
            file.truncate(0)
            file.write(log(1000, 1100))
        wait_for(lambda: hits(workspace) == 120)


def test_following_again_goes_on_where_it_stopped(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 1500))
    for end in (1500, 1501, 4000):
        write(path, log(0, end))
        with following(workspace, path):
            wait_for(lambda end=end: hits(workspace) == end)
            time.sleep(0.3)
            assert hits(workspace) == end


def test_an_import_of_what_is_followed_counts_nothing_twice(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 100))
    with following(workspace, path):
        for begin in range(100, 3000, 200):
            append(path, log(begin, begin + 200))
            import_logs(workspace, [path], actor="ada")
        wait_for(lambda: hits(workspace) == 3100)
        time.sleep(0.5)
        assert hits(workspace) == 3100


def test_following_makes_the_visits_of_an_import(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", b"")
    with following(workspace, path):
        for begin in range(0, 6000, 700):
            append(path, log(begin, min(6000, begin + 700)))
            time.sleep(0.1)
        wait_for(lambda: hits(workspace) == 6000)
    followed = state(workspace)
    with create(tmp_path / "other.revroute", zone="UTC", name="other", actor="ada") as other:
        import_logs(other, [path], actor="ada")
        assert state(other) == followed


def test_a_long_step_of_another_program_does_not_end_following(tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 10))
    file = tmp_path / "books.revroute"
    create(file, zone="UTC", name="books", actor="ada").close()
    with open_workspace(file, wait=0.2) as workspace, following(workspace, path):
        wait_for(lambda: hits(workspace) == 10)
        with open_workspace(file) as other, other.desk():
            append(path, log(10, 20))
            time.sleep(1.5)
        wait_for(lambda: hits(workspace) == 20)


def test_a_compressed_or_missing_file_is_refused_in_a_sentence(workspace: Workspace, tmp_path: Path) -> None:
    packed = write(tmp_path / "access.log.gz", b"\x1f\x8b\x08\x00rest")
    with pytest.raises(UserError, match=r"access\.log\.gz is compressed"):
        follow_logs(workspace, packed, actor="ada")
    with pytest.raises(UserError, match="There is no file"):
        follow_logs(workspace, tmp_path / "none.log", actor="ada")


def test_an_import_deletes_old_secrets_and_addresses_even_where_nothing_is_new(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "access.log", log(0, 10))
    import_logs(workspace, [path], actor="ada")
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_traffic_salt SET made_at = 0")
        desk.sql.execute("INSERT INTO desk_traffic_address VALUES (1, '192.0.2.1', 0)")
    assert import_logs(workspace, [path], actor="ada").total.lines == 0
    with workspace.read() as session:
        assert session.sql.execute("SELECT count(*) FROM desk_traffic_salt").fetchone() == (0,)
        assert session.sql.execute("SELECT count(*) FROM desk_traffic_address").fetchone() == (0,)


def test_a_secret_that_was_deleted_does_not_come_back_from_memory(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "access.log", log(0, 10))
    ticks = iter(range(0, 10**9, 7200))

    def salts() -> set[bytes]:
        with workspace.read() as session:
            return {salt for (salt,) in session.sql.execute("SELECT salt FROM desk_traffic_salt")}

    seen: list[set[bytes]] = []

    def stop() -> bool:
        if len(seen) == 0 and hits(workspace) == 10:
            seen.append(salts())
            with workspace.desk() as desk:
                desk.sql.execute("UPDATE desk_traffic_salt SET made_at = 0")
        elif len(seen) == 1 and not salts():
            seen.append(set())
            append(path, log(10, 20))
        return hits(workspace) == 20

    follow_logs(workspace, path, actor="ada", cancelled=stop, clock=lambda: float(next(ticks)))
    assert seen[0] and salts() and not salts() & seen[0]
