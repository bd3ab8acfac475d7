"""The command itself: quick to start, complete in its help, honest in its exit codes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import click
import pytest

from domain import errors
from domain.errors import DepositaryError
from infrastructure.cli import main, recording
from infrastructure.cli.commands import COMMANDS, HEADINGS
from infrastructure.cli.groups import first_sentence
from infrastructure.cli.main import EXIT_CODES, cli, run
from tests.infrastructure.cli.given import events, every_command, typed, words

DEPOSITARY = str(Path(sys.executable).with_name("depositary"))


def process(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", **variables}
    return subprocess.run(
        arguments, capture_output=True, text=True, env=environment, check=False, timeout=60
    )


def kinds(kind: type[DepositaryError]) -> Iterator[type[DepositaryError]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


class TestHelp:
    def test_lists_the_first_sentence_of_each_command(self) -> None:
        """They are kept in a file so that help is quick; both must say the same."""
        told = {name: said for listed in HEADINGS.values() for name, said in listed.items()}

        for name in COMMANDS:
            command = cli.get_command(click.Context(cli), name)

            assert command is not None, name
            assert command.name == name, name
            assert first_sentence(command) == told[name], name

    def test_lists_every_command_of_every_module(self) -> None:
        """A command that is in no table can be typed by nobody."""
        offered = [
            __import__(f"infrastructure.cli.{module}", fromlist=["COMMANDS"]).COMMANDS
            for module in set(COMMANDS.values())
        ]

        assert {name for commands in offered for name in commands} == set(COMMANDS)
        assert sum(map(len, offered)) == len(COMMANDS)

    @pytest.mark.parametrize("line", [name for name, _ in every_command()])
    def test_helps_with_every_command(self, line: str) -> None:
        """Help is the manual: each has a sentence, an example, and no sentence cut short."""
        said = typed(f"{line} --help")

        assert said.code == 0
        assert said.out.startswith(f"Usage: depositary {line}")
        assert "Example:\n    depositary " in said.out
        assert "..." not in said.out.partition("\n")[2]

    def test_lists_every_command(self) -> None:
        """What is not in the list does not exist for a reader."""
        told = typed("--help").out

        assert all(f"\n  {name} " in told for name in COMMANDS)
        assert cli.list_commands(click.Context(cli)) == list(COMMANDS)  # which completion asks for
        assert run(["nonsense"]) == 2

    def test_takes_the_options_of_the_register_everywhere(self, register: Path) -> None:
        """People write `--taskforce` where they think of it, which is mostly at the end."""
        register.rename("moved.db")

        before = typed("--store moved.db --taskforce GTF --actor p-other members")
        after = typed("members --store moved.db --taskforce GTF --actor p-other")
        below = typed("member rename KEN Kenia --on 2026 --store moved.db --actor p-other")

        assert before.code == 0
        assert after == before
        assert below.code == 0
        assert "p-other" in typed("history KEN --store moved.db --format csv").out

    @pytest.mark.slow
    def test_completes_behind_such_an_option(self) -> None:
        """Completion reads the line without running it."""
        found = process(
            DEPOSITARY,
            _DEPOSITARY_COMPLETE="bash_complete",
            COMP_WORDS="depositary members --taskforce GTF --for",
            COMP_CWORD="4",
        )

        assert found.stdout.strip() == "plain,--format"

    def test_names_its_version(self) -> None:
        """A report of a bug begins with the version."""
        assert typed("--version").out.startswith("depositary 0.")

    @pytest.mark.slow
    def test_completes_in_the_shell(self) -> None:
        """Thirty commands are found with the tabulator key."""
        script = process(DEPOSITARY, _DEPOSITARY_COMPLETE="bash_source")
        words_found = process(
            DEPOSITARY,
            _DEPOSITARY_COMPLETE="bash_complete",
            COMP_WORDS="depositary mat",
            COMP_CWORD="1",
        )

        assert "_depositary_completion()" in script.stdout
        assert words_found.stdout.strip() == "plain,matrix"


class Gone(StringIO):
    """An output that nobody reads any more."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        raise self.error


class TestOutput:
    def test_ends_quietly_when_nobody_reads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """`head` has what it wants after ten lines."""
        monkeypatch.setattr(sys, "stdout", Gone(BrokenPipeError()))

        assert run(["--version"]) == 0

    def test_says_that_it_recorded(
        self, register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A full disk for the receipt does not undo what it is about."""
        monkeypatch.setattr(sys, "stdout", Gone(OSError(28, "No space left on device")))

        code = run(["member", "join", "LAP", "--name", "Laputa", "--on", "2022"])

        assert code == 0
        assert "Recorded at @" in capsys.readouterr().err
        assert register.exists()

    def test_runs_without_an_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A scheduled job has none."""
        monkeypatch.setattr(sys, "stdin", None)
        monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), "ascii"))
        monkeypatch.setattr(sys, "argv", ["depositary", "--version"])

        with pytest.raises(SystemExit) as left:
            main.main()

        assert left.value.code == 0
        assert sys.stdout.errors == "backslashreplace"
        monkeypatch.setattr(sys, "stdout", StringIO())  # of a program that runs it
        with pytest.raises(SystemExit) as left:
            main.main()
        assert left.value.code == 0
        monkeypatch.setattr(sys, "stdout", None)  # closed as well
        monkeypatch.setattr(sys, "stderr", None)
        with pytest.raises(SystemExit) as left:
            main.main()
        assert left.value.code == 0
        sys.stdout.close()
        sys.stderr.close()


class TestMisspelt:
    def test_names_commands_that_look_alike(self) -> None:
        """Most unknown commands are slips of the finger."""
        assert "There is no command 'stauts'. Did you mean status?" in typed("stauts").err
        assert typed("zzz").err.endswith("There is no command 'zzz'.\n")
        assert typed("zzz").code == 2
        assert cli.get_command(click.Context(cli), "zzz") is None


class TestExitCodes:
    def test_covers_every_error(self) -> None:
        """Scripts tell a refusal from a mistake in typing, and both from a failure."""
        expected = {
            errors.Refused: 1,
            errors.Contradicted: 1,
            errors.AlreadyExpunged: 1,
            errors.UnknownReference: 1,
            errors.UnfitText: 1,
            errors.SaysWho: 1,
            errors.CommandAlreadyRecorded: 1,
            errors.Malformed: 2,
            errors.NoDate: 2,
            errors.Unavailable: 3,
            errors.ClockWentBack: 3,
            errors.Unreadable: 3,
        }
        known = {kind for kind in kinds(DepositaryError) if kind.__module__ == "domain.errors"}

        assert known == set(expected)
        for kind, code in expected.items():
            found = {EXIT_CODES[base] for base in kind.__mro__ if base in EXIT_CODES}
            assert found == {code}

    def test_tells_errors_of_other_rooms_too(self) -> None:
        """An error that any part adds must have a code as well, or it would end in a traceback."""
        for kind in kinds(DepositaryError):
            assert issubclass(kind, tuple(EXIT_CODES))

    @pytest.mark.slow
    def test_leaves_with_its_code(self, folder: Path) -> None:
        """What the shell sees is what the table says."""
        said = process(DEPOSITARY, "--store", str(folder / "none.db"), "members")

        assert (said.returncode, said.stdout) == (3, "")
        assert said.stderr.startswith("depositary: There is no register at ")

    def test_hands_on_the_code_of_a_command(
        self, monkeypatch: pytest.MonkeyPatch, register: Path
    ) -> None:
        """`main` is what the installed program calls."""
        monkeypatch.setattr(sys, "argv", ["depositary", "--store", str(register), "members"])

        with pytest.raises(SystemExit) as left:
            main.main()

        assert left.value.code == 0

    def test_says_when_it_was_stopped(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever answers no must know that nothing happened."""
        del register
        typed("contacts add 'Ada Example' --ref p-7kq2mzx4ab")
        monkeypatch.setattr(sys, "stdin", StringIO("no"))

        said = typed("contacts erase p-7kq2mzx4ab")

        assert (said.code, said.out) == (3, "")
        assert said.err.endswith("depositary: stopped; nothing was recorded.\n")

    def test_says_where_to_look_when_it_was_interrupted(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It may have been recorded already, and whoever types it again would record it twice."""
        monkeypatch.setattr(recording, "show_records", interrupt)

        said = typed("member rename KEN Kenia --on 2026")

        assert (said.code, said.out, len(events(register))) == (3, "", 13)
        assert said.err.endswith(
            "depositary: stopped; see whether it was recorded before, with: depositary log\n"
        )

    def test_says_what_the_system_refused(self, register: Path) -> None:
        """A full disk or a missing folder is no reason for a traceback."""
        del register
        said = typed("export --output nowhere/entries.csv")

        assert said.code == 3
        assert said.err == (
            "depositary: nowhere/entries.csv cannot be written: No such file or directory.\n"
        )

    def test_refuses_bytes_that_are_no_text(self) -> None:
        """Python hands such bytes on as lone surrogates, which no store can hold."""
        for line in (
            ["status", "M\udcff"],
            ["member", "join", "\udcff", "--name", "X", "--on", "2022"],
            ["--taskforce", "\udcff", "members"],
        ):
            said = words(*line)

            assert said.code == 2
            assert "Expected text in UTF-8 on the command line, not '" in said.err

    @pytest.mark.slow
    def test_prints_no_colour_when_asked(self, register: Path) -> None:
        """NO_COLOR is a promise of many programs, which click does not keep by itself."""
        said = process(DEPOSITARY, "--store", str(register), NO_COLOR="1")

        assert said.returncode == 0
        assert "\x1b" not in said.stdout + said.stderr

    def test_ignores_colour_where_it_may(
        self, monkeypatch: pytest.MonkeyPatch, register: Path
    ) -> None:
        """The setting reaches every command through the context."""
        del register
        monkeypatch.setenv("NO_COLOR", "1")

        assert typed("members").code == 0
