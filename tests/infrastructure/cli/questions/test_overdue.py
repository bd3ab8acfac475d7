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


@pytest.mark.slow
@pytest.mark.usefixtures("register")
def test_says_of_whom_nothing_is_due_since_it_is_not_known_when_they_signed() -> None:
    """The chair read a list of who is late that was short by all of them."""
    must("member join UTO --name Utopia --on 2022-06", "sign UTO MISSION --on unknown")
    note = "Signed or consented on an unknown day, so that nothing counts as due before that was"
    assert note not in typed("overdue").out
    must(
        "progress schedule MISSION half_yearly --due-on 2026-08-01 --period-from 2026-02-01 "
        "--period-until 2026-06-30 --on 2026-02-02"
    )

    assert f"{note} recorded: Utopia." in " ".join(typed("overdue").out.split())
    assert note not in typed("overdue KEN").out
