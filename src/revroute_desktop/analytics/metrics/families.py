"""Families of metrics: what all those have in common that one reader makes."""

from dataclasses import dataclass

from revroute_desktop.analytics.metrics.model import Area, Metric, Part, Unit

RATIO_LEAST = 20
"""Rows below which a ratio is not told, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Family:
    """The reader of some metrics, and what they are told by unless one says otherwise."""

    reader: str
    area: Area
    source: str
    by: tuple[str, ...]
    finest: int
    rows: str = ""
    by_currency: bool = True
    additive: bool = True

    def metric(
        self,
        name: str,
        title: str,
        unit: Unit,
        formula: str,
        part: str,
        over: str | None = None,
        *,
        rows: str | None = None,
        by: tuple[str, ...] | None = None,
        least: int | None = None,
        better: int = 0,
        volume: str | None = None,
    ) -> Metric:
        """Return a metric of the family: a sum of the measure `part`, or its ratio to that of `over`."""
        return Metric(
            name=name,
            title=title,
            area=self.area,
            unit=unit,
            formula=formula,
            source=self.source,
            part=Part(self.reader, part),
            over=None if over is None else Part(self.reader, over),
            rows=self.rows if rows is None else rows,
            by=self.by if by is None else by,
            finest=self.finest,
            by_currency=self.by_currency,
            least=least if least is not None else 1 if over is None else RATIO_LEAST,
            volume=volume,
            additive=self.additive,
            better=better,
        )
