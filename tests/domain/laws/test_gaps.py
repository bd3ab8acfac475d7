"""Gaps, practices and focal points of a member: what can be said of them, and what cannot."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.laws import (
    EngagementRecorded,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.members import FocalPointDesignated, Withdrew
from domain.laws.gaps import must_be_found
from domain.members.focal_points import release
from domain.members.member import Member
from domain.values import Visibility
from tests.domain.given import after, all_contradictions, day, entered, id_of, joined, recorded

LATER = day("2026-06-01")
GAP = LegislativeGapIdentified(member="ATL", gap="G-1", area="hosting", text="No duty.")
CHANCE = LegislativeOpportunityIdentified(member="ATL", gap="G-2", area="other", text="A bill.")
ANSWER = LegislativeGapAnswered(member="ATL", gap="G-1", text="We draft.")
HELP = LegislativeHelpOffered(member="ATL", gap="G-1", by="ERE", text="Our law.")
CLOSING = LegislativeGapClosed(member="ATL", gap="G-1", law="Act 1")
PRACTICE = PracticeShowcased(
    member="ATL", practice="P-1", maturity="best", title="A hotline", text="It works."
)
ENGAGED = EngagementRecorded(member="ATL", level="global", title="A summit")
MAIN = FocalPointDesignated(member="ATL", person="p-aa7k1", role="main")


def member(*events: tuple[Event, str]) -> Member:
    """ATL, since 2020, and what was recorded of it."""
    atlantis = entered(Member(), joined(), "2020-01-01")
    for event, on in events:
        atlantis = entered(atlantis, event, on)
    return atlantis


def test_a_gap_is_found_answered_helped_with_and_closed() -> None:
    """This is its whole life; an opportunity has the same."""
    told = after(member(), GAP, "2026-01-01")
    told = after(told, CHANCE, "2026-01-01")
    told = after(told, HELP, "2026-02")
    told = after(told, ANSWER, "2026-03-01")

    told = after(told, CLOSING, "2026-10-01")

    assert all_contradictions(told) == set()


@pytest.mark.parametrize("second", [GAP, CHANCE.model_copy(update={"gap": "G-1"})])
def test_a_reference_means_one_gap(second: Event) -> None:
    """An answer must never be about two; gaps and opportunities share their references."""
    told = member((GAP, "2026-01-01"))

    with pytest.raises(Contradicted, match="G-1 is recorded already"):
        after(told, second, "2026-02-01")


@pytest.mark.parametrize("event", [ANSWER, HELP])
def test_nothing_is_said_of_a_gap_that_is_not_there(
    event: LegislativeGapAnswered | LegislativeHelpOffered,
) -> None:
    """Its reference may be a slip of the pen, so those that look alike are named."""
    told = member((CHANCE, "2026-01-01"))

    with pytest.raises(UnknownReference, match=r"no gap of ATL 'G-1' .* Did you mean G-2"):
        must_be_found(told.history, "ATL", event.gap)
    with pytest.raises(Contradicted, match="G-1, which is no gap of ATL"):
        after(told, event, "2026-02-01")


def test_a_gap_is_closed_once() -> None:
    """Two laws may have done it together; then one entry says so."""
    other = CLOSING.model_copy(update={"gap": "G-2"})
    told = member((GAP, "2026-01-01"), (CHANCE, "2026-01-01"), (other, "2026-10-01"))
    told = after(told, CLOSING, "2026-10-01")

    with pytest.raises(Contradicted, match="G-1 was closed already"):
        after(told, CLOSING, "2026-11-01")


@pytest.mark.parametrize("event", [ANSWER, HELP])
def test_nothing_is_said_after_the_closing(event: Event) -> None:
    """An answer from before may still be recorded later."""
    told = member((GAP, "2026-01-01"), (CLOSING, "2026-10-01"))

    assert after(told, event, "2026-10")
    with pytest.raises(Contradicted, match="nothing is left to be said"):
        after(told, event, "2026-10-02")


def test_nothing_is_said_before_it_was_found() -> None:
    """A day that is imprecise may still fit."""
    told = member((GAP, "2026-05-01"))

    assert after(told, ANSWER, "2026-05")
    with pytest.raises(Contradicted, match="G-1 was found on 2026-05-01 only"):
        after(told, ANSWER, "2026-04-30")
    with pytest.raises(Contradicted, match="G-1 was found on 2026-05-01 only"):
        after(told, CLOSING, "2026-04")


def test_no_member_offers_help_to_itself() -> None:
    """What it does itself is its answer."""
    own = HELP.model_copy(update={"by": "ATL"})
    told = member((GAP, "2026-01-01"))

    with pytest.raises(Contradicted, match=r"cannot offer help to itself.*gap answer ATL G-1"):
        after(told, own, "2026-02-01")


@pytest.mark.parametrize("event", [GAP, CHANCE, PRACTICE, ENGAGED, MAIN])
def test_what_members_do_is_recorded_of_members_only(event: Event) -> None:
    """A state that has left, or not yet joined, must not be shown with a gap in its law."""
    membership = id_of(1)
    left = member((Withdrew(member="ATL", ends=(membership,)), "2026-05-01"))

    assert after(left, event, "2026-04")
    assert after(left, event, "unknown")
    for on in ("2019-12-31", "2026-05-01"):
        with pytest.raises(Contradicted, match=f"ATL was not a member on {on}"):
            after(left, event, on)


def test_a_member_with_acts_does_not_leave_before_them() -> None:
    """The later entry would stand on nothing; it must be corrected first."""
    told = member((PRACTICE, "2026-04-01"))

    with pytest.raises(Contradicted, match="was not a member on 2026-04-01"):
        after(told, Withdrew(member="ATL", ends=(id_of(1),)), "2026-03-01")


def test_a_practice_has_one_reference() -> None:
    """It can be shown again at another meeting under another one."""
    told = member((PRACTICE, "2026-04-01"))

    with pytest.raises(Contradicted, match="P-1 is recorded already"):
        after(told, PRACTICE, "2026-05-01")


def test_the_public_never_sees_an_open_gap() -> None:
    """A public list of legal loopholes by country is a guide to safe havens."""
    told = member((GAP, "2026-01-01"))
    shown = VisibilityChanged(entry_id=id_of(2), visibility=Visibility.PUBLIC)

    with pytest.raises(Contradicted, match="the public never sees an open gap"):
        after(told, shown)
    record = recorded(3, HELP, "2026-02-01", visibility=Visibility.PUBLIC)
    with pytest.raises(Contradicted, match="the public never sees an open gap"):
        told.must_become(told.evolve(record), [record])


def test_a_closing_cannot_be_retracted_under_a_public_gap() -> None:
    """The gap would be open again, and for all to see."""
    told = member((GAP, "2026-01-01"), (CLOSING, "2026-10-01"))
    told = after(told, VisibilityChanged(entry_id=id_of(2), visibility=Visibility.PUBLIC))

    with pytest.raises(Contradicted, match="the public never sees an open gap"):
        after(told, Retracted(entry_id=id_of(3), reason="No such law."))


def test_a_gap_cannot_be_retracted_under_an_answer() -> None:
    """The answer would be about nothing."""
    told = member((GAP, "2026-01-01"), (ANSWER, "2026-02-01"))

    with pytest.raises(Contradicted, match="no gap of ATL"):
        after(told, Retracted(entry_id=id_of(2), reason="It was none."))


def test_there_is_one_main_focal_point_at_a_time() -> None:
    """Letters go to one address; alternates may be several."""
    told = member((MAIN, "2026-01-01"))
    other = MAIN.model_copy(update={"person": "p-bb4m1"})
    alternate = other.model_copy(update={"role": "alternate"})

    with pytest.raises(Contradicted, match="There is a main focal point already"):
        after(told, other, "2026-02-01")
    told = after(told, alternate, "2026-02-01")
    with pytest.raises(Contradicted, match="p-bb4m1 has that role already"):
        after(told, alternate, "2026-03-01")
    told = after(
        told, release(told.history, "ATL", "p-aa7k1", None, day("2026-04-01")), "2026-04-01"
    )
    told = after(told, other, "2026-04-01")
    assert all_contradictions(told) == set()


def test_only_a_focal_point_is_released() -> None:
    """The sentence names those that are, since references are hard to remember."""
    told = member((MAIN, "2026-01-01"))

    with pytest.raises(Refused, match=r"p-bb4m1 is no focal point of ATL. .*: p-aa7k1 \(main\)"):
        release(told.history, "ATL", "p-bb4m1", None, LATER)
    with pytest.raises(Refused, match="p-aa7k1 is no alternate of ATL"):
        release(told.history, "ATL", "p-aa7k1", "alternate", LATER)
    with pytest.raises(Refused, match="On record: nobody"):
        release(member().history, "ATL", "p-aa7k1", "main", LATER)


DAYS = st.sampled_from(["2026-01", "2026-01-01", "2026-02-01", "2026-03-01", "unknown"])
ACTS = st.sampled_from([GAP, CHANCE, ANSWER, HELP, CLOSING, PRACTICE, MAIN])


@drawn(st.lists(st.tuples(ACTS, DAYS), max_size=8))
def test_whatever_is_accepted_leaves_no_contradiction(acts: list[tuple[Event, str]]) -> None:
    """Always: a gap is found once, closed once at most, and nothing is said of none."""
    told = member()
    for event, on in acts:
        try:
            told = after(told, event, on)
        except Contradicted:
            continue

    assert all_contradictions(told) == set()
    found = [e.gap for _, e in told.history.each(LegislativeGapIdentified)]
    closed = [e.gap for _, e in told.history.each(LegislativeGapClosed)]
    said = [e.gap for _, e in told.history.each(LegislativeGapAnswered)]
    assert len(found) == len(set(found))
    assert len(closed) == len(set(closed))
    assert {*closed, *said} <= set(found)
