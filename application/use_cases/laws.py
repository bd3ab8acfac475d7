"""Recording gaps and opportunities in members' laws, what they do at home, and their people."""

from collections.abc import Iterable
from datetime import date
from json import loads

from application.answers import AsOf
from application.context import Stream
from application.recording import Recording
from application.use_cases.codes import by_any_code
from domain.endings import ending_of
from domain.errors import Refused, UnknownReference
from domain.event import Event
from domain.events.bodies import TaskAdopted
from domain.events.laws import (
    EngagementRecorded,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeHelpOffered,
    PracticeShowcased,
)
from domain.events.meetings import MeetingConvened
from domain.events.members import FocalPointDesignated, FocalRole, MemberEvent
from domain.laws.gaps import FOUND, Found, Legislation
from domain.members.focal_points import release
from domain.members.member import Member
from domain.suggestions import near
from domain.values import ImpreciseDate, Visibility


@by_any_code
def find_gap(recording: Recording, taskforce: str, found: Found, on: ImpreciseDate) -> None:
    """Record a gap in a member's law, or an opportunity to better it.

    Raises:
        UnknownReference: there is no such member.
        Refused: another one of the body has that reference.
        Contradicted: it was no member on that day.
    """
    member = recording.member(taskforce, found.member)
    topics = [kind.TOPIC for kind in FOUND]
    _must_be_new(recording, taskforce, topics, "gap", found.gap)
    recording.record(Stream("member", taskforce, member.code), Member, found, on)


@by_any_code
def offer_help(
    recording: Recording, taskforce: str, offer: LegislativeHelpOffered, on: ImpreciseDate
) -> None:
    """Record that another member offered help with a gap.

    Raises:
        UnknownReference: there is no such gap, or no such member.
        Contradicted: who offers was no active member on that day, or the gap was closed by then.
    """
    member = recording.member(taskforce, offer.member)
    event = Legislation(member.history).say(offer)
    recording.must_be_active(taskforce, offer.by, on, "offer help")
    recording.record(Stream("member", taskforce, member.code), Member, event, on)


@by_any_code
def answer_gap(
    recording: Recording, taskforce: str, answer: LegislativeGapAnswered, on: ImpreciseDate
) -> None:
    """Record the member's own reply about a gap, and what it plans.

    Raises:
        UnknownReference: there is no such gap of this member.
        Contradicted: it was closed by then.
    """
    member = recording.member(taskforce, answer.member)
    event = Legislation(member.history).say(answer)
    recording.record(Stream("member", taskforce, member.code), Member, event, on)


@by_any_code
def close_gap(
    recording: Recording, taskforce: str, closing: LegislativeGapClosed, on: ImpreciseDate
) -> None:
    """Record which law closed a gap, from the day on which it took effect.

    Raises:
        UnknownReference: there is no such gap of this member.
        Refused: it was closed already.
    """
    member = recording.member(taskforce, closing.member)
    event = Legislation(member.history).close(closing)
    recording.record(Stream("member", taskforce, member.code), Member, event, on)


@by_any_code
def engage(
    recording: Recording, taskforce: str, engagement: EngagementRecorded, on: ImpreciseDate
) -> None:
    """Record that a member engaged others.

    Raises:
        UnknownReference: there is no such member or task.
        Contradicted: it was no member on that day.
    """
    recording.member(taskforce, engagement.member)
    must_refer(recording, taskforce, engagement)
    recording.record(Stream("member", taskforce, engagement.member), Member, engagement, on)


@by_any_code
def showcase(
    recording: Recording, taskforce: str, practice: PracticeShowcased, on: ImpreciseDate
) -> None:
    """Record that a member showed a practice.

    Raises:
        UnknownReference: there is no such member, task, commitment or meeting.
        Refused: another practice of the body has that reference.
        Contradicted: it was no member on that day.
    """
    recording.member(taskforce, practice.member)
    topics = [PracticeShowcased.TOPIC]
    _must_be_new(recording, taskforce, topics, "practice", practice.practice)
    must_refer(recording, taskforce, practice)
    recording.record(Stream("member", taskforce, practice.member), Member, practice, on)


def must_refer(recording: Recording, taskforce: str, event: Event) -> None:
    """Refuse engagement or a practice that names what the body has not; others always may.

    Raises:
        UnknownReference: there is no such task, commitment or meeting.
    """
    if not isinstance(event, EngagementRecorded | PracticeShowcased):
        return
    history = recording.taskforce(taskforce).history
    tasks = [task.reference for _, task in history.each(TaskAdopted)]
    _must_be_one("task", event.task, tasks)
    if isinstance(event, PracticeShowcased):
        meetings = [meeting.meeting for _, meeting in history.each(MeetingConvened)]
        _must_be_one("meeting", event.meeting, meetings)
        for commitment in event.commitments:
            recording.commitment(taskforce, commitment)


@by_any_code
def designate(
    recording: Recording,
    taskforce: str,
    designation: FocalPointDesignated,
    on: ImpreciseDate,
    until: ImpreciseDate | None = None,
) -> None:
    """Record who is a member's focal point from a day on, or was until a past day.

    Raises:
        UnknownReference: there is no such member.
        Contradicted: it was no member then, or another one has that role.
    """
    recording.member(taskforce, designation.member)
    if until:
        recording.correlate()
    drafts = [recording.draft(designation, on)]
    if until:
        drafts.append(recording.draft(ending_of(designation, drafts[0].id), until))
    recording.append(Stream("member", taskforce, designation.member), Member, *drafts)


@by_any_code
def release_focal_point(
    recording: Recording,
    taskforce: str,
    code: str,
    person: str,
    on: ImpreciseDate,
    role: FocalRole | None = None,
) -> None:
    """Record that a person is a member's focal point no more, in one role or in all.

    Raises:
        UnknownReference: there is no such member.
        Refused: the person is none.
    """
    member = recording.member(taskforce, code)
    event = release(member.history, code, person, role, on)
    recording.record(Stream("member", taskforce, code), Member, event, on)


def _must_be_one(word: str, reference: str | None, known: list[str]) -> None:
    if reference is not None and reference not in known:
        raise UnknownReference(word, reference, near(reference, known))


def _must_be_new(
    recording: Recording, taskforce: str, topics: list[str], field: str, reference: str
) -> None:
    """Refuse a reference that means something already: agendas name it without its member.

    The unit then rests on the head of the log, so that none can be added in between.

    Raises:
        Refused: it does; the sentence names whose it is.
    """
    recording.rest_on_head()
    for member, other in _named(recording, taskforce, topics, field):
        if other == reference:
            raise Refused(
                "{reference} is a {field} of {member} already; give this one another reference.",
                reference=reference,
                field=field,
                member=member,
            )


def _named(
    recording: Recording, taskforce: str, topics: list[str], field: str
) -> Iterable[tuple[str, str]]:
    """Yield member and reference of all that is recorded, and of what this unit records."""
    position = recording.read_model.head()
    everything = AsOf(
        on=date.max,
        position=position,
        recorded_at=None,
        known="",
        audience=Visibility.SECRETARIAT,
    )
    for row in recording.read_model.entries(taskforce, topics, everything):
        content = loads(row.event)
        yield content["member"], content[field]
    for record in recording.pending:
        event = record.event
        if isinstance(event, MemberEvent) and event.TOPIC in topics:
            yield event.member, str(getattr(event, field))
