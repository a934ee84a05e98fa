"""Write the requirement files from pyproject.toml: every version pinned, every file of it by its hash.

    python packaging/lock.py [--upgrade]

Four files come out, each good for every platform and Python version that the program supports (a line that
only some need carries a marker):

- requirements.txt: what the program needs to run
- requirements-build.txt: what builds the program itself, so that no build downloads anything unpinned
- requirements-dev.txt: both of these, and the tools of `make test`
- requirements-lock.txt: the resolver that this script runs

Pins that still fit pyproject.toml are kept; `--upgrade` takes the newest of everything. No other script asks
the package index which versions exist.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
RESOLVER_VENV = ROOT / "build" / "lock-venv"
HEADER = "# Made by `make lock` from pyproject.toml; not edited by hand.\n"
RESOLVER = ["uv>=0.9"]
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-config",
)


def main() -> int:
    """Write the four files; the exit code is that of the first step that fails."""
    parser = argparse.ArgumentParser(description="pin the requirements of pyproject.toml by hash")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade: bool = parser.parse_args().upgrade

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime: list[str] = project["project"]["dependencies"]
    tools: list[str] = project["project"]["optional-dependencies"]["dev"]
    build: list[str] = project["build-system"]["requires"]
    try:
        uv = _resolver()
        # The widest set is resolved first; the others take their versions from it, so that all files agree.
        development = _lock(uv, "requirements-dev.txt", [*runtime, *tools, *build], upgrade=upgrade)
        _lock(uv, "requirements.txt", runtime, constraints=development)
        _lock(uv, "requirements-build.txt", build, constraints=development)
        _lock(uv, "requirements-lock.txt", RESOLVER, upgrade=upgrade)
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    return 0


def _resolver() -> Path:
    """Return the resolver's executable, installed from its own hashed requirements in a venv of its own."""
    binaries = RESOLVER_VENV / ("Scripts" if sys.platform == "win32" else "bin")
    python = binaries / "python"
    if not (RESOLVER_VENV / "pyvenv.cfg").exists():
        venv.create(RESOLVER_VENV, with_pip=True)
    requirements = str(PACKAGING / "requirements-lock.txt")
    subprocess.run([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements], check=True)
    return binaries / "uv"


def _lock(
    uv: Path, name: str, requirements: list[str], *, upgrade: bool = False, constraints: Path | None = None
) -> Path:
    """Resolve `requirements` for all platforms into the file `name` and return its path."""
    target = PACKAGING / name
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.in"
        wanted.write_text("\n".join(requirements) + "\n", "utf-8")
        command = [str(uv), "pip", "compile", str(wanted), "--quiet", f"--output-file={target}", *OPTIONS]
        if upgrade:
            command.append("--upgrade")
        if constraints:
            command.append(f"--constraints={constraints}")
        subprocess.run(command, check=True)
    target.write_text(HEADER + target.read_text("utf-8"), "utf-8")
    return target


if __name__ == "__main__":
    sys.exit(main())
