"""`forecast --csv` and `anomalies --csv` of files as people have them: an answer, or one sentence that says
what is wrong, where, and what to do.
"""

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from revroute_desktop.cli.main import run

COMMANDS = ("forecast", "anomalies")
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
HOURS = 24 * 21
ODD = 400
"""An hour that is not like the others."""


def value(hour: int) -> float:
    return 5_000 if hour == ODD else 100 + 10 * (hour % 24) + hour % 3


def line(hour: int, text: str | None = None) -> str:
    return f"{BEGIN + timedelta(hours=hour):%Y-%m-%dT%H:%M:%S},{value(hour) if text is None else text}"


def lines(change: Callable[[int], str | None] = line) -> list[str]:
    return [text for hour in range(HOURS) if (text := change(hour)) is not None]


def of_wall_clock(hour: int) -> str:
    """As a log in local time has it: an hour is missing in March, one is there twice in October."""
    local = (datetime(2026, 10, 12, tzinfo=UTC) + timedelta(hours=hour)).astimezone(ZoneInfo("Europe/Berlin"))
    return f"{local:%Y-%m-%d %H:%M},{value(hour)}"


def with_offset(hour: int) -> str:
    local = (datetime(2026, 3, 15, tzinfo=UTC) + timedelta(hours=hour)).astimezone(ZoneInfo("Europe/Berlin"))
    return f"{local.isoformat()},{value(hour)}"


def across(zone_hours: Callable[[int], str]) -> bytes:
    return "\n".join(lines(zone_hours)).encode()


GOOD = {
    "plain": "\n".join(lines()).encode(),
    "with names": ("timestamp,value\n" + "\n".join(lines())).encode(),
    "names after an empty line": ("\ntimestamp,value\n\n" + "\n\n".join(lines())).encode(),
    "Windows line ends": ("\r\n".join(lines()) + "\r\n").encode(),
    "a byte order mark": ("timestamp,value\r\n" + "\r\n".join(lines())).encode("utf-8-sig"),
    "unsorted": "\n".join(sorted(lines(), key=lambda text: text[::-1])).encode(),
    "gaps": "\n".join(lines(lambda hour: None if hour % 50 == 7 else line(hour))).encode(),
    "empty values": "\n".join(lines(lambda hour: line(hour, "" if hour % 50 == 7 else None))).encode(),
    "NaN": "\n".join(lines(lambda hour: line(hour, "NaN" if hour % 50 == 7 else None))).encode(),
    "an hour less": across(with_offset),
    "an hour twice": across(of_wall_clock),
    "seconds since 1970": "\n".join(
        lines(lambda hour: f"{int(BEGIN.timestamp()) + 3600 * hour},{value(hour)}")
    ).encode(),
    "quoted": "\n".join(lines(lambda hour: '"{}","{}"'.format(*line(hour).split(",")))).encode(),
    "a comma at the end": "\n".join(lines(lambda hour: f"{line(hour)},")).encode(),
}
HUGE = {
    "huge": "\n".join(lines(lambda hour: line(hour, f"{value(hour) * 1e14:.0f}"))).encode(),
    "tiny": "\n".join(lines(lambda hour: line(hour, f"{value(hour) * 1e-14:.20f}"))).encode(),
    "below zero": "\n".join(lines(lambda hour: line(hour, f"-{value(hour)}"))).encode(),
    "all the same": "\n".join(lines(lambda hour: line(hour, "7"))).encode(),
    "all zero": "\n".join(lines(lambda hour: line(hour, "0"))).encode(),
}
BAD = {
    "empty": (b"", "holds no figures: it needs lines such as"),
    "names alone": (b"timestamp,value\n", "holds no figures"),
    "empty lines": (b"\r\n\r\n , \r\n", "holds no figures"),
    "twice": (
        "\n".join([*lines(), *lines()]).encode(),
        "lines 1 and 505: both give a figure of 2026-03-01T00",
    ),
    "one row": (b"2026-03-01T00:00:00,5\n", "two different times"),
    "one time": (b"2026-03-01,5\n2026-03-01,6\n", "two different times"),
    "few": ("\n".join(lines()[:5]).encode(), "not enough data"),
    "only gaps": ("\n".join(lines(lambda hour: line(hour, ""))).encode(), "not enough data"),
    "text": ("\n".join([*lines()[:40], "2026-03-02,many"]).encode(), "line 41: 'many' is no number; write"),
    "no time": ("\n".join([*lines()[:40], "later,5"]).encode(), "line 41: 'later' is no time; write it as"),
    "infinite": (b"2026-03-01,1e999\n2026-03-02,5\n", "line 1: '1e999' is no figure"),
    "beyond what is computed": (b"2026-03-01,1e30\n2026-03-02,5\n", "line 1: '1e30' is no figure"),
    "thousands": (b"2026-03-01,1,234\n2026-03-02,5\n", "line 1: there is more than a time and a value"),
    "semicolons": (
        b"2026-03-01;5\n2026-03-02;6\n",
        "line 1: a time and a value are needed, separated by a comma",
    ),
    "one column": (b"5\n6\n", "a time and a value are needed"),
    "an impossible day": (b"2026-02-30,5\n2026-02-30,5\n", "line 2: '2026-02-30' is no time"),
    "too far apart": (
        b"2026-03-01T00:00:00,1\n2026-03-01T00:00:01,2\n2099-01-01,3\n",
        "take a shorter range",
    ),
    "UTF-16": ("\n".join(lines()).encode("utf-16"), "is no CSV file in UTF-8; save it as one"),
    "no text": (b"\x00\x01\xff\xfe" * 40, "is no CSV file in UTF-8; save it as one"),
}


def answer(capsys: pytest.CaptureFixture[str], path: Path, command: str) -> list[dict[str, object]]:
    assert run([command, "--csv", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    figures: list[dict[str, object]] = found[command]
    for one in figures:
        assert all(math.isfinite(figure) for figure in one.values() if isinstance(figure, int | float))
    assert run([command, "--csv", str(path)]) == 0
    said = capsys.readouterr().out
    assert said and "nan" not in said.lower() and "inf" not in said
    return figures


@pytest.mark.parametrize("case", GOOD)
def test_what_can_be_read_is_answered_like_the_plain_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    path = tmp_path / "series.csv"
    path.write_bytes(GOOD[case])
    steps = answer(capsys, path, "forecast")
    assert len(steps) == 48
    # Where clocks were set back the rhythm itself moved by an hour.
    off = 20 if case == "an hour twice" else 6
    assert all(abs(step["value"] - value(24 * 7 + at)) < off for at, step in enumerate(steps))
    (odd,) = answer(capsys, path, "anomalies")
    assert odd["value"] == 5_000


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", HUGE)
def test_extreme_figures_have_finite_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str, command: str
) -> None:
    path = tmp_path / "series.csv"
    path.write_bytes(HUGE[case])
    found = answer(capsys, path, command)
    if command == "forecast":
        assert all(step["lower"] <= step["value"] <= step["upper"] for step in found)
    else:
        assert len(found) == (0 if case.startswith("all") else 1)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_used_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str, command: str
) -> None:
    path = tmp_path / "series.csv"
    content, sentence = BAD[case]
    path.write_bytes(content)
    assert run([command, "--csv", str(path)]) == 2
    out, err = capsys.readouterr()
    assert not out and err.count("\n") == 1 and "Traceback" not in err
    assert sentence in err


def test_what_is_mostly_gaps_is_not_forecast(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "series.csv"
    path.write_text("\n".join(lines(lambda hour: line(hour, "" if hour % 4 else None))))
    assert run(["forecast", "--csv", str(path)]) == 2
    assert "126 figures and 378 gaps" in capsys.readouterr().err


def test_a_file_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        for command in COMMANDS:
            assert run([command, "--csv", str(path)]) == 2
            assert str(path) in capsys.readouterr().err
