"""The separate door at the command line: it shows no text, asks first, and says what is left."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from infrastructure.bootstrap import read_model_folder
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import Said, events, must, typed
from tests.infrastructure.cli.upkeep.given_expunging import (
    CANARY,
    WHY,
    bytes_of,
    publish,
    tell_and_enter,
)


@pytest.fixture
def told(once: Once) -> Path:
    """A register in which the claim @13 must never have been entered."""
    return once(tell_and_enter)


def answered(line: str, answer: str) -> Said:
    with CliRunner().isolation(input=answer):
        return typed(line)


def test_shows_fields_and_never_a_text(told: Path) -> None:
    """A terminal is photographed, and what it shows is kept in scrollback and logs."""
    said = typed(f"expunge @13 {WHY} --dry-run")

    assert (said.code, told.exists()) == (0, True)
    assert said.out.splitlines()[1] == "Texts in: source.title, note, about, claim"
    assert said.out.splitlines()[2].endswith("on the authority of Ombudsman of Utopia")
    assert CANARY not in said.out + said.err


def test_a_dry_run_leaves_everything_as_it_is(told: Path) -> None:
    """Whoever looks first has decided nothing."""
    before, tables = events(told), sorted(read_model_folder(told).iterdir())

    must(f"expunge @13 {WHY} --dry-run")

    assert events(told) == before
    assert sorted(read_model_folder(told).iterdir()) == tables


def test_removes_what_it_showed(told: Path) -> None:
    """Of store, tables, index and files nothing is left, and the log says why."""
    assert CANARY.encode() in bytes_of(told)

    said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 0
    assert "Removed, and recorded as @14." in said.out
    assert CANARY not in said.out + said.err
    assert CANARY.encode() not in bytes_of(told)
    assert CANARY.lower().encode() not in bytes_of(told)
    assert "child protection, on the authority of Ombudsman of Utopia" in typed("log").out


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 3), ("", 3)])
def test_asks_before_it_removes(told: Path, answer: str, code: int) -> None:
    """There is no way back, so a slip or a script without an answer must not do it."""
    before = events(told)

    said = answered(f"expunge @13 {WHY}", answer)

    assert said.code == code
    assert (events(told) == before) is (code != 0)
    assert "an office, never a person's name" in said.err


def test_removes_a_part_and_tells_that_the_rest_stays(told: Path) -> None:
    """There is no second time."""
    said = typed(f"expunge 13 {WHY} --field note --field claim --yes")

    assert "Not removed, and this is the only time: source.title, about\n" in said.out
    assert f"Letter of {CANARY}".encode() in bytes_of(told)
    assert f"{CANARY} said so.".encode() not in bytes_of(told)


def test_a_second_time_only_cleans_again(told: Path) -> None:
    """What a crash left behind is brought to its end by the same command."""
    must(f"expunge @13 {WHY} --yes")
    publish(told)
    before = events(told)
    (read_model_folder(told) / "gen-000001.sqlite").write_text(CANARY)

    said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 1
    assert said.err == (
        "What may have been left of them on this machine was removed.\n"
        "depositary: Texts of @13 were removed already, as @14 says.\n"
    )
    assert "Reports that were published since, each in its folder: @15 CHANGES-1." in said.out
    assert "Backups and copies of the register" in said.out
    assert events(told) == before
    assert CANARY.encode() not in bytes_of(told)


def test_a_second_look_changes_nothing(told: Path) -> None:
    """A dry run is a dry run, also where there is something to bring to its end."""
    must(f"expunge @13 {WHY} --yes")
    tables = sorted(read_model_folder(told).iterdir())

    said = typed(f"expunge @13 {WHY} --dry-run")

    assert (said.code, "as @14 says" in said.err) == (1, True)
    assert sorted(read_model_folder(told).iterdir()) == tables


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (f"expunge @99 {WHY}", 1, "There is no event '@99' in this register."),
        (f"expunge @9 {WHY}", 1, "There is no text in it that people wrote"),
        (f"expunge founders {WHY}", 2, "Expected the position of an event, such as @14"),
        (f"expunge @1234567890123456789 {WHY}", 2, "Expected the position of an event"),
        (f"expunge @13 {WHY} --field text", 2, "only in: source.title, note, about, claim."),
        ("expunge @13 --reason shame --authority X", 2, "'shame' is not one of"),
        (
            "expunge @13 --reason court_order",
            2,
            "--authority is missing. For example: depositary expunge ",
        ),
        ("expunge @13 --reason court_order --authority ''", 2, "authority: It is empty."),
        (
            "expunge @13 --reason court_order --authority 'Ask ada@example.org.'",
            1,
            "The field 'authority' holds what looks like an e-mail address",
        ),
    ],
)
def test_refuses_in_one_sentence(told: Path, line: str, code: int, sentence: str) -> None:
    """Before anything is asked, and with nothing changed."""
    before = events(told)

    said = typed(f"{line} --yes")

    assert said.code == code, said
    assert sentence in said.err
    assert CANARY not in said.out + said.err
    assert events(told) == before


def test_needs_somebody_who_did_it(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A removal by nobody answers to nobody."""
    Path("depositary.toml").write_text(f'store = "{told.name}"\n', encoding="utf-8")

    said = typed(f"expunge @13 {WHY} --yes")

    assert (said.code, "Say who records" in said.err) == (1, True)
    monkeypatch.setenv("DEPOSITARY_ACTOR", "p-keeper-1")
    must(f"expunge @13 {WHY} --yes")


@pytest.mark.slow
def test_a_store_that_is_locked_is_left_alone(told: Path) -> None:
    """It ends with exit code 3: nothing was removed, and nothing recorded."""
    before = events(told)
    with closing(sqlite3.connect(told)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(told, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        said = typed(f"expunge @13 {WHY} --yes")
        db.execute("ROLLBACK")

    assert said.code == 3
    assert events(told) == before


class TestWhatElse:
    """The list of what no program can find for you."""

    def test_names_every_kind_of_place(self, told: Path) -> None:
        """Each is where a text has been found again somewhere."""
        said = typed(f"--store {told} expunge @13 {WHY} --yes").out

        for word in ("workbooks", "calendars", "receipt", "Letters", "Backups", "snapshots"):
            assert word in said, word
        assert "Out of reach" in said
        assert "imported" not in said

    @pytest.mark.slow
    @pytest.mark.usefixtures("told")
    def test_names_entries_with_the_same_text(self) -> None:
        """They are named by place; the last of many are counted only."""
        must(
            *(f"taskforce claim c{n} '{CANARY} said so.' --source X" for n in range(52)),
            "correct @13 claim='Nobody said so.'",
        )

        said = typed(f"expunge @13 {WHY} --field claim --yes").out

        assert "The text in claim stands again in @14, @15, @16," in said
        assert "@63 and 2 more: expunge these, too." in said
        assert "Other versions of the entry have such a text: @66." in said

    def test_names_published_reports(self, told: Path) -> None:
        """They carry the text into the world."""
        publish(told)

        assert "each in its folder: @14 CHANGES-1." in typed(f"expunge @13 {WHY} --dry-run").out

    def test_names_the_file_of_a_row_and_the_folder_of_letters(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was imported comes back with the file, and letters lie in a folder."""
        monkeypatch.setenv("DEPOSITARY_MAIL_FOLDER", "letters")
        Path("rows.csv").write_text(
            f"act,member,name,on\njoin,LIL,{CANARY},2026\n", encoding="utf-8"
        )
        must("import rows.csv")

        said = typed(f"expunge @13 {WHY} --yes").out

        assert "- The file from which it was imported.\n" in said
        assert f"- Letters on this machine: {register.parent / 'letters'}.\n" in said


class TestImported:
    """The hash of a row is of all its cells, and the file is still somewhere."""

    ROWS = f"row_id,act,member,instrument,on,note\n1,sign,ERE,MISSION,2026-01-15,{CANARY} signed.\n"

    @pytest.fixture
    def imported(self, register: Path) -> Path:
        """A row that was recorded as three signatures (@14 to @16), each with its note."""
        Path("rows.csv").write_text(self.ROWS, encoding="utf-8")
        must("member join ERE --name Erewhon --on 2022", "import rows.csv")
        return register

    def test_leaves_no_hash_that_confirms_a_guess(self, imported: Path) -> None:
        """Who guesses the text makes the hash with a register of his own."""
        (digest,) = {row[0] for row in hashes(imported)}

        said = typed(f"expunge @14 {WHY} --field note --yes")

        assert "And the hash of the imported row, by which a guess could be confirmed" in said.out
        assert "A hash of the same row stands in @15, @16, too: expunge these, too." in said.out
        must(*(f"expunge @{each} {WHY} --yes" for each in (15, 16)))
        assert {row[0] for row in hashes(imported)} == {"0" * 64}
        assert digest.encode() not in bytes_of(imported)
        assert typed("audit verify --projections").code == 4

    @pytest.mark.parametrize("changed", ["ask", "completed", "error", "new"])
    @pytest.mark.parametrize("expunged", ["14", "16", "14 15 16"])
    def test_the_same_file_brings_nothing_back(
        self, imported: Path, expunged: str, changed: str
    ) -> None:
        """Neither as it was nor with another day, whatever is said of changed rows."""
        must(*(f"expunge @{each} {WHY} --yes" for each in expunged.split()))
        before = events(imported)

        for rows in (self.ROWS, self.ROWS.replace("01-15", "01-16")):
            Path("rows.csv").write_text(rows, encoding="utf-8")
            said = typed(f"import rows.csv --changed {changed}")

            assert (said.code, events(imported)) == (0, before)
            assert "1 row: recorded nothing; 1 unchanged, 0 amended." in said.out
            assert "Row 2 made entries of which texts were removed, so it is not" in said.err


def hashes(store: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(store)) as db:
        return db.execute(
            "SELECT json_extract(state, '$.envelope.row_sha256') FROM stored_events"
            " WHERE json_extract(state, '$.envelope.row_key') IS NOT NULL"
        ).fetchall()
