"""Batches of requests for tests of bots: who asked for what, when."""

from collections.abc import Sequence

import numpy as np

from revroute_desktop.traffic.formats.parsed import Block, Request
from revroute_desktop.traffic.judged import Judge, Judged, Rules
from revroute_desktop.traffic.visitors import days_of, visitors

START = 1_773_100_800_000_000  # 2026-03-10 00:00 UTC
SECOND = 1_000_000
BROWSER = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"


def asked(
    address: str = "192.0.2.1",
    path: str = "/",
    *,
    at: int = 0,
    status: int = 200,
    agent: str = BROWSER,
    referrer: str = "",
    query: str = "",
) -> Request:
    """One request, `at` seconds after the start."""
    return Request(
        at=START + at * SECOND,
        address=address,
        method="GET",
        path=path,
        query=query,
        status=status,
        size=100,
        referrer=referrer,
        agent=agent,
    )


def judged(requests: Sequence[Request], rules: Rules | None = None) -> Judged:
    block = Block()
    for number, request in enumerate(requests, start=1):
        block.add(request, number, number * 100)
    return Judge(rules or Rules()).judge(block.parsed().hits)


def numbers(batch: Judged) -> np.ndarray:
    return visitors(batch, dict.fromkeys(days_of(batch), b"0123456789abcdef"))
