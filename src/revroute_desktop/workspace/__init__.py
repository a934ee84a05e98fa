"""The workspace: one SQLite file with its log, sessions, units of work and desk; backups and secrets."""

from revroute_desktop.workspace.files import Workspace
from revroute_desktop.workspace.opening import create, open_workspace, system_clock
from revroute_desktop.workspace.problems import WorkspaceError
from revroute_desktop.workspace.sessions import DeskSession, Session, Sql
from revroute_desktop.workspace.units import JobKey, Unit

__all__ = [
    "DeskSession",
    "JobKey",
    "Session",
    "Sql",
    "Unit",
    "Workspace",
    "WorkspaceError",
    "create",
    "open_workspace",
    "system_clock",
]
