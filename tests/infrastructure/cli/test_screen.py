"""The outputs: terminals, files, pipes, none at all, and the one that the shell completes from."""

import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from infrastructure.cli.screen import Screen, bare, put, screens
from tests.faults.given import COMMAND
from tests.infrastructure.cli.given import Terminal, must
from tests.often import slowly


def test_a_terminal_gets_data_as_text_that_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """CSV is printed to be looked at where nobody says where it goes."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)

    put("a\u202eb\nc\n")

    assert screen.getvalue() == "a\\u202eb\nc\n"


class Gone(StringIO):
    """An output that takes a part and no more."""

    def write(self, text: str) -> int:
        super().write(text[:1])
        raise BrokenPipeError


def test_goes_silent_when_nobody_reads_any_more() -> None:
    """The command goes on to its exit code; nothing is tried again."""
    gone = Gone()
    screen = Screen(gone)

    for _ in range(3):
        screen.write("data\n")

    assert gone.getvalue() == "d"


def test_closed_outputs_take_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduled job may have none."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    with screens():
        put("data")

    assert (sys.stdout, sys.stderr) == (None, None)


def test_an_output_that_somebody_else_put_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what was shown through is taken away again."""
    own, other = StringIO(), StringIO()
    monkeypatch.setattr(sys, "stdout", own)

    with screens():
        sys.stdout = other

    assert sys.stdout is other


def test_the_shell_completes_from_bytes() -> None:
    """Click hands on the words as bytes, behind the text."""
    written = BytesIO()
    behind = TextIOWrapper(written)

    Screen(behind).buffer.write(b"plain,members\n")

    assert written.getvalue() == b"plain,members\n"


def test_what_moves_about_on_a_terminal_passes() -> None:
    """A bar of progress is drawn with controls of our own."""
    screen = StringIO()

    assert bare(Screen(screen)) is screen
    assert bare(screen) is screen


def test_hands_bytes_on_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is changed on its way is no workbook; what was printed before stays first."""
    written = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(written, "ascii"))
    print("first,", end="")  # noqa: T201  # another part of the program has printed already

    put(b"\x00\xff\r\n", binary=True)

    assert written.getvalue() == b"first,\x00\xff\r\n"


OUTPUTS = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "here")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "output"),
    [
        ("json", OUTPUTS[-1]),
        *slowly(*(("csv", output) for output in OUTPUTS)),
        *slowly(*(("json", output) for output in OUTPUTS[:-1])),
    ],
)
def test_goes_on_where_an_output_stands(register: Path, form: str, output: str) -> None:
    """A shell that writes one file with several commands wants all of them in it."""
    Path("here").symlink_to("/dev/stdout")
    file = register.with_name("all.log")
    file.write_text("before\n", encoding="utf-8")
    command = f"export entries --format {form} --output {output}"
    with file.open("ab") as opened:
        for line in (command, f"export events --output {output}", "--version"):
            subprocess.run([COMMAND, *line.split()], stdout=opened, check=True)

    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "before"
    assert len(lines) > 20
    assert lines[-1].startswith("depositary ")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*map(str, range(3, 9)), "99", "none"])
def test_only_what_was_open_at_the_start_is_an_output(register: Path, name: str) -> None:
    """The log, which the program opens itself, was written over."""
    run = [COMMAND, "export", "events", "--output", f"/dev/fd/{name}"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert done.stderr.endswith(f"/dev/fd/{name} stands for an output that is not open.\n")
    subprocess.run([COMMAND, "log"], capture_output=True, check=True)

    with register.with_name("events").open("wb") as file:
        run[-1] = f"/dev/fd/{file.fileno()}"
        subprocess.run(run, pass_fds=[file.fileno()], check=True)
    assert register.with_name("events").stat().st_size


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "export events",
        *slowly("report template report.css", "report status MISSION --format markdown"),
        *slowly("export entries"),
    ],
)
@pytest.mark.usefixtures("register")
def test_a_reader_of_an_output_may_have_enough(line: str) -> None:
    """As without --output: a pipe that nobody reads is no failure."""
    read, write = os.pipe()
    os.close(read)
    run = [COMMAND, *line.split(), "--output", "/dev/stdout"]
    done = subprocess.run(run, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)

    assert done.returncode == 0, done.stderr


def test_a_link_to_itself_is_no_output(register: Path) -> None:
    """It is followed as far as the system does, and leads nowhere, so a file takes its place."""
    loop = register.with_name("loop")
    loop.symlink_to(loop)

    must("export entries --output loop")

    assert loop.is_file()
