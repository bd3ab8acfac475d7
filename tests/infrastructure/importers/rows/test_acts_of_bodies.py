"""Rows about bodies, texts and entries: what they record, and how they can be wrong."""

import pytest

from domain.event import Event
from domain.events.bodies import Established, InstrumentAdopted, ScaleRegistered
from domain.events.entries import VisibilityChanged
from domain.events.members import Joined
from domain.events.texts import Split
from domain.values import Visibility
from infrastructure.importers.tables.problems import BadRows
from tests.infrastructure.importers.every import FOUNDING, OF_BODIES
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows

ADOPTED = {
    "act": "instrument",
    "reference": "N",
    "title": "N",
    "legal_nature": "treaty",
    "on": "2021",
}
SCALE = next(act for act in OF_BODIES if act["act"] == "scale")


def last(office: Office) -> Event:
    return office.events()[-1].event


def test_a_file_can_found_the_body_that_it_is_for(empty: Office) -> None:
    """A new register begins with a file, and the same file again records nothing."""
    first = empty.do(rows(*FOUNDING), taskforce="NEW")
    again = empty.do(rows(*FOUNDING), taskforce="NEW")

    founded = empty.events()[0].event
    assert isinstance(founded, Established)
    assert (founded.code, founded.nature, founded.meetings_per_year) == ("NEW", "exercise", 2)
    assert (first.acts.total(), again.unchanged) == (2, 2)


def test_what_was_founded_can_be_mended_from_the_file(empty: Office) -> None:
    """A blank that is filled later is an amendment, not a second founding."""
    empty.do(rows(*FOUNDING), taskforce="NEW")

    place = FOUNDING[0] | {"place": "Brussels"}
    report = empty.do(rows(place), taskforce="NEW", changed="completed")

    founded = last(empty)
    assert isinstance(founded, Established)
    assert (report.amended, founded.place) == (1, "Brussels")


def test_a_scale_has_labels_and_says_what_is_high(ready: Office) -> None:
    """Its steps are printed as they are called."""
    ready.do(rows(SCALE))

    scale = last(ready)
    assert isinstance(scale, ScaleRegistered)
    assert [(v.value, v.label, v.high) for v in scale.values] == [
        ("not_started", "Not started", False),
        ("limited", "Some of it", False),
        ("complete", "Complete", True),
    ]


def test_a_text_names_its_files_and_who_may_sign(ready: Office) -> None:
    """A signature binds the document; its sha256 comes with the text."""
    a, b = "a" * 64, "b" * 64
    ready.do(rows(ADOPTED | {"authentic_texts": f"en {a}; fr {b}", "open_to": "state"}))

    text = last(ready)
    assert isinstance(text, InstrumentAdopted)
    assert [(t.language, t.file_sha256) for t in text.authentic_texts] == [("en", a), ("fr", b)]
    assert text.open_to == ("state",)


def test_a_founding_member_says_so(ready: Office) -> None:
    """Whether it founded the body is part of what is said about its joining."""
    ready.do(rows({"act": "join", "member": "PER", "name": "P", "founding": "yes", "on": "2020"}))

    joined = last(ready)
    assert isinstance(joined, Joined)
    assert joined.founding


def test_one_entry_becomes_public_and_its_reason_does_not(ready: Office) -> None:
    """What was kept from the public says nothing to it about its past."""
    row = {"act": "show_to", "entry": "@3", "shown_to": "secretariat", "reason": "By mistake"}
    ready.do(rows(row))
    ready.do(rows(row | {"shown_to": "public"}), changed="new")

    assert isinstance(last(ready), VisibilityChanged)
    assert ready.events()[-1].envelope.visibility is Visibility.SECRETARIAT


def test_a_list_may_stand_on_lines_of_a_cell(ready: Office) -> None:
    """Alt and Enter is how people list things in a cell."""
    ready.do(rows({"act": "split", "commitment": "T", "into": "C1\nC2", "on": "2030"}))

    split = last(ready)
    assert isinstance(split, Split)
    assert split.into == ("C1", "C2")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (FOUNDING[0], "code", "The file is for TF; give NEW a file of its own."),
        (FOUNDING[0] | {"code": "TF"}, "", "TF was established already"),
        (SCALE | {"high": "done"}, "high", "high names done, which is no value of the scale."),
        (ADOPTED | {"authentic_texts": "en 12"}, "authentic_texts", "Expected a language and"),
        ({"act": "retract", "entry": "@99", "reason": "x"}, "entry", "There is no entry '@99'"),
    ],
)
def test_a_bad_row_is_told_with_its_cell(
    ready: Office, row: dict[str, str], column: str, reason: str
) -> None:
    """The cell and the reason are what staff mend their file by."""
    with pytest.raises(BadRows) as refused:
        ready.do(rows(row))

    problem = refused.value.problems[0]
    assert (problem.column, reason in problem.reason) == (column, True), problem


def test_an_entry_of_another_body_is_left_alone(ready: Office) -> None:
    """A position is one number for all bodies of a register."""
    ready.do(rows(*FOUNDING), taskforce="NEW")

    problem = ready.do(
        rows({"act": "retract", "entry": "@3", "reason": "x"}), taskforce="NEW", dry_run=True
    ).problems[0]

    assert "on 2020 is an entry of TF, not of NEW." in problem.reason


def test_a_correction_is_imported_once(ready: Office) -> None:
    """Imported again it changes nothing, and that its words changed is told."""
    header = "row_id,act,changes,because\n"
    row = "1,correct,3 title=Text of I,error\n"

    first = ready.do(header + row)
    again = ready.do(header + row)
    changed = ready.do(header + row.replace("Text", "Words"))

    text = last(ready)
    assert isinstance(text, InstrumentAdopted)
    assert (text.title, ready.events()[-1].envelope.because) == ("Text of I", "error")
    assert (first.acts, again.unchanged, changed.records) == ({"correct": 1}, 1, ())
    assert "What changed in changes, because, if anything" in changed.notes[0]


def test_a_correction_of_nothing_is_told_with_its_cell(ready: Office) -> None:
    """The cell is what staff look at."""
    rows = "act,changes\ncorrect,3 colour=red\ncorrect,3\n"

    problems = ready.do(rows, dry_run=True).problems

    assert [problem.column for problem in problems] == ["changes", "changes"]
    assert "'colour' cannot be changed" in problems[0].reason
    assert "Say what is new" in problems[1].reason


def test_a_correction_of_a_report_names_one_of_the_member(ready: Office) -> None:
    """Another entry is not corrected by mistake."""
    header = "row_id,act,member,commitment,scale,scale_version,assessment,on,entry\n"
    ready.do(header + "1,report,KEN,C1,S,1,some,2022,\n")

    (problem,) = ready.do(header + "2,correct_report,KEN,C1,,,all,,@3\n", dry_run=True).problems

    assert (problem.column, problem.reason) == ("entry", "This is no report of KEN on C1.")


def test_the_files_and_the_signatories_of_a_text_are_compared(ready: Office) -> None:
    """Another scan is another file, and a list that is given as before is no change."""
    header = "row_id,act,reference,title,legal_nature,on,authentic_texts,open_to\n"
    row = f"1,instrument,N,N,treaty,2021,en {'a' * 64},state\n"
    ready.do(header + row)

    title = ready.do(header + row.replace("N,N", "N,New"), changed="error")
    other = row.replace("N,N", "N,New").replace("a" * 64, "b" * 64).replace(",state", ",")
    both = ready.do(header + other, changed="error")

    text = last(ready)
    assert isinstance(text, InstrumentAdopted)
    assert (title.amended, both.amended) == (1, 1)
    assert (text.authentic_texts[0].file_sha256, text.open_to) == ("b" * 64, ())
