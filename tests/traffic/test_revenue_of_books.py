"""Revenue by traffic in a workspace: events and logs imported, ids found in addresses."""

from pathlib import Path

import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.revenue import How
from revroute_desktop.traffic.revenue_keys import JoinRules, KeyFinder, load_join_rules, save_join_rules
from revroute_desktop.traffic.revenue_queries import revenue_by, traffic_revenue
from revroute_desktop.traffic.visit_pages import visit_ids, visit_page
from revroute_desktop.workspace import Workspace

EVER = (-(2**62), 2**62)
AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
EVENTS = """\
source,id,time,kind,amount,currency,campaign,original,attribute.session_id,attribute.utm_source
shop,ord-1,2026-03-10T09:20:00Z,sale,49.00,EUR,,,,
shop,ord-2,2026-03-10T09:25:00Z,sale,10.01,EUR,,,,
shop,ord-3,2026-03-10T09:25:00Z,sale,5.00,EUR,spring,,,
shop,ord-4,2026-03-10T09:25:00Z,sale,8.00,EUR,,,sess-77,
shop,ord-5,2026-03-10T09:25:00Z,sale,3.00,EUR,,,,partner
shop,ref-1,2026-03-12T10:00:00Z,refund,-9.00,EUR,,ord-1,,
"""


def line(address: str, time: str, target: str, referrer: str = "-") -> str:
    return f'{address} - - [10/Mar/2026:{time} +0000] "GET {target} HTTP/1.1" 200 9 "{referrer}" "{AGENT}"\n'


LOG = (
    line("192.0.2.1", "09:10:00", "/?utm_campaign=spring&utm_source=mail", "https://mail.google.com/")
    + line("192.0.2.1", "09:20:01", "/thanks?order_id=ord-1")
    + line("192.0.2.2", "09:12:00", "/", "https://www.google.com/")
    + line("192.0.2.3", "09:13:00", "/", "https://www.google.com/")
    + line("192.0.2.4", "09:14:00", "/cart?sid=sess-77", "https://www.bing.com/")
)


@pytest.fixture
def books(workspace: Workspace, tmp_path: Path) -> Workspace:
    (tmp_path / "shop.csv").write_text(EVENTS)
    (tmp_path / "access.log").write_text(LOG)
    import_revenue(workspace, tmp_path / "shop.csv", "generic", actor="ada")
    return workspace


def by_source(workspace: Workspace) -> list[tuple[str, int, int, int]]:
    with workspace.read() as session:
        joined = traffic_revenue(session.sql, *EVER)
    return [(row.name, row.joined, row.modelled, row.unknown) for row in revenue_by(joined, "source")]


def test_each_event_finds_its_visit_or_is_divided(books: Workspace, tmp_path: Path) -> None:
    with books.desk() as desk:
        save_join_rules(desk.sql, JoinRules(parameters=("order_id", "sid")))
    import_logs(books, [tmp_path / "access.log"], actor="ada")
    # ord-1 less its refund and ord-3's campaign are the newsletter's; ord-2 is divided by four visits.
    assert by_source(books) == [
        ("Gmail", 4_000, 750, 0),
        ("Bing", 800, 250, 0),
        ("Google", 0, 501, 0),
        ("partner", 300, 0, 0),
    ]
    with books.read() as session:
        joined = traffic_revenue(session.sql, *EVER)
        campaigns = {row.name: row.total for row in revenue_by(joined, "campaign")}
        landings = {row.name: row.total for row in revenue_by(joined, "landing")}
    assert campaigns == {"spring": 4_750, "": 1_551, "partner": 300}
    assert sum(landings.values()) == 6_601
    assert {how: n for (_, how), n in joined.events.items()} == {
        How.KEY: 3,
        How.ATTRIBUTE: 1,
        How.MODELLED: 2,
    }
    assert joined.match_rate().as_integer_ratio() == (2, 3)


def test_an_id_in_the_callback_of_a_payment_service_joins_nothing(books: Workspace, tmp_path: Path) -> None:
    callback = line("192.0.2.9", "09:20:00", "/callback?order_id=ord-1").replace(AGENT, "curl/8.5.0")
    log = tmp_path / "access.log"
    log.write_text(callback + log.read_text())
    import_logs(books, [log], actor="ada")
    # The callback came in the very second of the sale; its buyer's visit is the newsletter's all the same.
    assert by_source(books)[0][:2] == ("Gmail", 4_000)


def test_a_visit_shows_the_revenue_of_its_own_order_and_not_of_an_id_used_again(
    books: Workspace, tmp_path: Path
) -> None:
    log = tmp_path / "access.log"
    log.write_text(
        log.read_text() + line("192.0.2.8", "09:20:00", "/thanks?order_id=ord-1").replace("10/", "20/")
    )
    import_logs(books, [log], actor="ada")
    with books.read() as session:
        shown = visit_page(session.sql, visit_ids(session.sql, None, sort="begun", descending=False))
    assert [one.revenue for one in shown] == [((978, 4_900),), (), (), (), ()]


def test_without_traffic_all_is_unknown_and_still_exact(books: Workspace) -> None:
    assert by_source(books) == [("", 0, 0, 6_301), ("partner", 300, 0, 0)]


def test_a_period_without_events_has_no_revenue(workspace: Workspace) -> None:
    with workspace.read() as session:
        joined = traffic_revenue(session.sql, *EVER)
    assert (joined.rows, joined.match_rate()) == ((), 0)


def test_a_refund_is_joined_by_a_sale_before_the_period(books: Workspace, tmp_path: Path) -> None:
    import_logs(books, [tmp_path / "access.log"], actor="ada")
    day_after = 1_773_187_200_000_000  # 2026-03-11 00:00 UTC
    with books.read() as session:
        joined = traffic_revenue(session.sql, day_after, 2**62)
    assert [(row.name, row.joined) for row in revenue_by(joined, "source")] == [("Gmail", -900)]


def test_ids_are_found_in_queries_and_paths() -> None:
    finder = KeyFinder(JoinRules(parameters=("order_id",), paths=("/order/{id}/thanks",)))
    assert finder.find("/x", "a=b&Order_ID=a%2B1&order_id=ab") == ("a+1",)
    assert finder.find("/order/4711/thanks", "") == ("4711",)
    assert finder.find("/order/4711", "order_identity=5000") == ()
    assert KeyFinder(JoinRules(parameters=())).find("/order/4711/thanks", "order=4711") == ()
    with pytest.raises(UserError, match=r"needs \{id\} once"):
        KeyFinder(JoinRules(paths=("/order/",)))


def test_rules_of_the_join_are_kept(workspace: Workspace) -> None:
    rules = JoinRules(parameters=("sid",), paths=("/o/{id}",), attributes=("visit",))
    with workspace.desk() as desk:
        assert load_join_rules(desk.sql) == JoinRules()
        save_join_rules(desk.sql, rules)
    with workspace.read() as session:
        assert load_join_rules(session.sql) == rules
