"""The walk: what an operator looks at and does, screen by screen."""

from pathlib import Path

from tests.gui.walk.feed import Feed
from tests.gui.walk.steps_around import (
    walk_dialogs,
    walk_jobs,
    walk_looks,
    walk_pages,
    walk_palette,
    walk_views,
    walk_without_books,
)
from tests.gui.walk.steps_panes import (
    walk_audit,
    walk_other_panes,
    walk_switches,
    walk_system,
    walk_traffic,
)
from tests.gui.walk.steps_routing import (
    walk_accounts,
    walk_events,
    walk_filters,
    walk_period,
    walk_plans,
    walk_tabs,
)
from tests.gui.walk.walker import Steps, Walker


def walk(walker: Walker, feed: Feed, path: Path) -> Steps:
    """Go through every screen of the open workspace at `path`, close it, and open it again."""
    feed.go()
    yield from walk_events(walker, feed)
    yield from walk_filters(walker, feed)
    yield from walk_period(walker)
    feed.go()
    yield from walk_tabs(walker, feed)
    yield from walk_accounts(walker)
    feed.go()
    yield from walk_plans(walker)
    yield from walk_audit(walker, feed)
    yield from walk_other_panes(walker, feed)
    yield from walk_system(walker, feed)
    yield from walk_traffic(walker, feed)
    yield from walk_switches(walker)
    feed.go()
    yield from walk_palette(walker)
    yield from walk_views(walker)
    yield from walk_pages(walker)
    feed.go()
    yield from walk_dialogs(walker, feed)
    yield from walk_looks(walker, feed)
    yield from walk_jobs(walker, feed)
    yield from walk_without_books(walker, path)
