"""Order and time of entries are looked at, and so is the file that they lie in."""

import sqlite3
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import (
    FOUND,
    MOST,
    NOT_COMPARED,
    PASSED,
    UNFINISHED,
    Verification,
)
from infrastructure.audit.log.proving import compare_projections
from infrastructure.audit.log.verify import verify
from infrastructure.audit.proofs.note import Note
from infrastructure.bootstrap import open_log
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.audit.given import SECOND, Office, grow, stored, tampering
from tests.infrastructure.store.given import NOON_US, opened

SIZE = 9  # entries of that log
FREE_PAGES = 36  # where SQLite's header counts them
FORMAT = 44  # where SQLite's header says how its schema is written
SWAPPED_INDEXES = """
    UPDATE sqlite_schema SET rootpage = (
        SELECT sum(rootpage) FROM sqlite_schema
        WHERE name IN ('idx_event_event_id', 'idx_commitment_instrument')
    ) - rootpage
    WHERE name IN ('idx_event_event_id', 'idx_commitment_instrument')
"""


def overwrite(path: Path, place: int, number: int) -> None:
    """Put a number of four bytes into a file."""
    content = bytearray(path.read_bytes())
    content[place : place + 4] = number.to_bytes(4, "big")
    path.write_bytes(content)


def test_finds_two_entries_that_changed_places(ours: Office) -> None:
    """Positions only grow."""
    with tampering(ours.store) as db:
        for old, new in ((4, 99), (5, 4), (99, 5)):
            db.execute("UPDATE log_leaf SET position = ? WHERE position = ?", (new, old))

    found = verify(ours.store).findings

    sentences = [each.sentence for each in found if each.code == "sequence"]
    assert "Position 4 comes after position 5." in sentences


def test_finds_an_entry_of_an_earlier_time(ours: Office) -> None:
    """The log's clock never goes back."""
    with tampering(ours.store) as db:
        db.execute("UPDATE log_leaf SET recorded_us = recorded_us - 60000000 WHERE idx = 3")

    found = verify(ours.store).findings

    assert [(each.code, each.position) for each in found] == [("time", 4), ("leaf", 4)]


def test_finds_a_time_that_no_calendar_has(ours: Office) -> None:
    """It is told in words, since it cannot be written."""
    note = Note.parse(ours.checkpoint())
    signed = bytes(note.with_signature(ours.member.sign(note.text, 1_900_000_000)))
    with tampering(ours.store) as db:
        db.execute("UPDATE log_leaf SET recorded_us = ? WHERE idx = 8", (2**62,))

    found = verify(ours.store, ours.careful, {"signed": signed}).findings

    assert {each.code for each in found} == {"time", "leaf"}
    assert "It is of an invalid time, after it was signed or witnessed." in {
        each.sentence for each in found
    }


def test_tells_what_sqlite_finds_wrong(ours: Office) -> None:
    """Such a file can still be read, but should be copied soon."""
    overwrite(ours.store, FREE_PAGES, 5)

    found = verify(ours.store).findings

    assert {each.code for each in found} == {"storage"}
    assert "SQLite says of the file: " in found[0].sentence


@pytest.mark.parametrize(
    "planted",
    ["('a', 9, 10)", "('a', 3, 4)", "('a', 5, 4)", "('a', 0, 1)", "('a', 3, 3), ('b', 3, 3)"],
)
def test_finds_a_key_for_what_no_command_recorded(ours: Office, planted: str) -> None:
    """Whoever sends that key is told that it was recorded before, and nothing is."""
    with tampering(ours.store) as db:
        db.execute(f"INSERT INTO command VALUES {planted}")

    found = verify(ours.store).findings

    assert [each.code for each in found] == ["storage"]
    assert "which no single command recorded" in found[0].sentence


def test_passes_keys_of_commands(ours: Office) -> None:
    """Of one that recorded an event, and of one that recorded two at once."""
    with opened(ours.store) as log:
        log.clock = lambda: NOON_US + SIZE * SECOND
        log.insert_events([stored(SIZE)], command_key="one")
        log.insert_events([stored(SIZE + 1), stored(SIZE + 2)], command_key="two")

    assert verify(ours.store).exit_code == NOT_COMPARED


def test_reads_a_file_whose_journal_cannot_be_opened(ours: Office) -> None:
    """As on a disk that cannot be written."""
    ours.store.with_name("register.db-wal").mkdir()

    assert verify(ours.store).exit_code == NOT_COMPARED


def test_a_file_in_a_newer_format_is_not_finished(ours: Office) -> None:
    """Reading it in another way would not help."""
    overwrite(ours.store, FORMAT, 9)

    found = verify(ours.store)

    assert found.exit_code == UNFINISHED
    assert "could not be read to its end" in found.result


TABLES_CHANGES = {
    "row": ("UPDATE taskforce SET code = 'THEIRS'", "table taskforce"),
    "view": ("CREATE VIEW current_members AS SELECT 'KEN' AS member", "view current_members"),
    "trigger": (
        "CREATE TRIGGER a AFTER INSERT ON member BEGIN DELETE FROM member; END",
        "trigger a",
    ),
    "search": ("INSERT INTO history_fts(history_fts) VALUES ('delete-all')", "table history_fts"),
    "table that is none": (
        "ALTER TABLE instrument RENAME TO b; CREATE VIEW instrument AS SELECT * FROM b",
        "table instrument",
    ),
}


@pytest.mark.parametrize("change", TABLES_CHANGES)
def test_finds_tables_that_are_not_what_the_log_says(ours: Office, change: str) -> None:
    """Those in use are compared with those made anew: rows, views, triggers, words to search."""
    sql, part = TABLES_CHANGES[change]
    folder, found = ours.folder / "tables", Verification()
    with open_log(ours.store) as log, SQLiteReadModel(log, folder) as model:
        model.catch_up()
        grow(ours.store, SIZE + 1, SIZE)
    compare_projections(ours.store, folder, found)
    assert found.findings == []
    (path,) = folder.glob("gen-*.sqlite")
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(sql)
    db.close()

    compare_projections(ours.store, folder, found)

    assert {each.code for each in found.findings} == {"projection"}
    assert f"The {part} is not what the log says. See: depositary rebuild" in {
        each.sentence for each in found.findings
    }


def test_tells_what_sqlite_finds_wrong_with_the_tables(ours: Office) -> None:
    """An index that leaves rows out gives other answers than the rows, which are as they were."""
    folder, found = ours.folder / "tables", Verification()
    with open_log(ours.store) as log, SQLiteReadModel(log, folder) as model:
        model.catch_up()
    (path,) = folder.glob("gen-*.sqlite")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA writable_schema = ON")
    db.execute(SWAPPED_INDEXES)
    db.close()

    compare_projections(ours.store, folder, found)

    assert {each.code for each in found.findings} == {"projection"}
    assert "SQLite says of the tables: " in found.findings[0].sentence


def test_tables_of_a_backup_are_not_compared(ours: Office) -> None:
    """It has none; and who only puts a file there must not be told that they were."""
    found = Verification()

    compare_projections(ours.store, None, found)

    assert [each.code for each in found.notices] == ["note"]
    assert "The tables were not compared" in found.notices[0].sentence


def test_tables_are_compared_while_nobody_records(
    ours: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is recorded after the one was read and before the other is no difference."""
    found, digests = Verification(), SQLiteReadModel.digests

    def and_another_records(model: SQLiteReadModel) -> Mapping[str, str]:
        made = digests(model)
        if model.head() == SIZE:
            grow(ours.store, SIZE + 1, SIZE)
        return made

    monkeypatch.setattr(SQLiteReadModel, "digests", and_another_records)

    compare_projections(ours.store, ours.folder / "tables", found)

    assert (found.findings, found.unfinished) == ([], None)


@pytest.mark.slow
def test_tables_in_which_others_record_all_the_time_are_not_compared(
    ours: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, so that nobody takes it for a proof."""
    found, heads = Verification(), count()
    monkeypatch.setattr(SQLiteReadModel, "head", lambda _: next(heads))

    compare_projections(ours.store, ours.folder / "tables", found)

    assert found.exit_code == UNFINISHED
    assert "Others kept recording while the tables were compared." in found.result


def test_tables_of_no_log_are_not_compared(tmp_path: Path) -> None:
    """Nothing was proved then, and that is said."""
    found = Verification()

    compare_projections(tmp_path / "none.db", tmp_path, found)

    assert found.exit_code == UNFINISHED
    assert "There is no register" in found.result


def test_a_result_is_one_sentence(ours: Office) -> None:
    """Whoever reads only that is not misled."""
    passed = verify(ours.store, ours.trusting, {"kept": ours.checkpoint()})
    found = Verification()

    assert passed.exit_code == PASSED
    assert passed.result.startswith("All passed. The first 9 of 9 entries")
    assert "compared with no external checkpoint" in found.result
    found.add_finding("leaf", "One.")
    assert found.result == "1 finding."
    found.add_finding("leaf", "Two.")
    assert found.result == "2 findings."


def test_findings_beyond_the_most_are_only_counted() -> None:
    """A log that was made anew would fill the memory."""
    found = Verification()

    for number in range(MOST + 1):
        found.add_finding("leaf", "Changed.", number)

    assert (len(found.findings), found.total, found.exit_code) == (MOST, MOST + 1, FOUND)
