"""The operator's rules of traffic as text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.judged import Rules
from revroute_desktop.traffic.meaning.paths import PathRule
from revroute_desktop.traffic.revenue_keys import JoinRules
from revroute_desktop.traffic.rules_text import read_rules_file, read_rules_text, write_rules_text

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(
    st.lists(st.ip_addresses().map(str), max_size=3, unique=True),
    st.lists(WORDS, max_size=3),
    st.dictionaries(st.ip_addresses(v=4).map(str), WORDS, max_size=3),
    st.dictionaries(WORDS, WORDS, max_size=3),
    st.integers(0, 400),
)
def test_what_is_written_is_read_again(
    addresses: list[str], words: list[str], ranges: dict[str, str], paths: dict[str, str], days: int
) -> None:
    rules = Rules(
        own=tuple(addresses),
        trusted=tuple(addresses[:1]),
        bot_ranges="".join(f"{network} {label}\n" for network, label in ranges.items()),
        hosts=tuple(words),
        paths=tuple(PathRule(pattern, group) for pattern, group in paths.items()),
        address_days=days,
    )
    join = JoinRules(parameters=tuple(words), paths=("/o/{id}",), attributes=())
    assert read_rules_text(write_rules_text(rules, join)) == (rules, join)


def test_what_is_left_out_is_as_in_a_new_workspace() -> None:
    assert read_rules_text("") == (Rules(), JoinRules())
    assert read_rules_text("hosts: [shop.example]\norder_ids:\n")[0] == Rules(hosts=("shop.example",))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hosts: [a]\nproxies: [b]", r"line 2: 'proxies' is no rule; there are own_addresses"),
        ("hosts: a", "line 1: hosts takes a list"),
        ("bot_ranges: [a]", "line 1: bot_ranges takes lines"),
        ("order_ids:\n  names: [a]", "line 2: 'names' is no rule"),
        ("keep_addresses_days: ever", "keep_addresses_days takes whole days"),
        ("own_addresses: [here]", "'here' is no address"),
        ("bot_ranges: {here: x}", "begins with 'here'"),
        ("order_ids: {paths: [/o]}", "needs {id} once"),
        ("a: [", "line 1: it is not YAML here"),
        ("- a", "takes lines such as"),
    ],
)
def test_a_text_that_is_none_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(UserError) as error:
        read_rules_text(text)
    assert says in str(error.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"):
        read_rules_file(tmp_path / "none.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="not UTF-8"):
        read_rules_file(tmp_path / "odd.yaml")
