"""The alarm rings once at the instant set last, finely on Linux and by the loop's timer elsewhere."""

import asyncio
import sys
import time

import pytest

from revroute_desktop.traffic.load.alarm import Alarm
from revroute_desktop.traffic.load.serve import run_loop


@pytest.mark.parametrize("platform", [sys.platform, "other"])
def test_it_rings_once_and_not_before_its_instant(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[float] = []

    async def main() -> float:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(sys, "platform", platform)
            alarm = Alarm(asyncio.get_running_loop(), lambda: rung.append(time.perf_counter()))
        alarm.set(time.perf_counter() + 5)
        alarm.set(at := time.perf_counter() + 0.05)
        await asyncio.sleep(0.2)
        alarm.set(time.perf_counter() + 0.02)
        alarm.close()
        await asyncio.sleep(0.1)
        return at

    at = run_loop(main())
    assert len(rung) == 1
    assert -0.001 <= rung[0] - at < 0.15


def test_an_instant_that_has_passed_rings_at_once() -> None:
    async def main() -> float:
        rung = asyncio.Event()
        alarm = Alarm(asyncio.get_running_loop(), rung.set)
        begun = time.perf_counter()
        alarm.set(begun - 1)
        await asyncio.wait_for(rung.wait(), 5)
        alarm.close()
        return time.perf_counter() - begun

    assert run_loop(main()) < 1
