"""Whoever asks a command to end ends it, whatever a library makes of that, and finds no rubbish."""

import os
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import sleep
from types import ModuleType

import pytest

from infrastructure.cli import open_register, start
from infrastructure.cli.signals import ENDING, INTERRUPTS
from infrastructure.files.writing import ASIDE
from infrastructure.read_model import analyst_sql

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
SIGNALS = pytest.mark.parametrize("number", ENDING, ids=lambda each: each.name)


@pytest.fixture(autouse=True)
def interruptible(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this process be interrupted, although it may be in the background, and forget it then."""
    before = {each: signal.signal(each, signal.default_int_handler) for each in ENDING}
    monkeypatch.setattr(INTERRUPTS, "came", False)
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, register: Path) -> pytest.MonkeyPatch:
    """Let the program be started with `members`, beside a register."""
    monkeypatch.setattr(sys, "argv", ["depositary", "members"])
    assert register.exists()
    return monkeypatch


def left() -> int | str | None:
    """Start the program, and return the exit code with which it ends."""
    with pytest.raises(SystemExit) as leaving:
        start.main()
    return leaving.value.code


class Forgetful:
    """Is interrupted while Python cleans it up, where every exception is forgotten."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


class Faulty:
    """Makes a mistake while Python cleans it up."""

    def __del__(self) -> None:
        raise KeyError


class TestCommand:
    def test_ends_though_the_exception_was_forgotten(
        self, started: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It went on, recorded what somebody had stopped, and said that all was well."""

        def members(*_: object, **__: object) -> None:
            Forgetful()
            sleep(30)

        started.setattr(open_register, "pieces", members)

        assert left() == 3
        assert capsys.readouterr().err == "\ndepositary: stopped; nothing was recorded.\n"

    def test_ends_as_stopped_though_a_library_made_a_mistake_of_it(
        self, started: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nobody is to report a mistake that is none."""

        def members(*_: object, **__: object) -> None:
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                raise TypeError from None

        started.setattr(open_register, "pieces", members)

        assert left() == 3
        assert capsys.readouterr().err == "depositary: stopped; nothing was recorded.\n"

    def test_says_of_a_query_that_it_was_stopped(
        self, started: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """SQLite forgot the exception, and it was said that the query took too long."""
        looks = count()

        def stopped_at_the_second_look() -> float:
            if next(looks) == 1:
                signal.raise_signal(signal.SIGINT)
            return 0.0

        started.setattr(analyst_sql, "monotonic", stopped_at_the_second_look)
        started.setattr(sys, "argv", ["depositary", "query", ENDLESS])

        assert left() == 3
        assert capsys.readouterr().err == "\ndepositary: stopped; nothing was recorded.\n"

    def test_shows_other_mistakes_that_are_forgotten(
        self, started: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """They are printed as always, and end nothing."""

        def members(*_: object, **__: object) -> None:
            Faulty()
            raise MemoryError

        started.setattr(open_register, "pieces", members)

        assert left() == 3
        said = capsys.readouterr().err
        assert "KeyError" in said
        assert said.endswith("depositary: There is not enough memory here for that.\n")

    @SIGNALS
    @pytest.mark.parametrize("line", ["backup ../bak", "demo ../new", "export analysis ../a.db"])
    def test_leaves_nothing_half_done_behind(
        self, number: signal.Signals, line: str, started: pytest.MonkeyPatch
    ) -> None:
        """A folder of copies with names in it stayed for ever, and nobody was told of it."""
        started.setattr(sys, "argv", ["depositary", *line.split()])
        started.setattr(os, "fsync", lambda _: signal.raise_signal(number))

        assert left() == 3
        assert [path for path in Path("..").rglob(f"{ASIDE}*") if "read" not in path.parts] == []


class TestLoading:
    @SIGNALS
    @pytest.mark.parametrize("closed", [False, True])
    def test_ends_at_once(
        self,
        number: signal.Signals,
        started: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
        *,
        closed: bool,
    ) -> None:
        """Nothing is begun, and a library that is only half loaded may forget any exception."""
        loading = ModuleType("infrastructure.cli.main")
        loading.__dict__["__getattr__"] = lambda _: signal.raise_signal(number)
        started.setitem(sys.modules, "infrastructure.cli.main", loading)

        def ended(code: int) -> None:
            raise SystemExit(code)

        def refuse(*_: object) -> None:
            raise OSError

        started.setattr(os, "_exit", ended)
        if closed:
            started.setattr(os, "write", refuse)

        assert left() == 3
        said = "" if closed else "\ndepositary: stopped; nothing was recorded.\n"
        assert capfd.readouterr().err == said


def test_what_is_ignored_stays_ignored(started: pytest.MonkeyPatch) -> None:
    """A command that `nohup` started goes on when the terminal is closed."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    found: list[object] = []

    def members(*_: object, **__: object) -> None:
        found.append(signal.getsignal(signal.SIGHUP))
        raise MemoryError

    started.setattr(open_register, "pieces", members)

    assert left() == 3
    assert found == [signal.SIG_IGN]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
