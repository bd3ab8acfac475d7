"""A file that comes again with changes: what is asked, amended, new, or for a person to do."""

import json

import pytest

from application.entries.amending import Amendment, correct, retract, show_to
from domain.values import Visibility
from infrastructure.importers.importing import ImportReport
from infrastructure.importers.recording.cell_changes import Changed
from tests.infrastructure.importers.given import CLERK, HEADER, MAPPING, Office

SIGNED = "Kenya,T,2022-06-02,,,\n"
OWN = "row_id,act,member,instrument,commitment,kind,on,until,note,visibility,name\n"


def again(
    office: Office, *files: str, changed: Changed = "ask", dry_run: bool = False
) -> ImportReport:
    """Import files one after another; the wishes are for the last."""
    *before, last = files
    for text in before:
        office.do(HEADER + text, MAPPING)
    return office.do(HEADER + last, MAPPING, changed=changed, dry_run=dry_run)


def signature(office: Office) -> dict[str, str]:
    """Return the only signature as it stands, with its day."""
    entry = office.entries("TF", "commitment.signed")[0]
    content: dict[str, str] = json.loads(entry.event)
    return content | {"on": str(entry.effective_on)}


def test_a_changed_row_asks_what_it_is(ready: Office) -> None:
    """A table that wrote a re-entry over a first ratification is why nothing is guessed."""
    report = again(ready, SIGNED, "Kenya,T,2022-06-03,Minister,,\n", dry_run=True)

    assert [(p.column, p.value, p.reason) for p in report.problems] == [
        (
            "signed",
            "2022-06-03",
            (
                "It was imported as '2022-06-02' and is now '2022-06-03'; say with --changed what "
                "that is: 'error' if the old value was wrong, 'new' if this is a new act."
            ),
        ),
        (
            "office",
            "Minister",
            (
                "It was imported without a value and is now 'Minister'; say with --changed what "
                "that is: 'completed' if the blank was filled, 'new' if this is a new act."
            ),
        ),
    ]


def test_a_cell_that_became_blank_asks_what_it_is(ready: Office) -> None:
    """The value was wrong, or the act is another one."""
    report = again(
        ready, "Kenya,T,2022-06-02,Minister,,\n", "Kenya,T,2022-06-02,,,\n", dry_run=True
    )

    assert [problem.reason for problem in report.problems] == [
        (
            "It was imported as 'Minister' and is now blank; say with --changed what that is: "
            "'error' if the old value was wrong, 'new' if this is a new act."
        )
    ]


def test_rows_of_one_key_of_a_mapping_need_another_column_in_it(ready: Office) -> None:
    """Only who knows the file can say which one."""
    rows = "Kenya,T,2022-06-02,,,\nKenya,T,2022-06-03,,,\n"

    first, _ = ready.do(HEADER + rows, MAPPING, dry_run=True).problems

    assert "name one more column in the key of the mapping" in first.reason


def test_a_filled_blank_completes_the_entry(ready: Office) -> None:
    """Most amendments of public tables fill a blank; they are marked as such."""
    report = again(ready, SIGNED, "Kenya,T,2022-06-02,Minister,,\n", changed="completed")

    assert (report.amended, report.unchanged, report.acts) == (1, 0, {})
    assert signature(ready)["office"] == "Minister"
    assert ready.events()[-1].envelope.because == "completed"


def test_a_day_that_was_unknown_is_completed(ready: Office) -> None:
    """The record was not wrong, and documents would call it corrected."""
    report = again(ready, "Kenya,T,unknown,,,\n", "Kenya,T,2022-06-02,,,\n", changed="completed")

    assert (report.amended, report.problems) == (1, [])
    assert ready.events()[-1].envelope.because == "completed"


def test_completing_never_changes_a_value(ready: Office) -> None:
    """Only blanks are filled; the rest is still asked."""
    report = again(ready, SIGNED, "Kenya,T,2022,,,\n", changed="completed", dry_run=True)

    assert [p.column for p in report.problems] == ["signed"]


def test_a_mended_error_amends_only_what_changed(ready: Office) -> None:
    """What was corrected by hand in another field stays."""
    again(ready, SIGNED)
    entry = ready.entries("TF", "commitment.signed")[0].entry_id
    change = Amendment(entry, {"office": "Ambassador"})
    ready.register.record(lambda r: correct(r, [change], "completed"), CLERK)

    again(ready, "Kenya,T,2022-06-03,,,\n", changed="error")
    assert (signature(ready)["on"], signature(ready)["office"]) == ("2022-06-03", "Ambassador")

    again(ready, "Kenya,T,2022-06-04,Envoy,,\n", changed="error")
    assert (signature(ready)["on"], signature(ready)["office"]) == ("2022-06-04", "Envoy")
    assert again(ready, "Kenya,T,,Envoy,,\n", dry_run=True).problems


def test_what_was_corrected_by_hand_already_is_no_change(ready: Office) -> None:
    """The file has caught up with the register; there is nothing to decide."""
    again(ready, SIGNED)
    entry = ready.entries("TF", "commitment.signed")[0].entry_id
    change = Amendment(entry, {"on": "2022-06-03"})
    ready.register.record(lambda r: correct(r, [change], "error"), CLERK)

    report = again(ready, "Kenya,T,2022-06-03,,,\n")

    assert (report.unchanged, len(report.records)) == (1, 0)


def test_an_act_that_was_filled_in_is_simply_new(ready: Office) -> None:
    """Where there was only a signature, a deposit is news and no correction."""
    report = again(ready, SIGNED, "Kenya,T,2022-06-02,,2023,\n", changed="completed")
    assert report.acts == {"consent": 1}

    report = again(ready, "Kenya,T,2022-06-02,,2023,2024\n", changed="completed")
    assert report.amended == 1
    report = again(ready, "Kenya,T,2022-06-02,Envoy,2023,2024\n", changed="completed")
    assert report.amended == 1
    assert len(ready.entries("TF", "commitment.signed", "commitment.consented")) == 2


def test_a_new_act_is_recorded_beside_the_old_one(ready: Office) -> None:
    """A state that left and came back has acceded twice."""
    again(ready, "Kenya,T,,,2021,\n")
    ready.do("act,member,commitment,of,on\nwithdraw,KEN,T,consent,2022\n")

    report = again(ready, "Kenya,T,,,2023,\n", changed="new")
    assert (report.acts, report.amended) == ({"consent": 1}, 0)
    assert len(ready.entries("TF", "commitment.consented")) == 2

    again(ready, "Kenya,T,,,2024,\n", changed="error")
    deposits = [
        json.loads(e.event)["deposited_on"] for e in ready.entries("TF", "commitment.consented")
    ]
    assert deposits == ["2021", "2024"]


def test_an_act_that_vanished_is_for_a_person(ready: Office) -> None:
    """An empty cell says nothing about why; a missing row means nothing at all."""
    report = again(ready, "Kenya,T,2022-06-02,,2023,\n", SIGNED, dry_run=True)
    assert "no longer says what was imported from it: @10 commitment.consented of KEN" in str(
        report.problems[0]
    )
    assert again(ready, "").rows == 0

    entry = ready.entries("TF", "commitment.consented")[0].entry_id
    ready.register.record(lambda r: retract(r, [entry], "Never deposited"), CLERK)
    assert again(ready, SIGNED).unchanged == 1


def test_what_was_retracted_is_not_amended_from_a_file(ready: Office) -> None:
    """An amendment would make it hold again."""
    again(ready, SIGNED)
    entry = ready.entries("TF", "commitment.signed")[0].entry_id
    ready.register.record(lambda r: retract(r, [entry], "Never signed"), CLERK)

    assert again(ready, SIGNED).unchanged == 1
    report = again(ready, "Kenya,T,2022-06-03,,,\n", changed="error", dry_run=True)
    assert "was retracted, so it cannot be amended from a file" in report.problems[0].reason


def test_an_amendment_leaves_who_may_see_the_entry(ready: Office) -> None:
    """What was hidden by hand must not come to light by a new file."""
    public = MAPPING.replace("[source]", 'visibility = "public"\n[source]', 1)
    ready.do(HEADER + SIGNED, public)
    entry = ready.entries("TF", "commitment.signed")[0].entry_id
    ready.register.record(lambda r: show_to(r, [entry], Visibility.SECRETARIAT), CLERK)

    ready.do(HEADER + "Kenya,T,2022-06-03,,,\n", public, changed="error")

    assert ready.entries("TF", "commitment.signed")[0].visibility == "secretariat"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,sign,KEN,T,,,2022,,Other,,\n", "An import does not change the note of an act"),
        ("1,sign,KEN,T,,,2022,,Note,public,\n", "An import does not change who may see an act"),
        ("1,sign,PER,T,,,2022,,Note,,Peru\n", "The row no longer says what was imported from it"),
        ("1,sign,KEN,I,,,2022,,Note,,\n", "The row no longer says what was imported from it"),
    ],
)
def test_what_an_import_does_not_change(ready: Office, row: str, reason: str) -> None:
    """It is told, and never dropped without a word."""
    ready.do(OWN + "1,sign,KEN,T,,,2022,,Note,,\n")
    problems = ready.do(OWN + row, changed="error", dry_run=True).problems

    assert reason in problems[0].reason
    assert "<" not in str(problems[0])


def test_all_signatures_of_one_act_are_amended_together(ready: Office) -> None:
    """An instrument of two commitments was signed on one day, and on one other."""
    ready.do(OWN + "1,sign,KEN,I,,,2022,,,,\n")
    report = ready.do(OWN + "1,sign,KEN,I,,,2023,,,,\n", changed="error")

    assert report.amended == 1
    days = [str(e.effective_on) for e in ready.entries("TF", "commitment.signed")]
    assert days == ["2023", "2023"]


def test_a_blank_kind_leaves_the_kind_by_default(ready: Office) -> None:
    """It was never said, so nothing has changed."""
    ready.do(OWN + "1,sign,KEN,T,,signature,2022,,,,\n")
    report = ready.do(OWN + "1,sign,KEN,T,,,2022,,,,\n")

    assert report.unchanged == 1


def test_members_and_texts_change_too(ready: Office) -> None:
    """Both ends of a membership are fields of one row."""
    header = "row_id,act,member,name,reference,title,legal_nature,on,until\n"
    first = (
        "1,join,PER,Peru,,,,2020,2021\n"
        "2,instrument,,,N,Name,treaty,2020,\n"
        "3,join,BRA,Brazil,,,,2020,\n"
    )
    ready.do(header + first)
    changed = first.replace("2020,2021", "2020,2022").replace("Name", "Title")
    changed = changed.replace("Brazil", "Brasil")
    report = ready.do(header + changed, changed="error")
    assert report.amended == 3
    left = [str(e.effective_on) for e in ready.entries("TF", "member.withdrew")]
    assert left == ["2022"]

    added = changed.replace("Brasil,,,,2020,", "Brasil,,,,2020,2021")
    problem = ready.do(header + added, dry_run=True).problems[0]
    assert (problem.row, problem.column) == (4, "until")
    assert "It was imported without a value and is now '2021'" in problem.reason
    report = ready.do(header + added, changed="completed")
    assert (report.amended, report.unchanged) == (1, 2)
    assert ready.do(header + added).unchanged == 3
    left = [str(e.effective_on) for e in ready.entries("TF", "member.withdrew")]
    assert left == ["2022", "2021"]

    emptied = added.replace("2020,2021", "2020,")
    problem = ready.do(header + emptied, changed="error", dry_run=True).problems[0]
    assert (problem.row, problem.column) == (4, "until")
    assert "is now blank. If it did not end, take that back: depositary retract @" in problem.reason


def test_two_reports_in_one_row_are_kept_apart(ready: Office) -> None:
    """A table with a column for each year gives several acts of one kind."""
    act = """
[[act]]
record = "report"
when = "{0}"
[act.with]
member = "KEN"
commitment = {{ column = "text" }}
scale = "S"
scale_version = "1"
assessment = {{ column = "{0}" }}
on = "{0}"
"""
    mapping = 'name = "years"\nkey = ["text"]\n' + act.format(2021) + act.format(2022)
    ready.do("text,2021,2022\nC1,none,some\n", mapping)
    report = ready.do("text,2021,2022\nC1,none,all\n", mapping, changed="error")
    assert report.amended == 1

    words = [
        (str(e.effective_on), json.loads(e.event)["assessment"])
        for e in ready.entries("TF", "commitment.progress-reported")
    ]
    assert words == [("2021", "none"), ("2022", "all")]
