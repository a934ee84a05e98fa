"""A program as `processes` starts it: the first argument of a job says what it does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from revroute_desktop.errors import UserError
from revroute_desktop.processes.child import Child
from revroute_desktop.processes.worker import WORKER, serve
from revroute_desktop.workspace import JobKey, open_workspace


def run(arguments: Sequence[str], child: Child) -> int:
    words = list(arguments)
    what, path = words[0], Path(words[words.index("-w") + 1])
    job = words[words.index("--job") + 1] if "--job" in words else None
    assert "--jsonl" in words
    if what == "add":
        child.progress(1, 2, "adding")
        print("a library's own words")
        sys.stdout.flush()
        child.progress(2, 2, "adding")
        child.result({"sum": int(words[1]) + int(words[2]), "job": job})
    elif what == "noop":
        child.result(None)
    elif what == "pid":
        child.result(os.getpid())
    elif what == "fail":
        child.error("Line 3 holds no amount: mend it.")
        return 2
    elif what == "fail once":
        marker = Path(words[1])
        if not marker.exists():
            marker.touch()
            child.error("Not yet.")
            return 2
        child.result("at last")
    elif what == "wait for":
        while not Path(words[1]).exists():
            time.sleep(0.01)
        child.result("there")
    elif what == "crash":
        raise RuntimeError("a bug")
    elif what == "usage":
        raise SystemExit(2)
    elif what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "silent":
        return 0
    elif what == "say":
        for number in range(int(words[1])):
            print(f"line {number}")
        child.result(None)
    elif what == "long line":
        os.write(1, b"x" * 20_000_000 + b"\n")
        child.result("after it")
    elif what == "noise":
        os.write(2, b"e" * 1_000_000 + b"the end")
        os._exit(3)
    elif what == "hold":
        held = bytearray(int(words[1]))
        held[::4096] = b"x" * len(held[::4096])
        globals()["kept"] = held
        child.result(os.getpid())
    elif what == "burn":
        while True:
            pass
    elif what == "grandchild":
        grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path(words[1]).write_text(str(grandchild.pid))
        time.sleep(600)
    elif what in ("count", "obstinate"):
        for number in range(10_000):
            child.progress(number, 10_000, "counting")
            time.sleep(0.01)
            if what == "count" and child.stop_asked():
                child.error("Stopped.")
                return 2
    elif what == "write":
        assert job is not None
        return write_for_ever(path, JobKey(*map(int, job.split(":"))), child)
    elif what == "chunks":
        assert job is not None
        return write_chunks(path, JobKey(*map(int, job.split(":"))), int(words[1]), child)
    return 0


def write_for_ever(path: Path, key: JobKey, child: Child) -> int:
    with open_workspace(path) as workspace:
        for number in range(10_000):
            try:
                with workspace.write("ada", "account.open", "x", job=key) as unit:
                    unit.insert("account", code=f"payee:{key.attempt}-{number}", type=2)
                    unit.record({})
            except UserError as error:
                child.error(str(error))
                return 2
            child.progress(number, None, "writing")
            time.sleep(0.01)
    return 0


def write_chunks(path: Path, key: JobKey, count: int, child: Child) -> int:
    """Commit so many chunks, each an entry of the log, from where an earlier attempt was interrupted."""
    subject = f"job {key.id}"
    try:
        with open_workspace(path) as workspace:
            with workspace.read() as session:
                (done,) = session.sql.execute(
                    "SELECT count(*) FROM audit_entry WHERE action = 'test.chunk' AND subject = ?", (subject,)
                ).fetchone()
            for number in range(done, count):
                if child.stop_asked():
                    child.error("Stopped.")
                    return 2
                with workspace.write("ada", "test.chunk", subject, job=key) as unit:
                    unit.insert("account", code=f"payee:{key.id}-{key.attempt}-{number}", type=2)
                    unit.record({"chunk": number})
                child.progress(number + 1, count, "writing")
                time.sleep(0.002)
    except UserError as error:
        child.error(str(error))
        return 2
    child.result({"chunks": count})
    return 0


if __name__ == "__main__":
    assert sys.argv[1] == WORKER
    sys.exit(serve(run, sys.argv[2:]))
