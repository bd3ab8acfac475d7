"""`overdue` says from which day on lateness is judged."""

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.mark.usefixtures("register")
def test_says_that_nothing_is_judged_yet() -> None:
    """Zero overdue would be taken for praise, where nobody said when the record begins."""
    must("progress milestone MISSION-1 BILL Tabled. --due-on 2026-03-01 --on 2026-01-20")

    before = typed("overdue --on 2026-04-01")
    must("taskforce record-kept-from --on 2026-01-01")
    after = typed("overdue --on 2026-04-01")

    assert "0 overdue, 0 due" in before.out
    assert "from when it is complete, so nothing is judged to be overdue." in before.out
    assert "1 overdue, 0 due" in after.out
    assert "judged only from the day on which the record begins: 2026-01-01." in after.out
