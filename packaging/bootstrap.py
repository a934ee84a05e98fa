"""Prepare this checkout: a virtual environment with hashed requirements, the program in it, Qt's libraries.

    python3 packaging/bootstrap.py run     what the program needs
    python3 packaging/bootstrap.py test    that, and what `make test` needs

The environment is .venv at the top of the checkout. A stamp in it says what it was made from; while that
still holds nothing is done and no network is used. Only the standard library is needed. This file (not its
neighbours) keeps to what Python 3.7 can read, so that an old `python3` can look for a newer one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
"""The Python versions for which all requirements have wheels."""

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "setup.json"
REQUIREMENTS = {
    "run": ("requirements.txt", "requirements-build.txt"),
    "test": ("requirements-dev.txt",),
}
"""The requirement files of each mode; what "test" installs holds all of "run"."""
COVERED = {"run": ("run",), "test": ("run", "test")}
"""The modes that are ready once the one at the left is."""


def main(arguments: list[str]) -> int:
    """Bring .venv to what the mode asks for; the exit code is 0 only when it is there."""
    if len(arguments) != 1 or arguments[0] not in REQUIREMENTS:
        print("usage: python3 packaging/bootstrap.py run|test", file=sys.stderr)
        return 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _run_with_other_python(arguments)
    try:
        _prepare(arguments[0])
    except subprocess.CalledProcessError as failure:
        command = " ".join(str(part) for part in failure.cmd)
        _say(f"this failed, its own message is above: {command}; mend that and give the same command again")
        return 1
    return 0


def _prepare(mode: str) -> None:
    """Do what is missing for `mode`, and note each finished part in the stamp.

    Raises subprocess.CalledProcessError when a step fails, SystemExit when something is missing that only a
    person can install.
    """
    wanted = _wanted(mode)
    made = _read_stamp()
    if made.get("python") != wanted["python"]:
        made = {}
        _make_environment()
        _write_stamp(made, python=wanted["python"])
    if made.get(mode) != wanted[mode]:
        _say("installing the pinned packages into .venv")
        for part in REQUIREMENTS:
            made.pop(part, None)  # this may change what another mode had installed
        _write_stamp(made)
        files = [argument for name in REQUIREMENTS[mode] for argument in ("-r", str(PACKAGING / name))]
        _pip("--require-hashes", "--only-binary=:all:", *files)
        _write_stamp(made, **{covered: _digest(*REQUIREMENTS[covered]) for covered in COVERED[mode]})
    if made.get("project") != wanted["project"]:
        _say("installing the program itself, in place")
        _pip("--no-index", "--no-build-isolation", "--no-deps", "--editable", str(ROOT))
        _write_stamp(made, project=wanted["project"])
    system = f"system-{mode}"
    if made.get(system) != wanted[system]:
        import system_packages  # late: most runs find the stamp good and end before

        if system_packages.provide(tests=mode == "test"):
            _write_stamp(made, **{f"system-{covered}": wanted[system] for covered in COVERED[mode]})


def _wanted(mode: str) -> dict[str, str]:
    """Return what the stamp must say for `mode`, part by part."""
    version = "{}.{}".format(*sys.version_info[:2])
    display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return {
        "python": f"{version} {ROOT}",  # scripts in a venv hold its path: a moved checkout needs a new one
        mode: _digest(*REQUIREMENTS[mode]),
        "project": _digest("../pyproject.toml"),
        # With a display Qt needs more, so what was complete without one may not be with one.
        f"system-{mode}": _digest("system_packages.py") + (" display" if display else ""),
    }


def _digest(*names: str) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update((PACKAGING / name).read_bytes())
    return digest.hexdigest()


def _read_stamp() -> dict[str, str]:
    """Return the stamp, empty when there is none or the Python that the environment was made from is gone."""
    if not VENV_PYTHON.exists():
        return {}
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def _write_stamp(made: dict[str, str], **parts: str) -> None:
    made.update(parts)
    STAMP.write_text(json.dumps(made, indent=1), "utf-8")


def _make_environment() -> None:
    """Create .venv anew, first getting ensurepip where Debian has split it off from Python."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        import system_packages

        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not system_packages.apt_install([package]):
            raise SystemExit(
                f"setup: {sys.executable} cannot make virtual environments; install its venv module "
                f"(Debian and Ubuntu: sudo apt-get install {package}) and give the same command again"
            ) from None
    _say(f"making .venv with Python {sys.version.split()[0]}")
    # A child, because an ensurepip that apt has just brought is not seen by this process.
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def _pip(*arguments: str) -> None:
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    subprocess.run([*pip, "install", *arguments], check=True, stdin=subprocess.DEVNULL)


def _run_with_other_python(arguments: list[str]) -> int:
    """Give the same command to the newest supported Python that is installed here."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        candidates = [[f"python3.{minor}"], ["py", f"-3.{minor}"]]
        for candidate in candidates:
            # A name on the path may be a mere shim without that version behind it, so it has to answer.
            if shutil.which(candidate[0]) and _answers(candidate, minor):
                return subprocess.run([*candidate, str(Path(__file__)), *arguments], check=False).returncode
    _say(
        "this needs Python {}.{} to {}.{}, and finds only {}; install one of them "
        "(Debian and Ubuntu: sudo apt-get install python3 python3-venv)".format(
            *OLDEST, *NEWEST, sys.version.split()[0]
        )
    )
    return 1


def _answers(command: list[str], minor: int) -> bool:
    probe = f"import sys; sys.exit(sys.version_info[:2] != (3, {minor}))"
    silent = subprocess.DEVNULL
    return subprocess.run([*command, "-c", probe], stdout=silent, stderr=silent, check=False).returncode == 0


def _say(message: str) -> None:
    print(f"setup: {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
