"""Which workspace files may run what is queued in them: those whose queue was filled or run here before.

A file that comes from elsewhere, or a copy, may hold jobs and schedules that nobody here asked for: they wait
until a person resumes them. The files are known by a note outside them, in the person's state folder.
"""

import json
from contextlib import suppress
from pathlib import Path

from revroute_desktop.processes.lease import file_note, living_holder
from revroute_desktop.workspace import Workspace, WorkspaceError, memory

HELD = "The queue of this file has not been run here before: what it holds waits until it is resumed."


def hold_back_unknown(workspace: Workspace) -> None:
    """Where the file is not known here, hold all that waits in it, and know it from now on.

    A queue that another process runs just now (another person's, perhaps) is left to that. Raises
    WorkspaceError where the note cannot be written.
    """
    try:
        note = file_note(workspace.path)
    except OSError as error:
        raise WorkspaceError(
            f"{workspace.path} cannot be looked at any more ({error.strerror}): bring it back to where it "
            "was, or open it anew."
        ) from error
    known = _known(workspace.uuid)
    if note in known:
        return
    with workspace.desk() as desk:
        if living_holder(desk.sql, note) is not None:
            return
        desk.sql.execute(
            "UPDATE desk_job SET state = 'paused', worker = NULL, requested = NULL, reason = ?"
            " WHERE state IN ('queued', 'running', 'paused')",
            (HELD,),
        )
        desk.sql.execute("UPDATE desk_schedule SET paused = 1, note = ? WHERE NOT paused", (HELD,))
        desk.sql.execute("UPDATE desk_supervisor SET changes = changes + 1")
    # After the commit: where it fails, the file is held back again.
    _remember(workspace.uuid, [*known, note])


def _known(uuid: str) -> list[str]:
    try:
        found = json.loads(_path(uuid).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(each) for each in found] if isinstance(found, list) else []


def _remember(uuid: str, notes: list[str]) -> None:
    path = _path(uuid)
    draft = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(notes), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise WorkspaceError(
            f"{path} cannot be written ({error.strerror}): jobs run once it can be noted whose they are."
        ) from error


def _path(uuid: str) -> Path:
    return memory.state_folder() / "queues" / f"{uuid}.json"
