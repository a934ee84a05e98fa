"""Where in the text of a question the fault lies that SQLite names."""

import re
import sqlite3
from dataclasses import dataclass
from typing import Final

_NEAR: Final = re.compile(r'near "(.*)": syntax error', re.DOTALL)
_TOKEN: Final = re.compile(r'unrecognized token: "(.*)"', re.DOTALL)
_NAMED: Final = re.compile(
    r"(?:no such (?:column|table|function)|ambiguous column name|wrong number of arguments to function)"
    r":? (?:\w+\.)?([\w.]+)"
)
_APART: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
"""Texts and comments, in which no name is looked for."""

_TRIES: Final = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text: from `start` on, `length` characters, in `line` (from 1)."""

    start: int
    length: int
    line: int


def place_of(sql: sqlite3.Connection, question: str, fault: str) -> Place | None:
    """Return where the fault of a question is, None where its words do not tell."""
    if "incomplete input" in fault:
        return _place(question, len(question.rstrip()), 0)
    near = _NEAR.search(fault)
    if near is not None:
        return _near(sql, question, near[1])
    token = _TOKEN.search(fault)
    if token is not None:
        at = question.find(token[1])
        return None if at < 0 else _place(question, at, len(token[1]))
    named = _NAMED.search(fault)
    if named is None:
        return None
    name = named[1].rpartition(".")[2]
    bare = _APART.sub(lambda part: " " * len(part[0]), question)
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bare, re.IGNORECASE)
    return None if found is None else _place(question, found.start(), len(name))


def _near(sql: sqlite3.Connection, question: str, word: str) -> Place | None:
    """Return the occurrence of a word at which the text up to its end is as wrong as the whole."""
    at = -1
    for _ in range(_TRIES):
        at = question.find(word, at + 1)
        if at < 0:
            return None
        try:
            sql.execute(f"EXPLAIN {question[: at + len(word)]}")
        except (sqlite3.Error, sqlite3.Warning) as error:
            near = _NEAR.search(str(error))
            if near is not None and near[1] == word:
                return _place(question, at, len(word))
    return None


def _place(question: str, start: int, length: int) -> Place:
    return Place(start, length, question.count("\n", 0, start) + 1)
