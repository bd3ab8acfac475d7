"""Meetings: called, moved, cancelled, counted; what cannot be true together about them."""

import pytest

from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
from domain.events.entries import Retracted
from domain.events.meetings import (
    AgendaItem,
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingRescheduled,
    QuorumEstablished,
    QuorumRuleSet,
)
from domain.voting.attendance import quorum_at_opening
from tests.domain.given import after, all_contradictions, day, decided, id_of
from tests.domain.meetings.given import (
    CALLED,
    DECISION,
    OPENED,
    RULE,
    C,
    Dated,
    L,
    M,
    R,
    W,
    body,
    meetings,
)


class TestMoving:
    def test_a_meeting_may_be_moved_more_than_once(self) -> None:
        """What counts is the day to which it was moved last."""
        first = MeetingRescheduled(meeting="M1", begins_on=day("2021-07-01"))
        second = MeetingRescheduled(meeting="M1", begins_on=day("2021-03-01"))

        moved = body(C, (first, "2021-01-01"), (second, "2021-02-01"))

        others = meetings(C, M, L, (MeetingCancelled(meeting="M1"), "2021-04-01"))
        others.must_be_to_come("M2", day("2021-06-01"))
        assert after(moved, OPENED, "2021-03-01").version == 6
        with pytest.raises(Contradicted, match="before the day to which it was moved"):
            after(body(C, (first, "2021-01-01")), OPENED, "2021-05-01")

    def test_moves_of_unknown_order_refuse_nothing(self) -> None:
        """Nobody knows which of the two was the last."""
        first = MeetingRescheduled(meeting="M1", begins_on=day("2021-07-01"))
        second = MeetingRescheduled(meeting="M1", begins_on=day("2021-03-01"))

        moved = body(C, (second, "2021"), (first, "2021-02"))

        assert after(moved, OPENED, "2021-03-01").version == 6

    def test_is_not_moved_once_it_was_opened(self) -> None:
        """What took place has its day."""
        moved = MeetingRescheduled(meeting="M1", begins_on=day("2021-07-01"))

        with pytest.raises(Refused, match="was opened on 2021-05-01, so it cannot be moved"):
            meetings(C, M).must_be_to_come("M1", day("2021-06-01"))
        with pytest.raises(Contradicted, match="be moved after it was opened"):
            after(body(C, M), moved.model_copy(update={"begins_on": day("2021")}), "2021-06-01")

    def test_does_not_end_before_it_begins(self) -> None:
        """Also where a move is corrected later."""
        moved = MeetingRescheduled(
            meeting="M1", begins_on=day("2021-07-02"), ends_on=day("2021-07-01")
        )

        with pytest.raises(Contradicted, match="before it begins on 2021-07-02"):
            after(body(C), moved, "2021-01-01")


class TestCancelling:
    def test_is_cancelled_once_and_stays_in_the_list(self) -> None:
        """A second reason would need a correction of the first."""
        cancelled = MeetingCancelled(meeting="M1", reason="Nothing to decide.")

        told = decided(body(C), cancelled, "2021-04-01")

        with pytest.raises(Refused, match="recorded already"):
            decided(told, MeetingCancelled(meeting="M1"))

    @pytest.mark.parametrize(
        ("event", "said"),
        [
            (OPENED, "cancelled and be opened"),
            (DECISION, "cancelled and decide"),
            (MeetingClosed(meeting="M1"), "cancelled and be closed"),
        ],
    )
    def test_a_cancelled_meeting_does_nothing(self, event: Event, said: str) -> None:
        """Whichever was recorded first."""
        cancelled: Dated = (MeetingCancelled(meeting="M1"), "2021-04-01")

        assert said in " ".join(
            each.sentence for each in all_contradictions(body(C, cancelled, (event, "2021-05-01")))
        )

    def test_is_not_moved_after_it_was_cancelled(self) -> None:
        """A new meeting is a new call; on the same day the order is not known."""
        cancelled: Dated = (MeetingCancelled(meeting="M1"), "2021-04-01")
        moved = MeetingRescheduled(meeting="M1", begins_on=day("2021-07-01"))

        assert after(body(C, cancelled), moved, "2021-04").version == 5
        with pytest.raises(Contradicted, match="be moved after it was cancelled"):
            after(body(C, cancelled), moved, "2021-04-02")


class TestQuorum:
    def test_counts_who_came_by_the_rule_of_the_day(self) -> None:
        """A later rule changes no earlier meeting."""
        stricter: Dated = (QuorumRuleSet(number=3), "2021-05-02")

        found = quorum_at_opening(
            meetings(C, R, stricter, M).history, "M1", ["ATL", "ERE", "UTO", "LIL"]
        )

        assert found == QuorumEstablished(
            meeting="M1", counted=2, needed=2, members=4, reached=True, rule=id_of(4)
        )

    def test_takes_the_rule_that_was_set_last(self) -> None:
        """Rules replace each other."""
        stricter: Dated = (QuorumRuleSet(number=3), "2021-04-01")

        assert not quorum_at_opening(
            meetings(C, stricter, R, M).history, "M1", ["ATL", "ERE"]
        ).reached

    @pytest.mark.parametrize(
        ("events", "sentence"),
        [
            ([C, R], "was not opened, so nobody can be counted"),
            ([C, R, (MeetingOpened(meeting="M1"), "2021-05-01")], "Nobody wrote down who came"),
            ([C, R, (OPENED, "unknown")], "day of meeting M1 is unknown"),
            ([C, M], "There was no rule for a quorum on 2021-05-01; set it with"),
            ([C, (RULE, "2022"), M], "on 2021-05-01, only from 2022 on; set it with"),
        ],
    )
    def test_refuses_what_cannot_be_counted(self, events: list[Dated], sentence: str) -> None:
        """A number that nobody counted is no quorum."""
        with pytest.raises(Refused, match=sentence):
            quorum_at_opening(meetings(*events).history, "M1", ["ATL"])

    def test_a_meeting_that_was_not_called_is_named_with_those_that_look_like_it(self) -> None:
        """Its reference may be misspelt."""
        with pytest.raises(UnknownReference, match=r"no meeting 'm-1'.*mean M1"):
            quorum_at_opening(meetings(C, R, M).history, "m-1", ["ATL"])

    def test_nobody_is_counted_in_a_written_procedure(self) -> None:
        """Nobody meets."""
        with pytest.raises(Refused, match="nobody meets, so nobody is counted"):
            quorum_at_opening(meetings(W, R).history, "W1", [])

    def test_a_rule_must_be_one(self) -> None:
        """Typed or corrected."""
        assert decided(body(), RULE).version == 3
        with pytest.raises(Contradicted, match="or a share"):
            after(body(), QuorumRuleSet(), "2021-01-01")

    def test_a_rule_that_was_counted_by_cannot_be_retracted(self) -> None:
        """The count would rest on nothing."""
        counted = quorum_at_opening(meetings(C, R, M).history, "M1", ["ATL"])

        with pytest.raises(Contradicted, match="by a rule that does not stand"):
            after(
                body(C, R, M, (counted, "2021-05-01")),
                Retracted(entry_id=id_of(4), reason="Never set."),
            )

    def test_without_a_quorum_nothing_is_adopted(self) -> None:
        """Whichever was recorded first; where nobody counted, nothing is refused."""
        short = quorum_at_opening(
            meetings(C, R, M).history, "M1", ["ATL", "ERE", "LIL", "RUR", "LAP"]
        )

        assert not short.reached
        assert after(body(C, R, M), DECISION, "2021-05-01").version == 6
        for first, second in ((short, DECISION), (DECISION, short)):
            with pytest.raises(Contradicted, match="Without a quorum meeting M1 cannot adopt D-1"):
                after(body(C, R, M, (first, "2021-05-01")), second, "2021-05-01")


class TestWrittenProcedure:
    def test_decides_and_closes_without_having_been_opened(self) -> None:
        """Members reply by letter until its last day."""
        decision = DECISION.model_copy(update={"meeting": "W1"})

        told = after(body(W), decision, "2021-06-29")
        closed = after(told, MeetingClosed(meeting="W1"), "2021-07-01")

        assert closed.version == 5
        with pytest.raises(Contradicted, match="decide before the day for which it was convened"):
            after(body(W), decision, "2021-05-31")

    def test_is_not_opened(self) -> None:
        """Nobody meets."""
        with pytest.raises(Contradicted, match="nobody meets, so it is not opened"):
            after(body(W), MeetingOpened(meeting="W1"), "2021-06-01")


def test_an_agenda_has_each_number_once() -> None:
    """Decisions name items by them."""
    item = AgendaItem(item="1", title="Logo")

    with pytest.raises(Refused, match="cannot have the same number"):
        decided(body(), CALLED.model_copy(update={"agenda": (item, item)}))
