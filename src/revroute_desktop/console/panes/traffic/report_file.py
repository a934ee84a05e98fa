"""A load run as a file for others: JSON, CSV, HTML as the terminal writes them, and PDF of the same."""

from pathlib import Path

from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.paper.pdf import write_pdf
from revroute_desktop.traffic.load.export import export_run
from revroute_desktop.traffic.load.run_document import run_document
from revroute_desktop.traffic.load.runs import load_run, seconds_of
from revroute_desktop.workspace import Sql


def write_report(sql: Sql, number: int, path: Path) -> Path:
    """Write a run as its suffix says: .json, .csv, .html or .pdf; raises UserError. Runs aside."""
    run, seconds = load_run(sql, number), seconds_of(sql, number)
    if path.suffix.lower() != ".pdf":
        export_run(run, seconds, path)
        return path
    part = path.with_name(f"{path.name}.part")
    try:
        write_pdf(run_document(run, seconds), part)
        part.replace(path)
    except OSError as error:
        raise UserError(tr("{path} can't be written: {fault}.", path=path, fault=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)
    return path
