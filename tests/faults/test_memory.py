"""A machine with too little memory for what is asked: a sentence, and nothing is written."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.given import Place, contents
from tests.infrastructure.cli.given import typed

MORE = 50_000_000  # bytes


@contextmanager
def little_memory() -> Iterator[None]:
    """Let this process take only so much more than it has."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limits = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * os.sysconf("SC_PAGE_SIZE") + MORE
    resource.setrlimit(resource.RLIMIT_AS, (most, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def test_a_file_that_does_not_fit_into_memory(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one that the program would take, on another machine."""
    monkeypatch.chdir(place.data)
    before = contents(place.store)
    with Path("large.csv").open("wb") as file:
        file.truncate(4 * MORE)
    assert typed("import none.csv").code == 2  # and so all modules are loaded

    with little_memory():
        said = typed("import large.csv")

    assert (said.code, said.out) == (3, "")
    assert said.err == "depositary: There is not enough memory here for that.\n"
    assert contents(place.store) == before
