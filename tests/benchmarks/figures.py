"""What the benchmarks measured, gathered in build/bench.json and said on the terminal."""

import json
import os
import platform
import sqlite3
import time
from pathlib import Path

FIGURES = Path(__file__).parents[2] / "build" / "bench.json"


class Stopwatch:
    """Measures a `with` block: `seconds` on the wall, `cpu` of all processors, of ended children too."""

    seconds: float
    cpu: float

    def __enter__(self) -> "Stopwatch":
        self._cpu, self._begun = _cpu_seconds(), time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._begun
        self.cpu = _cpu_seconds() - self._cpu


def _cpu_seconds() -> float:
    return sum(os.times()[:4])


def record(name: str, **values: float | int | str) -> None:
    """Put a figure into build/bench.json, in place of the one of the same name, and print it.

    With it goes how busy the machine was: the load of the last minute, per processor.
    """
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    kept["machine"] = {
        "processors": os.cpu_count() or 1,
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    rounded = {key: _rounded(value) for key, value in values.items()}
    busy = round(os.getloadavg()[0] / (os.cpu_count() or 1), 2) if hasattr(os, "getloadavg") else 0.0
    kept.setdefault("figures", {})[name] = {
        **rounded,
        "load": busy,
        "measured": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    FIGURES.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    said = ", ".join(f"{key} {_said(value)}" for key, value in rounded.items())
    print(f"\n  {name}: {said} (load {busy} a processor)", flush=True)


def _rounded(value: float | int | str) -> float | int | str:
    """Keep four digits of what was measured; more would be noise."""
    if not isinstance(value, float):
        return value
    return round(value) if abs(value) >= 1000 else float(f"{value:.4g}")


def _said(value: float | int | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"
