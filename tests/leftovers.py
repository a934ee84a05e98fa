"""What a test may have left running."""

import psutil


def left_running() -> list[psutil.Process]:
    """Processes below this one, but for the helper that Python keeps once it has spawned a process."""
    return [process for process in psutil.Process().children(recursive=True) if not _of_python(process)]


def _of_python(process: psutil.Process) -> bool:
    try:
        return any("multiprocessing.resource_tracker" in word for word in process.cmdline())
    except psutil.Error:
        return True
