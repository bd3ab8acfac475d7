"""`import`: all rows or none, and every bad row with its reason."""

import sys
from pathlib import Path

import pytest

from infrastructure.cli.main import run
from tests.infrastructure.cli.given import Terminal, events, typed
from tests.infrastructure.importers.sheets import book

pytestmark = pytest.mark.usefixtures("register")

GOOD = "act,member,name,on\njoin,ERE,Erewhon,2026-01-01\n"
BAD = f"{GOOD}join,LAP,Laputa,yesterday\n"


class TestImport:
    def test_records_all_rows(self, register: Path) -> None:
        """A list of members is typed by nobody."""
        Path("good.csv").write_text(GOOD, encoding="utf-8")

        assert typed("import good.csv --dry-run").code == 0
        assert len(events(register)) == 12
        assert typed("import good.csv").out.startswith("1 row: recorded 1 join")
        assert typed("import good.csv").out.endswith("recorded nothing; 1 unchanged, 0 amended.\n")
        assert len(events(register)) == 13

    def test_records_none_if_one_is_bad(self, register: Path) -> None:
        """Half a file is worse than none: nobody knows which half."""
        Path("bad.csv").write_text(BAD, encoding="utf-8")
        before = events(register)

        said = typed("import bad.csv")

        assert (said.code, said.out) == (1, "")
        assert "yesterday" in said.err
        assert events(register) == before

    def test_records_the_others_when_asked(self, register: Path) -> None:
        """With --skip-bad-rows the rest goes in, and the exit code says that some did not."""
        Path("bad.csv").write_text(BAD, encoding="utf-8")

        said = typed("import bad.csv --skip-bad-rows")

        assert said.code == 1
        assert "yesterday" in said.err
        assert len(events(register)) == 13

    def test_says_what_a_dry_run_would_do_with_bad_rows(self, folder: Path) -> None:
        """The same command without --dry-run records nothing, so it must not promise to."""
        (folder / "mixed.csv").write_text("act,member,name,on\njoin,LAP,Laputa,2022\nfly,X,Y,Z\n")

        said = typed("import mixed.csv --dry-run")

        assert said.code == 1
        assert "2 rows: with --skip-bad-rows would record 1 join" in said.out

    def test_shows_a_bar_on_a_terminal(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A long import must show that it is alive."""
        (folder / "lap.csv").write_text("act,member,name,on\njoin,LAP,Laputa,2022\n")
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)

        assert run(["import", "lap.csv"]) == 0

        assert "Reading rows" in terminal.getvalue()

    def test_records_once_under_one_key(self, register: Path) -> None:
        """A script that is sent twice imports once."""
        Path("good.csv").write_text(GOOD, encoding="utf-8")

        assert typed("import good.csv --command-key k1").code == 0
        again = typed("import good.csv --command-key k1")

        assert again.out == "1 row: recorded nothing; 0 unchanged, 0 amended.\n"
        assert "Recorded before with this command key, at @13 to @13: no row" in again.err
        assert typed("import good.csv --command-key k1 --dry-run").out == again.out
        assert len(events(register)) == 13

    def test_says_what_is_wrong_with_a_source(self, register: Path) -> None:
        """One sentence, wherever the value came from."""
        Path("good.csv").write_text(GOOD, encoding="utf-8")

        said = typed("import good.csv --source x --source-url nope")

        assert said.code == 2
        assert "an address that begins with https://" in said.err
        assert len(events(register)) == 12

    def test_reads_a_sheet_of_a_workbook(self, register: Path) -> None:
        """Staff live in spreadsheets, and a workbook has several of them."""
        row = ["join", "ERE", "Erewhon", "2026-01-01"]
        content = book(["act", "member", "name", "on"], row, sheet="New members")
        Path("members.xlsx").write_bytes(content)

        assert typed("import members.xlsx --sheet 'New member'").code == 2
        said = typed("import members.xlsx --sheet 'New members'")

        assert said.out.startswith("1 row: recorded 1 join")
        assert len(events(register)) == 13

    def test_founds_the_body_that_a_file_is_for(self, register: Path) -> None:
        """A file that begins with a founding needs no body that is there."""
        text = "act,code,name,nature,on\nestablish,NEW,New force,exercise,2026\n"
        Path("new.csv").write_text(text, encoding="utf-8")

        assert "give NEW a file of its own" in typed("--taskforce GTF import new.csv").err
        assert typed("import new.csv").out.startswith("1 row: recorded 1 establish")
        assert len(events(register)) == 13

    def test_prints_its_columns(self) -> None:
        """The header of an empty table is where one begins."""
        said = typed("import --template")

        assert said.out.split(",")[0] in {"row_id", "act"}
        assert said.out.count("\n") == 1
        assert typed("import").code == 2
