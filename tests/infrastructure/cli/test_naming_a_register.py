"""Which register is meant: what names none is told before anything is read, written or answered."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import words


@pytest.mark.parametrize("option", ["--store", "--actor", "--taskforce"])
def test_takes_no_empty_option(register: Path, option: str) -> None:
    """A variable of a script that was never set would name another register, or actor."""
    del register
    before, after = words(option, "", "members"), words("members", option, " ")

    assert (before.code, after.code, after.err) == (2, 2, before.err)
    assert f"{option} is empty; say which one, or leave it out." in before.err
