"""Every command and every long option stands in docs/commands.md, under its own heading or its group's."""

import re
from argparse import SUPPRESS, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from revroute_desktop.cli.main import COMMANDS, parser_of

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HIDDEN = {"traffic load-worker"}
"""What a run starts by itself."""


def sections() -> dict[str, str]:
    """The text below each heading, with what holds for all commands, by each command that the heading names:
    `jobs list, show` names two.
    """
    found: dict[str, str] = {}
    text = PAGE.read_text(encoding="utf-8")
    for_all = text.split("\n## ")[0]
    for block in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = block.partition("\n")
        first, *others = heading.split(", ")
        group = first.rpartition(" ")[0]
        for name in (first, *others):
            whole = name if " " in name or not group else f"{group} {name}"
            found[whole] = for_all + body.split("\n## ")[0]
    return found


def commands(parser: ArgumentParser, path: str = "") -> Iterator[tuple[str, ArgumentParser]]:
    """Every command that runs something, with its words."""
    below = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    if not below and path:
        yield path, parser
    for action in below:
        for name, inner in action.choices.items():
            yield from commands(inner, f"{path} {name}".strip())


def options(parser: ArgumentParser) -> set[str]:
    """The long options of a command, without those that every command takes."""
    return {
        option
        for action in parser._actions
        if action.help != SUPPRESS
        for option in action.option_strings
        if option.startswith("--")
    } - {"--help", "--workspace", "--json", "--jsonl", "--actor", "--quiet", "--job"}


ALL = [pair for pair in commands(parser_of(tuple(COMMANDS))) if pair[0] not in HIDDEN]


def test_every_module_of_commands_is_looked_at() -> None:
    assert {path.split()[0] for path, _ in ALL} == set(COMMANDS)


@pytest.mark.parametrize(("path", "parser"), ALL, ids=[path for path, _ in ALL])
def test_a_command_and_its_options_are_documented(path: str, parser: ArgumentParser) -> None:
    known = sections()
    words = path.split()
    names = [" ".join(words[:length]) for length in range(len(words), 0, -1)]
    section = next((name for name in names if name in known), None)
    assert section is not None, f"docs/commands.md has no section for `revroute {path}`"
    text = known[section]
    for word in path.removeprefix(section).split():
        assert re.search(rf"\b{re.escape(word)}\b", text), f"`{word}` is not named under {section}"
    missing = {option for option in options(parser) if not re.search(rf"{option}(?![\w-])", text)}
    assert not missing, f"not named under {section}: {', '.join(sorted(missing))}"
