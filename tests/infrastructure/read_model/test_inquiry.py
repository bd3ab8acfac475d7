"""Analysts ask in SQL: they read everything, change nothing, and hold nobody up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from application.event_store.streams import EventLog
from domain.errors import Malformed
from infrastructure.read_model import analyst_sql
from infrastructure.read_model.schema import TABLES
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.views.views import create_views
from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS
from tests.infrastructure.read_model.given import Writer, adopted, in_use, joined, signed

OF_FEW_STEPS = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
    SELECT sum(instr(hex(zeroblob(60000 + i)), hex(zeroblob(30000)) || '1')) FROM n
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"


def test_answers_with_names_and_rows(model: SQLiteReadModel, writer: Writer) -> None:
    """It catches up first, as every question does."""
    writer.append(joined())

    assert model.query(
        "SELECT member, topic FROM event WHERE member = ? OR topic = ? ORDER BY position",
        ("KEN", "taskforce.established"),
    ) == (["member", "topic"], [(None, "taskforce.established"), ("KEN", "member.joined")])
    assert model.query("SELECT :code AS code", {"code": "KEN"}) == (["code"], [("KEN",)])
    assert model.query("-- nothing") == ([], [])


def test_finds_words_in_the_history(model: SQLiteReadModel, writer: Writer) -> None:
    """Full text search works under the guard, in notes, sources and contents, without accents."""
    writer.append(joined(name="Côte d'Ivoire"))
    writer.append(adopted(), envelope={"note": "Opened in Nairobi"})

    def found(words: str) -> list[object]:
        _, rows = model.query(
            "SELECT position FROM history_fts JOIN event ON position = history_fts.rowid"
            " WHERE history_fts MATCH ? ORDER BY position",
            (words,),
        )
        return [position for (position,) in rows]

    assert found("cote") == [2]
    assert found("note: nairobi") == [3]
    assert found("nobody") == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM event", "not authorized"),
        ("UPDATE event SET note = ''", "not authorized"),
        ("INSERT INTO taskforce VALUES (9, 'X')", "not authorized"),
        ("DROP TABLE event", "not authorized"),
        ("CREATE TABLE mine (x)", "not authorized"),
        ("CREATE TEMP TABLE mine (x)", "not authorized"),
        ("ATTACH 'other.db' AS other", "not authorized"),
        ("VACUUM INTO 'copy.db'", "authorization denied"),
        ("PRAGMA user_version = 1", "not authorized"),
        ("PRAGMA query_only = OFF", "not authorized"),
        ("PRAGMA journal_mode = DELETE", "not authorized"),
        ("BEGIN IMMEDIATE", "not authorized"),
        ("SELECT load_extension('x')", "not authorized|no such function"),
        ("INSERT INTO history_fts(history_fts) VALUES ('optimize')", "not authorized"),
        ("SELEC 1", "syntax error"),
        ("SELECT mood FROM event", "no such column: mood"),
        ("SELECT 1; SELECT 2", "one statement at a time"),
        ("SELECT ?", "Incorrect number of bindings"),
        ("SELECT '\0'", "null character"),
        ("SELECT zeroblob(1000000000)", "too big"),
    ],
)
@pytest.mark.usefixtures("writer")
def test_refuses_all_but_questions(model: SQLiteReadModel, sql: str, words: str) -> None:
    """A slip in an analyst's tool must not cost a table; SQLite's words tell what was wrong."""
    with pytest.raises(Malformed, match=f"SQLite says: .*({words})"):
        model.query(sql)


def test_refuses_numbers_that_are_too_long(model: SQLiteReadModel) -> None:
    """Python's integers have no end, SQLite's do."""
    with pytest.raises(Malformed, match="SQLite says"):
        model.query("SELECT ?", (2**70,))


@pytest.mark.parametrize("sql", [ENDLESS, OF_FEW_STEPS])
def test_ends_endless_questions(log: EventLog, folder: Path, sql: str) -> None:
    """One careless join must not keep a web worker for an hour, nor a few long comparisons."""
    with (
        SQLiteReadModel(log, folder, seconds=0.05) as model,
        pytest.raises(Malformed, match=r"longer than 0\.05 seconds"),
    ):
        model.query(sql)


@pytest.mark.usefixtures("writer")
def test_refuses_to_fill_memory(model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are never left out in silence: too many are refused."""
    monkeypatch.setattr(analyst_sql, "_MOST", 2)
    assert len(model.query("VALUES (1), (2)")[1]) == 2

    with pytest.raises(Malformed, match="more than 2 rows"):
        model.query("VALUES (1), (2), (3)")


@pytest.mark.usefixtures("writer")
def test_lets_tools_look_at_the_tables(model: SQLiteReadModel) -> None:
    """Tools ask for columns before they ask for rows."""
    _, rows = model.query("PRAGMA table_info(taskforce)")

    assert [row[1] for row in rows] == ["id", "code"]


@pytest.mark.usefixtures("writer")
def test_describes_just_what_there_is(model: SQLiteReadModel, folder: Path) -> None:
    """The description is the published interface, so it must be true, and have no gaps."""
    model.catch_up()
    path = in_use(folder)
    described = {table.name: table for table in model.tables()}
    del described[MEMBER_COMMITMENTS.name]  # made when it is asked for; see test_wide_table.py
    with closing(sqlite3.connect(path)) as other:
        assert not other.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
        create_views(other, temporary=True)
        there = {
            name: (kind, [column[1:3] for column in other.execute(f"PRAGMA table_info({name})")])
            for name, kind in other.execute(
                "SELECT name, type FROM pragma_table_list WHERE schema IN ('main', 'temp')"
                " AND type <> 'shadow' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
        }

    assert described.keys() == there.keys()
    for name, (kind, columns) in there.items():
        table = described[name]
        names = [column for column, _, _ in table.columns]
        assert names == [column for column, _ in columns]
        if kind == "table":
            assert [type_ for _, type_, _ in table.columns] == [type_ for _, type_ in columns]
        for sentence in (table.sentence, *(sentence for _, _, sentence in table.columns)):
            assert sentence[0].isupper() or sentence.split()[0].strip(",.") in _WORDS, sentence
            assert sentence.endswith((".", ")"))


_WORDS = {
    *("party", "state", "applicant", "inaugural", "endorsement", "ratification", "present"),
    *("private_sector", "chair", "taskforce", "1", "moved", "circulated", "returned", "monthly"),
    *("scheduled", "interim", "national", "best", "main"),
}


def test_tables_are_strict_and_say_what_they_refer_to(model: SQLiteReadModel, folder: Path) -> None:
    """Datasette follows declared keys, and a wrong type must show at once."""
    model.catch_up()
    path = in_use(folder)
    with closing(sqlite3.connect(path)) as other:
        for table in TABLES:
            ((strict,),) = other.execute(
                "SELECT strict FROM pragma_table_list WHERE name = ?", (table.name,)
            ).fetchall()
            refers = other.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
            assert strict == 1
            assert {(row[3], row[2], row[4]) for row in refers} == set(table.refers)
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []


def test_foreign_keys_hold(model: SQLiteReadModel, writer: Writer, folder: Path) -> None:
    """They are declared for people; that they hold is tested, not checked on every write."""
    writer.append(joined())
    writer.append(adopted())
    writer.append(signed(member="PER"))
    model.catch_up()
    path = in_use(folder)

    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []
