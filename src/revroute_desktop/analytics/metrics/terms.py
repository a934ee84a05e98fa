"""Narrowing what is asked to keys of dimensions: which dimensions a reader has to know."""

from collections.abc import Collection

from revroute_desktop.analytics.metrics.model import Ask
from revroute_desktop.errors import UserError


class CannotTell(UserError):
    """What is asked can't be told apart by a dimension, so that there are no figures of one key alone."""


def asked_dimensions(ask: Ask, known: Collection[str], what: str) -> tuple[str, ...]:
    """Return the dimensions that are asked for, by key or told apart, each once; `what` begins the sentence
    of CannotTell, which is raised for one that the reader does not know.
    """
    for name, key in ask.terms:
        if name not in known:
            raise CannotTell(
                f"{what} can't be told apart by {name}, so there are none of {name} {key!r} alone."
            )
    return tuple(dict.fromkeys([*([ask.by] if ask.by else []), *(name for name, _ in ask.terms)]))
