"""A progress bar on the error stream, with rate and time left."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class ProgressBar:
    """Shows one piece of work after the other; a change of words begins a new bar."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._what: str | None = None
        self._task: TaskID | None = None

    def show(self, done: int, total: int | None, what: str) -> None:
        """Draw `done` of `total` (None: not known)."""
        if self._task is None:
            self._progress.start()
        if what != self._what or self._task is None:
            if self._task is not None:
                self._progress.remove_task(self._task)
            self._task, self._what = self._progress.add_task(what, total=total), what
        self._progress.update(self._task, completed=done, total=total)
        if total is not None and done >= total:
            self._progress.stop()
            self._progress.remove_task(self._task)
            self._task = None
