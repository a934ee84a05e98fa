"""Keeps the translations: collects the words of the console, merges them into the .ts files, makes the .qm.

    python packaging/translations.py            # lupdate, then lrelease
    python packaging/translations.py --check    # only say whether something is missing; status 1 if so

Qt's `lupdate` reads Python by its look and misses plurals and joined literals, so the calls of `tr` and
`later` are read from the syntax tree here and written down as the C++ that lupdate understands.
"""

import ast
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.analytics.metrics.catalogue import METRICS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "revroute_desktop"
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "Console"
LANGUAGES = ("de",)


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One text: `about` tells equal ones apart, `one` is the English singular of a `plural`."""

    text: str
    about: str = ""
    plural: bool = False
    one: str = ""


def collected(source: Path = SOURCE) -> list[Message]:
    """Return the texts of all modules, each once, in order: what the console says, and what the rooms below
    name: what the filters of tables are called and do, and the formulas of metrics.

    Raises ValueError with the place of a call whose text is put together at run time, or of a text that is
    once a count and once not.
    """
    found = {(metric.formula, ""): Message(metric.formula) for metric in METRICS}
    for path in sorted(source.rglob("*.py")):
        reads = _message if (source / "console") in path.parents else _of_filters
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                message = reads(node, f"{path.relative_to(source)}:{node.lineno}")
                if message is None:
                    continue
                before = found.setdefault((message.text, message.about), message)
                if before.plural != message.plural:
                    raise ValueError(
                        f"{path}:{node.lineno}: {message.text!r} is a count elsewhere, or is not"
                    )
    return sorted(found.values())


def _of_filters(call: ast.Call, place: str) -> Message | None:
    """Return the help of a filter's field, or the name of a table; None for other calls."""
    del place
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "Field" and len(call.args) > 2 and ast.unparse(call.args[1]).startswith("Type."):
        text = _literal(call.args[2])
        return None if text is None else Message(text)
    if name == "Table" and call.args:
        text = _literal(call.args[0])
        return None if text is None else Message(text, "a table")
    return None


def _message(call: ast.Call, place: str) -> Message | None:
    """Return the text of a call of `tr` or `later`; None for other calls and for `tr` of a constant."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in {"tr", "later"} or not call.args:
        return None
    named = {one.arg: one.value for one in call.keywords}
    text = _literal(call.args[0])
    if text is None:
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp) or name == "later":
            raise ValueError(f"{place}: the text of {name}() must be one literal")
        return None
    about = call.args[1] if len(call.args) > 1 else named.get("about")
    return Message(text, _literal(about) or "", "n" in named, _literal(named.get("one")) or "")


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def as_cpp(messages: list[Message]) -> str:
    """Write the texts as calls that lupdate understands."""
    lines = ["void words(int n) {"]
    for message in messages:
        if message.one:
            lines.append(f"    //: One: {' '.join(message.one.split())}")
        arguments = [f'"{CONTEXT}"', _quoted(message.text)]
        if message.about or message.plural:
            arguments.append(_quoted(message.about) if message.about else "nullptr")
        if message.plural:
            arguments.append("n")
        lines.append(f"    QCoreApplication::translate({', '.join(arguments)});")
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def update(ts: Path, messages: list[Message]) -> None:
    """Merge the texts into a .ts file: new ones come as unfinished, those that are used no more leave."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "words.cpp"
        source.write_text(as_cpp(messages), encoding="utf-8")
        _qt("lupdate", "-silent", "-locations", "none", "-no-obsolete", "-source-language", "en", str(source),
            "-ts", str(ts))  # fmt: skip


def release(ts: Path, qm: Path) -> None:
    """Compile a .ts file; texts that are not finished stay out."""
    _qt("lrelease", "-silent", str(ts), "-qm", str(qm))


def _qt(tool: str, *arguments: str) -> None:
    beside = Path(sys.executable).parent
    program = next(
        (p for p in (beside / f"pyside6-{tool}", beside / f"pyside6-{tool}.exe") if p.is_file()), None
    )
    done = subprocess.run(
        [str(program or f"pyside6-{tool}"), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{tool} failed: {done.stderr.strip() or done.stdout.strip()}")


def unfinished(ts: Path) -> int:
    """Return how many texts of a .ts file wait for a translation."""
    return ts.read_text(encoding="utf-8").count('type="unfinished"')


def check(ts: Path, messages: list[Message]) -> str:
    """Return what is wrong with a .ts file, "" for nothing: missing, left over or unfinished texts."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ts.name
        fresh.write_bytes(ts.read_bytes())
        update(fresh, messages)
        waiting = unfinished(fresh)
        if waiting:
            return f"{ts.name}: {waiting} of {len(messages)} texts are not translated"
        return "" if fresh.read_bytes() == ts.read_bytes() else f"{ts.name} is not up to date"


def main() -> int:
    """Bring every language up to date, or only look; returns the exit status."""
    messages = collected()
    wrong = []
    for language in LANGUAGES:
        ts = FOLDER / f"revroute_{language}.ts"
        if "--check" not in sys.argv:
            update(ts, messages)
            release(ts, ts.with_suffix(".qm"))
        wrong.append(check(ts, messages))
    print("\n".join(filter(None, wrong)) or f"{len(messages)} texts, all translated")
    return 1 if any(wrong) and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
