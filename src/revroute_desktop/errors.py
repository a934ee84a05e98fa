"""The one kind of error that is meant for a person: bad input or a bad environment, in one sentence."""


class UserError(Exception):
    """Something the operator can mend.

    The message is one clear sentence (or two) that says what is wrong, where, and what to do. Whatever is not
    a `UserError` is a bug of the program and ends in a crash report.
    """


class Cancelled(UserError):
    """The person who started the work stopped it; what was committed before stays."""
