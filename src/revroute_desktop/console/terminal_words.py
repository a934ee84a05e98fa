"""Sentences of the rooms below, which name commands of the terminal, in the words of the window."""

import re

from revroute_desktop.console.actions import SPECS
from revroute_desktop.console.translate import later, tr

_COMMAND = re.compile(r"`revroute ([a-z-]+(?: [a-z-]+)?)[^`]*`")

_ACTIONS = {
    "verify": "audit.verify",
    "audit checkpoint": "audit.checkpoint",
    "audit accept-rollback": "audit.accept",
    "audit checkpoints": "go.audit",
    "route": "route.waiting",
    "plan publish": "plan.publish",
    "init": "workspace.new",
    "jobs retry": "go.system",
    "jobs schedule": "go.system",
    "event list": "go.routing",
    "events": "go.routing",
    "traffic run": "traffic.run",
    "anomalies": "analytics.anomalies",
    "explain": "go.routing",
    "account list": "go.routing",
    "quarantine list": "go.routing",
    "import list": "go.routing",
}
"""The action that does in the window what a command does."""

_PHRASES = {
    " (with --new the same command does)": later(" (“New account”, in Accounts)"),
    "raise --factor, or give it more time with --in": later("raise the factor, or give it more minutes"),
}

_FIELDS = {
    "external_id": later("External id"),
    "occurred_at.formats": later("How times are written"),
    "occurred_at": later("Time"),
    "amount": later("Amount"),
    "currency": later("Currency"),
    "kind": later("Kind"),
    "source": later("Source"),
    "attributes": later("Attributes"),
    "profile": later("Name of the profile"),
}
_OF_PROFILE = re.compile(r"^Line \d+ of the profile (?:needs )?at ([a-z_]+(?:\.[a-z_]+)?)[\w.]*:? ?")


def in_window(sentence: str) -> str:
    """Return a sentence with the window's actions in place of commands of the terminal."""
    for phrase, words in _PHRASES.items():
        sentence = sentence.replace(phrase, tr(words))
    return _COMMAND.sub(_named, sentence)


def of_wizard(sentence: str) -> str:
    """Return what is wrong with a profile that no person has as a text: by the field of the form."""
    found = _OF_PROFILE.match(sentence)
    if found is None:
        return in_window(sentence)
    words = _FIELDS.get(found[1]) or _FIELDS.get(found[1].partition(".")[0])
    if words is None:
        return in_window(sentence)
    return tr("{field}: {what}", field=tr(words), what=sentence[found.end() :])


def _named(found: re.Match[str]) -> str:
    command = found[1]
    action = _ACTIONS.get(command) or _ACTIONS.get(command.partition(" ")[0])
    return tr("“{action}”", action=tr(SPECS[action].title)) if action is not None else found[0]
