"""`doctor` goes by what the key signed, and by names of files only where it has no key."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infrastructure.audit.log import checkpoint_store
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG
from tests.infrastructure.backup.given import WORDS
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.doctor.harms import CHECKPOINTS, no_half

pytestmark = pytest.mark.usefixtures("healthy")


def signed_in_january(*, dated: bool = True) -> Callable[[], None]:
    """Leave only what the key signed on a day in January, under a name of today."""

    def sign() -> None:
        key = Signer.load(Path("../log.key"), LOG, WORDS)
        made = make_checkpoint(Path("register.db"), key)
        moment = int(datetime(2026, 1, 5, tzinfo=UTC).timestamp())
        made = made.with_signature(key.sign_with_time(made.text, moment)) if dated else made
        for folder in (CHECKPOINTS, Path("../elsewhere")):
            for name in checkpoint_store.names(folder):
                (folder / name).write_bytes(bytes(made))

    return sign


def named_in_january() -> None:
    """Take the public half of the key away, so that only names tell when anything was signed."""
    no_half()
    for folder in (CHECKPOINTS, Path("../elsewhere")):
        for name in checkpoint_store.names(folder):
            (folder / name).rename(folder / f"{name[:11]}20260105T000000Z.checkpoint")


def stranger_signed() -> None:
    """Add a checkpoint of the same entries that another key signed under the name of the log's."""
    must(
        "audit keygen ../other.key --name example.org/register",
        "audit checkpoint --key ../other.key --output ../other.checkpoint",
    )
    for folder in (CHECKPOINTS, Path("../elsewhere")):
        shutil.copy("../other.checkpoint", folder)


def followed() -> None:
    """Let two keys follow one after another, and name the last."""
    settings = Path("depositary.toml")
    for number in (2, 3):
        must(
            f"audit keygen ../log-{number}.key --name example.org/register",
            f"audit rotate-key --new ../log-{number}.key",
        )
        named = re.sub(
            r"^key = .*$", f'key = "../log-{number}.key"', settings.read_text(), flags=re.MULTILINE
        )
        settings.write_text(named, encoding="utf-8")
    must("members")


def told(part: str, look: str) -> list[str]:
    said = json.loads(typed("doctor --format json").out)
    return [each["sentence"] for each in said[part] if each["look"] == look]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (signed_in_january(), "No checkpoint was made since 2026-01-05: run-due did not run"),
        (named_in_january, "No checkpoint was made since 2026-01-05: run-due did not run"),
        (signed_in_january(dated=False), "No checkpoint says when the key of the log signed it."),
    ],
)
def test_tells_that_nothing_was_signed_lately(harm: Callable[[], None], sentence: str) -> None:
    """Who gives an old checkpoint a new name would else hide that no new one is made."""
    harm()

    (found,) = told("to_do", "schedule")

    assert found.startswith(sentence)


@pytest.mark.slow
def test_tells_what_a_stranger_signed() -> None:
    """It proves nothing, and somebody put it there."""
    stranger_signed()

    (found,) = told("notes", "checkpoints")

    assert found.startswith("Not signed by the key of the log, nor by one before it: 1 of the ")
    assert found.endswith("such as other.checkpoint.")


@pytest.mark.slow
def test_knows_the_keys_before() -> None:
    """What they signed is still evidence, and no stranger's."""
    followed()

    assert told("notes", "checkpoints") == []
    assert told("to_do", "schedule") == []
