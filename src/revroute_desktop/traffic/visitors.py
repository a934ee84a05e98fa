"""Visitors as numbers: a salted hash of day, address and agent, from which no address can be had again."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.visits import DAY

Int64s = NDArray[np.int64]

SALT_BYTES: Final = 16


def days_of(judged: Judged) -> list[int]:
    """Return the days (UTC, since 1970) that have requests, in order."""
    found: list[int] = np.unique(judged.hits.at // DAY).tolist()
    return found


def visitors(judged: Judged, salts: Mapping[int, bytes]) -> Int64s:
    """Return the number of the visitor of each request; `salts` has the salt of each day."""
    days = judged.hits.at // DAY
    if not len(days):
        return days
    first = int(days.min())
    addresses, agents = judged.visitor, judged.hits.agent
    keys = ((days - first) * len(addresses.values) + addresses.codes) * len(agents.values) + agents.codes
    distinct, rows = np.unique(keys, return_inverse=True)
    rest, agent = np.divmod(distinct, len(agents.values))
    day, address = np.divmod(rest, len(addresses.values))
    # The day too, so that a visitor's number holds for one day whatever the salts.
    day_bytes = {since: b"%d\n" % (first + since) for since in np.unique(day).tolist()}
    address_bytes = [text.encode("utf-8", "replace") + b"\n" for text in addresses.values]
    agent_bytes = [text.encode("utf-8", "replace") for text in agents.values]
    hashes = b"".join(
        blake2b(
            day_bytes[since] + address_bytes[which] + agent_bytes[program],
            digest_size=8,
            key=salts[first + since],
        ).digest()
        for since, which, program in zip(day.tolist(), address.tolist(), agent.tolist(), strict=True)
    )
    numbers: Int64s = np.frombuffer(hashes, "<i8").astype(np.int64)
    return numbers[rows]
