"""A passphrase that nobody can type is asked for in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.infrastructure.cli.given import must, typed

WORDS = "a passphrase for the exercise"


@pytest.mark.slow
def test_says_where_to_put_it(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python warned with a path of the program, and the command said that it was stopped."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    must("audit keygen ../log.key --name example.org/register")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
    environment.pop("DEPOSITARY_PASSPHRASE")
    program = "from infrastructure.cli.start import main; main()"

    said = subprocess.run(
        [sys.executable, "-c", program, "audit", "checkpoint", "--key", "../log.key"],
        cwd=register.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )

    assert said.returncode == 3
    assert "getpass.py" not in said.stderr
    assert said.stderr.endswith(
        "depositary: Put the passphrase of ../log.key into DEPOSITARY_PASSPHRASE: nobody can type "
        "it here.\n"
    )


def test_who_types_none_stops_the_command(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal somebody could have typed it, and does not want to."""
    with CliRunner().isolation(input=""):
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        said = typed("audit keygen ../log.key --name example.org/register")

    assert said.code == 3
    assert "nobody can type it here" not in said.err
    assert not (register.parent / "../log.key").exists()
