"""Values as people write them in one cell, and how each can be wrong."""

from collections.abc import Callable
from datetime import date

import pytest

from application.acts.measures import RegisterScale
from application.acts.meetings.meetings import Convene, OpenMeeting
from application.acts.progress.reports import ReportProgress, ReturnReport
from application.declarations.act import Act
from application.declarations.declared import InvalidFields, made
from application.declarations.text_parsing import due_date_of, number_of
from application.declarations.text_writing import written
from application.entries.meeting_notation import attendance_of
from domain.errors import Malformed
from domain.events.bodies import ScaleValue
from domain.events.meetings import AgendaItem
from domain.events.progress import DueDate, Evidence
from domain.values import day_of

PERIOD = {"period_from": date(2026, 1, 1), "period_until": date(2026, 3, 31)}


def _evidence(title: str) -> Evidence:
    values = {"direction": "context", "type": "data", "title": title}
    return Evidence.model_validate(values)


OPEN = {"meeting": "M-1", "on": "2026"}


def test_attendance_is_written_in_one_cell() -> None:
    """A code alone was present; small letters are read as a code."""
    opened = made(OpenMeeting, {**OPEN, "attendance": "ATL:present; ere: excused,\nUTO;"})

    assert opened.model_dump()["attendance"] == (
        {"member": "ATL", "presence": "present"},
        {"member": "ERE", "presence": "excused"},
        {"member": "UTO", "presence": "present"},
    )
    assert made(OpenMeeting, OPEN).model_dump()["attendance"] is None


def test_an_agenda_is_written_in_one_cell() -> None:
    """One item a line, or parted by semicolons."""
    given = {"meeting": "M-1", "kind": "inaugural", "on": "2026"}

    called = made(Convene, {**given, "agenda": "Opening; Law | T-1\n\nLogo;"})

    assert called.agenda == ("Opening", "Law | T-1", "Logo")


def test_a_due_date_has_its_period() -> None:
    """Both ends of the period are inclusive."""
    found = due_date_of("2026-04-30=2026-01-01..2026-03-31")

    assert found == DueDate.model_validate({"due_on": date(2026, 4, 30), **PERIOD})


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (attendance_of, "ATL:late", r"such as ATL:present .*not 'ATL:late'"),
        (due_date_of, "2026-04-30", "a day and its period such as"),
        (due_date_of, "2026-04-30=2026-01-01", "a day and its period such as"),
        (due_date_of, "2026-04=2026-01-01..2026-03-31", "a day such as"),
        (day_of, "unknown", "a day such as"),
        (number_of, "most", "a number such as 12"),
        (number_of, "-1", "a number such as 12"),
        (number_of, "1" * 13, "a number such as 12"),
    ],
)
def test_another_form_is_refused(read: Callable[[str], object], text: str, sentence: str) -> None:
    """The sentence says which form is asked for."""
    with pytest.raises(Malformed, match=sentence):
        read(text)


def test_a_person_or_a_member_may_be_named() -> None:
    """A code may be in small letters, a reference to a person has no others."""
    about = {"member": "atl", "commitment": "T-1", "reason": "Which law?", "on": "2026"}

    assert made(ReturnReport, {**about, "reviewer": "p-review"}).reviewer == "p-review"
    assert made(ReturnReport, {**about, "reviewer": "ere"}).reviewer == "ERE"
    assert made(ReturnReport, about).member == "ATL"


def test_a_list_that_was_not_kept_is_unknown_and_another_is_empty() -> None:
    """So that a blank cell says what was recorded of it."""
    assert OpenMeeting.text_of("attendance", "") == ""
    assert ReportProgress.text_of("evidence", "") == "[]"


def test_a_blank_leaves_what_is_never_unknown() -> None:
    """Who reviewed a report is known, also where the cell is blank; what it said may be not."""
    assert ReturnReport.keeps_blank("reviewer")
    assert not ReportProgress.keeps_blank("narrative")
    assert not ReportProgress.keeps_blank("due_on")


def test_all_that_is_wrong_is_said_at_once() -> None:
    """One value after another would take several tries."""
    with pytest.raises(InvalidFields) as unfit:
        made(ReturnReport, {"member": "A B", "commitment": "T-1", "on": "soon"})

    assert [each.field for each in unfit.value.problems] == ["member", "on", "reason"]


@pytest.mark.parametrize(
    ("act", "name", "value"),
    [
        (RegisterScale, "values", (ScaleValue(value="some", label="Some; a few"),)),
        (Convene, "agenda", (AgendaItem(item="1", title="One; two"),)),
    ],
)
def test_no_text_is_written_that_is_read_otherwise(
    act: type[Act], name: str, value: tuple[object, ...]
) -> None:
    """A sign that parts values may stand in one of them, where it came as JSON."""
    assert written(act, name, value) is None


@pytest.mark.parametrize("title", ["A | B", "A; B", "Gesetz; é"])
def test_evidence_is_written_as_a_list_in_json_where_signs_are_in_it(title: str) -> None:
    """What a form took as it was has to go into a file, and back."""
    text = written(ReportProgress, "evidence", (_evidence(title),))

    assert text == f'[{{"direction": "context", "type": "data", "title": "{title}"}}]'
    assert ReportProgress.value_of("evidence", text or "") == (_evidence(title),)


def test_what_is_no_list_in_json_is_read_as_a_text() -> None:
    """It is told what evidence looks like."""
    with pytest.raises(ValueError, match="Expected evidence as DIRECTION;TYPE;TITLE"):
        ReportProgress.value_of("evidence", "[{oops")
