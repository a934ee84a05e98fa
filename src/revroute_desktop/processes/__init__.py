"""Worker processes of the same program: the queue of jobs, its supervisor, schedules, limits and history."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revroute_desktop.processes.history import JobRecord, NewJob, jobs
    from revroute_desktop.processes.progress import Pace
    from revroute_desktop.processes.states import JobState, Terms
    from revroute_desktop.processes.supervisor import Supervisor
    from revroute_desktop.processes.view import Job, JobView

__all__ = ["Job", "JobRecord", "JobState", "JobView", "NewJob", "Pace", "Supervisor", "Terms", "jobs"]

_MODULES = {
    **dict.fromkeys(("JobRecord", "NewJob", "jobs"), "history"),
    "Pace": "progress",
    **dict.fromkeys(("JobState", "Terms"), "states"),
    "Supervisor": "supervisor",
    **dict.fromkeys(("Job", "JobView"), "view"),
}


def __getattr__(name: str) -> object:
    """Import a name when it is asked for: a crash report needs none of them, and a window starts without."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
