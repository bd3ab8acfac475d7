"""No export holds a name or an address of a person, or anything above its audience."""

import shutil
from collections.abc import Iterable, Mapping
from contextlib import chdir
from pathlib import Path
from zipfile import ZipFile

import pytest

from domain.values import Visibility
from infrastructure.cli.exports import export as exports
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.cli.given import must, typed
from tests.often import slowly

PERSON, ADDRESS = "Quirina Zebrowska", "zebrowska@example.org"
MEMBERS_ONLY, SECRET, HIDDEN, REASON = "Mudskipper", "Quokkaland", "Wombatia", "Axolotl"
EXPORTS: Mapping[str, str] = {
    "entries": "export entries --output out/entries.csv",
    "calendar": "export calendar --output out/calendar.ics",
    "events": "export events --output out/events.jsonl",
    "analysis": "export analysis out/tables.db",
    "datapackage": "export datapackage out/package",
    "workbook": "export workbook KEN --output out/kenya.xlsx",
    "rows": "export rows --output out/rows.csv",
}
ASKED: Mapping[str, str] = {
    "annual": "2026",
    "attendance": "2026",
    "decisions": "2026",
    "audit": "--from 2026-01-01 --to @33 --sample 999 --seed 1",
    "brief": "M-2",
    "changes": "2026-01-01 @24",
    "gaps": "",
    "minutes": "M-2",
    "overdue": "",
    "practices": "",
    "profile": "KEN",
    "progress": "",
    "status": "MISSION",
}
ABOVE: Mapping[Visibility, Iterable[str]] = {
    Visibility.PUBLIC: (MEMBERS_ONLY, SECRET, HIDDEN, REASON),
    Visibility.MEMBERS: (SECRET, HIDDEN, REASON),
    Visibility.SECRETARIAT: (),
}


@pytest.fixture(scope="module")
def canaries(told_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with something for each audience, and a focal point; it begins at @13."""
    place = shutil.copytree(told_once, tmp_path_factory.mktemp("canaries") / "here")
    with chdir(place):
        let_in()
    return place


@pytest.fixture(autouse=True)
def told(folder: Path, canaries: Path) -> Path:
    """The same, the test's own."""
    shutil.copytree(canaries, folder, dirs_exist_ok=True)
    return folder / "register.db"


def let_in() -> None:
    """Record what an audience may see, and another may not."""
    Path("out").mkdir()
    must(
        f"contacts add '{PERSON}' --email {ADDRESS} --member KEN --ref p-qz-17",
        "member focal-point KEN p-qz-17 --on 2026-02-01",
        f"taskforce initiative '{MEMBERS_ONLY} initiative'",
        f"member join QUO --name {SECRET} --on 2026-02-01 --visibility secretariat",
        f"member join WOM --name {HIDDEN} --on 2026-02-01",
        "show-to @16 secretariat",
        "taskforce task T-1 'To be public.' --visibility public",
        "taskforce scale OGP Completion limited complete --high complete",
        f"progress report KEN MISSION-1 limited --scale OGP --on 2026-03-01 --narrative '{SECRET}.'"
        " --visibility secretariat",
        "show-to @1 public",
        f"retract @15 --reason '{REASON} was wrong.' --visibility secretariat",
        f"meeting convene M-1 ordinary_session --on 2026-12-01 --place {SECRET}"
        " --visibility secretariat",
        "meeting convene M-2 inaugural --on 2026-03-02 --visibility public",
        "meeting open M-2 --on 2026-03-02 --attendance KEN --visibility public",
        f"gap find KEN G-1 hosting --text '{MEMBERS_ONLY} of the law.' --on 2026-03-03",
        *(f"show-to @{entry} public" for entry in (2, 4)),
        "progress report KEN MISSION-2 limited --scale OGP --on 2026-03-04 --visibility public",
        f"progress return KEN MISSION-2 --reason '{MEMBERS_ONLY} is missing.' --on 2026-03-05",
        "member join LAP --name Laputa --on 2026-01-01 --visibility public",
        "taskforce task WORK Work --visibility public",
        "taskforce voting-rights rights_not_suspended --on 2026-01-01 --visibility public",
        "taskforce majority HALF more_than_half --on 2026-01-01 --visibility public",
        "meeting arrive M-2 LAP 09:47 --on 2026-03-02 --visibility secretariat",
        f"meeting observer M-2 {SECRET} --on 2026-03-02 --visibility secretariat",
        "meeting vote D-1 M-2 --title Plan --text Plan. --task WORK --rule HALF --hour 11:00"
        " --manner by_member --ballots KEN:for --ballots LAP:for --on 2026-03-02"
        " --visibility public",
        "member suspend-voting-rights LAP --on 2026-02-01 --visibility secretariat",
        "meeting convene W-1 written_procedure --on 2026-04-01 --visibility public",
        "meeting vote D-2 W-1 --title Logo --text Logo. --task WORK --rule HALF --manner written"
        " --on 2026-04-01 --visibility public",
        "meeting reply W-1 D-2 KEN against --on 2026-04-01 --visibility secretariat",
        "meeting close W-1 --on 2026-04-30 --visibility public",
        "meeting proxy M-2 LAP KEN --from-hour 11:48 --on 2026-03-02 --visibility secretariat",
    )


def export(name: str, options: str) -> None:
    """Make an export; of rows one is a vote that a later suspension forbids, which is told."""
    said = typed(f"{EXPORTS[name]} {options}")
    assert said.code == (name == "rows"), said


def written() -> bytes:
    """Return all bytes that were written; those of a workbook as they are when it is unpacked."""
    found: list[bytes] = []
    for path in Path("out").rglob("*"):
        if path.suffix == ".xlsx":
            with ZipFile(path) as packed:
                found += map(packed.read, packed.namelist())
        elif path.is_file():
            found.append(path.read_bytes())
    return b"\n".join(found)


def test_every_report_is_tried() -> None:
    """A new report must not come without this test."""
    assert set(ASKED) == set(REPORT_KINDS)


def test_every_export_is_tried() -> None:
    """A new export must not come without this test."""
    assert set(EXPORTS) == set(exports.commands)


@pytest.mark.parametrize(
    ("name", "audience"),
    [
        (name, audience)
        for name in EXPORTS
        for audience in ABOVE
        if (name, audience) != ("workbook", Visibility.PUBLIC)  # refused, since it tells who owes
    ],
)
def test_holds_no_person_and_nothing_above_its_audience(name: str, audience: Visibility) -> None:
    """What was handed on cannot be called back."""
    export(name, f"--audience {audience.value}")

    found = written()

    assert len(found) > 100
    for word in (PERSON, "Zebrowska", ADDRESS, *ABOVE[audience]):
        assert word.encode() not in found, word


def test_a_member_is_not_shown_what_the_secretariat_notes() -> None:
    """A workbook shows the last report that its audience may see, and the public none."""
    must("export workbook KEN --output out/all.xlsx --audience secretariat")

    assert SECRET.encode() in written()
    assert typed("export workbook KEN --output out/public.xlsx --audience public").code == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["entries", "events", "analysis", "datapackage"])
def test_the_canaries_are_there_to_be_seen(name: str) -> None:
    """A canary that is nowhere proves nothing."""
    export(name, "--audience secretariat")

    found = written()

    for word in (MEMBERS_ONLY, SECRET, HIDDEN, REASON):
        assert word.encode() in found, word
    assert b"p-qz-17" in found


@pytest.mark.slow
def test_a_letter_tells_nothing_above_the_members(told: Path) -> None:
    """Whatever it is about, and whatever goes with it."""
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write('[mail]\nfrom = "office@example.org"\nsince = "2026-01-01"\n')
    must(
        f"meeting convene M-9 ordinary_session --on 2126-12-01 --place {SECRET}"
        " --visibility secretariat",
        "meeting convene M-8 ordinary_session --on 2126-12-02",
        f"meeting session M-8 1 --on 2126-12-02 --begins-at 09:00 --place {SECRET}"
        " --visibility secretariat",
        f"statement KEN MISSION-1 reservation --text '{SECRET}.' --on 2026-02-01"
        " --visibility secretariat",
        "statement KEN MISSION-1 reservation --text 'To be seen.' --on 2026-02-10",
        "meeting circulate M-2 --on 2026-03-09",
        f"progress milestone MISSION-1 BILL '{SECRET}.' --due-on 2026-03-01 --owner KEN"
        " --on 2026-02-01 --visibility secretariat",
        "progress schedule MISSION-1 dates --due-on 2026-03-31 --period-from 2026-01-15"
        " --period-until 2026-02-28 --on 2026-02-01",
        "taskforce record-kept-from --on 2026-01-01",
        "run-due --preview out/letters",
    )
    kinds = {path.parent.name.split("-")[1] for path in Path("out/letters").glob("*/letter.eml")}
    attached = {path.suffix for path in Path("out/letters").glob("*/*")}
    for path in Path("out/letters").glob("*/letter.eml"):
        path.unlink()  # the same as the text and the files beside it, in other bytes

    found = written()

    assert kinds == {"invitation", "minutes", "notification", "reminder"}
    assert attached == {".eml", ".txt", ".ics", ".pdf", ".xlsx"}
    for word in ABOVE[Visibility.MEMBERS]:
        assert word.encode() not in found, word
    assert told.exists()


def test_the_log_and_its_tables_know_no_person(told: Path) -> None:
    """The contacts, and letters that were written, are the only places with a name."""
    must("export entries --output out/entries.csv")
    aside = {told.with_suffix(".contacts")}

    for file in Path().rglob("*"):
        if file.is_file() and file.absolute() not in aside:
            assert PERSON.encode() not in file.read_bytes(), file
            assert ADDRESS.encode() not in file.read_bytes(), file
    assert typed(f"search {PERSON}").out.count(PERSON) <= 1  # the question itself


@pytest.mark.parametrize(
    "audience", [Visibility.SECRETARIAT, *slowly(Visibility.MEMBERS, Visibility.PUBLIC)]
)
@pytest.mark.parametrize("name", REPORT_KINDS)
def test_no_report_holds_them_either(name: str, audience: Visibility) -> None:
    """A report is read by more people than any file; one that is refused must not tell either."""
    said = typed(f"report {name} {ASKED[name]} --format json --audience {audience.value}")

    assert said.code == 0
    for word in (PERSON, "Zebrowska", ADDRESS, *ABOVE[audience]):
        assert word not in said.out + said.err, word


@pytest.mark.slow
@pytest.mark.parametrize("audience", [Visibility.PUBLIC, Visibility.MEMBERS])
def test_no_published_folder_holds_them_either(audience: Visibility) -> None:
    """Its manifest goes wherever the report goes, and so does what is on record of it."""
    for name in REPORT_KINDS:
        typed(f"report publish {name} {ASKED[name]} --form json --audience {audience.value}")

    told = typed(f"report list --audience {audience.value}").out.encode()
    files = [path.read_bytes() for path in Path("register.published").rglob("*") if path.is_file()]
    assert len(files) > len(REPORT_KINDS)
    for word in (PERSON, "Zebrowska", ADDRESS, *ABOVE[audience]):
        assert not [file for file in (told, *files) if word.encode() in file], word


@pytest.mark.slow
def test_questions_do_not_answer_beyond_an_audience() -> None:
    """Searching for a word that is hidden must find nothing, and so must walking."""
    for audience, words in ABOVE.items():
        for question in ("log", "members", "replay", "matrix", "history MISSION", "document list"):
            said = typed(f"{question} --audience {audience.value}")
            assert said.code in {0, 1}
            assert not [w for w in (PERSON, *words) if w in said.out + said.err], question
        for word in words:
            assert (
                typed(f"search {word} --audience {audience.value} --format csv").out.count("\n")
                <= 2
            ), word


@pytest.mark.parametrize("audience", [Visibility.PUBLIC, Visibility.MEMBERS])
@pytest.mark.parametrize(
    "question",
    [
        "rights M-2",
        "rights W-1",
        "votes",
        "report minutes W-1",
        "presence M-2",
        "presence M-2 --hour 10:00",
        "meetings",
        "report minutes M-2",
    ],
)
@pytest.mark.parametrize("form", ["text", *slowly("json")])
def test_a_meeting_tells_nothing_beyond_an_audience(
    question: str, form: str, audience: Visibility
) -> None:
    """Who was suspended in silence and when somebody came are facts, whatever a count needs."""
    said = typed(f"{question} --audience {audience.value} --format {form}")

    assert said.code == 0
    for hidden in ("voting rights suspended", "09:47", "11:48", *ABOVE[audience]):
        assert hidden not in said.out + said.err, hidden


def test_the_secretariat_sees_why_and_when() -> None:
    """Facts that are nowhere would prove nothing."""
    assert "voting rights suspended" in typed("rights M-2 --audience secretariat").out
    assert "09:47" in typed("presence M-2 --audience secretariat").out
    assert "voting rights suspended" in typed("votes --audience secretariat --format json").out
