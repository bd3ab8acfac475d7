"""What a real terminal of 80 columns and 24 lines shows, and what a pipe gets of the same."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from infrastructure.cli.screen import put_in, screen_width
from tests.faults.given import COMMAND
from tests.infrastructure.cli.given import Terminal, must, typed

SIZE = {"COLUMNS": "80", "LINES": "24"}


def on_a_terminal(*words: str, more: Mapping[str, str]) -> str:
    """Run a command whose outputs and input are a terminal, and return what it shows."""
    ours, theirs = pty.openpty()
    command = [COMMAND, *words]
    environment = {**os.environ, **SIZE, **more}
    with subprocess.Popen(  # our own command
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as running:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert running.returncode == 0, shown
    return shown.decode().replace("\r\n", "\n")


def _read(ours: int) -> bytes:
    try:
        return os.read(ours, 65536)
    except OSError:  # how Linux says that the other side is gone
        return b""


@pytest.fixture
def texts(register: Path) -> Path:
    """A register with ten texts, of which the matrix is wider than the screen."""
    for number in range(1, 10):
        must(f"text adopt mission.md --reference TEXT-{number} --title Text --on 2026-02-01")
    return register


@pytest.mark.slow
@pytest.mark.usefixtures("texts")
def test_a_matrix_is_read_in_parts() -> None:
    """Each part has the names again, so that no row has to be counted."""
    piped = typed("matrix").out

    shown = on_a_terminal("matrix", more={"PAGER": "cat"})

    assert max(map(len, piped.split("\n"))) > 80
    assert max(map(len, shown.split("\n"))) <= 80
    assert shown.count("Atlantis") > 1
    assert all(f"TEXT-{number}" in shown for number in range(1, 10))


@pytest.mark.slow
@pytest.mark.usefixtures("texts")
def test_what_is_longer_than_the_screen_is_paged() -> None:
    """`less`, or what the person has chosen; not in a pipe, nor what is short."""
    pages = {"PAGER": f"{sys.executable} {Path('pages.py').resolve()}"}
    Path("pages.py").write_text("import sys\nprint('PAGES', len(list(sys.stdin)))\n")

    long = on_a_terminal("log", more=pages)
    short = on_a_terminal("members", more=pages)

    assert long.startswith("PAGES ")
    assert "PAGES" not in short
    assert "Kenya" in short


@pytest.mark.slow
@pytest.mark.usefixtures("register")
def test_a_report_keeps_to_the_screen() -> None:
    """As long as it is not written to a file."""
    shown = on_a_terminal("report", "status", "MISSION", more={"PAGER": "cat"})

    assert max(map(len, shown.split("\n"))) <= 80
    assert "Kenya" in shown


def test_where_a_screen_has_no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command whose input is no terminal cannot ask for the next page."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    for name, value in SIZE.items():
        monkeypatch.setenv(name, value)

    put_in("text", "a\x1bb\n" * 30)

    assert screen_width() == 80
    assert screen.getvalue() == "a\\x1bb\n" * 30


def test_where_no_pager_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation mark too many in a profile must not cost the answer."""
    screen, keyboard = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stdin", keyboard)
    for name, value in {**SIZE, "PAGER": 'less "'}.items():
        monkeypatch.setenv(name, value)

    put_in("text", "a\n" * 30)

    assert screen.getvalue() == "a\n" * 30
