"""The help pages: Markdown files of this installation, and the page of shortcuts, made from the registry."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from revroute_desktop.console.actions import ACTIONS, MENUS, shown_keys
from revroute_desktop.console.translate import tr
from revroute_desktop.resources import document_path, resource_path

SHORTCUTS = "shortcuts"
_FIRST = ("start", "window", "events", SHORTCUTS, "audit", "visits", "overview", "reports", "faults")
_DOCUMENTS = ("plans", "profiles", "traffic", "load", "analytics", "sql", "commands", "files")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its id (the file's name), its title, and its headings."""

    id: str
    title: str
    headings: tuple[str, ...]


@cache
def help_pages() -> tuple[HelpPage, ...]:
    """Return all pages in the order of their list."""
    found = {path.stem for path in resource_path("help").glob("*.md")}
    others = sorted(found - set(_FIRST))
    order = [*(p for p in _FIRST if p in found or p == SHORTCUTS), *others, *_DOCUMENTS]
    return tuple(_page(name) for name in order)


def page_text(page: str, keys: Mapping[str, str]) -> str:
    """Return a page as Markdown; `keys` are the shortcuts in force.

    Raises FileNotFoundError when this installation lacks it.
    """
    if page == SHORTCUTS:
        return _shortcuts(keys)
    return _path(page).read_text(encoding="utf-8")


def _path(page: str) -> Path:
    return document_path(f"{page}.md") if page in _DOCUMENTS else resource_path("help", f"{page}.md")


def _page(name: str) -> HelpPage:
    if name == SHORTCUTS:
        return HelpPage(name, tr("Keyboard shortcuts"), ())
    titles: list[str] = []
    in_code = False
    for line in _path(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            in_code = not in_code
        elif line.startswith("#") and not in_code:
            titles.append(line.lstrip("#").strip())
    return HelpPage(name, titles[0] if titles else name, tuple(titles[1:]))


def _shortcuts(keys: Mapping[str, str]) -> str:
    parts = [
        f"# {tr('Keyboard shortcuts')}\n",
        tr(
            "Change them in the [settings](settings:shortcuts). Everything is also in the "
            "palette: **{keys}**.\n",
            keys=shown_keys(keys.get("palette.open", "")) or tr("Find or run in the header"),
        ),
    ]
    for menu in MENUS:
        rows = [(spec, keys.get(spec.id, "")) for spec in ACTIONS if spec.menu == menu]
        bound = [(tr(spec.title), shown_keys(bound_to)) for spec, bound_to in rows if bound_to]
        if bound:
            parts.append(f"## {tr(menu)}\n\n| {tr('Action')} | {tr('Keys')} |\n|---|---|")
            parts.extend(f"| {title} | {written} |" for title, written in bound)
            parts.append("")
    parts.append(
        tr(
            "## In tables and lists\n\n| Act | Keys |\n|---|---|\n"
            "| move | arrows, Page Up, Page Down, Home, End |\n"
            "| open the inspector | Enter |\n| close inspector, palette or notices | Esc |\n"
            "| select | Space |\n| copy | Ctrl+C |\n| next control | Tab, Shift+Tab |"
        )
    )
    return "\n".join(parts)
