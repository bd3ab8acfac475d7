"""One bit flipped beside the log: tables mend themselves or are found, and lists tell."""

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.bootstrap import contacts_path, ledger_path, read_model_folder
from tests.faults.given import Place, must_end_well, put_in_place, typed_here, whole_file

pytestmark = pytest.mark.slow

TABLES_EVERY, LISTS_EVERY = 2003, 307  # bytes
ASKED = ("members", "status PLEDGE", "history PLEDGE", "search task")
LISTS = {
    "contacts": (contacts_path, ("contacts list", "contacts add 'Bo Example' --ref p-bb4at")),
    "letters": (ledger_path, ("reminders list", "run-due --dry-run")),
}


def flips(whole: bytes, every: int) -> Iterator[tuple[int, bytes]]:
    for place in range(0, len(whole), every):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place % 8)
        yield place, bytes(flipped)


def used_tables(place: Place) -> Path:
    folder = read_model_folder(place.store)
    return folder / (folder / "current").read_text("ascii").strip()


def test_tables_mend_themselves_or_are_found(here: Place) -> None:
    """What is asked of damaged tables may be wrong, and an audit of them tells.

    They are no evidence: a rebuild makes all of them anew.
    """
    typed_here("members").must()
    asked = {line: typed_here(line).must().out for line in ASKED}
    tables = used_tables(here)
    whole = whole_file(tables)
    wrong = found = 0

    for place, flipped in flips(whole, TABLES_EVERY):
        pointer = (tables.parent / "current").read_text("ascii")
        put_in_place(used_tables(here), flipped)
        checked = typed_here("audit verify --projections")
        assert checked.code in {1, 3, 4}, place
        found += checked.code != 4
        for line, answer in asked.items():
            said = typed_here(line)
            assert said.code in {0, 1, 2, 3}, place  # a day may be none any more, which is 2
            if said.out != answer and pointer == (tables.parent / "current").read_text("ascii"):
                wrong += 1
                assert checked.code in {1, 3}, (place, line)
    typed_here("rebuild").must()

    assert found > wrong / len(ASKED) > 0
    assert {line: typed_here(line).out for line in ASKED} == asked


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_people_and_letters_end_with_a_sentence(here: Place, name: str) -> None:
    """Nobody is shown a traceback with a name in it, and the log is not touched."""
    for line in ("contacts add 'Ada Example' --ref p-a7atq2", "reminders stop p-a7atq2"):
        typed_here(line).must()
    where, lines = LISTS[name]
    path = where(here.store)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    whole = path.read_bytes()

    for place, flipped in flips(whole, LISTS_EVERY):
        for line in lines:
            path.write_bytes(flipped)
            said = typed_here(line)
            must_end_well(said)
            assert "Ada Example" not in said.err, place
    path.write_bytes(whole)

    assert [typed_here(shlex.join(shlex.split(line))).code for line in lines] == [0, 0]
