"""Signed notes (C2SP `signed-note`): a text, and one line for each signature.

There are two kinds of keys: of a log (Ed25519, type 1), and of a witness (`cosignature/v1`, type
4), which signs the time, too. A log signs a second time as a witness does, with the same key, to
say when it made the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import from_base64, to_base64

LOG, WITNESS = 1, 4
KINDS = {"log": LOG, "witness": WITNESS}
MOST_SIGNATURES = 100
KEY_SIZE, ID_SIZE, TIME_SIZE = 32, 4, 8
LATEST = 2**63 - 1  # seconds
PRIME = 2**255 - 19
_SMALL = frozenset(
    {
        0,
        1,
        PRIME - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)
"""The y of the eight points of small order on Edwards25519.

With such a public key, a signature can be made that is valid for any text.
"""
_DASH = "\u2014 "


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a key, with the name that its owner signs under."""

    name: str
    kind: int
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key as it is published: `name+id+base64`.

        Raises:
            Malformed: it is not of that form, or of a kind that is not used here, or of no use.
        """
        name, _, rest = text.partition("+")
        key_id, _, encoded = rest.partition("+")
        must_be_name(name)
        material = from_base64(encoded, worded("a public key"))
        if len(material) != 1 + KEY_SIZE or material[0] not in KINDS.values():
            raise Malformed.expected(worded("an Ed25519 key of a log or a witness"), text)
        key = cls(name, material[0], material[1:])
        if _is_weak(key.public):
            raise Malformed(
                "Anybody could sign with the key of {name}. Ask its owner for another.", name=name
            )
        if key.key_id.hex() != key_id:
            raise Malformed(
                "The key of {name} has the id {right}, not {wrong}.",
                name=name,
                right=key.key_id.hex(),
                wrong=key_id[:20],
            )
        return key

    @property
    def key_id(self) -> bytes:
        """The first four bytes of a hash of name, kind and key."""
        material = b"\n" + bytes([self.kind]) + self.public
        return sha256(self.name.encode() + material).digest()[:ID_SIZE]

    @property
    def dated(self) -> "Verifier":
        """The same key, where it signs with a time."""
        return replace(self, kind=WITNESS)

    def __str__(self) -> str:
        material = to_base64(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.key_id.hex()}+{material}"

    def check(self, text: str, value: bytes) -> int:
        """Check a signature, and return when it was made: seconds since 1970, 0 if not said.

        Raises:
            NotProven: it is not this key's signature of this text.
        """
        head = TIME_SIZE if self.kind == WITNESS else 0
        moment = int.from_bytes(value[:head], "big")
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public)
            key.verify(value[head:], message(self.kind, text, moment))
        except (InvalidSignature, ValueError) as error:
            raise NotProven(
                "The signature by {name} does not fit the text.", name=self.name
            ) from error
        if moment > LATEST:
            raise NotProven("The signature by {name} has an invalid time.", name=self.name)
        return moment


def message(kind: int, text: str, moment: int) -> bytes:
    """Return the bytes that a key of this kind signs."""
    signed = f"cosignature/v1\ntime {moment}\n{text}" if kind == WITNESS else text
    return signed.encode()


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note; its name and key id are a claim until it is checked."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a newline, and its signatures in order."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read a note.

        Raises:
            Malformed: it is not one, byte for byte.
        """
        try:
            whole = content.decode()
        except UnicodeDecodeError as error:
            raise Malformed("A signed note is text in UTF-8, and this is not.") from error
        if any(letter < " " and letter != "\n" for letter in whole):
            raise Malformed("A signed note has no control characters, and this one has.")
        text, blank, lines = whole.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise Malformed("A signed note ends with a blank line and signatures; this does not.")
        signatures = tuple(map(_signature, lines[:-1].split("\n")))
        if len(signatures) > MOST_SIGNATURES:
            raise Malformed("A signed note has at most {most} signatures.", most=MOST_SIGNATURES)
        return cls(f"{text}\n", signatures)

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(map(str, self.signatures))}".encode()

    def with_signature(self, *more: Signature) -> Self:
        """Return the note with more lines under it."""
        return replace(self, signatures=(*self.signatures, *more))

    def signed_by(self, keys: Sequence[Verifier]) -> dict[Verifier, int]:
        """Return which of these keys signed, and when, as `Verifier.check` says.

        Lines of other keys are passed over. Where one key signed more than once, each line is
        checked and the earliest time counts.

        Raises:
            NotProven: a line of one of these keys does not fit, or there is none.
        """
        known = {(key.name, key.key_id): key for key in keys}
        found: dict[Verifier, int] = {}
        for line in self.signatures:
            key = known.get((line.name, line.key_id))
            if key is not None:
                moment = key.check(self.text, line.value)
                found[key] = min(moment, found.get(key, moment))
        if not found:
            raise NotProven("Nobody whom you trust has signed it.")
        return found


def must_be_name(name: str) -> None:
    """Refuse what cannot be the name of a key.

    Raises:
        Malformed: it is empty, or has spaces, control characters or a plus sign.
    """
    if not name or "+" in name or not name.isprintable() or any(map(str.isspace, name)):
        raise Malformed.expected(worded("a name of a key, without spaces or plus signs"), name)


def _is_weak(public: bytes) -> bool:
    """Say whether a key is a point of small order, or not in its one valid encoding."""
    y = int.from_bytes(public, "little") & ~(1 << 255)
    return y >= PRIME or y in _SMALL


def _signature(line: str) -> Signature:
    dash, name, encoded = line[: len(_DASH)], *line[len(_DASH) :].partition(" ")[::2]
    if dash != _DASH:
        raise Malformed.expected(worded("a signature under the note"), line)
    must_be_name(name)
    value = from_base64(encoded, "a signature")
    if len(value) <= ID_SIZE:
        raise Malformed.expected(worded("a signature under the note"), line)
    return Signature(name, value[:ID_SIZE], value[ID_SIZE:])
