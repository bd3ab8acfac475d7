"""What is written for others replaces only what has the same form, as the content tells."""

import fcntl
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from application.checkpoint_words import CHECKPOINT as EVIDENCE
from domain.errors import Refused, Unavailable
from infrastructure.cli.output import OutputFile
from infrastructure.output_safety.file_types import FORMS, REPLACEABLE, FileType, file_type_of
from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import must, typed
from tests.often import every

MADE = {
    "text": "report status MISSION --format text --output {}",
    "markdown": "report status MISSION --format markdown --output {}",
    "csv": "report status MISSION --format csv --output {}",
    "entries": "export --output {}",
    "style": "report template report.css --output {}",
    "html": "report status MISSION --format html --output {}",
    "json": "report status MISSION --format json --output {}",
    "entries in JSON": "export entries --format json --output {}",
    "events": "export events --output {}",
    "xlsx": "report status MISSION --format xlsx --output {}",
    "docx": "report status MISSION --format docx --output {}",
    "pdf": "report status MISSION --format pdf --output {}",
    "calendar": "export calendar --output {}",
    "analysis": "export analysis {}",
}
FORM = {
    **dict.fromkeys(("text", "markdown", "csv", "entries", "style"), "text"),
    **dict.fromkeys(("json", "entries in JSON", "events"), "json"),
}


def some(there: str) -> list[tuple[str, str]]:
    """Return ways to write a file: that of the file itself, and some others."""
    begin, step = [*MADE].index(there), every(4)
    return [*MADE.items()][begin % step :: step]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("there", MADE)
def test_replaces_what_has_the_same_form(there: str) -> None:
    """Who writes the same file each month goes on doing so; a slip costs no other file."""
    must(MADE[there].format("file"))
    before = Path("file").read_bytes()

    for name, line in some(there):
        same = FORM.get(name, name) == FORM.get(there, there)
        said = typed(line.format("file"))
        assert said.code == (0 if same else 1), said
        if same:
            Path("file").write_bytes(before)
        else:
            form, words = FORM.get(name, name), FORMS[FORM.get(there, there)]
            assert f"file is {words}, and not {FORMS[form]}; it is not replaced." in said.err

    assert Path("file").read_bytes() == before


def an_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "photo")


def a_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE stamps (country TEXT)")


def a_part_of_a_database(path: Path) -> None:
    a_database(Path("stamps.db"))
    path.write_bytes(b"")


OTHERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "file.zip": ("a file of another form than ours", an_archive),
    "file.png": ("a file of another form than ours", lambda p: p.write_bytes(b"\x89PNG\r\n\0")),
    "file.txt": ("a file of another form than ours", lambda p: p.write_text("a", "utf-16-le")),
    "file.db": ("a database", a_database),
    "file.dat": ("a database", lambda p: p.write_bytes(b"SQLite format 3\0" + b"\xff" * 600)),
    "stamps.db-wal": ("a part of the database beside it", a_part_of_a_database),
}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", OTHERS)
def test_replaces_nothing_of_another_kind(name: str) -> None:
    """We do not know what it is worth."""
    what, make = OTHERS[name]
    make(Path(name))
    before = Path(name).read_bytes()

    for line in [*MADE.values()][len(name) % every(4) :: every(4)]:
        said = typed(line.format(name))
        assert (said.code, f"{name} is {what}; it is not replaced." in said.err) == (1, True), said

    assert Path(name).read_bytes() == before


@pytest.mark.usefixtures("register")
def test_replaces_nothing_that_it_cannot_read() -> None:
    """Nobody can say what would be lost."""
    Path("file.md").write_text("mine", encoding="utf-8")
    Path("file.md").chmod(0)

    with obeyed():
        said = typed("report status MISSION --output file.md")

    assert said.code == 1
    assert "file.md is a file that cannot be read (Permission denied); it is not" in said.err


@pytest.mark.slow
@pytest.mark.usefixtures("register")
def test_replaces_what_only_lies_beside_a_published_report() -> None:
    """The manifest says which files are of it."""
    must("report publish status MISSION --output ../out")

    for code, name in ((0, "other.html"), (0, "other.html"), (1, "GTF-status-MISSION.html")):
        said = typed(f"report status MISSION --output ../out/{name}")
        assert said.code == code, said


@pytest.mark.usefixtures("register")
def test_writes_to_what_holds_nothing() -> None:
    """An empty file is what another program makes to keep a name; a device keeps nothing."""
    Path("file.pdf").touch()

    must("report status MISSION --output file.pdf")
    must("report status MISSION --format text --output /dev/null")

    assert Path("file.pdf").read_bytes().startswith(b"%PDF-")


def test_tells_a_large_text_by_its_beginning(folder: Path) -> None:
    """A letter may be cut in two where reading ends, and a file may be larger than memory."""
    (folder / "file").write_bytes("ü".encode() * 1_000_000)

    found = file_type_of(folder / "file")

    assert found is not None
    assert found.form == "text"


@pytest.mark.parametrize("text", ['{"a":' * 100_000, "[" * 100_000, f"a = {'[' * 100_000}", "{"])
def test_is_not_stopped_by_what_is_nested(folder: Path, text: str) -> None:
    """Whatever stands there, it is told in a sentence."""
    (folder / "file").write_text(text, encoding="utf-8")

    assert file_type_of(folder / "file") is not None


@pytest.mark.parametrize("before", ["> ", "    ", "\n"])
def test_tells_a_checkpoint_as_it_was_copied(folder: Path, before: str) -> None:
    """`audit verify` takes it like this; it may be the only one that is left."""
    lines = [
        "example.org/register",
        "12",
        f"{'A' * 43}=",
        "",
        "\N{EM DASH} example.org/register A=",
    ]
    copied = "".join(f"{before}{line}\r\n" for line in lines)
    (folder / "file").write_text(f"\ufeff{copied}", encoding="utf-8")

    found = file_type_of(folder / "file")

    assert found is not None
    assert found.words == "a checkpoint"


CHECKPOINT = f"example.org/register\n12\n{'A' * 43}=\n\n\N{EM DASH} example.org/register A=\n"
INDENTED = "".join(f"    {line}\n" for line in CHECKPOINT.split("\n"))
KEPT = {
    "a checkpoint": (
        f"Dear colleagues,\n\n{CHECKPOINT}",
        f"Checkpoint:\n\n{INDENTED}\nYours\n",
        f"# Minutes\n\n{CHECKPOINT}",
        f"Dear Ada, {EVIDENCE}\n\n{CHECKPOINT}",
        f"<html><pre>\n{CHECKPOINT}</pre></html>\n",
    ),
    "a letter": (
        "From: a@example.org\nTo: b@example.org\n\nDear Ada,\n",
        "Received: by x\n\tfrom y\nSubject: It\nFrom: a@example.org\n\nDear Ada,\n",
        "From a@example.org Mon Jan  1 00:00:00 2026\nFrom: a\nDate: today\n\nDear Ada,\n",
        "Subject: It\nMIME-Version: 1.0\n\nDear Ada,\n",
    ),
    "the public half of a key": ("{0}{0}", "{0}\r\n\r\n{0}"),
}


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize(
    ("what", "text"), [(what, text) for what, texts in KEPT.items() for text in texts]
)
def test_replaces_no_evidence_that_people_kept(what: str, text: str) -> None:
    """It may be the only copy, and `audit verify` takes it, wherever in the file it is."""
    text = text.replace("{0}", Path("../log.key.vkey").read_text(encoding="utf-8"))
    for line in ("export entries --output kept", "report status MISSION -f html --output kept"):
        Path("kept").write_bytes(text.encode())

        said = typed(line.replace("-f", "--format"))

        assert said.code == 1
        assert f"kept is {what}; it is not replaced." in said.err
        assert Path("kept").read_bytes() == text.encode()


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_replaces_a_report_with_a_checkpoint_at_its_end(form: str) -> None:
    """It can be made again, as it was, and is each month."""
    line = f"report status MISSION --format {form} --output report"

    must(line)
    assert "12\n" in Path("report").read_text(encoding="utf-8")
    must(line)


def test_looks_again_before_it_replaces(folder: Path) -> None:
    """A large file takes minutes, in which somebody else may put another there."""
    path = folder / "file.jsonl"

    def lines() -> Iterator[str]:
        yield "{}"
        path.write_text("a = 1", encoding="utf-8")

    with pytest.raises(Refused, match="a file of settings"):
        OutputFile(path, "json").write_lines(lines())

    assert {each: each.read_text(encoding="utf-8") for each in folder.iterdir()} == {path: "a = 1"}


@pytest.mark.usefixtures("furnished")
def test_writes_no_two_files_to_one_place() -> None:
    """The second would be refused when the first is written already."""
    said = typed("audit receipt @3 --output ../receipt --content ../here/../receipt")

    assert (said.code, Path("../receipt").exists()) == (1, False)
    assert "../receipt is named for two files; choose another for one of them." in said.err


@pytest.mark.usefixtures("register")
def test_a_name_is_not_taken_for_another() -> None:
    """A second export goes over the first; only a backup's own list has the whole name."""
    must("export entries --format json --output status-backup.json")
    must("export entries --format json --output status-backup.json")
    said = typed("export entries --format json --output backup.json")

    assert said.code == 1
    assert "backup.json is the list of what is in a backup; it is not replaced" in said.err
    assert not Path("backup.json").exists()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("place", ["current", "lock", "new.csv"])
def test_nothing_goes_into_tables_of_another_register(place: str) -> None:
    """Their pointer is a text as any other, and without it questions there have to wait."""
    must("init ../other --code OTH --name Other --nature exercise --on 2025")
    must("--store ../other/register.db members")
    before = [*map(Path.read_bytes, sorted(Path("../other/register.read").iterdir()))]

    said = typed(f"export entries --output ../other/register.read/{place}")

    assert said.code == 1
    assert f"register.read/{place} belongs to the register with tables in register.read" in said.err
    assert [*map(Path.read_bytes, sorted(Path("../other/register.read").iterdir()))] == before


@pytest.mark.usefixtures("register")
def test_a_folder_is_not_of_a_register_by_its_name_alone() -> None:
    """People keep what is to be read in folders of this name, too."""
    Path("../maps.read").mkdir()

    must("export entries --format json --output ../maps.read/entries.json")

    assert Path("../maps.read/entries.json").is_file()


def test_an_output_that_is_open_replaces_nothing(folder: Path) -> None:
    """A shell put it there; what it holds already stays before."""
    with (folder / "all.md").open("wb") as file:
        fcntl.fcntl(file, fcntl.F_SETFD, 0)  # as a shell passes it on
        (folder / "here").symlink_to(f"/dev/fd/{file.fileno()}")
        there = file_type_of(folder / "here")

    assert there == FileType(REPLACEABLE, "an output that is open")


def test_what_the_program_opened_itself_is_no_output(folder: Path) -> None:
    with (folder / "all.md").open("wb") as file, pytest.raises(Unavailable, match="not open"):
        file_type_of(Path(f"/dev/fd/{file.fileno()}"))
