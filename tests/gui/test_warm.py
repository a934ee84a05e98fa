"""What later screens need is imported while nobody waits: rooms aside, the console a few modules a turn."""

import json
import subprocess
import sys

MOST_A_TURN = 4
_IMPORTED = """
import json, sys
import revroute_desktop.console.app
from importlib import import_module
from revroute_desktop.console.threads import warm
warm._import_rooms()
turns = {}
for name in warm._OF_CONSOLE.split():
    before = set(sys.modules)
    import_module(f"revroute_desktop.console.{name}")
    turns[name] = sorted(set(sys.modules) - before)
print(json.dumps(turns))
"""


def test_no_turn_imports_much_and_rooms_are_imported_aside() -> None:
    asked = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True)
    turns: dict[str, list[str]] = json.loads(asked.stdout)
    long = {name: found for name, found in turns.items() if len(found) > MOST_A_TURN}
    assert not long, "name what these import before them in console/threads/warm.py"
    rooms = [
        one
        for found in turns.values()
        for one in found
        if one.startswith("revroute_desktop.") and not one.startswith("revroute_desktop.console.")
    ]
    assert len(rooms) <= MOST_A_TURN, f"name these rooms in console/threads/warm.py: {rooms}"
