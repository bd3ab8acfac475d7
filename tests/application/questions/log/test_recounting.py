"""A count that the register would not give any more is shown, and never changed by itself."""

from application.questions.log.history import conflicts
from domain.events.meetings import QuorumEstablished
from domain.members.duplicates import no_country
from tests.application.questions import given_meetings as g
from tests.application.questions.given import TODAY, Clerk, ask


def problems(clerk: Clerk) -> list[tuple[object, object]]:
    answer = conflicts(clerk.register.log, clerk.tables, ask(), TODAY, no_country)
    return [(row["about"], row["problem"]) for row in answer.rows]


def counted(clerk: Clerk) -> int:
    """Hold a meeting at which one of two members was; return where it was opened."""
    g.begin(clerk)
    opened = g.hold(clerk, "M1", "2026-04-14", "ATL; ERE:excused")
    g.count(clerk, "M1")
    return opened


def test_a_count_that_still_holds_is_no_conflict(new: Clerk) -> None:
    """Members of a later day are no part of it, nor is a stricter rule of a later day."""
    counted(new)
    new.join("UTO", "Utopia", "2026-04-15")

    assert problems(new) == []


def test_a_mended_list_or_membership_is_told(new: Clerk) -> None:
    """The meeting relied on what was counted, so it stays until somebody counts again."""
    opened = counted(new)
    new.correct(opened, attendance="ATL:present; ERE:present")
    about, problem = problems(new)[0]
    assert about == "M1"
    assert str(problem).startswith("The quorum of meeting M1 was counted as 1 of 2, 1 needed; by")
    assert "it is 2 of 2, 1 needed. Count again with: depositary meeting quorum M1" in str(problem)

    new.join("UTO", "Utopia", "2026-01-01")
    assert "is 2 of 3, 2 needed" in str(problems(new)[0])


def test_a_list_that_is_gone_is_told(new: Clerk) -> None:
    """Then nothing can be counted at all."""
    opened = counted(new)
    new.correct(opened, attendance="")

    assert "Nobody wrote down who came to meeting M1" in str(problems(new)[0])
    assert any(isinstance(each.event, QuorumEstablished) for each in new.register.log.read(0, 99))
