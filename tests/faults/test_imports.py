"""Whatever a file holds: it is refused with the number of the row, nothing is written, soon."""

from pathlib import Path

import pytest

from tests.faults.given import Place, contents
from tests.faults.hostile import ALSO, CELLS, FILES, GOOD, bombs, table
from tests.infrastructure.cli.given import typed

pytestmark = pytest.mark.slow
MEMORY = 1_000_000_000  # bytes of address space


@pytest.fixture
def here(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Return an office, and stand in it."""
    monkeypatch.chdir(place.data)
    return place


@pytest.mark.parametrize("column", CELLS)
def test_a_bad_cell_is_told_with_its_row(here: Place, column: str) -> None:
    """The row above it is good, and is not recorded either."""
    before = contents(here.store)

    for cell in CELLS[column]:
        Path("rows.csv").write_text(table(GOOD, {**ALSO, column: cell}), encoding="utf-8")
        said = typed("import rows.csv")

        assert (said.code, said.out) == (1, ""), (cell[:40], said)
        assert "  Row 3" in said.err, (cell[:40], said)
        assert "  Row 2" not in said.err, (cell[:40], said)
        assert len(said.err) < 2000
    assert contents(here.store) == before


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_no_use_is_told_in_a_sentence(here: Place, name: str) -> None:
    """And is there unchanged, for whoever wants to mend it."""
    content, sentence = FILES[name]
    Path(name).write_bytes(content)
    before = contents(here.store)

    said = typed(f"import {name}")

    assert (said.code in {1, 2}, said.out) == (True, ""), said
    assert sentence in said.err
    assert contents(here.store) == before
    assert Path(name).read_bytes() == content


def test_a_header_alone_says_nothing(here: Place) -> None:
    """A form that nobody has filled in is no mistake."""
    Path("rows.csv").write_text(table(GOOD).splitlines()[0], encoding="utf-8")
    before = contents(here.store)

    said = typed("import rows.csv")

    assert (said.code, said.out) == (0, "0 rows: recorded nothing; 0 unchanged, 0 amended.\n")
    assert contents(here.store) == before


def test_small_files_that_grow_take_neither_memory_nor_time(place: Place) -> None:
    """Each is imported by a process that may have little of both."""
    before = contents(place.store)

    for name, (content, sentence) in bombs().items():
        (place.data / name).write_bytes(content)
        said = place.run("import", name, memory=MEMORY)

        assert (said.code in {1, 2}, said.out) == (True, ""), (name, said)
        assert sentence in said.err, (name, said)
        assert "Traceback" not in said.err, (name, said)
        assert len(said.err) < 1000, name
    assert contents(place.store) == before
