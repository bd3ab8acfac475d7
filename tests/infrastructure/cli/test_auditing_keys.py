"""Keys are asked for unseen, exchanged only for one of the same name, and clocks confirmed."""

from pathlib import Path
from time import time

import pytest
from click.testing import CliRunner

from application.context import Context
from application.use_cases import members
from domain.values import ImpreciseDate
from infrastructure.bootstrap import open_register
from tests.infrastructure.cli.given import events, must, typed

WORDS = "a passphrase for the exercise"
KEYGEN = "audit keygen ../log.key --name example.org/register"
DAY_US = 86_400_000_000


def a_day_ahead() -> int:
    return int(time() * 1_000_000) + DAY_US


def test_a_checkpoint_needs_a_key(register: Path) -> None:
    """The sentence names every place where it can be said."""
    said = typed("audit checkpoint")

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("depositary: Say which key signs: --key FILE, DEPOSITARY_KEY, or ")
    assert register.exists()


class TestPassphrase:
    def test_is_asked_for_twice_when_a_key_is_drawn(self, register: Path) -> None:
        """A slip of the finger would lock the key for ever."""
        with CliRunner().isolation(input=f"{WORDS}\n{WORDS}\n"):
            said = typed(KEYGEN)

        assert said.code == 0
        assert said.out.startswith("example.org/register+")
        assert WORDS not in said.out + said.err
        assert (register.parent / "../log.key").exists()

    def test_is_asked_for_once_when_a_key_signs(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was typed opens the key, as the variable would."""
        with monkeypatch.context() as patch:
            patch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
            must(KEYGEN)

        with CliRunner().isolation(input=f"{WORDS}\n"):
            said = typed("audit checkpoint --key ../log.key")

        assert said.code == 0
        assert said.out.startswith("example.org/register\n")
        assert len(list(register.with_suffix(".checkpoints").iterdir())) == 1

    def test_draws_no_key_when_nobody_answers(self, register: Path) -> None:
        """A script without a passphrase stops and leaves nothing half done."""
        with CliRunner().isolation(input=""):
            said = typed(KEYGEN)

        assert said.code == 3
        assert not (register.parent / "../log.key").exists()


@pytest.mark.parametrize(
    ("new", "code", "sentence"),
    [
        ("../other.key", 2, "Both keys must have the same name: it is the name of the log."),
        ("../log.key", 1, "That is the key that signs already."),
    ],
)
def test_refuses_a_key_that_cannot_follow(
    register: Path, monkeypatch: pytest.MonkeyPatch, new: str, code: int, sentence: str
) -> None:
    """Nobody could tell whether it is still the same log."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    must(KEYGEN, "audit keygen ../other.key --name example.org/other")
    before = events(register)

    said = typed(f"audit rotate-key --key ../log.key --new {new}")

    assert (said.code, said.out) == (code, "")
    assert said.err == f"depositary: {sentence}\n"
    assert events(register) == before


def test_confirms_a_clock_that_is_behind_the_last_entry(register: Path) -> None:
    """The log itself says why an entry carries a time that the clock did not show."""
    with open_register(register, clock=a_day_ahead) as opened:
        opened.record(
            lambda r: members.join(r, "GTF", "LAP", ImpreciseDate.parse("2026"), name="Laputa"),
            Context(actor="p-tester"),
        )

    said = typed("audit confirm-clock --reason 'It ran a day ahead.'")

    assert said.code == 0, said
    assert said.out.startswith("@14  ")
    assert len(events(register)) == 14
    assert typed("history LAP").code == 0


def test_confirms_no_clock_that_is_right(register: Path) -> None:
    """Nothing is recorded where there is nothing to explain."""
    before = events(register)

    said = typed("audit confirm-clock --reason 'It ran a day ahead.'")

    assert (said.code, said.out) == (0, "")
    assert "The clock is not behind the last entry; nothing was recorded." in said.err
    assert events(register) == before
