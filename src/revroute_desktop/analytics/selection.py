"""What is looked at of a period: a span of it, and keys of dimensions. Every card answers to it. Pure."""

from dataclasses import dataclass, replace
from typing import Final

from revroute_desktop.analytics.metrics.model import Metric

Term = tuple[str, str]
"""A dimension and one of its keys."""


@dataclass(frozen=True, slots=True)
class Selection:
    """`span` is two instants in microseconds UTC, None for the whole period; all `terms` hold together, at
    most one a dimension.
    """

    span: tuple[int, int] | None = None
    terms: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left out."""
        return self.span is None and not self.terms

    def brushed(self, span: tuple[int, int] | None) -> "Selection":
        """Return the selection with another span; one without length is none."""
        return replace(self, span=span if span is not None and span[0] < span[1] else None)

    def picked(self, dimension: str, key: str) -> "Selection":
        """Return the selection with a key in place of the dimension's older one; the same again lets go."""
        if self.key_of(dimension) == key:
            return self.dropped(dimension)
        others = tuple(term for term in self.terms if term[0] != dimension)
        return replace(self, terms=(*others, (dimension, key)))

    def dropped(self, dimension: str) -> "Selection":
        """Return the selection without a dimension."""
        return replace(self, terms=tuple(term for term in self.terms if term[0] != dimension))

    def key_of(self, dimension: str) -> str | None:
        """Return the key that is selected of a dimension, None where none is."""
        return next((key for name, key in self.terms if name == dimension), None)

    def terms_for(self, metric: Metric, by: str | None) -> tuple[Term, ...]:
        """Return the terms that a card of a metric follows: not its own dimension, whose keys it shows beside
        each other, nor one that the metric can't be told apart by.
        """
        return tuple(term for term in self.terms if term[0] in metric.by and term[0] != by)

    def beyond(self, metric: Metric, by: str | None) -> tuple[str, ...]:
        """Return the dimensions that a card of a metric can't follow."""
        return tuple(name for name, _ in self.terms if name not in metric.by and name != by)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return what the span leaves of a time; all of it where no part of a span is inside."""
        if self.span is None:
            return start, end
        cut = max(self.span[0], start), min(self.span[1], end)
        return cut if cut[0] < cut[1] else (start, end)


NOTHING: Final = Selection()
"""Nothing is left out."""
