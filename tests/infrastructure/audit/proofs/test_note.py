"""Notes and keys are read as strictly as others read them, or two programs would disagree."""

import json
from pathlib import Path
from typing import NotRequired

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from domain.errors import Malformed
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import from_base64
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, PRIME, WITNESS, Note, Signature, Verifier
from tests.infrastructure.audit.given import signer


class Opened(TypedDict):
    id: str
    note: str
    trusted_vkeys: list[str]
    valid: bool
    verified_names: NotRequired[list[str]]


class Signed(TypedDict):
    skey: str
    text: str
    note: str


class Told(TypedDict):
    vkeys_valid: list[str]
    vkeys_invalid: list[str]
    sign: list[Signed]
    open: list[Opened]
    open_invalid_utf8_hex: list[str]


FILE = Path(__file__).parents[3] / "data" / "merkle_vectors.json"
TOLD = TypeAdapter(Told).validate_python(json.loads(FILE.read_text("utf-8"))["signed_note"])
TEXT = "example.org/register\n1\nroot\n"


def opens(content: bytes, keys: list[str]) -> list[str] | None:
    """Return the names that signed, None where the note is refused."""
    try:
        found = Note.parse(content).signed_by([Verifier.parse(key) for key in keys])
    except (Malformed, NotProven):
        return None
    return [key.name for key in found]


@pytest.mark.parametrize("text", TOLD["vkeys_valid"])
def test_reads_published_keys(text: str) -> None:
    """A key is written in one way only."""
    assert str(Verifier.parse(text)) == text


def test_refuses_every_key_with_anything_changed() -> None:
    """One letter that was typed wrong must not become a key that nobody has."""
    refused = []
    for text in TOLD["vkeys_invalid"]:
        try:
            Verifier.parse(text)
        except Malformed:
            refused.append(text)

    assert len(refused) == len(TOLD["vkeys_invalid"]) == 199


@pytest.mark.parametrize("told", TOLD["open"], ids=[each["id"] for each in TOLD["open"]])
def test_judges_published_notes(told: Opened) -> None:
    """What others accept we accept, and nothing else."""
    found = opens(told["note"].encode(), told["trusted_vkeys"])

    assert found == (told.get("verified_names") if told["valid"] else None)


@pytest.mark.parametrize("content", TOLD["open_invalid_utf8_hex"])
def test_refuses_bytes_that_are_no_text(content: str) -> None:
    """Two readers could see two texts in them."""
    assert opens(bytes.fromhex(content), TOLD["vkeys_valid"]) is None


@pytest.mark.parametrize("told", TOLD["sign"])
def test_signs_as_published(told: Signed) -> None:
    """Ed25519 gives one signature, so it can be compared byte for byte."""
    name, _, encoded = told["skey"].removeprefix("PRIVATE+KEY+").split("+", 2)
    private = Ed25519PrivateKey.from_private_bytes(from_base64(encoded, "a key")[1:])
    key = Signer(
        Path("none"), Verifier(name, LOG, private.public_key().public_bytes_raw()), private
    )

    assert bytes(Note(told["text"], (key.sign(told["text"]),))).decode() == told["note"]


class TestWitness:
    """A witness's signature says when."""

    def test_says_when(self, tmp_path: Path) -> None:
        """The time is what makes a back-dated entry show."""
        key = signer(tmp_path, "kenya.example", WITNESS)
        note = Note(TEXT, (key.sign(TEXT, 1_795_559_770),))

        assert Note.parse(bytes(note)).signed_by([key.verifier]) == {key.verifier: 1_795_559_770}

    def test_the_earliest_of_several_counts(self, tmp_path: Path) -> None:
        """Who looks every day signs the same checkpoint again."""
        key = signer(tmp_path, "kenya.example", WITNESS)
        note = Note(TEXT, (key.sign(TEXT, 5), key.sign(TEXT, 9), key.sign(TEXT, 7)))

        assert note.signed_by([key.verifier]) == {key.verifier: 5}

    def test_another_time_does_not_fit(self, tmp_path: Path) -> None:
        """The time is signed, too."""
        key = signer(tmp_path, "kenya.example", WITNESS)
        told = key.sign(TEXT, 5)
        moved = Signature(told.name, told.key_id, (6).to_bytes(8, "big") + told.value[8:])

        with pytest.raises(NotProven, match=r"by kenya\.example does not fit"):
            Note(TEXT, (moved,)).signed_by([key.verifier])

    def test_a_time_beyond_all_clocks_is_refused(self, tmp_path: Path) -> None:
        """Other programs read it as a negative number."""
        key = signer(tmp_path, "kenya.example", WITNESS)

        with pytest.raises(NotProven, match="an invalid time"):
            Note(TEXT, (key.sign(TEXT, 2**63),)).signed_by([key.verifier])

    @pytest.mark.parametrize("value", [b"", b"\0" * 8, b"\0" * 71, b"\0" * 73])
    def test_a_signature_of_another_length_is_refused(self, value: bytes, tmp_path: Path) -> None:
        """Never a traceback."""
        key = signer(tmp_path, "kenya.example", WITNESS)

        with pytest.raises(NotProven):
            key.verifier.check(TEXT, value)


@pytest.mark.parametrize("name", ["", "a b", "a\u00a0b", "a\u2003b", "a\x00b"])
def test_refuses_a_name_that_would_break_a_line(name: str) -> None:
    """A space in a name would move the signature."""
    with pytest.raises(Malformed, match="a name of a key"):
        Verifier.parse(f"{name}+00000000+AAAA")


@pytest.mark.parametrize(
    "line",
    [
        "- a AAAAAAA=",
        "\u2014 a AAAA",
        "\u2014 a",
        "\u2014 a b c",
        "\u2014 a A===",
        "\u2014 a AAAAAAB=",
    ],
)
def test_refuses_a_line_that_is_no_signature(line: str) -> None:
    """Whatever is under the note is a signature, or the note is refused."""
    with pytest.raises(Malformed):
        Note.parse(f"text\n\n{line}\n".encode())


def test_refuses_a_key_of_an_unknown_kind() -> None:
    """A kind that is not known cannot be checked."""
    key = Verifier("a", 2, bytes(32))

    with pytest.raises(Malformed, match="an Ed25519 key"):
        Verifier.parse(str(key))


SMALL = (0, 1, PRIME - 1)
ALSO_SMALL = [
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
]


@pytest.mark.parametrize(
    "public",
    [y.to_bytes(32, "little") for y in (*SMALL, PRIME, PRIME + 1, 2**255 - 1)] + ALSO_SMALL,
    ids=bytes.hex,
)
def test_refuses_a_key_that_everybody_can_sign_with(public: bytes) -> None:
    """Its owner could deny whatever it signed, and a split view would prove nothing."""
    for key in (public, public[:-1] + bytes([public[-1] | 0x80])):  # with either sign
        with pytest.raises(
            Malformed, match=r"Anybody could sign with the key of a\. Ask its owner"
        ):
            Verifier.parse(str(Verifier("a", LOG, key)))


def test_such_a_key_signs_without_its_other_half() -> None:
    """This is why they are refused: nobody has drawn this signature."""
    identity = (1).to_bytes(32, "little")
    forged = identity + bytes(32)

    assert Verifier("a", LOG, identity).check("whatever you like\n", forged) == 0
