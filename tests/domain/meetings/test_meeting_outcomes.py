"""What meetings decide, what is to be done because of it, and their minutes."""

from datetime import date

import pytest

from domain.errors import Contradicted, Refused, UnknownReference
from domain.events.entries import Retracted
from domain.events.meetings import (
    ActionItemCompleted,
    MeetingClosed,
    MeetingOpened,
    MinutesApproved,
    MinutesCirculated,
    Votes,
)
from tests.domain.given import after, decided, id_of
from tests.domain.meetings.given import (
    ACTION,
    ASKING,
    DECISION,
    LATER,
    LO,
    C,
    D,
    Dated,
    L,
    M,
    W,
    body,
    meetings,
)


class TestDeciding:
    def test_names_a_task_and_perhaps_an_item(self) -> None:
        """Every decision serves one of the tasks."""
        named = DECISION.model_copy(update={"item": "2"})

        assert decided(body(C, M), named, "2021-05-01").version == 5
        with pytest.raises(UnknownReference, match=r"no task 'K11'.*mean K1"):
            decided(body(C, M), DECISION.model_copy(update={"task": "K11"}))
        with pytest.raises(Refused, match=r"no item 9 on .* its items: 1 \(Hosting law\), 2 \("):
            decided(body(C, M), DECISION.model_copy(update={"item": "9"}))
        other = DECISION.model_copy(update={"item": "9", "meeting": "M2"})
        with pytest.raises(Refused, match="its items: -"):
            decided(body(L, LO), other)

    def test_references_of_decisions_and_actions_are_their_own(self) -> None:
        """People say "action A-1"."""
        again = ASKING.model_copy(update={"decision": "D-2"})
        twice = DECISION.model_copy(update={"actions": (ACTION, ACTION)})

        with pytest.raises(Refused, match="'D-1' is recorded already"):
            decided(body(C, M, D), DECISION)
        for decision, known in ((again, [C, M, D]), (twice, [C, M])):
            with pytest.raises(Contradicted, match="There is an action 'A-1' already"):
                after(body(*known), decision, "2021-05-01")

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"item": "9"}, "There is no item 9 on the agenda of M1"),
            ({"task": "K2"}, "serves task K2, which is not recorded"),
            ({"votes": Votes(in_favour=1, against=2, abstained=0)}, "More voted against D-1"),
            ({"votes": Votes(in_favour=2, against=0, abstained=1)}, "3 voted on D-1, but 2 took"),
            (
                {"actions": (ACTION.model_copy(update={"due_on": date(2021, 4, 30)}),)},
                "Action A-1 would be due before it was decided",
            ),
        ],
    )
    def test_what_cannot_be_true_of_a_decision(
        self, change: dict[str, object], sentence: str
    ) -> None:
        """Also where a decision is corrected later."""
        with pytest.raises(Contradicted, match=sentence):
            after(body(C, M), DECISION.model_copy(update=change), "2021-05-01")

    def test_votes_need_a_list_to_be_judged(self) -> None:
        """Where nobody wrote down who came, nobody knows how many could vote; a tie stands."""
        tied = DECISION.model_copy(update={"votes": Votes(in_favour=9, against=9, abstained=0)})

        assert after(body(C, (MeetingOpened(meeting="M1"), "2021")), tied, "2021-05-01").version > 4

    @pytest.mark.parametrize(
        ("events", "on", "sentence"),
        [
            ([C], "2021-05-01", "would decide without having been opened"),
            ([], "2021-05-01", "would decide without having been opened"),
            ([C, M], "2021-04-30", "would decide before it was opened"),
            ([C, M, (MeetingClosed(meeting="M1"), "2021-05-02")], "2021-05-03", "was closed on"),
        ],
    )
    def test_a_meeting_decides_while_it_lasts(
        self, events: list[Dated], on: str, sentence: str
    ) -> None:
        """On every reading of the days."""
        with pytest.raises(Contradicted, match=sentence):
            after(body(*events), DECISION, on)

    def test_coarse_days_refuse_nothing(self) -> None:
        """It may have been on the right day."""
        closed: Dated = (MeetingClosed(meeting="M1"), "2021-05-02")

        for on in ("2021", "2021-05", "unknown", "<=2022-01-01"):
            assert after(body(C, M, closed), ASKING, on).version == 6


class TestActions:
    def test_is_done_once(self) -> None:
        """The outcome says what came of it."""
        done = ActionItemCompleted(action="A-1", outcome="Sent.")
        told = after(body(C, M, D), done, "2021-06-01")

        with pytest.raises(Refused, match="recorded already"):
            after(told, ActionItemCompleted(action="A-1"), "2021-06-01")
        meetings(C, M, D).must_be_asked_for("A-1")
        with pytest.raises(UnknownReference, match="mean A-1"):
            meetings(C, M, D).must_be_asked_for("A-2")

    def test_is_done_after_it_was_asked_for(self) -> None:
        """And a decision on which it rests cannot be retracted."""
        done = ActionItemCompleted(action="A-1")

        with pytest.raises(Contradicted, match="done before it was decided"):
            after(body(C, M, D), done, "2021-04-30")
        with pytest.raises(Contradicted, match="No decision asks for action A-1"):
            after(
                body(C, M, D, (done, "2021-06-01")), Retracted(entry_id=id_of(5), reason="Never.")
            )


class TestMinutes:
    def test_are_sent_and_approved_at_a_later_meeting(self) -> None:
        """A second draft may follow the first."""
        sent = MinutesCirculated(meeting="M1")
        approved = MinutesApproved(meeting="M1", at="M2")

        told = decided(body(C, M, L, LO), sent, "2021-06-01")
        told = decided(told, sent, "2021-07-01")
        told = decided(told, approved, "2021-11-01")
        with pytest.raises(Refused, match="recorded already"):
            decided(told, approved, "2021-11-01")

    @pytest.mark.parametrize(
        ("events", "at", "on", "sentence"),
        [
            ([C, M, L], "M2", "2021-11-01", "Meeting M2 was not opened, so it cannot have"),
            ([C, M], "M2", "2021-11-01", "Meeting M2 was not convened, so it cannot have"),
            ([C, M], "M1", "2021-05-01", "approved at a later meeting only"),
            (
                [C, M, L, (MeetingOpened(meeting="M2"), "2021-04-01")],
                "M2",
                "2021-11-01",
                "approved at a later meeting only",
            ),
            ([C, M, L, LO], "M2", "2021-10-01", "Meeting M2 was opened on 2021-11-01 only"),
            (
                [C, M, L, LO, (MinutesCirculated(meeting="M1"), "2021-12-01")],
                "M2",
                "2021-11-01",
                "approved before they were sent",
            ),
            ([C, L, LO], "M2", "2021-11-01", "minutes approved without having been opened"),
        ],
    )
    def test_are_not_approved_out_of_order(
        self, events: list[Dated], at: str, on: str, sentence: str
    ) -> None:
        """Minutes are of what took place, and the next meeting agrees to them."""
        with pytest.raises(Contradicted, match=sentence):
            after(body(*events), MinutesApproved(meeting="M1", at=at), on)

    def test_may_be_approved_on_the_same_day_or_by_writing(self) -> None:
        """Two meetings may be held on one day, and members may agree by letter."""
        same = (MeetingOpened(meeting="M2"), "2021-05-01")

        for events, at in (([C, M, (LATER, "2021-05-01"), same], "M2"), ([C, M, W], "W1")):
            on = "2021-05-01" if at == "M2" else "2021-06-20"
            approved = MinutesApproved(meeting="M1", at=at)
            assert after(body(*events), approved, on).version == len(events) + 3
