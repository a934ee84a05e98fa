"""Folders, or zip files, that appear whole or not at all."""

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revroute_desktop.errors import UserError


@contextmanager
def made_whole(output: Path) -> Iterator[Path]:
    """A draft folder that becomes `output` at the end: a folder, or a zip where its name ends so.

    Raises UserError where `output` is there already or cannot be written.
    """
    if output.exists():
        raise UserError(f"{output} is there already: name a new folder, or remove that one.")
    draft = output.with_name(f"{output.name}.{os.getpid()}.part")
    packed = output.with_name(f"{output.name}.{os.getpid()}.zip.part")
    try:
        draft.mkdir()
        yield draft
        if output.suffix.lower() == ".zip":
            _pack(draft, packed, output.stem)
            packed.replace(output)
        else:
            draft.replace(output)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        packed.unlink(missing_ok=True)


def _pack(folder: Path, target: Path, name: str) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
