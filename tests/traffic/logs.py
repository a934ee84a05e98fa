"""Logs that tests write, and what a workspace counted of them."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from revroute_desktop.workspace import Workspace

START = 1_772_000_000  # 2026-02-25, seconds
AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "RevRoute-Load/0.1.0 (+7)",
)


def line(number: int, *, second: int | None = None, agent: str | None = None, path: str | None = None) -> str:
    """Return the number-th line of an endless log, in the combined format, without its end."""
    seed = hashlib.blake2b(str(number).encode(), digest_size=4).digest()
    at = datetime.fromtimestamp(START + (number // 3 if second is None else second), UTC)
    agent = AGENTS[seed[0] % 7 // 6] if agent is None else agent
    path = f"/page/{seed[1] % 20}?n={number}" if path is None else path
    status = (200, 200, 200, 304, 404)[seed[2] % 5]
    return (
        f'192.0.2.{seed[3] % 50} - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "GET {path} HTTP/1.1" {status} '
        f'{seed[1] + 100} "-" "{agent}"'
    )


def log(first: int, end: int) -> bytes:
    """Return the lines from `first` up to `end`."""
    return "".join(f"{line(number)}\n" for number in range(first, end)).encode()


def counted(workspace: Workspace) -> dict[str, int]:
    """Return what the tables add up to: requests by minute, by hour and in visits."""
    with workspace.read() as session:
        sql = session.sql
        (minutes,) = sql.execute("SELECT coalesce(sum(hits), 0) FROM desk_traffic_minute").fetchone()
        (hours,) = sql.execute(
            "SELECT coalesce(sum(hits), 0) FROM desk_traffic_hour WHERE dimension = 2"
        ).fetchone()
        (visits,) = sql.execute("SELECT coalesce(sum(hits), 0) FROM desk_traffic_visit").fetchone()
        (apart,) = sql.execute(
            "SELECT coalesce(sum(hits), 0) FROM desk_traffic_minute WHERE bot IN (11, 12)"
        ).fetchone()
        (files,) = sql.execute("SELECT coalesce(sum(hits), 0) FROM desk_traffic_file").fetchone()
    assert minutes == hours == visits + apart == files
    return {"hits": minutes, "apart": apart}


def state(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Return the rollups and visits, whatever order they came to be in."""
    queries = {
        "minutes": "SELECT * FROM desk_traffic_minute ORDER BY 1, 2",
        "hours": "SELECT dimension, hour, text, bot, hits, pages, errors, failures, size"
        " FROM desk_traffic_hour JOIN desk_traffic_term ON desk_traffic_term.id = term ORDER BY 1, 2, 3, 4",
        "visits": "SELECT begun, ended, hits, pages, errors, size, landing_at, exit_at, bot"
        " FROM desk_traffic_visit ORDER BY 1, 2, 3, 4, 5, 6",
    }
    with workspace.read() as session:
        return {name: session.sql.execute(query).fetchall() for name, query in queries.items()}


def write(path: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data)
    return path
