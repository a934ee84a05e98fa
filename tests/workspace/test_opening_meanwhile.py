"""A workspace opens while another process of this machine writes to it."""

import subprocess
import sys

from revroute_desktop.workspace import Workspace, open_workspace

WRITER = """
import sys
from revroute_desktop.workspace import open_workspace
with open_workspace(sys.argv[1]) as workspace:
    print("ready", flush=True)
    for number in range(400):
        with workspace.write("bob", "note", str(number)) as unit:
            unit.record({})
"""


def test_opening_takes_no_harm_from_a_writer(workspace: Workspace) -> None:
    path = workspace.path
    workspace.close()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    opened = 0
    while writer.poll() is None:
        with open_workspace(path) as again:
            assert not again.rolled_back, again.state_note
            assert again.read_only is None
        opened += 1
    assert writer.wait() == 0
    writer.stdout.close()
    assert opened > 0
