"""A crash report tells where the program failed, and nothing of the books."""

from revroute_desktop.processes.crash_report import KEPT_MAX, crash_text, save_crash


def _fail_with(secret: str) -> BaseException:
    try:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"row {secret}") from error
    except ValueError as error:
        return error


def test_a_report_names_kinds_and_places_and_quotes_nothing() -> None:
    text = crash_text(_fail_with("4111 1111 1111 1111"))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "in _fail_with" in text
    assert "4111" not in text


def test_only_the_newest_reports_are_kept() -> None:
    paths = [save_crash(_fail_with("x")) for _ in range(KEPT_MAX + 3)]
    kept = paths[-1]
    assert kept is not None
    assert len(list(kept.parent.iterdir())) == KEPT_MAX
    assert kept.exists()
