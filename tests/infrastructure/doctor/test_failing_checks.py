"""A check that fails in a way that nobody foresaw is one finding, and ends no other check."""

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from domain.errors import Malformed
from infrastructure.doctor import doctor
from tests.infrastructure.cli.given import typed

SAID = "Ada Example said so"
ERRORS = (KeyError(SAID), RecursionError(SAID))


def fail(
    monkeypatch: pytest.MonkeyPatch, error: Exception, of_file: str = "mail", of_log: str = "clock"
) -> None:
    """Let one check beside the log, and one of the log, raise an error."""

    def check(*_: object) -> Iterator[object]:
        raise error

    for table, name in (("CHECKS", of_file), ("LOG_CHECKS", of_log)):
        checks = {**getattr(doctor, table), name: check}
        monkeypatch.setattr(doctor, table, MappingProxyType(checks))


@pytest.mark.slow
@pytest.mark.parametrize("error", ERRORS)
def test_others_are_still_made(
    error: Exception, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has one trouble may have another, which is told all the same."""
    assert healthy.exists()
    Path("our-looks", "strange.txt").touch()
    fail(monkeypatch, error)

    said = typed("doctor")

    name = type(error).__name__
    told = f": This could not be checked: an unexpected error ({name}) stopped it. → Report it to"
    assert said.code == 1
    assert [line for line in said.out.splitlines() if "unexpected" in line] == [
        line for line in said.out.splitlines() if line.startswith((f"mail{told}", f"clock{told}"))
    ]
    assert "2 things to do." in said.out
    assert "strange.txt is used for nothing" in said.out
    assert (SAID in said.out, said.err) == (False, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["--debug doctor", "doctor --debug", "doctor --format json --debug"]
)
def test_shows_where_it_failed_when_asked(
    line: str, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever corrects the program needs the whole way there."""
    assert healthy.exists()
    fail(monkeypatch, ERRORS[0])

    said = typed(line)

    assert said.code == 1
    assert said.err.count("Traceback ") == 2
    assert __file__ in said.err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "There is not enough memory here for that. → Look again when"),
        (Malformed("The paper is torn."), "The paper is torn. → Correct what is named there"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_known(
    error: Exception, told: str, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked to report it."""
    assert healthy.exists()
    fail(monkeypatch, error)

    said = typed("doctor")

    assert said.code == 1
    assert f"mail: {told}" in said.out
    assert f"clock: {told}" in said.out
    assert "2 things to do." in said.out
