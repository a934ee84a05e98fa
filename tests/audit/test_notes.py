import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit.notes import (
    LARGEST_NOTE,
    Checkpoint,
    NoteError,
    UnknownSignerError,
    Verifier,
    format_checkpoint,
    format_private_key,
    format_verifier_key,
    generate_key,
    open_note,
    parse_checkpoint,
    parse_note,
    parse_private_key,
    parse_verifier_key,
    sign_note,
    verifier_key,
)

ADA = generate_key("revroute/ada", bytes(range(32)))
BOB = generate_key("revroute/bob", bytes(range(1, 33)))
TEXT = "revroute/ada\nhello\n"

note_lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(c) for c in range(32)]))


@pytest.fixture(scope="module")
def vectors(shared_data):
    return json.loads((shared_data / "signed-note/vectors.json").read_text())


@pytest.fixture(scope="module")
def peter(vectors):
    return parse_verifier_key(vectors["keys"]["PeterNeumann"]["vkey"])


@pytest.fixture(scope="module")
def enoch(vectors):
    return parse_verifier_key(vectors["keys"]["EnochRoot"]["vkey"])


def signature_line(verifier, signature):
    return f"— {verifier.name} {b64encode(verifier.key_id + signature).decode()}\n"


def test_published_keys_read_and_write_back(vectors):
    for key in vectors["keys"].values():
        assert format_verifier_key(parse_verifier_key(key["vkey"])) == key["vkey"]
    peter = vectors["keys"]["PeterNeumann"]
    signer = parse_private_key(peter["skey"])
    assert format_private_key(signer) == peter["skey"]
    assert verifier_key(signer) == peter["vkey"]


def test_published_signatures_are_made_byte_for_byte(vectors):
    signer = parse_private_key(vectors["keys"]["PeterNeumann"]["skey"])
    assert sign_note(vectors["text"], [signer]) == vectors["text"] + "\n" + vectors["peter_sig"]


def test_published_notes_open_with_the_keys_that_are_known(vectors, peter, enoch):
    both = vectors["text"] + "\n" + vectors["peter_sig"] + vectors["enoch_sig"]
    assert open_note(both, [peter, enoch]).signed_by == (peter, enoch)
    assert open_note(both.encode(), [enoch]).signed_by == (enoch,)
    assert open_note(both, [peter]).text == vectors["text"]
    with pytest.raises(UnknownSignerError, match="PeterNeumann, EnochRoot"):
        open_note(both, [])


def test_a_signature_given_twice_counts_once(vectors, peter):
    assert open_note(vectors["text"] + "\n" + vectors["peter_sig"] * 2, [peter]).signed_by == (peter,)


def test_damaged_verifier_keys_are_refused(vectors):
    vkey = vectors["keys"]["PeterNeumann"]["vkey"]
    damaged = list(vectors["bad_vkeys"])
    damaged += [vkey[a:b] for a in range(len(vkey)) for b in range(a, len(vkey) + 1) if b - a < len(vkey)]
    damaged += [vkey[:i] + chr(ord(vkey[i]) + 1) + vkey[i + 1 :] for i in range(len(vkey))]
    for text in damaged:
        with pytest.raises(NoteError):
            parse_verifier_key(text)


def test_published_malformed_notes_are_refused(vectors, peter):
    text, signature = vectors["text"], vectors["peter_sig"]
    encoded = signature.split(" ")[2]
    malformed = [
        text,
        text + "\n",
        text + "\n" + signature[:-1],
        "\x01" + text + "\n" + signature,
        b"\xff" + (text + "\n" + signature).encode(),
        text + "\n" + "— Bad Name " + encoded,
        text + "\n" + signature + "Unexpected line.\n",
        text + "\n" + signature * 101,
    ]
    assert len(malformed) == len(vectors["malformed"])
    for note in malformed:
        with pytest.raises(NoteError) as caught:
            open_note(note, [peter])
        assert not isinstance(caught.value, UnknownSignerError)
    open_note(text + "\n" + signature * 100, [peter])


def test_the_examples_of_the_specifications_are_well_formed(vectors):
    note = parse_note(vectors["example_note"])
    assert note.text.endswith("raggio di sole:\n\ned è subito sera.\n")
    assert [signature.name for signature in note.signatures] == ["quasimodo.example/salvatore"]
    text = parse_note(vectors["example_checkpoint"]).text
    checkpoint = parse_checkpoint(text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert format_checkpoint(checkpoint) == text


@given(st.lists(note_lines, max_size=4).map(lambda lines: "".join(f"{line}\n" for line in ["x", *lines])))
def test_whatever_is_signed_opens_again(text):
    opened = open_note(sign_note(text, [ADA, BOB]), [BOB.verifier, ADA.verifier])
    assert (opened.text, opened.signed_by) == (text, (ADA.verifier, BOB.verifier))


@given(st.data())
def test_a_note_with_any_bit_flipped_does_not_open_as_another_text(data):
    note = bytearray(sign_note(TEXT, [ADA]).encode())
    note[data.draw(st.integers(0, len(note) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(NoteError):
        open_note(bytes(note), [ADA.verifier])


def test_a_wrong_signature_of_a_known_key_condemns_the_note_even_beside_a_right_one():
    right = sign_note(TEXT, [BOB])
    wrong = sign_note("other\n", [ADA]).rpartition("\n\n")[2]
    with pytest.raises(NoteError, match="revroute/ada on the note is wrong"):
        open_note(right + wrong, [ADA.verifier, BOB.verifier])
    assert open_note(right + wrong, [BOB.verifier]).signed_by == (BOB.verifier,)


@pytest.mark.parametrize("length", [1, 63, 65, 128])
def test_a_signature_of_the_wrong_length_is_wrong(length):
    signature = (ADA.private_key * 4)[:length]
    with pytest.raises(NoteError, match="is wrong"):
        open_note(f"{TEXT}\n{signature_line(ADA.verifier, signature)}", [ADA.verifier])


def test_another_key_of_the_same_name_is_unknown():
    other = generate_key(ADA.name, bytes(32))
    with pytest.raises(UnknownSignerError):
        open_note(sign_note(TEXT, [ADA]), [other.verifier])


@pytest.mark.parametrize("key", [b"\xff" * 32, b"\x02" + bytes(31)])
def test_a_public_key_that_is_no_point_verifies_nothing(key):
    broken = Verifier(ADA.name, key)
    with pytest.raises(NoteError, match="is wrong"):
        open_note(f"{TEXT}\n{signature_line(broken, bytes(64))}", [broken])


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\x01", "\u2003", "a\ud800"])
def test_a_key_name_that_a_note_cannot_carry_is_refused(name):
    with pytest.raises(NoteError, match="name"):
        generate_key(name, bytes(32))


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_of_the_wrong_length_is_refused(seed):
    with pytest.raises(NoteError, match="32 bytes"):
        generate_key("ada", seed)


def test_a_signer_does_not_show_its_secret():
    assert "private_key" not in repr(ADA)


@pytest.mark.parametrize(
    "change", [lambda t: t[8:], lambda t: t[:-1], lambda t: t.replace("ada", "adb"), str.lower]
)
def test_a_damaged_private_key_is_refused_without_being_shown(change):
    text = change(format_private_key(ADA))
    with pytest.raises(NoteError) as caught:
        parse_private_key(text)
    assert text.rpartition("+")[2] not in str(caught.value)


@pytest.mark.parametrize("text", ["", "no newline", "bell\x07\n", "tab\there\n", "carriage\r\n", "\ud800\n"])
def test_text_that_a_note_cannot_carry_is_not_signed(text):
    with pytest.raises(NoteError):
        sign_note(text, [ADA])


def test_a_note_without_a_signer_or_with_too_many_is_not_made():
    for signers in ([], [ADA] * 101):
        with pytest.raises(NoteError, match="1 to 100"):
            sign_note(TEXT, signers)


def test_a_huge_note_is_refused_unread():
    with pytest.raises(NoteError, match="over"):
        parse_note("x" * (LARGEST_NOTE + 1))


checkpoints = st.builds(
    Checkpoint,
    origin=note_lines.filter(bool),
    size=st.integers(0, 2**63 - 1),
    root=st.binary(min_size=32, max_size=32),
    extensions=st.lists(note_lines.filter(bool), max_size=3).map(tuple),
)


@given(checkpoints)
def test_a_checkpoint_reads_back_with_its_extension_lines(checkpoint):
    assert parse_checkpoint(format_checkpoint(checkpoint)) == checkpoint


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("", 1, bytes(32)),
        Checkpoint("a\nb", 1, bytes(32)),
        Checkpoint("a", -1, bytes(32)),
        Checkpoint("a", 10**20, bytes(32)),
        Checkpoint("a", 1, bytes(31)),
        Checkpoint("a", 1, bytes(32), ("",)),
        Checkpoint("a", 1, bytes(32), ("x\ny",)),
        Checkpoint("a", 1, bytes(32), ("x\x00",)),
    ],
)
def test_a_checkpoint_that_would_not_read_back_is_not_written(checkpoint):
    with pytest.raises(NoteError):
        format_checkpoint(checkpoint)


ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"a\n1\n{ROOT}",
        "a\n1\n",
        f"\n1\n{ROOT}\n",
        f"a\n01\n{ROOT}\n",
        f"a\n-1\n{ROOT}\n",
        f"a\n+1\n{ROOT}\n",
        f"a\n٣\n{ROOT}\n",
        f"a\n \n{ROOT}\n",
        f"a\n{'9' * 5000}\n{ROOT}\n",
        f"a\n1\n{ROOT[:-1]}\n",
        f"a\n1\n{ROOT[:-2]}J=\n",
        f"a\n1\n{ROOT}\n\n",
        f"a\r\n1\n{ROOT}\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text):
    with pytest.raises(NoteError):
        parse_checkpoint(text)
