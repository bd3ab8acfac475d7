"""Keys are asked for unseen, and exchanged only for one of the same name."""

from pathlib import Path
from time import time

import pytest
from click.testing import CliRunner

from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, Note
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import events, must, typed

WORDS = "a passphrase for the exercise"
KEYGEN = "audit keygen ../log.key --name example.org/register"
ROTATE = "audit rotate-key --key ../log.key --new ../log-2.key"


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


def test_a_clock_that_ran_ahead_when_it_signed_can_be_confirmed(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the key would be silent for years, or accuse every entry of them."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    must("audit keygen ../log.key --name example.org/register")
    must("audit policy ../log.key.vkey -o our.policy")
    with Path("depositary.toml").open("a") as file:
        file.write('[checkpoints]\nkey = "../log.key"\n')
    signer = Signer.load(Path("../log.key"), LOG, WORDS)
    ahead = make_checkpoint(register, signer, moment=int(time()) + 10 * 365 * 86_400)
    Path("ahead.checkpoint").write_bytes(bytes(ahead))

    refused, told = typed("audit checkpoint"), typed("doctor")
    must("audit confirm-clock --reason 'It ran ten years ahead.'")
    confirmed = typed("doctor")
    must("audit checkpoint", "taskforce task LATER 'A later task.'")
    verified = typed("audit verify --checkpoint ahead.checkpoint --policy our.policy")

    assert (refused.code, "Nothing was signed: the clock says" in refused.err) == (1, True)
    assert "clock: The last checkpoint is of 20" in told.out
    assert "clock:" not in confirmed.out
    assert verified.code == 0, verified
    assert "made by a clock that ran ahead" in verified.out


class TestRotation:
    """One key follows another, once, and the one that was replaced is silent."""

    @pytest.fixture(autouse=True)
    def keyed(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a register with a key, and another that is to follow it."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
        must(KEYGEN, KEYGEN.replace("log.key", "log-2.key"))
        return register

    def test_silences_the_key_that_was_replaced(self) -> None:
        """Whoever stole it, for which it was replaced, would go on signing."""
        must(ROTATE)

        said = typed("audit checkpoint --key ../log.key")

        assert (said.code, said.out) == (1, "")
        assert said.err.startswith(
            "depositary: That key was replaced at @13 by example.org/register+"
        )
        assert "--key FILE" in said.err
        must("audit checkpoint --key ../log-2.key --output ../new.checkpoint")

    def test_is_recorded_once(self, keyed: Path) -> None:
        """Two entries for one exchange make an auditor ask for the second key."""
        first, before = typed(ROTATE), events(keyed)

        same = typed(ROTATE)  # the checkpoint of both, which may not have been written
        must("audit checkpoint --key ../log-2.key --output ../new.checkpoint")
        late = typed(ROTATE)

        assert (same.code, first.out.endswith(same.out)) == (0, True)
        assert (late.code, late.out) == (1, "")
        assert "That key was replaced at @13 by " in late.err
        assert events(keyed) == before

    def test_is_not_begun_where_its_checkpoint_cannot_be_written(self, keyed: Path) -> None:
        """A file is where a folder was meant."""
        before = events(keyed)

        said = typed(f"{ROTATE} --output depositary.toml/x")

        assert (said.code, said.out) == (3, "")
        assert "Nothing was made: depositary.toml is no folder" in said.err
        assert events(keyed) == before

    def test_takes_from_a_thief_what_the_old_key_signs(self, keyed: Path) -> None:
        """Every policy has both keys, since the old one signed what came before."""
        must(
            "audit policy ../log.key.vkey ../log-2.key.vkey -o both.policy",
            "audit policy ../log.key.vkey -o old.policy",
            f"{ROTATE} --output ../both.checkpoint",
            "member join LAP --name Laputa --on 2026-03-01",
        )
        old, new = (Signer.load(Path(f"../{name}.key"), LOG, WORDS) for name in ("log", "log-2"))
        text = make_checkpoint(keyed, new).text
        Path("forged.checkpoint").write_bytes(bytes(Note(text, (old.sign(text),))))
        line = "audit verify --checkpoint {} --policy both.policy"

        forged = typed(line.format("forged.checkpoint"))

        assert forged.code == 1
        assert "signature @13: forged.checkpoint was signed for 14 entries by a key" in forged.out
        must(line.format("../both.checkpoint"))
        must(line.format("../both.checkpoint").replace("both.policy", "old.policy"))
        old_alone = typed(line.format("forged.checkpoint").replace("both.policy", "old.policy"))
        assert "forged.checkpoint was signed for 14 entries by a key" in old_alone.out

    def test_tells_whom_to_ask_whose_policy_has_the_old_key_only(self) -> None:
        """The checkpoint that both signed is made for them, and is no thief's."""
        must("audit policy ../log.key.vkey -o old.policy", f"{ROTATE} --output ../both.checkpoint")

        said = typed("audit verify --checkpoint ../both.checkpoint --policy old.policy")

        assert said.code == 0
        assert "note @13: ../both.checkpoint is signed by example.org/register+" in said.out
        assert "Ask its owner for it." in said.out

    def test_is_brought_to_its_end(self, keyed: Path) -> None:
        """Without the checkpoint that both sign, who knows the old key only is cut off."""
        must(ROTATE)
        Path("../log-2.key.signed").unlink()  # as if it had been stopped before that
        before = events(keyed)

        again = typed(f"{ROTATE} --output ../both.checkpoint")

        assert again.code == 0
        assert again.out.count("\N{EM DASH} example.org/register ") == 2 * 2  # and when
        assert events(keyed) == before

    def test_may_go_back(self) -> None:
        """The last word on record counts."""
        must(
            ROTATE, "audit rotate-key --key ../log-2.key --new ../log.key --output ../b.checkpoint"
        )

        assert typed("audit checkpoint --key ../log.key --output ../c.checkpoint").code == 0
        assert typed("audit checkpoint --key ../log-2.key").code == 1

    def test_is_of_two_keys_only(self) -> None:
        """A third one of that name has been replaced by nobody."""
        must(ROTATE, KEYGEN.replace("log.key", "log-3.key"))

        said = typed("audit checkpoint --key ../log-3.key --output ../c.checkpoint")

        assert said.code == 0

    def test_that_cannot_be_read_replaces_nothing(self, keyed: Path) -> None:
        """Then the log does not verify, and that is the sentence."""
        must(ROTATE)
        with tampering(keyed) as db:
            db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid = 13")

        said = typed("audit checkpoint --key ../log.key")

        assert "Nothing was signed: @13 is not what was recorded." in said.err

    def test_asks_for_each_passphrase_by_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Two keys have two passphrases, and nobody can guess which is asked for."""
        monkeypatch.delenv("DEPOSITARY_PASSPHRASE")

        with CliRunner().isolation(input=f"{WORDS}\n{WORDS}\n"):
            said = typed(ROTATE)

        assert said.code == 0
        assert "Passphrase of ../log.key: " in said.err
        assert "Passphrase of ../log-2.key: " in said.err

    def test_says_which_variable_is_wrong(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """There are two, and one of them is hardly known."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", f"{WORDS} of last year")
        must(KEYGEN.replace("log.key", "log-3.key"))

        old = typed(ROTATE)
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
        new = typed(ROTATE.replace("log-2", "log-3"))
        monkeypatch.setenv("DEPOSITARY_NEW_PASSPHRASE", "another that is long")
        own = typed(ROTATE)

        assert "It was taken from DEPOSITARY_PASSPHRASE.\n" in old.err
        assert "DEPOSITARY_PASSPHRASE. Its own goes into DEPOSITARY_NEW_PASSPHRASE.\n" in new.err
        assert "It was taken from DEPOSITARY_NEW_PASSPHRASE.\n" in own.err

    def test_takes_what_was_typed_for_no_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A slip of the finger is told as one."""
        monkeypatch.delenv("DEPOSITARY_PASSPHRASE")

        with CliRunner().isolation(input="another that is long\n"):
            said = typed("audit checkpoint --key ../log.key")

        assert said.err.endswith("../log.key does not open: is the passphrase right?\n")
