"""Rows about gaps, practice, partners and people: what is wrong in a cell, and what changed."""

import pytest

from infrastructure.importers.tables.problems import BadRows
from tests.infrastructure.importers.every import EVERY, OF_MISSION
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows

GAP = OF_MISSION[1]
PRACTICE = {key: value for key, value in OF_MISSION[8].items() if key != "meeting"}
BEFORE = EVERY[: EVERY.index(GAP)]
LAST = len(BEFORE) + 2
"""The number of the row that stands behind all of these."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (GAP | {"area": "hostin"}, "area", "Did you mean 'hosting'?"),
        (GAP | {"visibility": "public"}, "", "the public never sees an open gap"),
        (PRACTICE | {"evidence": "context;media;a.jpg"}, "evidence", "never taken as evidence"),
        (OF_MISSION[3] | {"by": "ERE"}, "gap", "There is no gap of KEN 'KEN-1'"),
    ],
)
def test_a_wrong_cell_is_named(
    ready: Office, row: dict[str, str], column: str, reason: str
) -> None:
    """Staff mend the cell, and need not know the rules by heart."""
    with pytest.raises(BadRows) as refused:
        ready.do(rows(*BEFORE, row))

    problem = refused.value.problems[0]
    assert (problem.row, problem.column) == (LAST, column)
    assert reason in problem.reason


@pytest.mark.slow
def test_a_closing_that_changed_amends_its_entry(ready: Office) -> None:
    """The law got another number, and was not made twice."""
    upto = OF_MISSION[1:7]
    ready.do(rows(*BEFORE, *upto))
    mended = (*upto[:5], upto[5] | {"law": "Safety Act, s. 5"})

    report = ready.do(rows(*BEFORE, *mended), changed="error")

    assert (report.amended, report.unchanged) == (1, len(BEFORE) + len(upto) - 1)


@pytest.mark.slow
def test_two_versions_may_appear_on_one_day(ready: Office) -> None:
    """A contribution can be in the long and in the short version."""
    ready.do(rows(*BEFORE, *OF_MISSION[1:16]))

    taken = ready.entries("TF", "taskforce.contribution-taken-up")

    assert len(taken) == len(("2024", "2024b"))
