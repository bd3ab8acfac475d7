"""The files of a key are told from each other, and what a key signed last is missed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from infrastructure.audit.proofs import keys
from infrastructure.cli.audit import keys as key_commands
from infrastructure.files.writing import write_new
from tests.infrastructure.cli.given import must, typed

WORDS = "a passphrase for the exercise"
KEYGEN = "audit keygen ../log.key --name example.org/register"
ROTATE = "audit rotate-key --key ../log.key --new ../log-2.key"


class TestHalves:
    """The secret half and the public one lie side by side, and are mixed up."""

    @pytest.fixture(autouse=True)
    def keyed(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a register with a key."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
        must(KEYGEN)
        return register

    def test_refuses_a_passphrase_that_is_no_utf_8(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A terminal in another encoding ended the command with an unexpected error."""
        monkeypatch.delenv("DEPOSITARY_PASSPHRASE")

        with CliRunner().isolation(input=b"C\xf4te\n"):
            said = typed("audit checkpoint --key ../log.key")

        assert said.code in (1, 2)
        assert "is no text in UTF-8" in said.err

    def test_a_policy_takes_no_secret_half(self) -> None:
        """Who hands it to others has lost the key."""
        said = typed("audit policy ../log.key -o our.policy")

        assert said.code == 2
        assert said.err == (
            "depositary: ../log.key is a secret key, which nobody else may have; give "
            "../log.key.vkey\n"
        )
        assert not Path("our.policy").exists()

    @pytest.mark.parametrize("quorum", ["0", "-1"])
    def test_a_policy_takes_no_quorum_of_nobody(self, quorum: str) -> None:
        """It was taken for all of them, which is the opposite of what it says."""
        said = typed(
            f"audit policy ../log.key.vkey --witness KEN ../log.key.vkey -o 0.policy "
            f"--quorum {quorum}"
        )

        assert said.code == 2
        assert f"{quorum} is not in the range x>=1" in said.err
        assert not Path("0.policy").exists()

    def test_a_policy_takes_no_quorum_without_witnesses(self) -> None:
        """It was left out without a word, so that the log's own key was enough."""
        said = typed("audit policy ../log.key.vkey --quorum 2 -o our.policy")

        assert said.code == 2
        assert said.err == (
            "depositary: --quorum 2 counts witnesses, and none is named; name each with --witness "
            "NAME VKEY.\n"
        )
        assert not Path("our.policy").exists()

    def test_the_public_half_signs_nothing(self) -> None:
        """Closing it to others, who are to have it, would not help."""
        said = typed("audit checkpoint --key ../log.key.vkey")

        assert said.code == 2
        assert "../log.key.vkey is the public half of a key, which signs nothing" in said.err
        assert said.err.endswith("such as log.key.\n")


class TestStopping:
    """A key is there with both halves, or it is not there."""

    @pytest.fixture(autouse=True)
    def passphrase(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a register for which no key was drawn."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
        return register

    @pytest.mark.parametrize("at", [".key", ".vkey"])
    @pytest.mark.parametrize("written", [False, True])
    def test_leaves_both_halves_or_none(
        self, monkeypatch: pytest.MonkeyPatch, at: str, *, written: bool
    ) -> None:
        """Ctrl-C comes at any moment, also when a file has just got its name."""

        def stopped(path: Path, content: bytes, mode: int = 0o644) -> None:
            if path.suffix != at or written:
                write_new(path, content, mode)
            if path.suffix == at:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(keys, "write_new", stopped)
            said = typed(KEYGEN)

        assert said.code == 3
        assert said.err.endswith("the key is there only if both of its files are\n")
        assert list(Path("..").glob("log.key*")) == []
        must(KEYGEN)

    def test_takes_back_no_key_of_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It came while the passphrase was typed."""

        def passphrase(path: Path, *, new: bool) -> str:
            path.write_text("the key of another")
            return WORDS * new

        monkeypatch.setattr(key_commands, "passphrase", passphrase)

        assert typed(KEYGEN).code == 1
        assert Path("../log.key").read_text() == "the key of another"

    def test_says_what_to_remove_when_it_was_killed(self) -> None:
        """Half a key would otherwise keep its place for ever."""
        must(KEYGEN)
        Path("../log.key.vkey").unlink()

        said = typed(KEYGEN)

        assert said.code == 1
        assert "../log.key is a private key without its public half." in said.err
        assert "rm ../log.key, and send the same command again." in said.err


class TestMemory:
    """What a key signed last lies beside it."""

    @pytest.fixture(autouse=True)
    def signed(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a register that a key has signed."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
        must(KEYGEN, "audit checkpoint --key ../log.key")
        return register

    def test_is_missed(self) -> None:
        """A key that forgot signs whatever it is shown; somebody must hear of it."""
        Path("../log.key.signed").unlink()
        Path("register.checkpoints/broken.checkpoint").write_bytes(b"?")

        said = typed("audit checkpoint --key ../log.key --output ../b.checkpoint")
        again = typed("audit checkpoint --key ../log.key --output ../c.checkpoint")

        assert said.code == 0
        assert "Note: This key has no memory of what it signed (../log.key.signed is mi" in said.err
        assert "audit verify --checkpoint " in said.err
        assert "Note" not in again.err

    def test_is_missed_in_a_rotation(self) -> None:
        """The key that is replaced vouches for what the new one begins with."""
        Path("../log.key.signed").unlink()
        must(KEYGEN.replace("log.key", "log-2.key"))

        said = typed(f"{ROTATE} --output ../b.checkpoint")

        assert said.code == 0
        assert "Note: This key has no memory of what it signed (../log.key.signed" in said.err

    def test_of_a_new_key_is_empty(self) -> None:
        """It has signed nothing, and forgot nothing."""
        must(KEYGEN.replace("log.key", "log-2.key"))

        said = typed("audit checkpoint --key ../log-2.key --output ../b.checkpoint")

        assert "Note" not in said.err

    def test_is_no_new_keys(self) -> None:
        """What another key signed says nothing of a new one, which would sign no other log."""
        for left in ("log.key", "log.key.vkey"):
            Path("..", left).unlink()

        said = typed(KEYGEN)

        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("depositary: ../log.key.signed is there: what another key in")
        assert not Path("../log.key").exists()
        Path("../log.key.signed").rename("../old.signed")
        must(KEYGEN)

    @pytest.mark.parametrize(("content", "code"), [("log-2.key.signed", 1), ("log.key.vkey", 2)])
    def test_that_is_none_is_named(self, content: str, code: int) -> None:
        """Who does not know the file cannot mend it."""
        must(KEYGEN.replace("log.key", "log-2.key"))
        must("audit checkpoint --key ../log-2.key --output ../b.checkpoint")
        Path("../log.key.signed").write_bytes(Path("..", content).read_bytes())

        said = typed("audit checkpoint --key ../log.key --output ../c.checkpoint")

        assert said.code == code
        assert "../log.key.signed is not what log.key signed last. " in said.err
        assert said.err.endswith(" Put the newest checkpoint that it signed in its place.\n")
