"""`SavedView`: what a table shows, under a name: filter, sort, columns, period and currency."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from revroute_desktop.console.translate import later

LONGEST_NAME = 40
LOG, VISITS = later("Log"), later("Visits")
"""The tabs of views of the audit log and of visits; the others are those of the routing pane."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of one tab. `period` is its code, `columns` what a person made of the table's columns."""

    name: str
    tab: str
    filter: str = ""
    sort: str = ""
    descending: bool = True
    period: str = "all"
    currency: str = ""
    columns: dict[str, Any] = field(default_factory=dict)

    def named(self, name: str) -> "SavedView":
        """Return the same view under another name."""
        return replace(self, name=" ".join(name.split())[:LONGEST_NAME])


def views_of(saved: object) -> tuple[SavedView, ...]:
    """Return the views that were remembered; one that can't be read is left out."""
    found = []
    for raw in saved if isinstance(saved, list) else ():
        if isinstance(raw, dict) and raw.get("name") and raw.get("tab"):
            columns = raw.get("columns")
            found.append(
                SavedView(
                    name=str(raw["name"]),
                    tab=str(raw["tab"]),
                    filter=str(raw.get("filter", "")),
                    sort=str(raw.get("sort", "")),
                    descending=bool(raw.get("descending", True)),
                    period=str(raw.get("period", "all")),
                    currency=str(raw.get("currency", "")),
                    columns=columns if isinstance(columns, dict) else {},
                )
            )
    return tuple(found)


def as_saved(views: Iterable[SavedView]) -> list[dict[str, Any]]:
    """Return views as they are remembered."""
    return [asdict(view) for view in views]


def with_view(views: tuple[SavedView, ...], view: SavedView) -> tuple[SavedView, ...]:
    """Return the views with one more; one of the same name makes place for it."""
    if any(old.name == view.name for old in views):
        return tuple(view if old.name == view.name else old for old in views)
    return (*views, view)
