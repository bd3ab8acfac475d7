"""Whatever is typed wrongly gets one clear sentence, and the log stays as it was."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.cli import document_files
from tests.infrastructure.cli.given import events, must, typed, words

JOIN = ["member", "join", "ERE", "--name", "Erewhon", "--on", "2022"]
BETTER = "day is known better now, correct that entry instead: depositary correct @2 on=2022-06-14."
HERE = "member join ERE --name Erewhon --on 2022"

REFUSED = [
    ("sign KEM MISSION --on 2026-01-15", 1, "no member 'KEM' in this register. Did you mean KEN?"),
    ("sign KEN MISION --on 2026-01-15", 1, "Did you mean MISSION?"),
    ("status MISSION-4", 1, "Did you mean MISSION-2"),
    ("history KEM", 1, "There is no history of 'KEM' in this register. Did you mean KEN?"),
    ("history NOBODY-AT-ALL", 1, "There is no history of 'NOBODY-AT-ALL' in this register."),
    ("matrix --instrument MISION", 1, "There is no instrument or commitment 'MISION'"),
    ("--taskforce XXX members", 1, "There is no taskforce 'XXX' in this register."),
    ("--taskforce gtf members", 1, "Did you mean GTF?"),
    (f"--taskforce gtf {HERE}", 1, "Did you mean GTF?"),
    (
        "sign KEN MISSION --on 2026-01-15",
        1,
        "KEN has signed this version of the text already; one that is over needs its end",
    ),
    ("member join KEN --name Kenya --on 2022-06-14", 1, BETTER),
    ("member join KEN --name Kenya --on 2022", 1, "If it left in between, record that first"),
    ("sign ATL MISSION --on 2026-01-15 --excepting NONE", 1, "no commitment of MISSION 'NONE'"),
    (
        "sign ATL MISSION --on 2026 --language fr",
        1,
        "no authentic text in the language 'fr', only: en.",
    ),
    ("consent ATL MISSION accession --deposited-on 2026", 1, "cannot consent to be bound by it"),
    ("progress report ATL MISSION-1 done --scale OGP --on 2026", 1, "There is no scale 'OGP 1'"),
    ("text check odd.txt", 2, "odd.txt is no text in UTF-8"),
    ("text check odd.pdf", 2, "odd.pdf is damaged"),
    ("contacts erase p-nobody --yes", 1, "There is no contact 'p-nobody'"),
    ("taskforce establish GTF --name X --nature real --on 2022", 1, "was established already"),
    (f"{HERE} --note 'Write to ada@example.org.'", 1, "looks like an e-mail address"),
    (f"{HERE} --note 'Ada Example was there.'", 1, "names a person who is in the contacts"),
    (f"{HERE} --note 'Ada\u2011Example was there.'", 1, "names a person who is in the contacts"),
    (f"{HERE} --note 'Ada M. Example was there.'", 1, "names a person who is in the contacts"),
    *(
        (line, 1, "The member names a person who is in the contacts.")
        for line in (
            "member join ada-example --name Newland --on 2026-05-01",
            "member apply example-ada --name Newland --on 2026-05-01",
        )
    ),
    *(
        (line, 1, "The code names a person who is in the contacts.")
        for line in (
            "member recode KEN ada-example --on 2026-05-01",
            "taskforce establish ada-example --name N --nature exercise --on 2026-01-01",
        )
    ),
    (
        f"{HERE} --source X --source-url https://x.example/ada_example",
        1,
        "names a person who is in the",
    ),
    (f"{HERE} --note '=1+1'", 2, "a spreadsheet would run it as a formula"),
    (f"{HERE} --note ''", 2, "--note is empty"),
    (f"{HERE} --command-key ''", 2, "--command-key is empty"),
    (f"{HERE} --basis inferred", 2, "Name the source first: --source"),
    (f"{HERE} --source X --source-url ftp://x", 2, "an address that begins with https://"),
    (f"--actor 'Ada Example' {HERE}", 2, "a reference such as p-7kq2mzx4ab, or a member's code"),
    (
        f"{HERE} --on-behalf-of 'Ada Example'",
        2,
        "a reference such as p-7kq2mzx4ab, or a member's code",
    ),
    ("member join AB --name 'X\nY' --on 2022", 2, "Expected text on one line"),
    ("member join 447700900123 --name X --on 2022", 2, "a letter first"),
    ("member join ERE --on 2022", 2, "ERE is new, so it needs a name."),
    ("member join ERE --name X --on 0001-01-01", 2, "Expected a year from 1800 to 2199"),
    ("member join ERE --name X", 2, "--on is missing: Day of the act"),
    ("taskforce claim founders 'Many.'", 2, "A claim is somebody's: name its source"),
    ("correct @8", 2, "CHANGES: Say what is new, such as: @8 on=2026-01-20"),
    ("correct on=2026-01-20", 2, "Name the entry before 'on=2026-01-20'"),
    ("correct @8 colour=red", 2, "'colour' cannot be changed in commitment.signed; these can: on"),
    ("correct @99 on=2026-01-20", 1, "There is no entry '@99' in this register."),
    ("retract nonsense --reason X", 1, "There is no entry 'nonsense' in this register."),
    ("contacts add ''", 2, "What stands behind add is empty"),
    ("contacts add 'Bob Example' --email nonsense", 2, "An e-mail address has one @"),
    ("text adopt none.md --reference X --title X --on 2026", 2, "File 'none.md' does not exist."),
    ("text adopt empty.md --reference X --title X --on 2026", 2, "empty.md is empty."),
    ("text check empty.md", 2, "empty.md is empty."),
    ("text adopt huge.md --reference X --title X --on 2026", 2, "huge.md is larger than 5,000"),
    ("text adopt twice.md --reference X --title X --on 2026", 2, "The number 1 occurs twice"),
    ("text adopt odd.pdf odd.pdf --reference X --title X --on 2026", 2, "2 files and 1 --language"),
    (
        "text adopt odd.docx --reference X --title X --on 2026",
        2,
        "as a Word document: it is damaged",
    ),
    (
        "text adopt odd.rtf --reference X --title X --on 2026",
        2,
        "is neither a PDF, a Word document",
    ),
    ("text adopt odd.pdf --reference X --title X --on 2026", 2, "odd.pdf is damaged"),
    ("text adopt plain.md --reference X --title X --on 2026", 2, "No numbered commitments (1., 2."),
    ("text adopt mission.md odd.docx --reference X --title X --on 2026", 2, "2 files and 1"),
    ("text adopt mission.md --reference 'a b' --title X --on 2026", 2, "a short name without"),
    (
        "text adopt mission.md --reference X --title X --on 2026 --language english",
        2,
        "a language code",
    ),
    ("query 'DELETE FROM event'", 2, "depositary: SQLite says: not authorized."),
    ("query 'SELECT nope'", 2, "depositary: SQLite says: no such column: nope. "),
    ("members --format xml", 2, "'xml' is not one of 'text', 'json', 'csv', 'markdown'."),
    ("members --audience press", 2, "'press' is not one of 'public', 'members', 'secretariat'."),
    ("conflicts --known @3", 2, "There is no option --known. For example: depositary conflicts"),
    ("meeting answer-comment C --not-taken-up", 2, "say that, leave out --taken-up."),
    ("init", 1, "depositary.toml exists already; nothing was changed."),
    ("init . --code X", 1, "depositary.toml exists already; nothing was changed."),
    ("init sub --code X", 2, "A body needs --code, --name and --nature"),
    ("init sub --code 'x y' --name X --nature real", 2, "Expected a code of 2 to 16"),
    ("demo .", 1, ". is not empty, so the demonstration does not go there."),
]


@pytest.mark.parametrize(("line", "code", "sentence"), REFUSED)
def test_says_what_is_wrong(
    line: str, code: int, sentence: str, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence on stderr, nothing on stdout, nothing in the log."""
    monkeypatch.setattr(document_files, "LARGEST", 5_000)
    Path("empty.md").write_bytes(b" \n")
    Path("odd.pdf").write_bytes(b"%PDF\x00\xff")
    Path("odd.docx").write_bytes(b"PK\x03\x04\x00\xff")
    Path("odd.rtf").write_bytes(b"{\\rtf1 1. We will.}")
    Path("odd.txt").write_bytes(b"na\xefve")
    Path("twice.md").write_text("1. One.\n\n1. Another.\n")
    Path("plain.md").write_text("We will act together.\n")
    Path("huge.md").write_bytes(b"x" * 5_001)
    must("contacts add 'Ada Example' --ref p-7kq2mzx4ab")
    before = events(register)

    said = typed(line)

    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert events(register) == before


class TestWithoutARegister:
    def test_says_how_to_begin(self) -> None:
        """Somebody who just installed it must not have to read the manual first."""
        said = typed("members")

        assert (said.code, said.out) == (1, "")
        assert "Begin one with: depositary init" in said.err

    def test_makes_none_by_looking(self, folder: Path) -> None:
        """A typing error in a path must not become an empty register."""
        said = typed("--store nowhere.db members")

        assert said.code == 3
        assert f"There is no register at {folder / 'nowhere.db'}." in said.err
        assert list(folder.iterdir()) == []

    def test_refuses_a_file_of_another_program(self, folder: Path) -> None:
        """Another program's tables must neither be read nor be added to."""
        with closing(sqlite3.connect(folder / "other.db")) as db:
            db.execute("CREATE TABLE theirs (a)")
        before = (folder / "other.db").read_bytes()

        for line in ("--store other.db members", f"--store other.db --actor p-tester {HERE}"):
            said = typed(line)

            assert (said.code, said.out) == (3, "")
            assert "belongs to another application; it is not a log." in said.err
        assert (folder / "other.db").read_bytes() == before

    def test_refuses_a_file_that_is_no_database(self, folder: Path) -> None:
        """A text file named by mistake is left alone."""
        (folder / "text.db").write_text("This is no database, but a text." * 50, encoding="utf-8")

        said = typed("--store text.db members")

        assert (said.code, said.out) == (3, "")
        assert "Traceback" not in said.err

    def test_refuses_a_folder(self, folder: Path) -> None:
        """A folder is no file."""
        (folder / "sub").mkdir()

        assert typed("--store sub members").code == 3

    def test_refuses_where_it_may_not_write(self, folder: Path) -> None:
        """A place without room or rights is said, not thrown."""
        (folder / "file").write_text("", encoding="utf-8")

        said = typed("init file/sub --code GTF --name X --nature real")

        assert said.code == 3
        assert said.err.startswith("depositary: File exists: ")

    def test_refuses_a_place_for_its_tables_that_is_taken(self, register: Path) -> None:
        """The tables go into a folder beside the log, which may be a file by mistake."""
        tables = register.with_suffix(".read")
        shutil.rmtree(tables, ignore_errors=True)
        tables.write_text("", encoding="utf-8")

        said = typed("members")

        assert (said.code, said.out) == (3, "")
        assert "Traceback" not in said.err


class TestSettings:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("store = ", "depositary.toml cannot be read as TOML: "),
            ('stroe = "register.db"', "depositary.toml has stroe; it may have these: "),
            ("store = 7", "depositary.toml has store not as text; "),
        ],
    )
    def test_refuses_a_file_that_it_does_not_understand(
        self, folder: Path, content: str, sentence: str
    ) -> None:
        """A setting that is silently ignored would record into another register."""
        (folder / "depositary.toml").write_text(content, encoding="utf-8")

        said = typed("members")

        assert (said.code, said.out) == (2, "")
        assert sentence in said.err

    def test_refuses_a_variable_that_is_no_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Variables hold any bytes; only text can name a body."""
        monkeypatch.setenv("DEPOSITARY_TASKFORCE", "\udcff")

        said = typed("members")

        assert said.code == 2
        assert "Expected readable text in DEPOSITARY_TASKFORCE" in said.err

    def test_asks_who_records(self, register: Path) -> None:
        """An entry without anybody behind it is worth nothing."""
        Path("depositary.toml").write_text('store = "register.db"\n', encoding="utf-8")
        before = events(register)

        said = typed(HERE)

        assert (said.code, said.out) == (1, "")
        assert "Say who records: --actor p-…" in said.err
        assert events(register) == before

    def test_asks_which_of_two_bodies_is_meant(self, register: Path) -> None:
        """A guess would put a fact into the wrong body."""
        must("taskforce establish OTHER --name Other --nature exercise --on 2026")
        before = events(register)

        for line in (HERE, "members", "status NOTHING"):
            said = typed(line)

            assert (said.code, said.out) == (1, "")
            assert said.err == (
                "depositary: Say which body is meant, with --taskforce or as taskforce in "
                "depositary.toml: GTF, OTHER.\n"
            )
        assert events(register) == before

    def test_needs_a_body(self, folder: Path) -> None:
        """An empty register says what comes first."""
        must("init .")

        for line in (HERE, "members", "text check depositary.toml"):
            said = typed(line)

            assert said.code == 1
            assert "Begin with: depositary taskforce establish" in said.err
        assert events(folder / "register.db") == []


def test_refuses_control_characters_in_every_free_text(register: Path) -> None:
    """What cannot be printed cannot be checked by a reader."""
    before = events(register)

    for option in ("--note", "--source", "--public-reference"):
        said = words(*JOIN, option, "a\x1b[31m\x07b")

        assert said.code in {1, 2}
        assert "\x1b" not in said.err
    assert events(register) == before
