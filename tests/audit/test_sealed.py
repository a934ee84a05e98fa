from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit.sealed import LEAST_SALT, commitment

SALT = bytes(range(LEAST_SALT))


def test_b24_the_commitment_is_the_documented_hash():
    written_out = (
        b"revroute sealed text v1\n" + b"\0\0\0\0\0\0\0\x10" + SALT + b"\0\0\0\0\0\0\0\x03" + "né".encode()
    )
    assert commitment(SALT, "né") == sha256(written_out).digest()


@given(
    st.tuples(st.binary(min_size=16, max_size=40), st.text(st.characters(exclude_categories=["Cs"]))).flatmap(
        lambda seal: st.tuples(
            st.just(seal),
            st.tuples(st.binary(min_size=16, max_size=40), st.text(st.characters(exclude_categories=["Cs"]))),
        )
    )
)
def test_b24_another_salt_or_another_text_has_another_commitment(seals):
    one, other = seals
    assert (commitment(*one) == commitment(*other)) == (one == other)


def test_b24_bytes_cannot_move_between_salt_and_text():
    assert commitment(SALT + b"a", "bc") != commitment(SALT + b"ab", "c")


def test_b24_a_salt_short_enough_to_try_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        commitment(SALT[:-1], "ada")


def test_b24_text_that_utf8_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        commitment(SALT, "\ud800")
