"""Meetings: what may happen to one, and what cannot be true together about several."""

from datetime import date

import pytest

from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
from domain.events.meetings import (
    ActionItem,
    ActionItemCompleted,
    AgendaItem,
    Attendance,
    DecisionAdopted,
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
    QuorumEstablished,
    QuorumRuleSet,
    Votes,
)
from domain.events.record import Retracted
from domain.events.taskforce import Established, TaskAdopted
from domain.meeting import Meetings
from domain.taskforce import Taskforce
from domain.values import UNKNOWN
from tests.domain.given import after, all_contradictions, day, entered, id_of

CAME = (
    Attendance(member="ATL", presence="present"),
    Attendance(member="ERE", presence="represented"),
    Attendance(member="UTO", presence="excused"),
)
CALLED = MeetingConvened(
    meeting="M1",
    kind="ordinary_session",
    agenda=(AgendaItem(item="1", title="Hosting law"), AgendaItem(item="2", title="Logo")),
)
OPENED = MeetingOpened(meeting="M1", attendance=CAME)
RULE = QuorumRuleSet(numerator=1, denominator=2)
DECISION = DecisionAdopted(
    decision="D-1", meeting="M1", title="A guide", text="We publish it.", task="K1"
)
ACTION = ActionItem(action="A-1", text="Draft it.", owner="ATL", due_on=date(2021, 9, 1))
ASKING = DECISION.model_copy(update={"actions": (ACTION,)})
WRITTEN = MeetingConvened(meeting="W1", kind="written_procedure", ends_on=day("2021-06-30"))
LATER = MeetingConvened(meeting="M2", kind="ordinary_session")
Dated = tuple[Event, str | None]


def body(*events: Dated) -> Taskforce:
    """A body with task K1 (events 1 and 2), and these events, which are not judged."""
    founded = Established(code="EXT", name="Exercise", nature="exercise")
    taskforce = entered(Taskforce(), founded, "2020-01-01")
    taskforce = entered(taskforce, TaskAdopted(reference="K1", text="To meet."), "2020-01-01")
    for event, on in events:
        taskforce = entered(taskforce, event, on)
    return taskforce


def meetings(*events: Dated) -> Meetings:
    return Meetings.of(body(*events))


C: Dated = (CALLED, "2021-05-01")
R: Dated = (RULE, "2020-06-01")
M: Dated = (OPENED, "2021-05-01")
D: Dated = (ASKING, "2021-05-01")
L: Dated = (LATER, "2021-11-01")
LO: Dated = (MeetingOpened(meeting="M2"), "2021-11-01")
W: Dated = (WRITTEN, "2021-06-01")


class TestMoving:
    def test_a_meeting_may_be_moved_more_than_once(self) -> None:
        """What counts is the day to which it was moved last."""
        first = MeetingRescheduled(meeting="M1", begins_on=day("2021-07-01"))
        second = MeetingRescheduled(meeting="M1", begins_on=day("2021-03-01"))

        moved = body(C, (first, "2021-01-01"), (second, "2021-02-01"))

        assert meetings(C).reschedule(first) == first
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
            meetings(C, M).reschedule(moved)
        with pytest.raises(Contradicted, match="be moved after it was opened"):
            after(body(C, M), moved.model_copy(update={"begins_on": day("2021")}), "2021-06-01")

    def test_does_not_end_before_it_begins(self) -> None:
        """Also where a move is corrected later."""
        moved = MeetingRescheduled(
            meeting="M1", begins_on=day("2021-07-02"), ends_on=day("2021-07-01")
        )

        with pytest.raises(Refused, match="cannot end before it begins on 2021-07-02"):
            meetings(C).reschedule(moved)
        with pytest.raises(Contradicted, match="before it begins on 2021-07-02"):
            after(body(C), moved, "2021-01-01")


class TestCancelling:
    def test_is_cancelled_once_and_stays_in_the_list(self) -> None:
        """A second reason would need a correction of the first."""
        cancelled = meetings(C).cancel("M1", "Nothing to decide.")

        assert cancelled == MeetingCancelled(meeting="M1", reason="Nothing to decide.")
        with pytest.raises(Refused, match="recorded already"):
            meetings(C, (cancelled, "2021-04-01")).cancel("M1", None)

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

        found = meetings(C, R, stricter, M).establish_quorum("M1", ["ATL", "ERE", "UTO", "LIL"])

        assert found == QuorumEstablished(
            meeting="M1", counted=2, needed=2, members=4, reached=True, rule=id_of(4)
        )

    def test_takes_the_rule_that_was_set_last(self) -> None:
        """Rules replace each other."""
        stricter: Dated = (QuorumRuleSet(number=3), "2021-04-01")

        assert not meetings(C, stricter, R, M).establish_quorum("M1", ["ATL", "ERE"]).reached

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
            meetings(*events).establish_quorum("M1", ["ATL"])

    def test_nobody_is_counted_in_a_written_procedure(self) -> None:
        """Nobody meets."""
        with pytest.raises(Refused, match="nobody meets, so nobody is counted"):
            meetings(W, R).establish_quorum("W1", [])

    def test_a_rule_must_be_one(self) -> None:
        """Typed or corrected."""
        assert meetings().set_quorum_rule(RULE) == RULE
        with pytest.raises(Refused, match="or a share"):
            meetings().set_quorum_rule(QuorumRuleSet())
        with pytest.raises(Contradicted, match="or a share"):
            after(body(), QuorumRuleSet(), "2021-01-01")

    def test_a_rule_that_was_counted_by_cannot_be_retracted(self) -> None:
        """The count would rest on nothing."""
        counted = meetings(C, R, M).establish_quorum("M1", ["ATL"])

        with pytest.raises(Contradicted, match="by a rule that does not stand"):
            after(
                body(C, R, M, (counted, "2021-05-01")),
                Retracted(entry_id=id_of(4), reason="Never set."),
            )

    def test_without_a_quorum_nothing_is_adopted(self) -> None:
        """Whichever was recorded first; where nobody counted, nothing is refused."""
        short = meetings(C, R, M).establish_quorum("M1", ["ATL", "ERE", "LIL", "RUR", "LAP"])

        assert not short.reached
        assert after(body(C, R, M), DECISION, "2021-05-01").version == 6
        for first, second in ((short, DECISION), (DECISION, short)):
            with pytest.raises(Contradicted, match="Without a quorum meeting M1 cannot adopt D-1"):
                after(body(C, R, M, (first, "2021-05-01")), second, "2021-05-01")


class TestDeciding:
    def test_names_a_task_and_perhaps_an_item(self) -> None:
        """Every decision serves one of the tasks."""
        named = DECISION.model_copy(update={"item": "2"})

        assert meetings(C, M).decide(named) == named
        with pytest.raises(UnknownReference, match=r"no task 'K2'.*mean K1"):
            meetings(C, M).decide(DECISION.model_copy(update={"task": "K2"}))
        with pytest.raises(Refused, match="no item 9 on the agenda of M1; it has 1, 2"):
            meetings(C, M).decide(DECISION.model_copy(update={"item": "9"}))
        other = DECISION.model_copy(update={"item": "9", "meeting": "M2"})
        with pytest.raises(Refused, match="it has none"):
            meetings(L, LO).decide(other)

    def test_references_of_decisions_and_actions_are_their_own(self) -> None:
        """People say "action A-1"."""
        again = ASKING.model_copy(update={"decision": "D-2"})
        twice = DECISION.model_copy(update={"actions": (ACTION, ACTION)})

        with pytest.raises(Refused, match="'D-1' is recorded already"):
            meetings(C, M, D).decide(DECISION)
        for decision, known in ((again, [C, M, D]), (twice, [C, M])):
            with pytest.raises(Refused, match="There is an action 'A-1' already"):
                meetings(*known).decide(decision)
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
        done = meetings(C, M, D).complete("A-1", "Sent.")

        assert done == ActionItemCompleted(action="A-1", outcome="Sent.")
        with pytest.raises(Refused, match="recorded already"):
            meetings(C, M, D, (done, "2021-06-01")).complete("A-1", None)
        with pytest.raises(UnknownReference, match="mean A-1"):
            meetings(C, M, D).complete("A-2", None)

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
        sent = meetings(C, M).circulate("M1", None)
        approved = MinutesApproved(meeting="M1", at="M2")

        assert sent == MinutesCirculated(meeting="M1")
        told = body(C, M, (sent, "2021-06-01"), (sent, "2021-07-01"), L, LO)
        assert Meetings.of(told).approve(approved) == approved
        told = after(told, approved, "2021-11-01")
        with pytest.raises(Refused, match="recorded already"):
            Meetings.of(told).approve(approved)

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


class TestWrittenProcedure:
    def test_decides_and_closes_without_having_been_opened(self) -> None:
        """Members reply by letter until its last day."""
        decision = DECISION.model_copy(update={"meeting": "W1"})

        decided = after(body(W), decision, "2021-06-29")
        closed = after(decided, Meetings.of(decided).close("W1"), "2021-07-01")

        assert closed.version == 5
        with pytest.raises(Contradicted, match="decide before the day for which it was convened"):
            after(body(W), decision, "2021-05-31")

    def test_is_not_opened(self) -> None:
        """Nobody meets."""
        with pytest.raises(Contradicted, match="nobody meets, so it is not opened"):
            after(body(W), Meetings.of(body(W)).open("W1", None), "2021-06-01")


def test_an_agenda_has_each_number_once() -> None:
    """Decisions name items by them."""
    item = AgendaItem(item="1", title="Logo")

    with pytest.raises(Refused, match="cannot have the same number"):
        meetings().convene(CALLED.model_copy(update={"agenda": (item, item)}), UNKNOWN)
