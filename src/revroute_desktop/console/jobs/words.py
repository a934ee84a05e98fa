"""What a job is called in the window, where nobody gave it a title."""

from collections.abc import Sequence
from pathlib import PurePath

from revroute_desktop.console.translate import later, tr

_WORDS = {
    ("route",): later("Route what waits"),
    ("verify", "--replay"): later("Verify with replay"),
    ("verify",): later("Verify"),
    ("audit", "checkpoint"): later("Sign a checkpoint"),
    ("audit", "prove"): later("Prove"),
    ("audit", "bundle"): later("Auditor's bundle"),
    ("release",): later("Release holds"),
    ("simulate",): later("Simulate"),
    ("plan", "publish"): later("Publish"),
    ("import", "revenue"): later("Import"),
    ("import", "undo"): later("Undo an import"),
    ("traffic", "import"): later("Import a log"),
    ("traffic", "follow"): later("Follow a log"),
    ("traffic", "run"): later("Load run"),
    ("forecast",): later("Forecast"),
    ("anomalies",): later("Anomalies"),
    ("report",): later("Report"),
}
_LONGEST = 60


def job_words(arguments: Sequence[str]) -> str:
    """Name a job after its command and its file: "Import stripe-2026-11-03.csv"."""
    said = next((tr(title) for words, title in _WORDS.items() if tuple(arguments[: len(words)]) == words), "")
    files = [PurePath(word).name for word in arguments if "/" in word or "\\" in word]
    if not said:
        return " ".join(arguments)[:_LONGEST]
    return f"{said} {files[0]}" if files else said
