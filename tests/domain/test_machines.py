"""Each aggregate under any sequence of commands: what must be true after every one of them."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.bodies.taskforce import Taskforce
from domain.errors import Refused
from domain.event import Event
from domain.events.bodies import Established
from domain.events.entries import Retracted
from domain.events.meetings import MeetingClosed, MeetingConvened, MeetingOpened
from domain.events.members import Joined, Suspended, Withdrew
from domain.events.texts import Adopted, Closed, Consented, Signed, Withdrawn, WithdrawnWhat
from domain.members.member import Member
from domain.texts.commitment import Commitment
from domain.texts.standing import commitment_standing, membership
from domain.texts.standing_kinds import MemberStanding, Standing
from domain.values import ImpreciseDate, LegalNature
from tests.domain.given import (
    A,
    adopted,
    after,
    all_contradictions,
    day,
    decided,
    entered,
    id_of,
    joined,
)
from tests.often import often

FIRST = date(2020, 1, 1)
WINDOW = [FIRST + timedelta(days=n) for n in range(-1, 14)]
DAYS = st.integers(0, 12).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
ENTRIES = st.integers(1, 12).map(id_of)
ENDABLE: tuple[WithdrawnWhat, ...] = ("signature", "consent", "participation")
CODES = st.sampled_from(["ATL", "ZUB"])


def tried(aggregate: A, event: Event, on: str | None = None) -> A:
    """The aggregate after the event, or the same if it is refused."""
    try:
        return after(aggregate, event, on)
    except Refused:
        return aggregate


class MemberMachine(RuleBasedStateMachine):
    """Joins, leaves, is suspended and reinstated on days in any order, with entries retracted."""

    def __init__(self) -> None:
        super().__init__()
        self.member = Member()

    @rule(on=DAYS)
    def join(self, on: str) -> None:
        self.member = tried(self.member, joined(), on)

    @rule(on=DAYS, days=st.integers(0, 5))
    def join_until(self, on: str, days: int) -> None:
        until = (date.fromisoformat(on) + timedelta(days=days)).isoformat()
        both = entered(self.member, joined(), on)
        ends = (id_of(both.version),)
        both = entered(both, Withdrew(member="ATL", ends=ends), until)
        if all_contradictions(both) <= all_contradictions(self.member):
            self.member = both

    @rule(on=DAYS)
    def suspend(self, on: str) -> None:
        self.member = tried(self.member, Suspended(member="ATL"), on)

    @rule(on=DAYS)
    @precondition(lambda self: self.member.exists)
    def reinstate(self, on: str) -> None:
        try:
            self.member = after(self.member, self.member.reinstate(day(on)).event, on)
        except Refused:
            return

    @rule(on=DAYS)
    @precondition(lambda self: self.member.exists)
    def withdraw(self, on: str) -> None:
        try:
            self.member = after(self.member, self.member.withdraw(day(on)).event, on)
        except Refused:
            return

    @rule(entry=ENTRIES)
    def retract(self, entry: object) -> None:
        ids = [each for each in self.member.history.entries if each == entry]
        for each in ids:
            self.member = tried(self.member, Retracted(entry_id=each, reason="Never"))

    @invariant()
    def is_never_a_member_twice(self) -> None:
        history = self.member.history
        for on in WINDOW:
            assert sum(history.holds(entry, on) for entry, _ in history.each(Joined)) <= 1

    @invariant()
    def contradicts_itself_never(self) -> None:
        assert {c for c in all_contradictions(self.member) if not c.waiting} == set()

    @invariant()
    def may_act_just_when_it_is_active(self) -> None:
        for on in WINDOW:
            active = membership(self.member.history, on).standing is MemberStanding.ACTIVE
            assert self._may_act(on) == active

    def _may_act(self, on: date) -> bool:
        try:
            self.member.must_be_active(ImpreciseDate.of(on))
        except Refused:
            return False
        return True


class CommitmentMachine(RuleBasedStateMachine):
    """Two members sign, consent, withdraw and revoke, and the text is closed, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.commitment = Commitment()
        self.political = False

    @initialize(political=st.booleans())
    def adopt(self, *, political: bool) -> None:
        self.political = political
        nature = LegalNature.POLITICAL if political else LegalNature.TREATY
        self.commitment = after(Commitment(), adopted(nature), "2020-01-02")

    @rule(member=CODES, on=DAYS)
    def sign(self, member: str, on: str) -> None:
        event = self.commitment.sign(member, None)
        self.commitment = tried(self.commitment, event, on)

    @rule(member=CODES, on=DAYS, days=st.integers(0, 4))
    @precondition(lambda self: not self.political)
    def consent(self, member: str, on: str, days: int) -> None:
        in_force = ImpreciseDate.of(date.fromisoformat(on) + timedelta(days=days))
        event = Consented(
            commitment="T-1",
            member=member,
            kind="ratification",
            deposited_on=day(on),
            in_force_on=in_force,
        )
        self.commitment = tried(self.commitment, event, on)

    @rule(member=CODES, on=DAYS, of=st.sampled_from(ENDABLE))
    def withdraw(self, member: str, on: str, of: WithdrawnWhat) -> None:
        self._end(member, on, of)

    @rule(member=CODES, on=DAYS)
    def revoke(self, member: str, on: str) -> None:
        self._end(member, on, "withdrawal")

    @rule(on=DAYS)
    def close(self, on: str) -> None:
        self.commitment = tried(self.commitment, Closed(commitment="T-1"), on)

    @rule(entry=ENTRIES.filter(lambda entry: entry != id_of(1)))
    def retract(self, entry: object) -> None:
        for each in [each for each in self.commitment.history.entries if each == entry]:
            self.commitment = tried(self.commitment, Retracted(entry_id=each, reason="Never"))

    def _end(self, member: str, on: str, of: WithdrawnWhat) -> None:
        try:
            event = self.commitment.withdraw(member, of, day(on)).event
            self.commitment = after(self.commitment, event, on)
        except Refused:
            return

    @invariant()
    def nobody_has_signed_twice_on_one_day(self) -> None:
        for member in ("ATL", "ZUB"):
            history = self.commitment.history.about(member)
            for on in WINDOW:
                assert sum(history.holds(entry, on) for entry, _ in history.each(Signed)) <= 1

    @invariant()
    def nothing_is_signed_outside_the_life_of_the_text(self) -> None:
        closed = [e.begins_by for e, _ in self.commitment.history.each(Closed)]
        adoptions = [e.begins.earliest for e, _ in self.commitment.history.each(Adopted)]
        for entry, _ in self.commitment.history.each(Signed):
            assert all(entry.begins_by < each for each in closed)
            assert all(each and each <= entry.begins_by for each in adoptions)
            assert adoptions

    @invariant()
    def a_political_text_has_no_parties(self) -> None:
        standings = {
            commitment_standing(self.commitment.history.about(member), on).standing
            for member in ("ATL", "ZUB")
            for on in WINDOW
        }
        bound = {Standing.PARTY, Standing.CONTRACTING_PARTY, Standing.FORMER_PARTY}
        assert not (self.political and standings & bound)

    @invariant()
    def contradicts_itself_never(self) -> None:
        assert all_contradictions(self.commitment) == set()

    @invariant()
    def what_ended_had_begun(self) -> None:
        history = self.commitment.history
        for entry, event in history.each(Withdrawn):
            ended = [history.entries[each] for each in event.ends]
            acts = [each for each in ended if not isinstance(each.event, Withdrawn)]
            assert all(each.begins_by <= entry.begins_by for each in acts)


class TaskforceMachine(RuleBasedStateMachine):
    """Two meetings are convened, opened and closed, with entries retracted, in any order."""

    def __init__(self) -> None:
        super().__init__()
        founded = Established(code="EXT", name="Exercise", nature="exercise")
        self.taskforce = after(Taskforce(), founded, "2020-01-01")

    @rule(meeting=st.sampled_from(["M1", "M2"]), on=DAYS)
    def convene(self, meeting: str, on: str) -> None:
        event = MeetingConvened(meeting=meeting, kind="ordinary_session")
        try:
            self.taskforce = decided(self.taskforce, event, on)
        except Refused:
            return

    @rule(meeting=st.sampled_from(["M1", "M2"]), on=DAYS)
    def open(self, meeting: str, on: str) -> None:
        try:
            self.taskforce = decided(self.taskforce, MeetingOpened(meeting=meeting), on)
        except Refused:
            return

    @rule(meeting=st.sampled_from(["M1", "M2"]), on=DAYS)
    def close(self, meeting: str, on: str) -> None:
        try:
            self.taskforce = decided(self.taskforce, MeetingClosed(meeting=meeting), on)
        except Refused:
            return

    @rule(entry=ENTRIES)
    def retract(self, entry: object) -> None:
        for each in [each for each in self.taskforce.history.entries if each == entry]:
            self.taskforce = tried(self.taskforce, Retracted(entry_id=each, reason="Never"))

    @invariant()
    def a_meeting_was_convened_before_it_opened_and_opened_before_it_closed(self) -> None:
        history = self.taskforce.history
        called = [event.meeting for _, event in history.each(MeetingConvened)]
        opened = {event.meeting: entry.begins_by for entry, event in history.each(MeetingOpened)}
        for entry, event in history.each(MeetingClosed):
            assert opened[event.meeting] <= entry.begins_by
        assert set(opened) <= set(called)
        assert len(called) == len(set(called))


TestMemberMachine = MemberMachine.TestCase
TestCommitmentMachine = CommitmentMachine.TestCase
TestTaskforceMachine = TaskforceMachine.TestCase
for machine in (TestMemberMachine, TestCommitmentMachine, TestTaskforceMachine):
    machine.settings = settings(max_examples=often(60), stateful_step_count=20)
