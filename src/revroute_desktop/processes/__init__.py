"""Worker processes of the same program: the queue of jobs, its supervisor, schedules, limits and history."""

from revroute_desktop.processes.history import JobRecord, NewJob, jobs
from revroute_desktop.processes.progress import Pace
from revroute_desktop.processes.states import JobState, Terms
from revroute_desktop.processes.supervisor import Supervisor
from revroute_desktop.processes.view import Job, JobView

__all__ = ["Job", "JobRecord", "JobState", "JobView", "NewJob", "Pace", "Supervisor", "Terms", "jobs"]
