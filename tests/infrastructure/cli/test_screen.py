"""The outputs themselves: a terminal, none at all, and the one that the shell completes from."""

import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest

from infrastructure.cli.screen import Screen, bare, put, screens


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


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
