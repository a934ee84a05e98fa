"""Generated revenue of several sources in one file."""

from pathlib import Path

from revroute_desktop.cli.demo_data import write_demo_files


def revenue_file(folder: Path, events: int) -> Path:
    """The demo's sources in one file: refunds, disputes, refused rows, conflicts and repeats among them."""
    lines: list[str] = []
    for part in write_demo_files(folder, events=events).files:
        head, *rows = part.read_text("utf-8").splitlines(keepends=True)
        lines += rows if lines else [head, *rows]
    path = folder / "revenue.csv"
    path.write_text("".join(lines), "utf-8")
    return path
