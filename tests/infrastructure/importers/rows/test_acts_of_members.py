"""Rows about members, bodies and what they measure by: spans with their ends, and what is given."""

from json import dumps

import pytest

from application.acts import all_acts
from application.declarations.declared import InvalidFields, made
from domain.events.bodies import ScaleRegistered
from domain.events.meetings import QuorumRuleSet
from domain.events.members import FocalPointDesignated, FocalPointReleased, Joined, Withdrew
from infrastructure.importers.rows.standard_columns import founded
from tests.infrastructure.importers.given import Office, file
from tests.infrastructure.importers.rows.test_own_columns import rows

FOCAL = {
    "row_id": "f",
    "act": "focal_point",
    "member": "KEN",
    "person": "p-a7ken2",
    "on": "2022-01-01",
}
LEFT = {"row_id": "l", "act": "leave", "member": "KEN", "on": "2023-01-01"}
SCALE = {"row_id": "s", "act": "scale", "scale": "RAG", "title": "Light", "values": "red; green"}
RULE = {"row_id": "q", "act": "quorum_rule", "enough": "1/2", "on": "2022"}


def test_a_focal_point_can_be_given_with_its_end(ready: Office) -> None:
    """Whoever enters a past one knows when it was over."""
    ready.do(rows(FOCAL | {"until": "2023-01-01"}))

    designated, released = ready.events()[-2:]
    assert isinstance(designated.event, FocalPointDesignated)
    assert isinstance(released.event, FocalPointReleased)
    assert released.event.ends == (designated.entry_id,)
    assert str(released.envelope.effective_on) == "2023-01-01"
    assert designated.envelope.correlation_id == released.envelope.correlation_id is not None


def test_the_end_of_a_focal_point_may_come_later(ready: Office) -> None:
    """The row is completed, and the release names what it ends."""
    ready.do(rows(FOCAL))

    report = ready.do(rows(FOCAL | {"until": "2023-01-01"}), changed="completed")

    last = ready.events()[-1].event
    assert isinstance(last, FocalPointReleased)
    assert (report.amended, len(last.ends)) == (1, 1)


def test_who_left_may_have_come_back(ready: Office) -> None:
    """Both are one row, as they are one command; the day of either can be corrected."""
    ready.do(rows(LEFT | {"rejoined": "2024-01-01"}))
    left, back = ready.events()[-2:]
    assert isinstance(left.event, Withdrew)
    assert isinstance(back.event, Joined)

    report = ready.do(rows(LEFT | {"rejoined": "2024-02-01"}), changed="error")

    amended = ready.events()[-1]
    assert (report.amended, amended.envelope.corrects) == (1, back.entry_id)
    assert str(amended.envelope.effective_on) == "2024-02-01"


def test_a_return_that_is_told_later_is_an_act_of_its_own(ready: Office) -> None:
    """It is no end of the leaving, and so no change of it."""
    ready.do(rows(LEFT))

    report = ready.do(rows(LEFT | {"rejoined": "2024-01-01"}), changed="completed", dry_run=True)

    (problem,) = report.problems
    assert (problem.column, "record it as an act of its own" in problem.reason) == (
        "rejoined",
        True,
    )


def test_a_code_of_another_member_makes_one_of_both(ready: Office) -> None:
    """Its author is told, as on the command line, and once."""
    ready.do(rows({"act": "join", "member": "PER", "name": "Peru", "on": "2021"}))

    report = ready.do(rows({"act": "recode", "member": "PER", "code": "ken", "on": "2025"}))

    told = [note for note in report.notes if "KEN (Kenya) is a member already" in note]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            {"act": "join", "member": "PER", "name": "P", "on": "2021", "member_kind": "state"},
            "member_kind",
            "join takes no member_kind; leave the cell blank.",
        ),
        (
            {"act": "join", "member": "PER", "name": "P", "on": "2021", "founding": "perhaps"},
            "founding",
            "Expected yes or no, not 'perhaps'.",
        ),
        (
            {"act": "establish", "code": "TF", "name": "T", "nature": "real", "on": "2022"}
            | {"meetings_per_year": "367"},
            "meetings_per_year",
            "Expected a number from 0 to 366, not 367.",
        ),
        ({**RULE, "enough": "half"}, "enough", "Expected a number of members such as 12"),
        ({**SCALE, "high": "blue"}, "high", "high names blue, which is no value of the scale."),
    ],
)
def test_a_bad_cell_is_told_by_its_column(
    ready: Office, row: dict[str, str], column: str, reason: str
) -> None:
    """The act says which field it is about, and the file where that stood."""
    (problem,) = ready.do(rows(row), dry_run=True).problems

    assert (problem.column, reason in problem.reason) == (column, True), problem


def test_a_file_founds_a_body_in_whatever_letters() -> None:
    """The command line takes small letters, too."""
    head = "act,code,name,nature,on\n"

    assert founded(file(f"{head}establish,new,New force,exercise,2022\n")) == "NEW"
    assert founded(file(f"{head}establish,,New force,exercise,2022\n")) is None
    assert founded(file(f"{head}task,NEW,,,2022\n,NEW,,,2022\n")) is None


def test_which_values_are_high_can_be_corrected(ready: Office) -> None:
    """It is a part of the values, in whichever column it changes; a blank version is the first."""
    ready.do(rows(SCALE))

    report = ready.do(rows(SCALE | {"high": "green"}), changed="completed", dry_run=True)
    assert {p.column for p in report.problems} == {"high", "values"}
    report = ready.do(rows(SCALE | {"high": "green", "version": "1"}), changed="error")

    last = ready.events()[-1].event
    assert isinstance(last, ScaleRegistered)
    assert (report.amended, [v.high for v in last.values]) == (1, [False, True])


def test_high_that_is_no_value_is_no_correction(ready: Office) -> None:
    """A word that was mistyped would else be dropped without a word."""
    ready.do(rows(SCALE | {"high": "green"}))

    report = ready.do(rows(SCALE | {"high": "gren"}), changed="error", dry_run=True)

    assert len(report.problems) == 1


def test_a_date_is_read_once_from_json_and_from_text() -> None:
    """A body of JSON is as good as a row, and one wrong value is one problem."""
    join = next(act for act in all_acts() if act.ROW == "join")
    written = {"member": "ken", "on": "2022-06", "until": "2023"}

    assert join.model_validate_json(dumps(written)) == made(join, written)
    with pytest.raises(InvalidFields) as unfit:
        made(join, written | {"on": "June"})
    assert [each.field for each in unfit.value.problems] == ["on"]


@pytest.mark.parametrize("more", [{"enough": ">1/2"}, {"more_than": "yes"}])
def test_more_than_a_share_can_be_said_in_two_ways(ready: Office, more: dict[str, str]) -> None:
    """In one word, as staff write it, or in a column as the command line has an option."""
    ready.do(rows(RULE | more))

    assert ready.events()[-1].event == QuorumRuleSet(numerator=1, denominator=2, more_than=True)
