"""A real table in another order gives the same standings on all days."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from infrastructure.importers.rows.mapping import load_mapping
from infrastructure.importers.tables.reading import read_file
from infrastructure.importers.tables.table import InputTable, TableRow
from tests.infrastructure.importers.given import DATA, WIPO, Office, office

_STANDINGS = """
SELECT c.reference, m.code, s.standing, s.from_day, s.until_day, s.signed_on, s.signature,
  s.version, s.deposited_on, s.consent, s.in_force_on, s.withdrawn_on, s.provisional
FROM standing s JOIN commitment c ON c.id = s.commitment_id JOIN member m ON m.id = s.member_id
WHERE s.known_to IS NULL ORDER BY 1, 2, 4
"""
_MEMBERSHIPS = """
SELECT m.code, s.standing, s.name, s.kind, s.from_day, s.until_day, s.joined_on,
  s.withdrew_on
FROM membership s JOIN member m ON m.id = s.member_id
WHERE s.known_to IS NULL ORDER BY 1, 5
"""
Answers = tuple[Sequence[object], Sequence[object]]


def answers(opened: Office) -> Answers:
    """Return every stretch of days of every standing and membership, as it is known now."""
    _, standings = opened.read_model.query(_STANDINGS)
    _, memberships = opened.read_model.query(_MEMBERSHIPS)
    assert standings
    return standings, memberships


def imported(folder: Path, *files: Sequence[TableRow]) -> Answers:
    """Import the rows as files of their own, one after the other, into a new register."""
    folder.mkdir()
    mapping = load_mapping("wipo")
    with office(folder) as opened:
        for rows in files:
            placed = [TableRow(number, row.cells) for number, row in enumerate(rows, start=2)]
            file = replace(table(), rows=tuple(placed))
            opened.do(file, mapping, taskforce=None, skip_bad_rows=True)
        return answers(opened)


def table() -> InputTable:
    return read_file(DATA / WIPO, load_mapping("wipo").delimiter)


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return imported(tmp_path_factory.mktemp("wipo") / "as_it_is", table().rows)


@pytest.mark.slow
def test_wipo_reversed(as_it_is: Answers, tmp_path: Path) -> None:
    """Whoever sorts a table anew changes nothing that it says."""
    assert imported(tmp_path / "reversed", table().rows[::-1]) == as_it_is


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_wipo_shuffled(as_it_is: Answers, tmp_path: Path, seed: int) -> None:
    """Any order is as good as that of the publisher."""
    rows = table().rows
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311  # no secret

    assert imported(tmp_path / "shuffled", shuffled) == as_it_is


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, -1])
def test_wipo_in_two_halves(as_it_is: Answers, tmp_path: Path, step: int) -> None:
    """What comes later in one file comes earlier in another."""
    rows = table().rows
    halves = (rows[: len(rows) // 2], rows[len(rows) // 2 :])[::step]

    assert imported(tmp_path / "halves", *halves) == as_it_is
