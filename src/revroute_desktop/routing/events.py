"""Revenue events as columns: what import writes, and what the engine reads."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The texts that a column of codes stands for; code 0 is "the event does not have it"."""

    texts: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class EventColumns:
    """n events in the order of the batch. Every array has length n.

    `occurred_at` microseconds UTC, `currency` ISO numeric, `amount` minor units, `kind` as `Kind`. The
    columns source, campaign, country, product and each attribute hold codes into their vocabulary. `original`
    holds external ids of originals (None: names none).
    """

    id: Int64s
    source: Int64s
    occurred_at: Int64s
    kind: Int64s
    currency: Int64s
    amount: Int64s
    fields: dict[str, Int64s]
    vocabularies: dict[str, Vocabulary]
    external_id: Sequence[str]
    original: Sequence[str | None]

    def __len__(self) -> int:
        return len(self.id)
