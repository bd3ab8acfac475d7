"""What was amended is told though the tables cannot say what it changes, as on a full disk."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")


@contextmanager
def no_file_beyond(largest: int) -> Iterator[None]:
    """Let no file of this process become larger; tables are, and the log is not."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_was_recorded_is_told_before_the_tables_are_asked(form: str, register: Path) -> None:
    """Who read that the tables cannot be used corrected it once more."""
    must("members")
    before = typed("log --format csv").out.count("\n")
    assert register.stat().st_size < 300_000

    with no_file_beyond(300_000):
        said = typed(f"correct @3 on=2022-05 --format {form}")

    assert said.code == 3
    assert "Recorded from @" in said.err
    assert "The tables cannot be used" in said.err
    assert said.out.startswith("@") is (form == "text")
    assert typed("log --format csv").out.count("\n") == before + 1
