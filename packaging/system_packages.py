"""The system libraries that Qt needs and the programs that tests need: what is missing, and getting it.

What is there is found by loading it, not by asking a package manager, so that any distribution's package (or
a library built by hand) counts. On macOS and Windows nothing is needed: their Qt wheels carry it all.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt loads even offscreen: shared object name to Debian package."""

WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""What Qt loads beside these to open a window on X11."""

TEST_PROGRAMS = {
    "hledger": "hledger",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "Xvfb": "xvfb",
}
"""What tests run as outside programs: executable to Debian package."""

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_PACKAGE = "fonts-dejavu-core"


class Need(NamedTuple):
    """Something missing on this machine: its own name, its Debian package, whether it must be there."""

    name: str
    package: str
    required: bool


def provide(*, tests: bool) -> bool:
    """Install what is missing where we may, say exactly what is missing where we may not.

    `tests` adds the outside programs of the tests. Returns whether nothing is missing any more. Raises
    SystemExit when Qt could not even start without it (or, where CI=true, a test could not run).
    """
    if not sys.platform.startswith("linux"):
        return True
    needs = missing(tests=tests)
    if needs and apt_install([need.package for need in needs]):
        needs = missing(tests=tests)
    if not needs:
        return True
    names = ", ".join(f"{need.name} (Debian and Ubuntu: {need.package})" for need in needs)
    packages = " ".join(need.package for need in needs)
    message = f"missing on this machine: {names}; to install: sudo apt-get install {packages}"
    if any(need.required for need in needs):
        raise SystemExit(f"setup: {message}")
    _say(f"{message}; going on without")
    return False


def missing(*, tests: bool) -> list[Need]:
    """Return what is not on this machine."""
    ci = os.environ.get("CI") == "true"
    needs = [Need(name, package, True) for name, package in QT_LIBRARIES.items() if not _loads(name)]
    if not _has_font():
        needs.append(Need("any TrueType font", FONT_PACKAGE, False))
    window = bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")
    needs += [Need(name, package, window) for name, package in WINDOW_LIBRARIES.items() if not _loads(name)]
    if tests:
        # Without one of these, the tests that use it skip and say why; under CI=true nothing may skip.
        programs = TEST_PROGRAMS.items()
        needs += [Need(name, package, ci) for name, package in programs if shutil.which(name) is None]
    return needs


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages, refreshing the lists first; returns whether apt may be used and did it."""
    prefix = _apt_privilege()
    if prefix is None:
        return False
    _say("installing with apt: " + " ".join(packages))
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    _quietly([*apt, "update"])
    return _quietly([*apt, "install", "-y", "--no-install-recommends", *packages])


def _say(message: str) -> None:
    """Tell the person one line on the error stream, so that the program's own output stays clean."""
    print(f"setup: {message}", file=sys.stderr, flush=True)


def _quietly(command: list[str]) -> bool:
    """Run `command`, showing what it printed only when it fails."""
    run = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if run.returncode:
        sys.stderr.write(run.stdout.decode("utf-8", "replace"))
    return run.returncode == 0


def _apt_privilege() -> list[str] | None:
    """Return what to put before apt-get to be let install: nothing for root, None where it can't be."""
    if shutil.which("apt-get") is None or sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    silent = subprocess.DEVNULL
    allowed = subprocess.run(["sudo", "-n", "true"], stdin=silent, stdout=silent, stderr=silent, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    for folder in FONT_FOLDERS:
        for _, _, files in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith((".ttf", ".otf", ".ttc")) for name in files):
                return True
    return False
