"""What the packed columns answer of a filter is what SQL says of the events."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import FixedClock
from tests.proof.sample_books import fill

from revroute_desktop.routing.event_fields import EVENT_FIELDS, EventState
from revroute_desktop.routing.event_index import SORTS, id_reach, indexed, indexed_ids
from revroute_desktop.routing.event_pages import EventFilter, event_ids, event_sums
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.filters.compile import condition
from revroute_desktop.workspace.filters.language import Term, read

ZONE = "Europe/Berlin"
ASKED = (
    "at:2026", "at:2026-02-16", "-at:2026-02-16", "at>=2026-02-16T00:03:00Z", "at<2026-02-16T01:07",
    "at:2025,2026-02-16T00:01:00Z..2026-02-16T00:05:00Z", "at!=2026-02-16T00:04:00.000000Z",
    "kind:sale", "kind:refund,sale", "-kind:sale", "currency:EUR", "currency!=EUR", "source:shop",
    "source=SHOP", "source:SHOP", "-source:a*", "country:DE", "country=de", "-country:*", "campaign:spring*",
    "campaign=\"spring 1\"", "campaign:\"spring 1\",\"spring 2\"", "product:*", "route:sales", "route=sales",
    "-route:*", "state:undone", "-state:undone", "state:routed", "~kind:refund", "amount>10.05", "line:1..6",
)  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        with create(folder / "b.revroute", zone=ZONE, actor="ada", clock=FixedClock()) as workspace:
            fill(workspace)
            yield workspace


def by_sql(workspace: Workspace, wanted: EventFilter, order: str) -> list[tuple[int, int, int, int]]:
    """Id, currency, amount and state of what passes."""
    where = condition(wanted.terms, EVENT_FIELDS, ZONE)
    if wanted.currency is not None:
        where = where.also("e.currency = ?", wanted.currency)
    if wanted.span is not None:
        where = where.also("e.occurred_at >= ? AND e.occurred_at < ?", *wanted.span)
    with workspace.read() as session:
        return session.sql.execute(
            "SELECT e.id, e.currency, e.amount, d.state FROM event e JOIN d_event_state d ON d.event = e.id"
            f"{where.where} ORDER BY {order}",
            where.parameters,
        ).fetchall()


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.lists(st.sampled_from(ASKED), max_size=3),
    currency=st.sampled_from([None, 978, 840, 392]),
    sort=st.sampled_from(["arrival", "occurred", "amount", "state"]),
    descending=st.booleans(),
    most=st.sampled_from([None, 3]),
)
def test_ids_and_sums_are_those_of_sql(
    books: Workspace, asked: list[str], currency: int | None, sort: str, descending: bool, most: int | None
) -> None:
    wanted = EventFilter(currency=currency, terms=read(" ".join(asked), EVENT_FIELDS), zone=ZONE)
    way = "DESC" if descending else "ASC"
    column = {"arrival": "e.id", "occurred": "e.occurred_at", "amount": "e.amount", "state": "d.state"}[sort]
    rows = by_sql(books, wanted, f"{column} {way}, e.id {way}")
    with books.read() as session:
        ids = event_ids(session.sql, wanted, sort, descending=descending, most=most)
        sums = event_sums(session.sql, wanted)
    assert ids.tolist() == [row[0] for row in rows][:most]
    assert sums.count == len(rows)
    assert sums.undone == sum(row[3] == EventState.UNDONE for row in rows)
    totals: defaultdict[int, int] = defaultdict(int)
    for _, found, amount, state in rows:
        totals[found] += amount if state != EventState.UNDONE else 0
    assert sums.sums == totals
    assert list(sums.sums) == sorted(totals, key=lambda code: (-Counter(r[1] for r in rows)[code], code))


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("", True),
        ("at:2026 country:DE -route:* currency:EUR", True),
        ("kind:sale -state:undone", True),
        # The kind of undone events stands in no column.
        ("kind:sale", False),
        ("-at:2026", False),
        ("amount>5", False),
        ("payer:mia", False),
        ("state:routed", False),
        ("word", False),
    ],
)
def test_what_columns_do_not_tell_is_left_to_sql(books: Workspace, text: str, answered: bool) -> None:
    terms: tuple[Term, ...] = read(text, EVENT_FIELDS)
    with books.read() as session:
        assert (indexed(session.sql, terms, ZONE, None, None) is not None) == answered


def test_a_span_reaches_over_the_blocks_that_hold_it(books: Workspace) -> None:
    with books.read() as session:
        assert id_reach(session.sql, (), ZONE, None) is None
        assert id_reach(session.sql, (), ZONE, (0, 2**61)) == (1, 8192)
        assert id_reach(session.sql, read("at:2001", EVENT_FIELDS), ZONE, None) == (0, 0)


@pytest.mark.parametrize("sort", SORTS)
def test_the_span_of_the_console_is_kept_to(books: Workspace, sort: str) -> None:
    start = 20_500 * 86_400 * 1_000_000
    span = (start + 180_000_000, start + 300_000_000)
    with books.read() as session:
        index = indexed(session.sql, (), ZONE, span, None)
        assert index is not None
        assert sorted(indexed_ids(session.sql, index, sort, descending=True, most=None)) == [3, 4]
