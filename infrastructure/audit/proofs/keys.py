"""Private keys: encrypted with a passphrase, in files that only their owner can read.

`log.key.vkey` is the public half of `log.key`. `log.key.signed` is the last checkpoint that the key
signed; it prevents the key from signing another history later.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from os.path import lexists, realpath
from pathlib import Path
from shlex import quote
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
from domain.words import worded
from infrastructure.audit.proofs.errors import WrongPassphrase
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
from infrastructure.files.locks import file_lock
from infrastructure.files.writing import PRIVATE, SHARED, replace, write_new

PUBLIC, LAST_CHECKPOINT = ".vkey", ".signed"
SECRET = b"PRIVATE KEY-----"
SHORTEST = 12  # characters of a passphrase
_LONGEST = 1023  # bytes of it, which OpenSSL takes
GROUP_AND_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that can sign."""

    path: Path
    verifier: Verifier
    private: Ed25519PrivateKey

    @classmethod
    def make(cls, path: Path, name: str, kind: int, passphrase: str) -> Self:
        """Generate a new key and write both halves.

        Raises:
            Malformed: the name cannot be one, or the passphrase is short, too long or no UTF-8.
            Refused: a file of that name is there.
            Unavailable: the files cannot be written.
        """
        must_be_name(name)
        if len(passphrase) < SHORTEST:
            raise Malformed("A passphrase has at least {shortest} characters.", shortest=SHORTEST)
        try:
            given = passphrase.encode()
        except UnicodeEncodeError:
            given = b""
        if not 0 < len(given) <= _LONGEST:
            sentence = "A passphrase is a text in UTF-8 of at most {most} bytes."
            raise Malformed(sentence, most=_LONGEST)
        private = Ed25519PrivateKey.generate()
        verifier = Verifier(name, kind, private.public_key().public_bytes_raw())
        secret = private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(given)
        )
        if public_of(path).exists():
            raise Refused("{path} exists already; nothing was changed.", path=public_of(path))
        public = f"{verifier}\n".encode()
        with ExitStack() as undo:
            for half, content, mode in ((path, secret, PRIVATE), (public_of(path), public, SHARED)):
                undo.callback(_remove_own, half, content)
                write_new(half, content, mode)
            undo.pop_all()
        return cls(path, verifier, private)

    @classmethod
    def load(cls, path: Path, kind: int, passphrase: str) -> Self:
        """Read a key of this kind.

        Raises:
            Unavailable: a file is missing.
            Malformed: it is no such key.
            WrongPassphrase: the passphrase is wrong.
            Refused: others may read the file.
        """
        content = read_small(path)
        _must_be_secret(path, content)
        if not is_whole(content):
            raise Malformed(
                "{path} is damaged, or no private key. Bring it back from a copy.", path=path
            )
        if path.stat().st_mode & GROUP_AND_OTHERS:
            raise Refused(
                "Others may read {path}. Close it to them first: chmod 600 {path}",
                path=quote(str(path)),
            )
        verifier = read_public(path)
        try:
            private = load_pem_private_key(content, passphrase.encode())
        except (ValueError, TypeError, UnsupportedAlgorithm, InternalError) as error:
            raise WrongPassphrase(
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
            return self.sign_with_time(text, moment)
        value = self.private.sign(message(LOG, text, 0))
        return Signature(self.verifier.name, self.verifier.key_id, value)

    def sign_with_time(self, text: str, moment: int) -> Signature:
        """Sign a text together with a time, in seconds since 1970 UTC."""
        value = self.private.sign(message(WITNESS, text, moment))
        name, key_id = self.verifier.name, self.verifier.dated.key_id
        return Signature(name, key_id, moment.to_bytes(TIME_SIZE, "big") + value)

    def last_checkpoint(self) -> bytes | None:
        """Return the last checkpoint that this key signed, None if there was none.

        Raises:
            Unavailable: it is there and cannot be read.
        """
        return read_small(last_checkpoint_of(self.path)) if remembers(self.path) else None

    def save_last_checkpoint(self, note: bytes) -> None:
        """Save a checkpoint as the last one that this key signed, before anybody else sees it.

        Raises:
            Unavailable: it cannot be written, and so must not be published.
        """
        replace(last_checkpoint_of(self.path), note)


@contextmanager
def signing_alone(*signers: Signer) -> Iterator[None]:
    """Let no other process sign with these keys, or change what they remember, meanwhile.

    Raises:
        Unavailable: another process has one of them for too long.
    """
    with ExitStack() as stack:
        for public in sorted({realpath(public_of(each.path)) for each in signers}):
            what = worded("the key of {name}", name=Path(public).name)
            stack.enter_context(file_lock(Path(public), what))
        yield


def _remove_own(path: Path, content: bytes) -> None:
    """Remove a file if it has our content; another process may have written its own meanwhile."""
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            path.unlink()


def _must_be_secret(path: Path, content: bytes) -> None:
    try:
        Verifier.parse(content.decode(errors="replace").strip())
    except Malformed:
        return
    raise Malformed(
        "{path} is the public half of a key, which signs nothing; name the file of the "
        "secret half, such as {secret}.",
        path=path,
        secret=path.name.removesuffix(PUBLIC),
    )


def is_whole(secret: bytes) -> bool:
    """Say whether this is a private key, as far as that shows without its passphrase."""
    try:
        load_pem_private_key(secret, None)
    except TypeError:  # a passphrase is needed
        return True
    except (ValueError, UnsupportedAlgorithm, InternalError):
        return False
    return True


def public_half(path: Path) -> str:
    """Return the text of a public half from its file.

    Raises:
        Malformed: it is the secret half.
        Unavailable: it cannot be read.
    """
    content = read_small(path)
    if SECRET in content:
        raise Malformed(
            "{path} is a secret key, which nobody else may have; give {public}",
            path=path,
            public=public_of(path),
        )
    return content.decode(errors="replace").strip()


def refuse_key_without_public_half(path: Path) -> None:
    """Refuse a place for a new key where there is a private key without its public half.

    Raises:
        Refused: the sentence says what to do in either case.
    """
    if path.is_file() and not public_of(path).exists() and SECRET in read_small(path):
        raise Refused(
            "{path} is a private key without its public half. Where audit keygen was "
            "killed just now, nobody knows it yet: rm {path}, and send the same command "
            "again. If it is older, put {public} back, and give the new key another name.",
            path=quote(str(path)),
            public=public_of(path),
        )


def read_public(path: Path) -> Verifier:
    """Read the public half that stands beside a private key, for which no passphrase is needed.

    Raises:
        Unavailable: it cannot be read.
        Malformed: it is not a public half.
    """
    return Verifier.parse(public_half(public_of(path)))


def must_be_place_for_key(path: Path, store: Path | None) -> None:
    """Refuse a place for a new key inside the register, or beside another key's last checkpoint.

    Whoever can change the register could take a key from its folder; and a new key would have to
    continue what another one signed.

    Raises:
        Refused: it is such a place.
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
    if remembers(path):
        raise Refused(
            "{path} is there: what another key in that place signed last. Give the file of "
            "the new key another name, or keep that one elsewhere; nothing was changed.",
            path=last_checkpoint_of(path),
        )


def public_of(path: Path) -> Path:
    """Return the place of the public half of the key in a file."""
    return path.parent / f"{path.name}{PUBLIC}"


def remembers(path: Path) -> bool:
    """Say whether something is where the last checkpoint of a key has its place.

    A link that leads nowhere counts: it may lead to a disk that is not there now.
    """
    return lexists(last_checkpoint_of(path))


def last_checkpoint_of(path: Path) -> Path:
    """Return the place of the last checkpoint that the key in a file signed."""
    return path.parent / f"{path.name}{LAST_CHECKPOINT}"
