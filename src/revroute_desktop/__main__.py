"""The door: `revroute` opens the console, `revroute COMMAND …` runs one use case in the terminal."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 a check failed, 2 bad usage or input."""
    if getattr(sys, "frozen", False):
        # A packed program starts its workers (verify has some) by starting itself: then this call does their
        # work and does not come back.
        from multiprocessing import freeze_support

        freeze_support()
    # Set before numpy is there. The matrices of a forecast are small: a second thread would take longer over
    # them, and a processor from whatever runs beside.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = list(sys.argv[1:] if arguments is None else arguments)
    safe_mode = "--safe-mode" in given
    opens_console, workspace = _console_call([word for word in given if word != "--safe-mode"])
    if opens_console:
        if not _has_display():
            sys.stderr.write(
                "There is no display for the console here; run it on a desktop, or use the commands that "
                "`revroute --help` lists.\n"
            )
            return 2
        # What is imported stays: to look for garbage among it takes a tenth of the start. The console looks
        # for it by itself once the window stands.
        gc.disable()
        from revroute_desktop.console.app import run

        return run(workspace, safe_mode=safe_mode)
    try:
        from revroute_desktop.cli.main import run as run_command

        return run_command(given)
    except KeyboardInterrupt:
        # Once a command has begun, it says itself what became of it; here is what comes before and after.
        sys.stderr.write("Stopped.\n")
        return 2


def _has_display() -> bool:
    """Tell whether a window can be shown; macOS and Windows always have where."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _console_call(given: list[str]) -> tuple[bool, Path | None]:
    """Tell whether the arguments only ask for the window: nothing, a workspace file, or `-w FILE`.

    `--safe-mode`, which only the window has, is left out before.
    """
    if not given:
        return True, None
    if len(given) == 1 and given[0].endswith(".revroute"):
        return True, Path(given[0])
    if len(given) == 2 and given[0] in ("-w", "--workspace"):
        return True, Path(given[1])
    return False, None


if __name__ == "__main__":
    sys.exit(main())
