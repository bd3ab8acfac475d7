"""`import`: all rows or none, and every bad row with its reason."""

from pathlib import Path

from tests.infrastructure.cli.given import events, typed

GOOD = "act,member,name,on\njoin,ERE,Erewhon,2026-01-01\n"
BAD = f"{GOOD}join,LAP,Laputa,yesterday\n"


class TestImport:
    def test_records_all_rows(self, register: Path) -> None:
        """A list of members is typed by nobody."""
        Path("good.csv").write_text(GOOD, encoding="utf-8")

        assert typed("import good.csv --dry-run").code == 0
        assert len(events(register)) == 12
        assert typed("import good.csv").out.startswith("1 rows: recorded 1 join")
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

    def test_prints_its_columns(self, register: Path) -> None:
        """The header of an empty table is where one begins."""
        said = typed("import --template")

        assert said.out.split(",")[0] in {"row_id", "act"}
        assert said.out.count("\n") == 1
        assert typed("import").code == 2
        assert register.exists()
