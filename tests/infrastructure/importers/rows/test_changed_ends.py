"""An end that a row gives, changes or empties after it was imported."""

from application.acts.members.leaving import LeaveBody
from tests.infrastructure.importers.given import CLERK, Office, day


def test_an_end_that_was_recorded_by_hand_is_no_change(ready: Office) -> None:
    """Whoever fills in the sheet afterwards must not be asked what it is."""
    ready.do("act,member,name,on,until\njoin,PER,Peru,2020,\n")
    ready.register.record(lambda r: LeaveBody(member="PER", on=day("2021")).record(r, "TF"), CLERK)

    report = ready.do("act,member,name,on,until\njoin,PER,Peru,2020,2021\n")

    assert (report.unchanged, report.amended, len(report.records)) == (1, 0, 0)


def test_each_kind_of_act_is_completed_with_its_end(ready: Office) -> None:
    """What is over may be found out later, of whatever is held for a time."""
    header = "act,member,instrument,commitment,kind,text,on,deposited_on,until\n"
    rows = (
        "suspend,KEN,,,,,2021,,\n"
        "sign,KEN,I,,,,2022,,\n"
        "consent,KEN,,T,accession,,,2022,\n"
        "statement,KEN,,T,reservation,Not 3.,2023,,\n"
    )
    ready.do(header + rows.replace("2021,,\n", "2021,,2021-06\n"))
    ended = rows.replace("2021,,\n", "2021,,2021-06\n").replace(",\n", ",2024\n")

    report = ready.do(header + ended, changed="completed")

    assert (report.amended, report.unchanged) == (3, 1)
    assert ready.do(header + ended).unchanged == 4
    assert ready.standings("TF", "C1", "2025-01-01") == {"former_signatory": 1}


def test_a_day_of_leaving_that_was_wrong_is_corrected(ready: Office) -> None:
    """In a table with a column for each day the leaving is an act of its own."""
    mapping = """
name = "members"
key = ["code"]
[[act]]
record = "join"
when = "joined"
[act.with]
member = { column = "code" }
name = { column = "code" }
on = { column = "joined" }
[[act]]
record = "leave"
when = "left"
[act.with]
member = { column = "code" }
on = { column = "left" }
"""
    ready.do("code,joined,left\nPER,2020,2021\n", mapping)

    report = ready.do("code,joined,left\nPER,2020,2022\n", mapping, changed="error")

    assert (report.amended, report.acts) == (1, {})
    left = [str(e.effective_on) for e in ready.entries("TF", "member.withdrew")]
    assert left == ["2022"]
