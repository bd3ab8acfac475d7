"""One letter that cannot go out holds no other up, and what hinders it is told beforehand."""

import os
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.cli.upkeep import letter_steps
from infrastructure.files.writing import write_new
from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import SETTINGS, files, mail, sent, text

SUBJECT = "Draft minutes: ordinary session, 2026-02-14"


@pytest.fixture
def papers(busy: Path) -> Path:
    """The folder in which the minutes should be, as their file is on record."""
    assert busy.exists()
    Path("draft.txt").write_bytes(b"Draft of the minutes.")
    must("meeting circulate 2026-1 --on 2026-02-21 --file-sha256 draft.txt")
    mail(f'{SETTINGS}\ndocuments = "papers"')
    folder = Path("papers").absolute()
    folder.mkdir()
    return folder


@pytest.mark.slow
def test_a_file_that_may_not_be_read_keeps_back_one_letter(papers: Path) -> None:
    """All others went unsent with it, every hour."""
    hidden = papers / "a.txt"
    hidden.touch()
    hidden.chmod(0)

    with obeyed():
        tried, checked, done = typed("run-due --dry-run"), typed("doctor"), typed("run-due")

    why = f"The minutes are on record as a file, which is perhaps {hidden}. It cannot be read."
    assert f"Would not send to p-7kq2mzx4ab: {SUBJECT}. {why}" in tried.out
    assert f"Not sent to p-7kq2mzx4ab: {SUBJECT}. {why}" in done.out
    assert "Letters that did not go out: 2." in done.err
    assert {*sent()} == {"invitation", "notification", "reminder"}
    assert checked.code == 1
    assert f"You may not read {hidden}. → Let its owner permit it: chmod u+r" in checked.out


@pytest.mark.slow
def test_a_closed_folder_is_not_taken_for_an_empty_one(papers: Path) -> None:
    """The file is there; "put it there" would mislead."""
    inside = papers / "drafts"
    inside.mkdir()
    inside.chmod(0)

    with obeyed():
        checked, done = typed("doctor"), typed("run-due")

    inside.chmod(0o700)
    assert f"which is perhaps {inside}. It cannot be read." in done.out
    assert (checked.code, f"{inside} cannot be read" in checked.out) == (1, True)


@pytest.mark.slow
def test_the_doctor_says_which_file_is_missing(papers: Path) -> None:
    """Until somebody looks at a trial, the minutes wait; once they are there or went out, not."""
    with (papers / "film.mp4").open("wb") as film:
        film.truncate(2**40)  # which nobody could read in a day
    missing = typed("doctor")
    (papers / "draft.txt").write_bytes(b"Draft of the minutes.")
    there = typed("doctor")

    (told,) = [line for line in missing.out.splitlines() if "minutes: " in line]
    why = (
        f"The minutes are on record as a file that is not in {papers}, where files over 50 MB are "
        "too large for a letter. Put it there."
    )
    assert f"Letters with the minutes of 2026-1 in GTF do not go out. {why}" in told
    assert f"The SHA-256 of the file is {sha256(b'Draft of the minutes.').hexdigest()}." in told
    assert missing.code == 1
    assert "minutes: " not in there.out
    must("run-due")
    (papers / "draft.txt").unlink()
    assert "minutes: " not in typed("doctor").out


def test_says_that_it_looks_for_minutes_in_many_files(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder with years of scans was read for a minute, each hour, without a word."""
    monkeypatch.setattr("infrastructure.letters.papers.TELL_AFTER", -1.0)
    (papers / "draft.txt").write_bytes(b"Draft of the minutes.")
    (papers / "dangling").symlink_to("nowhere")
    read: list[str] = []

    def digest(path: Path) -> str:
        read.append(path.name)
        return sha256(path.read_bytes()).hexdigest()

    monkeypatch.setattr("infrastructure.letters.papers.sha256_of", digest)
    (papers / "older.txt").write_text("Older.")
    os.utime(papers / "older.txt", (0, 0))

    said = typed("run-due --dry-run")

    assert said.err.count(f"Looking for the minutes in {papers}.") == 1, said
    assert read == ["draft.txt"]


def test_a_trial_says_what_would_not_go_out(papers: Path) -> None:
    """It said that the letter would be sent."""
    assert papers.is_dir()

    tried = typed("run-due --dry-run")

    assert f"Would not send to p-7kq2mzx4ab: {SUBJECT}. The minutes are on record as a" in tried.out
    assert "Would send to p-7kq2mzx4ab: Invitation" in tried.out


@pytest.mark.parametrize("line", ["run-due", "run-due --dry-run", "run-due --preview look"])
def test_a_trial_is_refused_as_the_run_is(busy: Path, line: str) -> None:
    """Where nobody is named who writes, no letter would go out; the sentence says what to set."""
    assert busy.exists()

    said = typed(line)

    assert (said.code, said.out) == (1, "")
    assert "Letters are due. Say who writes, and how: [mail] with from, and folder or" in said.err


@pytest.mark.slow
@pytest.mark.parametrize("line", ["run-due", "run-due --dry-run"])
def test_so_it_is_where_letters_have_no_way_out(busy: Path, line: str) -> None:
    """A preview shows them all the same."""
    assert busy.exists()
    mail("")

    said = typed(line)

    assert (said.code, said.out) == (1, "")
    assert "Say how letters go out: folder or host under [mail]" in said.err
    assert "Wrote look/" in typed("run-due --preview look").out


@pytest.mark.slow
def test_a_preview_tells_of_whom_no_letter_reaches(busy: Path) -> None:
    """The others are written."""
    assert busy.exists()
    must("member focal-point KEN p-zz9qq --on 2026-02-01 --role alternate")
    mail(SETTINGS)

    shown = typed("run-due --preview look")

    assert "Not sent to p-zz9qq: " in shown.out
    assert "The contacts have no address of that person." in shown.out
    assert not [path for path in Path("look").iterdir() if "zz9qq" in path.name]
    assert len(list(Path("look").iterdir())) >= 4


@pytest.mark.slow
def test_a_name_for_the_secretariat_alone_stands_in_no_letter(busy: Path) -> None:
    """Letters go out by mail, and say what members may see."""
    assert busy.exists()
    must("member rename KEN 'Hidden Name' --on 2026-02-10 --visibility secretariat")
    mail(SETTINGS)

    must("run-due")

    assert len(sent()) == 4
    assert [kind for kind, letter in sent().items() if "Hidden" in letter.as_string()] == []
    assert "invites Kenya" in text(sent()["invitation"])


@pytest.mark.slow
@pytest.mark.parametrize("line", ["run-due", "run-due --dry-run", "run-due --preview look"])
def test_a_mistake_that_one_letter_meets_stops_all(line: str, busy: Path) -> None:
    """The first ones would have gone out in words that are then corrected."""
    mail(SETTINGS, templates=True)
    Path("looks/letter.txt").write_text(
        'Subject: x\n{{ groups[0].points[9] if kind == "reminder" and name != "-" else "" }}\n'
    )

    assert not [each for each in typed("doctor").out.splitlines() if "letter.txt" in each]
    said = typed(line)

    assert (said.code, said.out) == (2, "")
    assert "The template letter.txt has a mistake: list object has no element 9." in said.err
    assert not Path("letters").exists()
    assert not Path("look").exists()
    assert not busy.with_suffix(".sent").exists()


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{" * 1_000, "nested too deep"),
        ('{{ "x" * 9000000000 }}', "does too much"),
        ("\x1b", "a control character (U+001B)"),
    ],
)
def test_a_template_that_does_too_much_is_told_beforehand(text: str, told: str, busy: Path) -> None:
    """By the command that looks after the register, and by the one that sends."""
    assert busy.exists()
    mail(SETTINGS, templates=True)
    Path("looks/letter.txt").write_text(f"Subject: x\n{text}\n")

    checked, said = typed("doctor"), typed("run-due")

    assert checked.code == 1
    assert [told in each for each in checked.out.splitlines() if "templates: " in each] == [True]
    assert (said.code, told in said.err) == (2, True)


@pytest.mark.parametrize("name", ["letter.txt", "report.typ", "report.html", "report.docx"])
def test_a_template_that_is_no_file_is_not_passed_over(name: str, busy: Path) -> None:
    """Ours would be taken in silence; from a pipe nothing may ever come."""
    assert busy.exists()
    mail(SETTINGS, templates=True)
    os.mkfifo(Path("looks", name))

    said = typed("doctor")
    form = {".txt": "", ".typ": "pdf"}.get(Path(name).suffix, Path(name).suffix[1:])
    used = typed(f"report overdue --output out.{form}" if form else "run-due")

    told = f"{name} is no file. Move it away, or put back what belongs there."
    assert said.code == 1
    assert [told in each for each in said.out.splitlines() if "templates: " in each] == [True]
    assert (used.code, told in used.err) == (3, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "attached"),
    [
        ("checkpoint.txt", "checkpoint-2.txt"),
        ("letter.txt", "letter-2.txt"),
        ("Letter.EML", "Letter-2.EML"),
    ],
)
def test_minutes_that_are_called_as_our_files_get_another_name(
    name: str, attached: str, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files of one name are one to many programs."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must("audit keygen ../log.key --name example.org/register", "audit checkpoint --key ../log.key")
    (papers / name).write_bytes(b"Draft of the minutes.")

    must("run-due --preview look", "run-due")

    assert {*files(sent()["minutes"])} == {"checkpoint.txt", attached}
    (folder,) = (each.parent for each in Path("look").glob("*minutes*7kq2*/letter.eml"))
    assert {each.name for each in folder.iterdir()} == {
        *("letter.eml", "letter.txt", "checkpoint.txt", attached)
    }
    assert (folder / attached).read_bytes() == b"Draft of the minutes."


@pytest.mark.slow
def test_a_preview_that_cannot_be_written_leaves_nothing(
    busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks at half of the letters believes that these are all."""
    assert busy.exists()
    mail(SETTINGS)
    left = iter([True] * 5)

    def written(path: Path, content: bytes, mode: int) -> None:
        if not next(left, False):
            raise OSError(ENOSPC, "No space left on device")
        write_new(path, content, mode)

    with monkeypatch.context() as full:
        full.setattr(letter_steps, "write_new", written)
        said = typed("run-due --preview look")

    assert (said.code, said.out) == (3, "")
    assert "look cannot be written: No space left on device." in said.err
    assert [*Path("look").iterdir()] == []
    assert typed("run-due --preview look").code == 0
