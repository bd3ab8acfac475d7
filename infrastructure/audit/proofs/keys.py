"""Private keys: in a file of their own, behind a passphrase, readable by one person only.

Beside `log.key` stand `log.key.vkey`, the public half, which is for everybody, and
`log.key.signed`, the last checkpoint that the key has signed, which keeps it from signing another
history later.
"""

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path
from typing import Self

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from domain.errors import Malformed, Refused, Unavailable
from infrastructure.audit.proofs.errors import DoesNotOpen
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.note import (
    LOG,
    TIME_SIZE,
    WITNESS,
    Signature,
    Verifier,
    message,
    must_be_name,
)
from infrastructure.files.writing import PRIVATE, replace, write_new

PUBLIC, MEMORY = ".vkey", ".signed"
SECRET = b"PRIVATE KEY-----"
SHORTEST = 12  # characters of a passphrase
OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that can sign."""

    path: Path
    verifier: Verifier
    private: Ed25519PrivateKey

    @classmethod
    def make(cls, path: Path, name: str, kind: int, passphrase: str) -> Self:
        """Draw a new key and write both halves.

        Raises:
            Malformed: the name cannot be one, or the passphrase is short.
            Refused: a file of that name is there.
            Unavailable: the files cannot be written.
        """
        must_be_name(name)
        if len(passphrase) < SHORTEST:
            raise Malformed("A passphrase has at least {SHORTEST} characters.", SHORTEST=SHORTEST)
        private = Ed25519PrivateKey.generate()
        verifier = Verifier(name, kind, private.public_key().public_bytes_raw())
        told = private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
        )
        if public_of(path).exists():
            raise Refused("{path} exists already; nothing was changed.", path=public_of(path))
        with ExitStack() as undo:
            undo.callback(_take_back, path, told)
            write_new(path, told, PRIVATE)
            undo.callback(_take_back, public_of(path), f"{verifier}\n".encode())
            write_new(public_of(path), f"{verifier}\n".encode())
            undo.pop_all()
        return cls(path, verifier, private)

    @classmethod
    def load(cls, path: Path, kind: int, passphrase: str) -> Self:
        """Read a key of this kind.

        Raises:
            Unavailable: a file is missing.
            Malformed: it is no such key.
            DoesNotOpen: the passphrase is wrong.
            Refused: others may read the file.
        """
        told = read_small(path)
        _must_be_secret(path, told)
        if path.stat().st_mode & OTHERS:
            raise Refused(
                "Others may read {path}. Close it to them first: chmod 600 {path}", path=path
            )
        verifier = read_public(path)
        try:
            private = load_pem_private_key(told, passphrase.encode())
        except (ValueError, TypeError, UnsupportedAlgorithm, InternalError) as error:
            raise DoesNotOpen(
                "{path} does not open: is the passphrase right?", path=path
            ) from error
        if not isinstance(private, Ed25519PrivateKey) or verifier.kind != kind:
            raise Malformed("{path} is not a key of the kind that is needed here.", path=path)
        if private.public_key().public_bytes_raw() != verifier.public:
            raise Malformed(
                "{path} is not the other half of {name}.", path=public_of(path), name=path.name
            )
        return cls(path, verifier, private)

    def sign(self, text: str, moment: int = 0) -> Signature:
        """Sign a text; a witness says when, in seconds since 1970 UTC."""
        if self.verifier.kind == WITNESS:
            return self.date(text, moment)
        value = self.private.sign(message(LOG, text, 0))
        return Signature(self.verifier.name, self.verifier.key_id, value)

    def date(self, text: str, moment: int) -> Signature:
        """Sign a text as it is at a moment, in seconds since 1970 UTC."""
        value = self.private.sign(message(WITNESS, text, moment))
        name, key_id = self.verifier.name, self.verifier.dated.key_id
        return Signature(name, key_id, moment.to_bytes(TIME_SIZE, "big") + value)

    def last_signed(self) -> bytes | None:
        """Return the last checkpoint that this key signed, None if there was none.

        Raises:
            Unavailable: it is there and cannot be read.
        """
        return read_small(self.memory) if self.memory.exists() else None

    def remember(self, note: bytes) -> None:
        """Keep a checkpoint as the last one; done before anybody else sees it.

        Raises:
            Unavailable: it cannot be written, and so must not be published.
        """
        replace(self.memory, note)

    @property
    def memory(self) -> Path:
        """The file beside the key in which the last checkpoint is kept that it signed."""
        return memory_of(self.path)


def _take_back(path: Path, content: bytes) -> None:
    """Remove a file that is ours, as its content says; another one may have come meanwhile."""
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            path.unlink()


def _must_be_secret(path: Path, told: bytes) -> None:
    try:
        Verifier.parse(told.decode(errors="replace").strip())
    except Malformed:
        return
    raise Malformed(
        "{path} is the public half of a key, which signs nothing; name the file of the "
        "secret half, such as {removesuffix}.",
        path=path,
        removesuffix=path.name.removesuffix(PUBLIC),
    )


def public_half(path: Path) -> str:
    """Return what a file of a public half says.

    Raises:
        Malformed: it is the secret half.
        Unavailable: it cannot be read.
    """
    told = read_small(path)
    if SECRET in told:
        raise Malformed(
            "{path} is a secret key, which nobody else may have; give {path}{PUBLIC}",
            path=path,
            PUBLIC=PUBLIC,
        )
    return told.decode(errors="replace").strip()


def memory_of(path: Path) -> Path:
    """Return where the last checkpoint is kept that the key in a file signed."""
    return path.parent / f"{path.name}{MEMORY}"


def must_be_no_half(path: Path) -> None:
    """Refuse a place for a new key where one stands of which the public half is missing.

    Raises:
        Refused: the sentence says what to do in either case.
    """
    if path.is_file() and not public_of(path).exists() and SECRET in read_small(path):
        raise Refused(
            "{path} is a private key without its public half. Where audit keygen was "
            "killed just now, nobody knows it yet: rm {path}, and send the same command "
            "again. If it is older, put {path_} back, and give the new key another name.",
            path=path,
            path_=public_of(path),
        )


def must_remember_nothing(path: Path) -> None:
    """Refuse a place for a new key beside which the memory of another one was left.

    Raises:
        Refused: it would be held to what the other one signed.
    """
    if memory_of(path).exists():
        raise Refused(
            "{path} is there: what another key in that place signed last. Give the file of "
            "the new key another name, or keep that one elsewhere; nothing was changed.",
            path=memory_of(path),
        )


def read_public(path: Path) -> Verifier:
    """Read the public half that stands beside a private key, for which no passphrase is needed.

    Raises:
        Unavailable: it cannot be read.
        Malformed: it is none.
    """
    return Verifier.parse(public_half(public_of(path)))


def must_be_outside(path: Path, store: Path | None) -> None:
    """Refuse a place for a key where whoever can change the register could take it.

    Raises:
        Refused: it is in the register's folder.
        Unavailable: there is no such folder.
    """
    if not path.parent.is_dir():
        raise Unavailable("There is no folder {parent}.", parent=path.parent)
    folder = store and realpath(store.parent)
    if folder is not None and Path(realpath(path)).is_relative_to(folder):
        raise Refused(
            "Keep the key outside {folder}: whoever can change the register must not find "
            "it there, and it must not go into the same backup.",
            folder=folder,
        )


def public_of(path: Path) -> Path:
    """Return where the public half of the key in a file is kept."""
    return path.parent / f"{path.name}{PUBLIC}"
