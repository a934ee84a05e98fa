"""Makes the fixture of the newest version of the file: python -m tests.workspace.make_fixture.

Once a version is published its fixture stays as it is: it stands for the files that people have.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.workspace.helpers import open_accounts
from tests.workspace.test_books import write_import, write_plan, write_transactions

from revroute_desktop.workspace import create
from revroute_desktop.workspace.schema import latest_version


def main() -> int:
    target = Path(__file__).parent / "fixtures" / f"v{latest_version()}.revroute"
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as state:
        os.environ["REVROUTE_STATE_DIR"] = state
        with create(
            target, zone="Europe/Berlin", actor="ada", clock=lambda: 1_772_000_000_000_000
        ) as workspace:
            for write in (write_import, write_plan, write_transactions):
                with workspace.write("ada", write.__name__, "fixture") as unit:
                    write(unit)
                    unit.record({})
            open_accounts(workspace, "payee:neon-kitten", "reserve:rolling")
            workspace.fold_in()
    print(target, target.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
