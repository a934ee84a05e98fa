"""People by country and device: what the tables of the overview show is what requests and visits sum to."""

from pathlib import Path

from tests.traffic.logs import START, log, write
from tests.traffic.meaning.make_mmdb import write_mmdb

from revroute_desktop.traffic import queries
from revroute_desktop.traffic.groups import groups
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.judged import Rules
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.rollups import Dimension
from revroute_desktop.traffic.settings import save_rules
from revroute_desktop.workspace import Workspace

SECOND = 1_000_000
WHOLE = (START * SECOND, (START + 86_400) * SECOND)


def test_countries_and_devices_sum_to_all_people(workspace: Workspace, tmp_path: Path) -> None:
    half = write_mmdb(tmp_path / "c.mmdb", {"10.0.0.0/9": "DE", "192.0.2.0/24": "FR"})
    with workspace.desk() as desk:
        save_rules(desk.sql, Rules(countries=str(half)))
    import_logs(workspace, [write(tmp_path / "access.log", log(0, 3000))], actor="ada")
    with workspace.read() as session:
        people = queries.by_class(session.sql, *WHOLE)[BotClass.PEOPLE]
        visits = queries.visit_totals(session.sql, *WHOLE).visits
        for dimension in (Dimension.COUNTRY, Dimension.DEVICE):
            found = groups(session.sql, dimension, *WHOLE)
            assert sum(each.counts.hits for each in found) == people.hits
            assert sum(each.visits for each in found) == visits
            assert [each.counts.hits for each in found] == sorted(
                (each.counts.hits for each in found), reverse=True
            )
        assert groups(session.sql, Dimension.DEVICE, 0, SECOND) == ()
