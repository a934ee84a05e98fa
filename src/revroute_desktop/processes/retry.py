"""What is done after a job failed: tried again later, or given up with the reason."""

import random
from dataclasses import dataclass

from revroute_desktop.processes.states import Terms


@dataclass(frozen=True, slots=True)
class Again:
    """Try again in `delay` seconds; `reason` says so for people."""

    delay: float
    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Try no more; `reason` is None where the job had no retries, so that its error says all."""

    reason: str | None


def after_failure(terms: Terms, failures: int, fast: int, chance: random.Random) -> Again | GiveUp:
    """Decide after the failure number `failures` since the job was queued.

    `fast` counts the newest ones that came fast, one after the other; `chance` spreads the pauses, so that
    jobs that failed together do not come back together.
    """
    if failures > terms.retries:
        return GiveUp(None if not terms.retries else f"Given up after {failures} failures.")
    if fast >= terms.fast_limit:
        return GiveUp(
            f"Given up: it failed {fast} times in a row within {terms.fast:g} seconds of its start, so that "
            "trying again would not help."
        )
    delay = pause(terms, failures, chance)
    return Again(delay, f"Failure {failures} of {terms.retries + 1} at most: tried again in {delay:.1f} s.")


def pause(terms: Terms, failures: int, chance: random.Random) -> float:
    """Seconds before the retry after so many failures: doubled each time, spread over its upper half."""
    # The exponent is bounded, since 2.0 ** 1024 is too large for a float.
    longest = min(terms.longest_backoff, terms.backoff * 2.0 ** min(failures - 1, 60))
    return longest * (0.5 + 0.5 * chance.random())
