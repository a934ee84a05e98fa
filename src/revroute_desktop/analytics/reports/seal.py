"""The state of the audit log under which a report was made, and how a reader checks it."""

from dataclasses import dataclass

from revroute_desktop.analytics.reports.words import counted, instant_words
from revroute_desktop.documents.model import Block, Heading, Listing, Section, Text, Tone, Verbatim


@dataclass(frozen=True, slots=True)
class Seal:
    """The log as it was: entries, root (hexadecimal), and the newest signed note over its first entries, None
    where nothing was signed yet. `made_at` is microseconds UTC; `file` the name that the report gets;
    `logged` whether the log gets an entry of it.
    """

    size: int
    root: str
    note: str | None
    made_at: int
    file: str
    logged: bool = True


def foot_of(seal: Seal, zone: str) -> str:
    """Return the line at the foot of each page."""
    return (
        f"Made {instant_words(seal.made_at, zone)}, from {counted(seal.size, 'entry', 'entries')} of the "
        f"audit log, root {seal.root[:16]}…"
    )


def seal_section(seal: Seal, workspace: str, zone: str) -> Section:
    """Return the section that says how to check a report."""
    blocks: list[Block] = [
        Text(
            f"Made on {instant_words(seal.made_at, zone)} ({zone}) from books whose audit log had "
            f"{counted(seal.size, 'entry', 'entries')} and this root:"
        ),
        Verbatim(seal.root),
    ]
    if seal.logged:
        blocks += [
            Heading("Is this file as it was made, and from which books?"),
            Text(
                "The log of the books holds the fingerprint of this file. With the books at hand, this "
                "command says whether the file is unaltered and whether the log still begins with the "
                "entries that it was made from:"
            ),
            Verbatim(f'revroute report --verify "{seal.file}" -w "{workspace}"'),
        ]
    blocks += [
        Heading("Do the books hold together?"),
        Listing(
            (
                "`revroute verify` recomputes every posting, balance and sum of the books from their entries "
                "and names the first that is wrong.",
                "`revroute explain EVENT` shows for one event which rule took what, step by step.",
            )
        ),
        Heading("Were the books exchanged since?"),
    ]
    if seal.note is None:
        blocks.append(Text("The log has not been signed yet; `revroute audit checkpoint` does.", Tone.QUIET))
    else:
        blocks += [
            Text(
                "The newest signed checkpoint is below. Saved as checkpoint.txt, `revroute audit compare "
                f'checkpoint.txt -w "{workspace}"` says whether the books still hold what was signed.'
            ),
            Verbatim(seal.note),
        ]
    return Section("How to check this report", tuple(blocks))
