"""The reasons of the controller in the window's language: the room below writes them in English."""

import re

from revroute_desktop.console.translate import later, tr

_REASONS = (
    (
        re.compile(r"a turn of the window took (?P<value>.+), over (?P<mark>.+)"),
        later("a turn of the window took {value}, over {mark}"),
    ),
    (
        re.compile(r"(?P<value>\S+) of memory is used, over (?P<mark>.+)"),
        later("{value} of memory is used, over {mark}"),
    ),
    (
        re.compile(r"a commit takes (?P<value>.+), over (?P<mark>.+)"),
        later("a commit takes {value}, over {mark}"),
    ),
    (
        re.compile(r"processors are (?P<value>.+) busy, over (?P<mark>.+)"),
        later("processors are {value} busy, over {mark}"),
    ),
    (
        re.compile(r"a chunk took (?P<value>.+), over (?P<mark>.+)"),
        later("a chunk took {value}, over {mark}"),
    ),
    (
        re.compile(r"a chunk took (?P<value>.+), so that a larger one is bearable"),
        later("a chunk took {value}, so that a larger one is bearable"),
    ),
    (re.compile(r"1 job waits and the machine has room"), later("1 job waits and the machine has room")),
    (
        re.compile(r"(?P<value>\d+) jobs wait and the machine has room"),
        later("{value} jobs wait and the machine has room"),
    ),
    (re.compile(r"schedule (?P<name>.+) at (?P<time>\S+)"), later("schedule {name} at {time}")),
)


def reason_words(because: str) -> str:
    """Return a reason in the chosen language; one that came with load handed in stays as it was given."""
    for pattern, words in _REASONS:
        found = pattern.fullmatch(because)
        if found is not None:
            values: dict[str, str] = found.groupdict()
            return tr(words).format(**values)
    return because
