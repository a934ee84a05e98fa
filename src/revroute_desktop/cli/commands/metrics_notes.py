"""`revroute metrics notes`: what is written by hand on the time axis of every chart."""

from revroute_desktop.analytics.annotations import Annotation, add_note, kept_notes, remove_note
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.options import CommandGroup, day, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day


def declare(group: CommandGroup) -> None:
    """Declare the commands below `revroute metrics notes`."""
    notes = group.group("notes", "what is written by hand on the time axis: add, list, remove")
    parser = notes.command("add", "write a note at a day", _add)
    parser.add_argument("date", type=day, metavar="DATE", help="the day, for example 2026-10-12")
    parser.add_argument("word", metavar="NOTE", help="a campaign, a deploy: what explains a figure")
    notes.command("list", "the notes, and their numbers", _list)
    parser = notes.command("remove", "take a note away", _remove)
    parser.add_argument("number", type=number, metavar="N", help="its number, as `list` gives it")


def _add(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        note = add_note(workspace, terminal.options.date, terminal.options.word)
        value = _value(note, workspace.zone)
    return Answer(value, [f"Note {note.note}, {value['date']}: {note.subject}."])


def _list(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        values = [_value(note, workspace.zone) for note in kept_notes(session.sql)]
    if not values:
        return Answer({"notes": values}, ["There are no notes; `revroute metrics notes add` writes one."])
    rows = [(str(one["number"]), str(one["date"]), str(one["note"])) for one in values]
    return Answer({"notes": values}, [Table(("Number>", "Day", "Note"), rows)])


def _remove(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        note = remove_note(workspace, terminal.options.number)
        value = _value(note, workspace.zone)
    return Answer(value, [f"Removed note {note.note}, {value['date']}: {note.subject}."])


def _value(note: Annotation, zone: str) -> dict[str, object]:
    return {"number": note.note, "date": str(day_of(local_day(note.at, zone))), "note": note.subject}
