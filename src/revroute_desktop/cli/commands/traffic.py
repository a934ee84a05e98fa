"""Commands of traffic: what reaches the platform, and load for one's own services."""

from revroute_desktop.cli.commands import (
    traffic_bots,
    traffic_draw,
    traffic_formats,
    traffic_load,
    traffic_logs,
    traffic_revenue,
    traffic_runs,
)
from revroute_desktop.cli.options import CommandGroup


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the group and all its commands."""
    inner = group.group(name, help_line)
    traffic_logs.declare(inner)
    traffic_formats.declare(inner)
    traffic_bots.declare(inner)
    traffic_revenue.declare(inner)
    traffic_load.declare(inner)
    traffic_draw.declare(inner)
    traffic_runs.declare(inner)
