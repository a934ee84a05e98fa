"""The load engine against nginx, beside wrk and Locust, and against a server with scripted stalls."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from tests.benchmarks.figures import record
from tests.traffic.load.lab import Result, drive, journeys, scenario
from tests.traffic.load.stalling import expected, nearest_rank

from revroute_desktop.traffic.load.model import (
    Limits,
    LoadModel,
    Pause,
    Request,
    Scenario,
    Spread,
    Stage,
    Target,
    Template,
    Timeouts,
)
from revroute_desktop.traffic.load.run import run_load
from revroute_desktop.traffic.load.serve import run_loop
from revroute_desktop.traffic.load.snapshot import Snapshot, total

SECONDS = 5
CONNECTIONS = 64
HELD_UP = 10_000
"""Microseconds of lag (p99) above which the machine is too busy to tell anything."""
LOCUST = Path(__file__).parents[2] / "build" / "locust"
LIMITS = Limits(rate=1e9, requests=10**10, bytes=1 << 50, seconds=600, connections=20_000)
PATIENT = Timeouts(connect=20, first_byte=20, total=40)

CONFIGURATION = """\
worker_processes 1; daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
worker_rlimit_nofile 30000;
events {{ worker_connections 25000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{ return 200 "A small page, as a health check or a pixel is one.\\n"; }}
  }}
}}
"""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Target]:
    """A private nginx with one worker on loopback."""
    port = _free_port()
    file = tmp_path / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=tmp_path, port=port))
    process = subprocess.Popen(
        [_program("nginx"), "-c", str(file), "-e", str(tmp_path / "error.log")], stderr=subprocess.DEVNULL
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    else:
        pytest.fail((tmp_path / "error.log").read_text())
    yield Target("http", "127.0.0.1", port)
    process.terminate()
    process.wait(timeout=10)


def _full_speed(target: Target, seconds: float = SECONDS) -> Snapshot:
    """Run one worker with as many users as wrk has connections."""
    plan = scenario(
        Stage(seconds, CONNECTIONS, CONNECTIONS),
        model=LoadModel.CLOSED,
        target=target,
        limits=LIMITS,
        timeouts=PATIENT,
    )
    seen: list[Snapshot] = []
    outcome = run_load(plan, "127.0.0.1", run="bench", workers=1, on_interval=seen.append)
    assert outcome.reason is None
    # Whole seconds alone: the last one holds the drain.
    whole = total([one for one in seen if one.second < int(seconds)])
    assert whole.failed == 0
    return whole


def _wrk(target: Target) -> float:
    """Return what wrk does a second with one thread."""
    done = subprocess.run(
        [_program("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", f"{target.origin}/"],
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("Requests/sec:"))
    return float(line.split()[1])


def test_one_worker_reaches_six_tenths_of_wrk(nginx: Target) -> None:
    theirs, ours = [], []
    cpu = 0.0
    for _ in range(3):
        theirs.append(_wrk(nginx))
        whole = _full_speed(nginx)
        ours.append(whole.ended / whole.seconds)
        cpu = whole.cpu[0]
    ratio = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))[1]
    record(
        "load, one worker beside wrk",
        requests_per_second=sorted(ours)[1],
        wrk_requests_per_second=sorted(theirs)[1],
        ratio=ratio,
        cpu=cpu,
        bar=0.6,
    )
    assert ratio >= 0.6


LOCUSTFILE = """\
from locust import FastHttpUser, task

class User(FastHttpUser):
    @task
    def home(self):
        self.client.get("/")
"""


def _locust() -> str:
    """Return the program, from a virtual environment of its own below build/; skip where it cannot be had."""
    program = LOCUST / ("Scripts" if os.name == "nt" else "bin") / "locust"
    if not program.exists():
        venv.create(LOCUST, with_pip=True)
        python = program.with_name("python")
        done = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "locust"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            shutil.rmtree(LOCUST)
            pytest.skip(f"Locust cannot be installed here: {done.stderr.strip().splitlines()[-1:]}")
    return str(program)


def test_one_worker_does_four_times_what_locust_does(nginx: Target, tmp_path: Path) -> None:
    file = tmp_path / "locustfile.py"
    file.write_text(LOCUSTFILE)
    done = subprocess.run(
        [
            _locust(),
            *("-f", str(file), "--headless", "--json", "--host", nginx.origin),
            *("-u", str(CONNECTIONS), "-r", str(CONNECTIONS), "-t", f"{SECONDS + 1}s"),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    [stats] = json.loads(done.stdout)
    theirs = stats["num_requests"] / (stats["last_request_timestamp"] - stats["start_time"])
    assert stats["num_failures"] == 0
    whole = _full_speed(nginx)
    ours = whole.ended / whole.seconds
    record(
        "load, one worker beside Locust's FastHttpUser",
        requests_per_second=ours,
        locust_requests_per_second=theirs,
        ratio=ours / theirs,
        bar=4,
    )
    assert ours / theirs >= 4


def test_ten_thousand_open_connections_take_less_than_600_mb(nginx: Target) -> None:
    users = 10_000
    slow = Request("home", "GET", Template(("/",)), think=Pause(Spread.UNIFORM, 4.0, 8.0))
    plan = scenario(
        Stage(4, 0, users),
        Stage(10, users, users),
        model=LoadModel.CLOSED,
        target=nginx,
        limits=LIMITS,
        timeouts=PATIENT,
        walks=journeys(slow),
    )
    memory: list[int] = []
    open_at_once: list[int] = []

    def look(snapshot: Snapshot) -> None:
        open_at_once.append(snapshot.connections)
        workers = [one for one in psutil.Process().children() if "load-worker" in one.cmdline()]
        memory.append(sum(one.memory_info().rss for one in workers))

    outcome = run_load(plan, "127.0.0.1", run="bench", workers=1, on_interval=look)
    assert outcome.reason is None
    record(
        "load, ten thousand connections",
        connections=max(open_at_once),
        megabytes=max(memory) / 1e6,
        bar=600,
    )
    assert max(open_at_once) == users
    assert max(memory) < 600e6


def test_at_half_the_maximum_rate_and_percentiles_are_right_through_stalls(tmp_path: Path) -> None:
    port_file, left_file = tmp_path / "port", tmp_path / "left.npy"
    numbered = Request("page", "GET", Template(("/?n=", ""), ("number",)))

    def against_stalls(plan: Scenario, *stalls: str) -> tuple[Result, dict[int, float]]:
        port_file.unlink(missing_ok=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.traffic.load.stalling", str(port_file), str(left_file), *stalls],
            stdin=subprocess.PIPE,
        )
        while not port_file.exists() or not port_file.read_text():
            time.sleep(0.02)
        target = Target("http", "127.0.0.1", int(port_file.read_text()))
        result = run_loop(
            drive(
                scenario(
                    *plan.stages,
                    model=plan.model,
                    target=target,
                    limits=LIMITS,
                    timeouts=PATIENT,
                    walks=journeys(numbered),
                )
            )
        )
        assert server.stdin
        server.stdin.close()
        server.wait(timeout=30)
        return result, {int(number): at for number, at in np.load(left_file).tolist()}

    fastest, _ = against_stalls(scenario(Stage(3, 1_000, 1_000), model=LoadModel.CLOSED))
    rate = round(sum(one.ended for one in fastest.snapshots[:3]) / 3 / 2)
    for _ in range(3):
        result, left = against_stalls(scenario(Stage(8, rate, rate)), "2+0.3", "4+0.5")
        if result.whole.lag.percentile(99) < HELD_UP:
            break
    whole = result.whole
    assert (whole.ended, whole.failed) == (8 * rate, 0)
    seconds = result.snapshots[:8]
    achieved = sum(one.sent for one in seconds) / sum(one.seconds for one in seconds)
    latencies = expected(left, result.start, rate)
    errors = {
        percent: abs(whole.latency.percentile(percent) / nearest_rank(latencies, percent) - 1)
        for percent in (25, 50, 75, 90, 95, 99, 99.9)
    }
    record(
        "load, half the maximum through stalls",
        rate_asked=rate,
        rate_achieved=achieved,
        rate_off=abs(achieved / rate - 1),
        percentiles_off=max(errors.values()),
        lag_p99_ms=whole.lag.percentile(99) / 1000,
    )
    assert abs(achieved / rate - 1) < 0.01
    if whole.lag.percentile(99) >= HELD_UP:
        pytest.skip(
            "this machine held the generator itself up, which then tells of itself, not of the server"
        )
    assert max(errors.values()) < 0.02, errors
