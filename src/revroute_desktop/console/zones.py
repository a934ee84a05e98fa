"""The time zone of this computer, as a first suggestion."""

import os
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@cache
def system_zone() -> ZoneInfo:
    """Return the zone that the system is set to, or UTC where it does not say."""
    names = [os.environ.get("TZ", "")]
    local = Path("/etc/localtime")
    if local.is_symlink():
        _, found, name = str(local.resolve()).partition("zoneinfo/")
        names.append(name if found else "")
    for name in names:
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return ZoneInfo("UTC")
