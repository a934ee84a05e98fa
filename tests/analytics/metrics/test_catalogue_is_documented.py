"""docs/analytics.md says of every metric and dimension what the catalogue does."""

from pathlib import Path

from revroute_desktop.analytics.metrics.catalogue import DIMENSIONS, METRICS

DOCS = Path(__file__).parents[3] / "docs" / "analytics.md"


def test_every_metric_and_dimension_stands_in_the_documentation() -> None:
    lines = set(DOCS.read_text("utf-8").splitlines())
    for metric in METRICS:
        by = ", ".join(metric.by) or "–"
        words = (metric.title, metric.unit.value, metric.formula, metric.source, by)
        line = f"| `{metric.name}` | {' | '.join(words)} |"
        assert line in lines, f"write it down as: {line}"
    for dimension in DIMENSIONS:
        assert f"| `{dimension.name}` | {dimension.meaning} |" in lines
    rows = [line for line in lines if line.startswith("| `")]
    assert len(rows) == len(METRICS) + len(DIMENSIONS), "and nothing that there is not"


def test_rates_need_twenty_rows_and_sums_beside_sums_do_not() -> None:
    told_at_once = {metric.name for metric in METRICS if metric.over is not None and metric.least < 20}
    assert told_at_once == {"take_rate", "return_on_spend", "top10_share", "hhi"}
