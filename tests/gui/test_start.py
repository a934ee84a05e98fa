"""What the window imports before its first rows are there."""

import subprocess
import sys

LATER = (
    "revroute_desktop.analytics",
    "revroute_desktop.proof",
    "revroute_desktop.traffic",
    "revroute_desktop.processes.supervisor",
    "revroute_desktop.routing.plans.plan",
    "revroute_desktop.ledger.post",
    "cryptography",
    "duckdb",
    "jsonschema",
    "pyqtgraph",
    "ruamel",
    "sqlalchemy",
)
_ASK = "import sys, revroute_desktop.console.app; print(*sys.modules)"


def test_the_first_rows_do_not_wait_for_what_other_panes_need() -> None:
    asked = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    imported = asked.stdout.split()
    assert "revroute_desktop.console.panes.routing.events_view" in imported
    too_soon = [name for name in imported if name.startswith(LATER)]
    assert not too_soon, "import these where they are first needed"
