"""Nobody is misled by a log that was changed around its entries, or kept waiting by a pipe."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.doctor.harms import (
    copies_to_links,
    copies_to_names,
    copies_to_pipes,
    no_log,
    sql,
    touch,
)

pytestmark = pytest.mark.usefixtures("healthy")

KEY, MEMORY = Path("../log.key"), Path("../log.key.signed")


def another_key() -> None:
    """Put another key in the place of the one that signs."""
    must("audit keygen ../other.key --name example.org/register")
    shutil.copy("../other.key", KEY)


def open_key() -> None:
    """Put a key that needs no passphrase in the place of the one that signs."""
    key = Ed25519PrivateKey.generate()
    KEY.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


SICK: dict[str, tuple[Callable[[], object], str, str, str]] = {
    "more tables": (
        sql("CREATE VIEW told AS SELECT 1"),
        "guards",
        "Tables, views or triggers are not as they were made: told.",
        "audit verify",
    ),
    "another log": (
        no_log,
        "guards",
        "Tables, views or triggers are not as they were made: ",
        "restore BACKUP",
    ),
    "not counted": (
        sql("DELETE FROM sqlite_sequence"),
        "log",
        "The file counts 0 positions, and @12 is there.",
        "audit verify",
    ),
    "a pipe among checkpoints": (
        lambda: os.mkfifo("register.checkpoints/x.checkpoint"),
        "checkpoints",
        "x.checkpoint is no checkpoint: ",
        "Move it away",
    ),
    "a copy that leads back": (
        copies_to_links,
        "copies",
        "is a link to the checkpoint itself, and no copy.",
        "Remove it there, and: depositary run-due",
    ),
    "a copy of one name more": (
        copies_to_names,
        "copies",
        "is a link to the checkpoint itself, and no copy.",
        "Remove it there, and: depositary run-due",
    ),
    "a pipe among copies": (copies_to_pipes, "copies", "is not in ", "run-due"),
    "an empty key": (
        touch("../log.key"),
        "key",
        "log.key does not hold its half of the key.",
        "Bring it back",
    ),
    "a key that was cut": (
        touch("../log.key", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGj"),
        "key",
        "log.key does not hold its half of the key.",
        "Bring it back",
    ),
    "a key without its beginning": (
        lambda: KEY.write_bytes(KEY.read_bytes()[100:]),
        "key",
        "log.key does not hold its half of the key.",
        "Bring it back",
    ),
    "a key without a passphrase": (
        open_key,
        "key",
        "log.key does not open: is the passphrase right?",
        "Set DEPOSITARY_PASSPHRASE",
    ),
    "another key of its name": (
        another_key,
        "key",
        "log.key.vkey is not the other half of log.key.",
        "Bring it back",
    ),
    "another passphrase": (
        lambda: os.environ.update({"DEPOSITARY_PASSPHRASE": "of another key"}),
        "key",
        "log.key does not open: is the passphrase right?",
        "Set DEPOSITARY_PASSPHRASE",
    ),
    "a memory that an editor changed": (
        lambda: MEMORY.write_bytes(b"\xef\xbb\xbf" + MEMORY.read_bytes()),
        "key",
        "log.key.signed does not say what was signed last: The signature by ",
        "Put the newest checkpoint that it signed in its place.",
    ),
    "a public half that an editor changed": (
        touch("../log.key.vkey", "\ufeffexample.org/register".encode()),
        "key",
        "log.key.vkey does not hold its half of the key.",
        "Bring it back",
    ),
}


@pytest.mark.parametrize("name", SICK)
def test_says_what_is_wrong_and_what_to_do(name: str) -> None:
    """What somebody put there on purpose must not keep the rest from being told."""
    harm, look, sentence, step = SICK[name]
    harm()

    said = typed("doctor --format json")

    assert said.code == 1, said
    found = [each for each in json.loads(said.out)["to_do"] if each["look"] == look]
    told = [each for each in found if sentence in each["sentence"] and step in each["step"]]
    assert told, found


def test_nothing_is_signed_with_a_damaged_key() -> None:
    """It was asked whether the passphrase was right."""
    KEY.write_bytes(KEY.read_bytes()[100:])

    said = typed("audit checkpoint")

    assert said.code == 2
    assert "log.key is damaged, or no private key. Bring it back from a copy." in said.err


def test_what_a_hand_has_changed_is_not_copied() -> None:
    """A backup is what one goes back to, so it is never of a file like that."""
    sql("CREATE VIEW told AS SELECT 1")()

    said = typed("backup ../copy")

    assert said.code == 1
    assert "is not as the program makes it, so nothing is proved by what can be" in said.err


def test_nothing_is_compared_with_another_log() -> None:
    """A view can be made so that whoever asks it waits for ever, so nobody asks it anything."""
    no_log()

    said = typed("audit verify --projections --reports")

    assert said.code == 1, said
    first, second, last = said.out.splitlines()
    assert first == "Nothing was read: the tables of this file are not those of a log."
    assert second.startswith("storage: ")
    assert "log_leaf" in second
    assert last == "1 finding."
