"""Small plans for tests, as text."""

HEAD = """\
format: 1
plan: Test
zone: Europe/London
currencies: [EUR, JPY]
accounts: {make: true}
negative: {default: expense:returns}
routes:
"""


def plan(*routes: str, head: str = HEAD) -> str:
    """Return a plan of these routes, whose texts begin at the margin."""
    return head + "".join(_indented(route) for route in routes)


def route(*steps: str, when: str = "always", id: str = "main") -> str:
    """Return a route of these steps, whose texts begin at the margin."""
    return f"id: {id}\nwhen: {when}\nsteps:\n" + "".join(_indented(step) for step in steps)


def _indented(text: str) -> str:
    first, *more = text.strip("\n").split("\n")
    return "\n".join([f"  - {first}", *(f"    {line}" for line in more)]) + "\n"


REST = "id: rest\ntake: remaining\nto: treasury:main"


def only(*steps: str, when: str = "always") -> str:
    """Return a plan of one route that takes these steps and then what remains."""
    return plan(route(*steps, REST, when=when))
