"""Ctrl-C: whatever was done by then, the sentence says where to see it, and is true."""

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from infrastructure.cli import main, start
from infrastructure.cli.interruption import NOTHING, TOLD, stopped
from infrastructure.cli.upkeep import contacts
from infrastructure.mail.transport import TrackedSmtp
from tests.infrastructure.cli.given import every_command, must, typed
from tests.infrastructure.cli.upkeep.given_letters import letters, mail
from tests.infrastructure.mail.post import post

LOG = "stopped; see whether it was recorded before, with: depositary log"


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


class TestSentences:
    def test_name_the_log_for_all_that_is_recorded(self) -> None:
        """Whoever types it again would record it twice."""
        for path, command in every_command():
            if any(param.name == "command_key" for param in command.params):
                assert stopped(path) == LOG, path

    @pytest.mark.parametrize(
        "path", ["import", "report publish status", "audit confirm-clock", "audit rotate-key"]
    )
    def test_name_the_log_for_what_records_without_a_key(self, path: str) -> None:
        """They take no key, and record all the same."""
        assert stopped(path) == LOG

    @pytest.mark.parametrize(
        "path", ["", "log", "status", "report status", "export entries", "audit verify", "doctor"]
    )
    def test_say_that_a_question_recorded_nothing(self, path: str) -> None:
        """To send somebody to the log for nothing costs trust in the sentence."""
        assert stopped(path) == f"stopped; {NOTHING}"

    def test_are_of_commands_that_there_are(self) -> None:
        """A command that was renamed would fall back to another sentence in silence."""
        assert set(TOLD) <= {path for path, _ in every_command()}


class TestStopping:
    def test_points_from_contacts_to_contacts(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The log knows nothing of a contact, so nobody would find the one that was kept."""
        monkeypatch.setattr(contacts, "_say_if_unknown", interrupt)

        said = typed("contacts add 'Ada Example' --member KEN")

        assert (said.code, register.with_suffix(".contacts").exists()) == (3, True)
        assert said.err.endswith("stopped; see what is kept, with: depositary contacts list\n")

    def test_has_a_sentence_before_a_command_begins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A traceback would be all that somebody sees who changed their mind at once."""
        monkeypatch.setattr(main, "must_be_words", interrupt)

        said = typed("contacts add 'Ada Example'")

        assert (said.code, said.err) == (3, "depositary: stopped; nothing was recorded.\n")

    def test_has_a_sentence_while_the_program_loads(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """That takes a moment, in which a finger may be quicker."""
        loading = ModuleType("infrastructure.cli.main")
        loading.__dict__["__getattr__"] = interrupt
        monkeypatch.setitem(sys.modules, "infrastructure.cli.main", loading)

        with pytest.raises(SystemExit) as left:
            start.main()

        assert left.value.code == 3
        assert capsys.readouterr().err == "\ndepositary: stopped; nothing was recorded.\n"

    def test_starts_what_is_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The installed program calls it."""
        monkeypatch.setattr(sys, "argv", ["depositary", "--version"])

        with pytest.raises(SystemExit) as left:
            start.main()

        assert left.value.code == 0

    def test_has_a_sentence_at_the_very_end(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """All may be done by then, so it must not say that nothing is."""
        monkeypatch.setattr(main, "run", interrupt)

        with pytest.raises(SystemExit) as left:
            start.main()

        assert (left.value.code, capsys.readouterr().err) == (3, f"\ndepositary: {LOG}\n")

    def test_of_init_leaves_all_or_nothing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Half of it would keep the same command from beginning again."""
        rename = Path.rename

        def stopped_at_settings(path: Path, target: Path) -> Path:
            if target == folder / "mine" / "depositary.toml":
                raise KeyboardInterrupt
            return rename(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", stopped_at_settings)
            said = typed("init mine")

        assert said.code == 3
        assert "there only if depositary.toml is; if it is not, send the same" in said.err
        assert list((folder / "mine").iterdir()) == []
        must("init mine")


class TestLetters:
    @pytest.fixture(autouse=True)
    def by_a_server(self, due: Path) -> None:
        del due
        mail('host = "127.0.0.1"\nsecurity = "none"')

    def test_that_surely_did_not_go_out_go_with_the_next_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nobody would be reminded for a week since somebody was impatient."""
        with post() as there:
            monkeypatch.setenv("DEPOSITARY_MAIL_PORT", str(there.port))
            with monkeypatch.context() as patch:
                patch.setattr(TrackedSmtp, "rcpt", interrupt)
                stopped_there = typed("run-due")
            again = typed("run-due")

            assert stopped_there.code == 3
            assert stopped_there.err.endswith(
                "stopped; what was done stays done; for the rest, send the same command again\n"
            )
            assert again.out.startswith("Sent to p-7kq2mzx4ab")
            assert len(there.letters) == 1

    def test_that_perhaps_went_out_are_told_of(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Twice is worse than not at all, but somebody has to know."""
        with post({"DATA": "354 go on"}) as there:
            monkeypatch.setenv("DEPOSITARY_MAIL_PORT", str(there.port))
            with monkeypatch.context() as patch:
                patch.setattr(TrackedSmtp, "send", self._hangs(TrackedSmtp.send))
                said = typed("run-due")

            assert (said.code, said.out) == (3, "")
            assert "Nobody knows whether that letter went out" in said.err
            assert typed("run-due").err == "Nothing is due.\n"

    def test_that_were_not_yet_begun_go_with_the_next_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """They are on the list a moment before they are sent."""
        with post() as there:
            monkeypatch.setenv("DEPOSITARY_MAIL_PORT", str(there.port))
            with monkeypatch.context() as patch:
                patch.setattr("infrastructure.mail.sent_log.SentLog.claim", interrupt)
                said = typed("run-due")

            assert (said.code, "Perhaps" in said.err) == (3, False)
            assert typed("run-due").out.startswith("Sent to p-7kq2mzx4ab")

    @staticmethod
    def _hangs(send: object) -> object:
        assert callable(send)

        def hang(line: TrackedSmtp, content: bytes | str) -> None:
            if line.handed_over and b"Subject" in (
                content.encode() if isinstance(content, str) else content
            ):
                raise KeyboardInterrupt
            send(line, content)

        return hang


def test_letters_in_a_folder_that_were_stopped_go_with_the_next_run(
    due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the file is there says whether the letter went."""
    mail('folder = "letters"')
    with monkeypatch.context() as patch:
        patch.setattr("email.message.EmailMessage.as_bytes", interrupt)
        stopped_early = typed("run-due")
    assert (stopped_early.code, "Perhaps" in stopped_early.err) == (3, False)
    assert typed("run-due").out.startswith("Wrote for")

    due.with_suffix(".sent").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("email.message.EmailMessage.as_bytes", interrupt)
        assert "Perhaps sent to" in typed("run-due").err  # its name is taken, by that or another
    assert len(letters()) == 1


@pytest.mark.slow
def test_a_compiled_file_that_a_full_disk_cut_off_is_told(tmp_path: Path) -> None:
    """Every later command said that it had been stopped."""
    told = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    starts = "from infrastructure.cli.start import main; main()"
    line = [sys.executable, "-c", starts, "members"]
    before = subprocess.run(line, env=told, capture_output=True, text=True, check=False)
    (compiled,) = tmp_path.rglob("standings.*.pyc")
    compiled.write_bytes(compiled.read_bytes()[:5_000])

    after = subprocess.run(line, env=told, capture_output=True, text=True, check=False)

    assert "compiled" not in before.stderr
    assert after.returncode == 3
    assert after.stderr.lstrip().startswith("depositary: A compiled file of the program is damaged")


def test_a_question_that_is_left_is_no_command() -> None:
    """The shell asks for completions through the same door."""
    context = click.Context(main.cli, resilient_parsing=True, obj={})
    command = main.cli.get_command(context, "log")
    assert command is not None

    with command.make_context("log", ["--store", ""], parent=context, resilient_parsing=True):
        assert context.obj == {}
