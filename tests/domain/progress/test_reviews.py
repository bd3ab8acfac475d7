"""Reports are pending, returned or approved, and every review is of the words that it saw."""

import pytest

from domain.errors import Refused, UnknownReference
from domain.events.entries import Retracted
from domain.events.progress import AssessmentAnswered
from domain.events.texts import Withdrawn
from domain.progress.review_states import review_state
from tests.domain.given import day, exactly, id_of
from tests.domain.progress.given import (
    LAW,
    QUARTERLY,
    Told,
    approved,
    assessed,
    commitment,
    refused,
    report,
    returned,
    reviews,
)

PLANNED = (QUARTERLY, "2026-01-10")
REPORT = (report(), "2026-04-20")
FIRST = id_of(2)


def state(*told: Told) -> str:
    found = reviews(PLANNED, REPORT, *told)
    return found.state(found.history.entries[FIRST])


def test_a_report_waits_until_it_is_reviewed() -> None:
    """What nobody has looked at is no approval."""
    assert state() == "pending"
    assert state((returned(FIRST), "2026-05-02")) == "returned"
    assert state((approved(FIRST), "2026-05-02")) == "approved"


def test_a_correction_makes_it_wait_again() -> None:
    """The reviewer saw other words than those that stand there now."""
    corrected = (report(narrative="Act 12."), "2026-04-20", FIRST)

    assert state((returned(FIRST), "2026-05-02"), corrected) == "pending"
    again = ((returned(FIRST), "2026-05-02"), corrected, (approved(FIRST), "2026-05-10"))
    assert state(*again) == "approved"


def test_the_last_review_of_the_words_counts() -> None:
    """Places in the log decide, not days, which may be the same."""
    assert review_state(5, [(3, "returned"), (7, "returned"), (9, "approved")]) == "approved"
    assert review_state(9, [(3, "returned"), (7, "returned")]) == "pending"


def test_the_only_report_that_waits_is_meant() -> None:
    """Mostly there is one, and nobody should have to look up its entry."""
    assert reviews(PLANNED, REPORT).pending(None) == FIRST


def test_says_which_ones_wait_where_there_are_several() -> None:
    """A review of the wrong report would be a false record."""
    other = (report(exactly("2026-04-01"), exactly("2026-06-30")), "2026-07-20")

    third = (report(exactly("2026-07-01"), exactly("2026-09-30")), "2026-10-20")

    with pytest.raises(Refused, match=r"has 2 reports .* say which one with its entry"):
        reviews(PLANNED, REPORT, other).pending(None)
    assert reviews(PLANNED, REPORT, other).pending(id_of(3)) == id_of(3)
    seen = ((returned(id_of(2)), "2026-11-01"), (approved(id_of(3)), "2026-11-01"))
    left = reviews(PLANNED, REPORT, other, third, *seen)
    assert left.pending(None) == id_of(4)


def test_only_a_pending_report_is_reviewed() -> None:
    """An approval after a return would wipe out what the return asked for."""
    sent_back = reviews(PLANNED, REPORT, (returned(FIRST), "2026-05-02"))

    with pytest.raises(Refused, match=r"is returned already\. Only a pending report is reviewed"):
        sent_back.pending(FIRST)
    with pytest.raises(Refused, match="no report on C-1 that waits for a review"):
        sent_back.pending(None)
    with pytest.raises(UnknownReference, match="report of ATL on C-1"):
        sent_back.pending(id_of(1))


def test_a_report_that_was_withdrawn_is_not_reviewed() -> None:
    """The member took it back, so there is nothing to approve."""
    taken_back = Withdrawn(commitment="C-1", member="ATL", of="report", ends=(FIRST,))

    with pytest.raises(Refused, match="waits for a review"):
        reviews(PLANNED, REPORT, (taken_back, "2026-05-01")).pending(None)


def test_finds_a_report_by_its_period() -> None:
    """The last one on the period is meant: the one before it was returned."""
    period = (exactly("2026-01-01"), exactly("2026-03-31"))
    answered = reviews(PLANNED, REPORT, (returned(FIRST), "2026-05-02"), REPORT)

    assert answered.on_period(*period) == id_of(4)
    with pytest.raises(Refused, match="has not reported on C-1 for 2026-01-01 to 2026-03-31"):
        reviews(PLANNED).on_period(*period)


def test_the_unanswered_assessment_is_answered_unless_another_is_named() -> None:
    """The member's words must stand beside the right judgement, whatever was entered last."""
    judged = reviews((assessed(), "2026-06-01"), (assessed(), "2026-05-01"))
    first, second = day("2026-05-15"), day("2026-06-15")

    assert judged.to_answer(None, first) == id_of(2)
    assert judged.to_answer(id_of(1), second) == id_of(1)
    with pytest.raises(Refused, match="has not answered 2 assessments on C-1; say which one"):
        judged.to_answer(None, second)
    with pytest.raises(Refused, match="has answered every assessment on C-1 of before 2026-04-01"):
        judged.to_answer(None, day("2026-04-01"))
    with pytest.raises(UnknownReference, match="assessment of ATL"):
        judged.to_answer(id_of(3), second)
    with pytest.raises(Refused, match="Nobody has assessed ATL on C-1"):
        reviews(REPORT).to_answer(None, second)


def answer(of: int) -> AssessmentAnswered:
    return AssessmentAnswered(commitment="C-1", member="ATL", assessed=id_of(of), text="No.")


def test_refuses_what_cannot_be_true_together() -> None:
    """A review hangs on its report, and an answer on its assessment."""
    assert not refused(PLANNED, REPORT)
    assert not refused(PLANNED, REPORT, (returned(FIRST), "2026-05-02"))
    twice = refused(PLANNED, REPORT, (returned(FIRST), "2026-05-02"), (approved(FIRST), "2026-06"))
    assert "was reviewed already" in twice
    assert "does not stand" in refused(PLANNED, REPORT, (returned(id_of(1)), "2026-05-02"))
    assert "does not stand" in refused(PLANNED, REPORT, (answer(2), "2026-05-02"))
    assert "of a later day" in refused(PLANNED, REPORT, (returned(FIRST), "2026-04-19"))
    assert not refused((assessed(), "2026-05-01"), (answer(1), "2026-05-02"))
    backwards = report(exactly("2026-03-31"), exactly("2026-01-01"), occasion="extraordinary")
    assert "ends before it begins" in refused((backwards, "2026-04-20"))
    photo = LAW.model_copy(update={"url": "https://example.org/a.JPG"})
    assert "never taken as evidence" in refused(PLANNED, (report(evidence=(photo,)), "2026-04-20"))


def test_a_scheduled_report_needs_its_schedule() -> None:
    """It is refused without one; a period that gave way later stays what it was."""
    yearly = (QUARTERLY.model_copy(update={"frequency": "yearly"}), "2026-02-01")

    assert not refused((report(None, None, occasion="extraordinary"), "2026-04-20"))
    assert "on a period of a schedule" in refused((report(), "2026-04-20"))
    assert "on a period of a schedule" in refused(PLANNED, (report(None, None), "2026-04-20"))
    assert not refused(PLANNED, yearly, REPORT)


def test_a_retracted_report_leaves_its_review_in_the_air() -> None:
    """Both are retracted together, or the return would speak of nothing."""
    told = commitment(PLANNED, REPORT, (returned(FIRST), "2026-05-02"))

    after = commitment(
        PLANNED, REPORT, (returned(FIRST), "2026-05-02"),
        (Retracted(entry_id=FIRST, reason="Wrong member."), "2026-05-03"),
    )  # fmt: skip

    assert not list(told.contradictions("ATL"))
    assert [each.kind for each in after.contradictions("ATL")] == ["rests-on-nothing"]
