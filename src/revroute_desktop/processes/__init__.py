"""Child processes of the same program: jobs, their JSON lines, progress, cancelling and history."""

from revroute_desktop.processes.history import JobRecord, jobs, recover
from revroute_desktop.processes.progress import Pace
from revroute_desktop.processes.runner import Job, JobRunner, JobView

__all__ = ["Job", "JobRecord", "JobRunner", "JobView", "Pace", "jobs", "recover"]
