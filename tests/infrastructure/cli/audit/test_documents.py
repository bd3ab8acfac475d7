"""`document …` and `--source-file`: a file is bound to entries by its sha256, and never stored."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.files.reading import sha256_of
from tests.infrastructure.cli.given import events, must, typed

JOIN = "member join ERE --name Erewhon --on 2022 --source Letter"
WORDS = b"Erewhon joins." * 100_000


@pytest.fixture
def letter(register: Path) -> Path:
    """A letter of more than a megabyte, beside a register."""
    file = register.parent / "letter.pdf"
    file.write_bytes(WORDS)
    return file


def test_binds_the_file_of_a_source(letter: Path) -> None:
    """The hash alone is kept: whoever has the letter can show that it is the one."""
    must(f"{JOIN} --source-file {letter}")

    said = typed("document check letter.pdf --format json")

    assert said.code == 0
    told = json.loads(said.out)
    assert (told["file"], told["sha256"]) == ("letter.pdf", sha256(WORDS).hexdigest())
    assert [(row["position"], row["as"], row["state"]) for row in told["rows"]] == [
        (13, "source", "stands")
    ]
    assert not any(b"Erewhon joins." in str(cell).encode() for row in events() for cell in row)


def test_finds_a_scan_that_a_signature_is_bound_to(letter: Path) -> None:
    """The scan of the signed page is what a signature is checked against."""
    must(JOIN, f"sign ERE MISSION --on 2026-01-15 --document-sha256 {letter}")

    said = typed("document check letter.pdf")

    assert said.code == 0
    assert said.out.count("signed page") == 3


def test_leaves_with_1_where_no_entry_cites_it(letter: Path) -> None:
    """A script that checks a folder of documents must not read sentences."""
    must(f"{JOIN} --source-file {letter}")
    letter.write_bytes(WORDS + b" ")

    said = typed("document check letter.pdf")

    assert said.code == 1
    assert "No entry that members may see cites this file.\n" in said.out
    assert "Another file is cited under that name, with another sha256: @13.\n" in said.out


def test_lists_what_is_cited(letter: Path) -> None:
    """What ought to be in the folder of documents."""
    must(f"{JOIN} --source-file {letter}")

    said = typed("document list --format csv")

    assert sha256(WORDS).hexdigest() in said.out


def test_a_file_needs_the_title_of_a_source(letter: Path) -> None:
    """A hash that nobody can name is no source."""
    said = typed(f"member join ERE --name Erewhon --on 2022 --source-file {letter}")

    assert said.code == 2
    assert "Name the source first" in said.err


@pytest.mark.parametrize("line", ["document check .", "document check gone.pdf"])
def test_says_what_is_no_file(register: Path, line: str) -> None:
    """A slip in a name is one sentence."""
    said = typed(line)

    assert said.code == 2
    assert register.exists()
    assert "Traceback" not in said.err


def test_hashes_an_empty_file(tmp_path: Path) -> None:
    """Its sha256 is known to everybody."""
    (tmp_path / "empty").touch()

    assert sha256_of(tmp_path / "empty") == sha256(b"").hexdigest()


def test_finds_the_evidence_of_a_practice(letter: Path) -> None:
    """A practice that is called best rests on something that can be looked up."""
    digest = sha256_of(letter)
    must(
        "mission showcase ATL HOTLINE best --title 'A hotline' --text 'It answers.' "
        f"--evidence 'supports_progress;data;Answers in a year;2026-02;{digest}' --on 2026-03-12"
    )

    told = json.loads(typed("document check letter.pdf --format json").out)

    assert [(row["as"], row["title"]) for row in told["rows"]] == [
        ("evidence", "Answers in a year")
    ]


def test_takes_no_picture_as_evidence_of_a_practice(register: Path) -> None:
    """Pictures are never evidence, not even by their address."""
    said = typed(
        "mission showcase ATL HOTLINE best --title 'A hotline' --text 'It answers.' "
        "--evidence 'context;media;A poster;https://example.org/poster.jpg' --on 2026-03-12"
    )

    assert register.exists()
    assert said.code == 1
    assert "Pictures and films are never taken as evidence" in said.err


@pytest.mark.parametrize(
    ("bound", "file", "written"),
    [
        (
            "sign ERE MISSION --on 2026-01-15 --document-sha256 {}",
            "signed.pdf",
            "report status MISSION",
        ),
        (f"{JOIN} --source-file {{}}", "letter.csv", "export entries"),
        (f"{JOIN} --source-file {{}}", "list.ics", "export calendar"),
        (f"{JOIN} --source-file {{}}", "events.json", "export events"),
    ],
)
def test_what_entries_rest_on_is_never_written_over(
    register: Path, bound: str, file: str, written: str
) -> None:
    """The log has only its hash: without the file, nobody could show what was signed."""
    must("member join ERE --name Erewhon --on 2022" if "sign" in bound else "members")
    Path(file).write_bytes(b"%PDF-1.7" if file == "signed.pdf" else b"BEGIN:VCALENDAR\r\n")
    if written != "export calendar" and file != "signed.pdf":
        Path(file).write_bytes(b'{"specversion": "1.0"}' if "events" in file else b"a,b\n")
    must(bound.format(file))
    kept, first = Path(file).read_bytes(), 13 if "sign" not in bound else 14

    said = typed(f"{written} --output {file}")

    assert said.code == 1
    assert f"{file} is cited by its sha256 in @{first} (depositary document check" in said.err
    assert said.err.endswith("; it is not replaced. Choose another place.\n")
    assert Path(file).read_bytes() == kept
    Path(file).write_bytes(kept + b"\n")
    must(f"{written} --output {file}")
    assert register.exists()


def test_the_text_that_was_adopted_is_never_written_over(register: Path) -> None:
    """A slip of the finger would leave nothing that is the text."""
    said = typed("report status MISSION --output mission.md")

    assert said.code == 1
    assert "mission.md is cited by its sha256 in @" in said.err
    assert register.exists()


def test_a_log_that_cannot_be_read_is_told_as_such(folder: Path) -> None:
    """What is wrong is the register, not the place of the report."""
    Path("register.db").write_bytes(b"?" * 9_000)
    Path("status.csv").write_text("a,b\n", encoding="utf-8")

    said = typed("--store register.db export entries --output status.csv")

    assert said.code == 3
    assert "cited" not in said.err
    assert (folder / "status.csv").read_text(encoding="utf-8") == "a,b\n"
