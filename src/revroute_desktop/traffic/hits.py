"""`Hits`: lines of an access log as columns, whatever format they were written in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
"""Stands where a log does not say a number: bytes, latency."""


@dataclass(frozen=True, slots=True)
class Words:
    """A column of text, each distinct one once: row i says `values[codes[i]]`; "" where a log is silent."""

    values: tuple[str, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Hits:
    """One batch of requests, in the order of the file; all columns are equally long.

    `at` is microseconds UTC, when the request ended or began as the format has it; `latency` is microseconds
    and `size` the bytes of the body as sent, both UNKNOWN where the log does not say. `path` is the target
    without its query, `query` what follows the question mark. `forwarded` is the X-Forwarded-For list as
    logged. `line` is 1-based; `offset` counts bytes from the start of the decompressed file.
    """

    at: NDArray[np.int64]
    address: Words
    forwarded: Words
    host: Words
    method: Words
    path: Words
    query: Words
    status: NDArray[np.int16]
    size: NDArray[np.int64]
    latency: NDArray[np.int64]
    referrer: Words
    agent: Words
    line: NDArray[np.int64]
    offset: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.at)


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is no request of its format: where it stands, why, and its first 500 characters."""

    line: int
    offset: int
    reason: str
    text: str
