"""Commands of mapping profiles: list the ready ones, show one to copy, check a file, guess one for a file."""

from pathlib import Path

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.guess import guess_profile
from revroute_desktop.routing.imports.kept_profiles import KEPT, kept_profiles
from revroute_desktop.routing.imports.profile_draft import missing, profile_text
from revroute_desktop.routing.imports.profile_reader import load_profile, read_profile, ready_profiles
from revroute_desktop.routing.imports.sample import look_at
from revroute_desktop.workspace.zones import load_zone


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute profile`."""
    below = group.group(name, help_line)
    below.command("list", "list the profiles that come with the program, with -w those kept there too", _list)
    parser = below.command("show", "print a ready profile, to copy and change", _show)
    parser.add_argument("name", metavar="NAME")
    parser = below.command("check", "check a profile of your own", _check)
    parser.add_argument("file", type=Path, metavar="FILE", help="a .yaml file")
    parser = below.command("guess", "print the profile that the columns of a file suggest", _guess)
    parser.add_argument("file", type=Path, metavar="FILE", help="the export to look at")
    parser.add_argument("--zone", default="UTC", help="where the file's clock stands, UTC by default")


def _list(terminal: Terminal) -> Answer:
    rows = [(name, load_profile(name).about.strip()) for name in ready_profiles()]
    if terminal.options.workspace is not None:
        with terminal.workspace() as workspace, workspace.read() as session:
            rows += [
                (f"{KEPT}{kept.name}", read_profile(kept.text).about.strip())
                for kept in kept_profiles(session.sql)
            ]
    value: dict[str, object] = {"profiles": [{"profile": name, "about": about} for name, about in rows]}
    return Answer(value, [Table(("Profile", "For"), rows)])


def _show(terminal: Terminal) -> Answer:
    name: str = terminal.options.name
    if name not in ready_profiles():
        raise UserError(f"There is no ready profile {name!r}; there are {', '.join(ready_profiles())}.")
    text = resource_path("profiles", f"{name}.yaml").read_text("utf-8")
    return Answer({"profile": name, "text": text}, [text.rstrip("\n")])


def _check(terminal: Terminal) -> Answer:
    path: Path = terminal.options.file
    if path.suffix not in (".yaml", ".yml"):
        raise UserError(f"{path} does not end in .yaml; a profile is a YAML file.")
    try:
        profile = load_profile(path)
    except UserError as error:
        if not path.is_file():
            raise
        return Answer({"ok": False, "finding": str(error)}, [str(error)], ok=False)
    return Answer({"ok": True, "profile": profile.name, "finding": None}, [f"{profile.name} is sound."])


def _guess(terminal: Terminal) -> Answer:
    options = terminal.options
    load_zone(options.zone)
    draft = guess_profile(look_at(options.file), zone=options.zone)
    text, lacks = profile_text(draft), missing(draft)
    value: dict[str, object] = {"profile": draft.name, "text": text, "missing": list(lacks)}
    return Answer(value, [text.rstrip("\n")], ok=not lacks)
