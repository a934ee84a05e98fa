"""What the commands of forecasts and anomalies share: a metric or a file as a series, and its figures."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from revroute_desktop.analytics.anomalies.alerts import exact
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.words import plain, said
from revroute_desktop.cli.options import count
from revroute_desktop.errors import UserError


def declare_series(parser: ArgumentParser) -> None:
    """Declare what names a series."""
    parser.add_argument(
        "metric", nargs="?", metavar="METRIC", help="of the workspace, as `revroute metrics list` gives it"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="a series instead: lines of timestamp,value")
    parser.add_argument(
        "--season",
        type=count,
        metavar="STEPS",
        help="its length, with --csv (default: a day and a week, or a year)",
    )
    parser.add_argument(
        "--step", choices=[step.value for step in Step], help="of the workspace's metric (default: day)"
    )


def check_series(options: Namespace) -> None:
    """Raise UserError where both a metric and a file are named, or one with what is said of the other."""
    if options.csv is None:
        if options.season is not None:
            raise UserError("--season is for a file (--csv); a metric of the workspace has its own.")
        if options.step is not None and options.metric is None:
            raise UserError("--step is for one metric: name it.")
        return
    if options.metric is not None:
        raise UserError("Name a metric of the workspace, or a file by --csv; not both.")
    if options.step is not None:
        raise UserError("--step is for a metric of the workspace; a file has the step of its lines.")


def number_words(value: float) -> str:
    """Write a figure of a file."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def plain_of(metric: Metric, code: str | None, value: float | None) -> str | None:
    """Write a figure of a metric for programs."""
    return plain(metric, code, exact(value))


def words_of(metric: Metric, code: str | None, value: float | None) -> str:
    """Write a figure of a metric for people."""
    return said(metric, code, exact(value))
