"""Times, amounts of bytes, think times and thresholds as a scenario writes them. Pure.

Each reader raises ValueError with what is wrong, as the end of a sentence, for text that is none of its kind.
"""

import re
from typing import Final

from revroute_desktop.traffic.load.model import Metric, Pause, Spread, Threshold

_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_BYTES: Final = {
    **{unit: 1000**power for power, unit in enumerate(("B", "kB", "MB", "GB", "TB"))},
    **{unit: 1024**power for power, unit in enumerate(("KiB", "MiB", "GiB", "TiB"), start=1)},
}
_TIME: Final = r"(\d+(?:\.\d+)?) ?(ms|s|min|m|h)"
_DURATION: Final = re.compile(_TIME)
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?) ?([kMGT]?B|[KMGT]iB)")
_PAUSE: Final = re.compile(rf"(exponential )?{_TIME}(?: ?- ?{_TIME})?")
_THRESHOLD: Final = re.compile(
    r"(?P<metric>p\d{1,2}(?:\.\d{1,3})?|max|mean|errors|rate|lag)(?: of (?P<request>.+?))? ?"
    rf"(?P<sign>[<>]) ?(?P<bound>\d+(?:\.\d+)?) ?(?P<unit>ms|s|%|/s)?(?: over (?P<window>{_TIME}))?"
    r"(?P<goes_on>, go on)?"
)
_LONGEST_MEAN: Final = 20.0  # an exponential think time ends at that many times its mean


def read_duration(text: str) -> float:
    """Return the seconds of a time such as 500ms, 30s, 5m or 2h."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:40]!r} is no time; write it as 500ms, 30s, 5m or 2h")
    return float(found[1]) * _SECONDS[found[2]]


def read_bytes(text: str) -> int:
    """Return the bytes of an amount such as 500 MB or 2 GiB."""
    found = _SIZE.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:40]!r} is no amount of bytes; write it as 500 MB or 2 GiB")
    return int(float(found[1]) * _BYTES[found[2]])


def read_pause(text: str) -> Pause:
    """Return a think time such as `2s`, `1s-3s` or `exponential 2s`."""
    found = _PAUSE.fullmatch(text)
    if not found or (found[1] and found[4]):
        raise ValueError(f"{text[:40]!r} is no think time; write it as 2s, 1s-3s or exponential 2s")
    low = float(found[2]) * _SECONDS[found[3]]
    if found[1]:
        if not low:
            raise ValueError("a think time of 0 is none; leave it out")
        return Pause(Spread.EXPONENTIAL, low, low * _LONGEST_MEAN)
    if not found[4]:
        return Pause(Spread.FIXED, low, low)
    high = float(found[4]) * _SECONDS[found[5]]
    if high < low:
        raise ValueError(f"{text[:40]!r} runs backwards; write the shorter time first")
    return Pause(Spread.UNIFORM, low, high)


def read_threshold(text: str) -> Threshold:
    """Return a threshold such as `p95 < 200 ms over 30 s`, `p99 of checkout < 1 s`, `errors < 1%`,
    `mean < 50 ms`, `rate > 100/s` or `lag < 10 ms`.

    One with a window ends the run when it breaks, unless `, go on` stands at its end.
    """
    found = _THRESHOLD.fullmatch(" ".join(text.split()))
    if not found:
        raise ValueError(
            f"{text[:80]!r} is no threshold; write it as p95 < 200 ms over 30 s, errors < 1%, mean < 50 ms, "
            "rate > 100/s or lag < 10 ms"
        )
    word, unit = found["metric"], found["unit"] or ""
    is_latency = word == "max" or word[0] == "p"
    metric = Metric.LATENCY if is_latency else Metric(word)
    wanted = {Metric.ERRORS: ("%",), Metric.RATE: ("/s", "")}.get(metric, ("ms", "s"))
    if unit not in wanted:
        raise ValueError(f"{text[:80]!r} needs a bound in {' or '.join(one for one in wanted if one)}")
    if found["request"] and metric in (Metric.LAG, Metric.RATE):
        raise ValueError(
            f"{text[:80]!r} counts all requests together; leave out of {found['request'][:40]!r}"
        )
    bound = float(found["bound"])
    window = read_duration(found["window"]) if found["window"] else None
    if window is not None and window < 1:
        raise ValueError(f"{text[:80]!r} has a window below 1 s, which is how long an interval is")
    if found["goes_on"] and window is None:
        raise ValueError(f"{text[:80]!r} has no window, so that it cannot end the run; leave `, go on` out")
    return Threshold(
        text=text,
        metric=metric,
        bound=bound / 100 if unit == "%" else bound * _SECONDS.get(unit, 1.0),
        above=found["sign"] == ">",
        percentile=100.0 if word == "max" else float(word[1:]) if is_latency else 0.0,
        window=window,
        stops=window is not None and not found["goes_on"],
        request=found["request"],
    )
