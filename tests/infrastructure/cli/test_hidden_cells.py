"""What the hidden cells of a member's workbook say is not believed: a member can reach them."""

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.stories.member_book import (
    BESIDE,
    DUE,
    NEVER,
    RETURNED,
    begin,
    exported,
)


@pytest.fixture(autouse=True)
def begun(once: Once) -> None:
    """A register in which ATL reported, was asked again, and owes the next report."""
    once(begin)


@pytest.mark.parametrize(
    "hidden",
    [
        {"act": "leave", "member": "ERE"},
        {"act": "leave"},
        {"act": "approve_report"},
        {"member": "ERE"},
        {"row_id": "workbook:ERE/MISSION-1/after-0", "member": "ERE"},
        {"commitment": "MISSION-9"},
        {"row_id": "workbook:ATL/MISSION-9/after-0", "commitment": "MISSION-9"},
        {"row_id": "workbook:ATL/MISSION-1/after-0", "commitment": "MISSION-1"},
        {"scale": "OTHER"},
        *({"due_on": day} for day in ("2026-03-31T00:00", "2026-13-31", "x-y", "2026-W13-2")),
        {"row_id": "mine"},
        {"row_id": ""},
    ],
)
def test_it_records_nothing_but_reports_of_its_member(hidden: dict[str, str]) -> None:
    """Nobody sees them in the workbook, so nobody would find out."""
    found = exported()
    found.fill_in(DUE, assessment="Limited", on="2026-08-24")
    found.fill_in(NEVER, assessment="Limited", on="2026-08-24")
    found.about(NEVER).update(hidden)
    found.give_back()
    before = events()

    said = typed("import back.xlsx --skip-bad-rows")

    assert said.code == 2
    assert "is not as it was written" in said.err
    assert "depositary export workbook MEMBER --output FILE" in said.err
    assert events() == before


@pytest.mark.parametrize("entry", ["@2", "@9999", ""])
def test_corrects_no_report_that_was_not_returned(entry: str) -> None:
    """It may be approved, or anybody's; without an entry, the last one would be meant."""
    found = exported()
    found.about(RETURNED)["entry"] = entry
    found.fill_in(RETURNED, assessment="Complete")
    found.give_back()

    said = typed("import back.xlsx")

    assert said.code == 2
    assert "do not say which report of the member it is" in said.err


def test_corrects_no_other_report_of_its_member() -> None:
    """That one was not returned."""
    found = exported()
    last = f"@{events()[-1][0]}"  # on MISSION-2
    found.about(RETURNED).update(
        entry=last, commitment="MISSION-2", row_id="workbook:ATL/MISSION-2/returned-1"
    )
    found.fill_in(RETURNED, assessment="Complete")
    found.give_back()

    said = typed("import back.xlsx")

    assert (said.code, "do not say which report" in said.err) == (2, True)


def test_says_whose_workbook_it_is() -> None:
    """Its title, which people see, may name another member than its hidden cells."""
    found = exported()
    found.fill_in(RETURNED, narrative="Act 12 is in force.")
    found.give_back()

    assert typed("import back.xlsx").out.startswith("back.xlsx is the workbook of ATL.\n")


def test_a_first_report_without_them_is_no_report_less() -> None:
    """Its answers stand below no report."""
    found = exported()
    found.fill_in(0, narrative="Act 12 is in force.")
    found.about(0)["row_id"] = ""
    found.give_back()

    said = typed("import back.xlsx")

    assert said.code == 2
    assert "Row 10 of back.xlsx is not as it was written" in said.err


def test_records_no_other_level_than_the_one_that_is_shown() -> None:
    """The hidden list says what the words stand for."""
    found = exported()
    (line,) = found.of(DUE, "assessment")
    line["means"] = line["means"].replace('"limited"', '"complete"')
    found.fill_in(DUE, assessment="Limited", on="2026-08-24")
    found.give_back()
    before = events()

    said = typed("import back.xlsx")

    assert (said.code, "is not as it was written" in said.err) == (2, True)
    assert events() == before


@pytest.mark.slow
def test_takes_other_lists_as_they_are_everywhere() -> None:
    """They are the same in every workbook, in all languages, whatever is hidden."""
    found = exported()
    found.fill_in(DUE, assessment="limited", on="2026-08-24", stage="Oui, c'est le dernier")
    found.of(DUE, "stage")[0]["means"] = '{"Yes, the last one": "interim"}'
    found.show(DUE, 0, kind="law", title="Act 12", means='{"Law": "media"}')
    found.give_back()

    assert typed("import back.xlsx").code == 0
    said = typed("log --format json").out
    assert (said.count('"final'), said.count('"type": "legislation"')) == (1, 2)


@pytest.mark.in_part(1)
@pytest.mark.parametrize("report", [RETURNED, BESIDE])
def test_records_no_report_under_the_title_of_another(report: int) -> None:
    """A level of one commitment would be recorded on another."""
    found = exported()
    found.about(DUE)["kind"] = found.about(report)["kind"]
    found.fill_in(DUE, assessment="Limited", on="2026-08-24")
    found.give_back()

    said = typed("import back.xlsx")

    assert (said.code, "is not as it was written" in said.err) == (2, True)


@pytest.mark.slow
def test_corrects_no_report_that_was_approved_since() -> None:
    """What was approved would silently wait for a review again; what is recorded stays so."""
    found = exported()
    found.fill_in(RETURNED, narrative="Act 12 is in force.")
    found.give_back()
    must("import back.xlsx", "progress approve ATL MISSION-1 --due-on 2026-07-31 --on 2026-08-30")
    before = events()

    again = typed("import back.xlsx")
    found.fill_in(RETURNED, narrative="Act 13 is in force.")
    found.about(RETURNED)["row_id"] += "-again"
    found.give_back()
    said = typed("import back.xlsx")

    assert again.code == 0
    assert said.code == 1
    assert "was approved. To change it all the same: depositary correct @19" in said.err
    assert events() == before


def test_a_row_in_which_nothing_is_seen_says_nothing() -> None:
    """Programs leave something in hidden columns of rows that they insert."""
    found = exported()
    found.insert(DUE, "on", means="{}")
    found.give_back()

    assert "4 left blank" in typed("import back.xlsx").out


@pytest.mark.parametrize("column", ["title", "day"])
def test_what_is_written_beside_an_answer_is_told(column: str) -> None:
    """The cell is locked, but some programs open it, and the words were lost in silence."""
    found = exported()
    found.fill_in(DUE, assessment="limited", on="2026-08-24")
    found.of(DUE, "narrative")[0][column] = "The law is in force."
    found.of(DUE, "words")[0][column] = "The other half of the year."
    found.give_back()

    said = typed("import back.xlsx")

    assert said.code == 0
    assert "'The law is in force.' stands beside the answer, and is not read." in said.err
    assert "'The other half of the year.' stands beside the answer" in said.err
    assert said.err.count("beside the answer") == 2
