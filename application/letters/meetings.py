"""Letters about meetings: invitations with their changes, and draft minutes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from application.letters.letter import Letter, LetterGroup, day_within
from application.letters.office import Office, Recipient
from application.letters.retracted_meetings import retracted
from application.questions.asking.fact import Fact
from application.questions.asking.meeting_sentences import MEETINGS
from application.questions.meetings.meeting_states import MeetingRecord, meeting_records
from application.questions.meetings.sessions import planned_sessions
from domain.events.meetings import MeetingRescheduled, MinutesCirculated
from domain.events.minutes import PaperTabled
from domain.events.voting import SessionSet
from domain.meetings.sessions import date_range
from domain.words import joined, listed, worded

MODES: Mapping[str, str] = {
    "on_paper": worded("on paper"),
    "in_room": worded("in the room"),
    "remote": worded("online"),
    "hybrid": worded("in the room and online"),
}
"""How a session is held."""


def days_of(meeting: MeetingRecord) -> str:
    """Return the day of a meeting, or its first and last."""
    return date_range(meeting.begins_on, meeting.ends_on)


def when(meeting: MeetingRecord) -> str:
    """Return the same within a sentence."""
    begins, ends = meeting.begins_on, meeting.ends_on
    if ends is None or ends == begins:
        return day_within(begins)
    return worded("from {begins} to {ends}", begins=begins, ends=ends)


def named(meeting: MeetingRecord) -> str:
    """Return what a meeting is called in a subject: its kind and its days."""
    return worded("{kind}, {days}", kind=MEETINGS[meeting.kind], days=days_of(meeting))


class Invitations:
    """Meetings that are to come, for everyone who speaks for a member that belongs to the body."""

    def __init__(self, office: Office) -> None:
        self._office = office
        facts = office.body.facts
        self._sessions = planned_sessions(facts, facts.begun(MeetingRescheduled))
        self._meetings = meeting_records(office.body.facts)
        standing = {each.meeting for each in self._meetings}
        self._retracted = [each for each in retracted(office) if each.meeting not in standing]

    def to(self, recipient: Recipient, told: Sequence[str]) -> Iterator[Letter]:
        """Yield an invitation to each meeting to come, or to each that changed since the last one.

        That a meeting is cancelled, or was entered by mistake, is told to those who were invited to
        it. `told` are the keys of what the person was told, in the order of telling.
        """
        for each in self._meetings:
            before = _Told.of(each, told)
            content = self._content(each)
            if content == before.last or (each.cancelled and not before.invited):
                continue
            if each.cancelled or each.state in ("to_come", "under_way"):
                yield self._letter(recipient, each, before.key(content), changed=before.invited)
        for each in self._retracted:
            before = _Told.of(each, told)
            if before.invited:
                yield self._called_off(recipient, each, before.key(_RETRACTED))

    def _called_off(self, recipient: Recipient, each: MeetingRecord, key: str) -> Letter:
        opening = worded(
            "You were invited to the {kind} of {body} {when}. It had been entered by mistake: "
            "there is no such meeting.",
            kind=MEETINGS[each.kind],
            body=self._office.body.name,
            when=when(each),
        )
        subject = worded("No meeting: {meeting}", meeting=named(each))
        made = self._office.letter("invitation", recipient, [key], subject, opening)
        answer = [worded("No answer is needed.")]
        return replace(made, meeting=each.meeting, cancelled=True, answer=answer)

    def _content(self, each: MeetingRecord) -> str:
        """Return a digest of all that an invitation says, so that a change is noticed."""
        if each.cancelled:
            return _CANCELLED
        called = each.called and each.called.event.model_dump_json()
        said = [str(days_of(each)), each.place, called]
        said += [f"{fact.on} {fact.event.model_dump_json()}" for fact in self._of(each)]
        return sha256(repr(said).encode()).hexdigest()[:16]

    def _of(self, each: MeetingRecord) -> Sequence[Fact[SessionSet]]:
        return [it.fact for it in self._sessions.get(each.meeting, ()) if not it.outside]

    def _letter(
        self, recipient: Recipient, each: MeetingRecord, key: str, *, changed: bool
    ) -> Letter:
        made = self._office.letter(
            "invitation",
            recipient,
            [key],
            _subject(each, changed=changed),
            self._opening(recipient, each, changed=changed),
            [] if each.cancelled else self._groups(each, changed=changed),
        )
        cancelled = each.cancelled is not None
        return replace(made, meeting=each.meeting, cancelled=cancelled, answer=_answer(each))

    def _opening(self, recipient: Recipient, each: MeetingRecord, *, changed: bool) -> str:
        values: dict[str, object] = {
            "body": self._office.body.name,
            "kind": MEETINGS[each.kind],
            "when": when(each),
            "members": listed([*map(self._office.body.called, recipient.since)]),
        }
        if each.cancelled:
            if reason := each.cancelled.event.reason:
                values["reason"] = " ".join(reason.split())
                sentence = "The {kind} of {body} {when} is cancelled. Reason: {reason}"
                return worded(sentence, **values)
            return worded("The {kind} of {body} {when} is cancelled.", **values)
        if each.written:
            return worded("{body} asks {members} to reply in a written procedure {when}.", **values)
        if changed:
            return worded(
                "The invitation of {members} to the {kind} of {body} {when} has changed. "
                "It now says:",
                **values,
            )
        return worded("{body} invites {members} to its {kind} {when}.", **values)

    def _groups(self, each: MeetingRecord, *, changed: bool) -> list[LetterGroup]:
        earlier = _earlier_days(each) if changed else ()
        place = _place(each, changed=changed)
        agenda = [
            worded("Item {item}: {title}", item=item.item, title=item.title) for item in each.agenda
        ]
        hours = [self._hours(fact) for fact in self._of(each)]
        return [
            LetterGroup(heading=worded("Where and when:"), points=[*earlier, *place, *hours]),
            LetterGroup(heading=worded("Agenda:"), points=agenda),
            LetterGroup(heading=worded("Papers:"), points=self._papers(each)),
        ]

    def _hours(self, fact: Fact[SessionSet]) -> str:
        session = fact.event
        values: dict[str, object] = {
            "day": fact.on,
            "begins": session.begins_at,
            "ends": session.ends_at,
            "zone": session.zone or self._office.body.at.zone,
            "ends_on": session.ends_on,
        }
        said = worded("{day}, {begins} to {ends} (time zone {zone})", **values)
        if session.ends_at is None:
            said = worded("{day}, from {begins} (time zone {zone})", **values)
        elif session.ends_on and session.ends_on != fact.on:
            said = worded("{day}, {begins}, to {ends_on}, {ends} (time zone {zone})", **values)
        where = [session.place] if session.place else []
        where += [MODES[session.mode]] if session.mode else []
        return joined(", ", [said, *where])

    def _papers(self, each: MeetingRecord) -> list[str]:
        """Return the papers that are known by now; a later one is no reason to invite anew."""
        found = [fact.event for fact in self._office.body.facts.begun(PaperTabled)]
        return [
            worded("Item {item}: {title} ({url})", item=it.item, title=it.title, url=it.url)
            if it.url
            else worded("Item {item}: {title}", item=it.item, title=it.title)
            for it in found
            if it.meeting == each.meeting
        ]


def _earlier_days(each: MeetingRecord) -> Iterator[str]:
    """Yield on which days a meeting is no more, and why it was moved from them."""
    then = date_range(each.called.on, each.called.event.ends_on) if each.called else ""
    for fact in each.moved:
        move = fact.event
        said = worded("Instead of {days}.", days=then)
        if move.reason:
            reason = " ".join(move.reason.split())
            said = worded("Instead of {days}. Reason: {reason}", days=then, reason=reason)
        if then != days_of(each):
            yield said
        then = date_range(move.begins_on, move.ends_on)


def _place(each: MeetingRecord, *, changed: bool) -> list[str]:
    """Return where it is, and where it was to be before it was moved."""
    if not each.place:
        return []
    said = [each.called.event.place] if each.called else []
    said += [fact.event.place for fact in each.moved]
    earlier = [place for place in dict.fromkeys(said) if place and place != each.place]
    if not (changed and earlier):
        return [worded("Place: {place}", place=each.place)]
    before = joined(", ", earlier)
    return [worded("Place: {place}, instead of {earlier}", place=each.place, earlier=before)]


_CANCELLED, _RETRACTED = "cancelled", "retracted"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a person was told of one meeting, in order: digests, or how it ended."""

    prefix: str
    contents: Sequence[str]

    @classmethod
    def of(cls, each: MeetingRecord, told: Sequence[str]) -> Self:
        """Return what of all that was told is about a meeting."""
        prefix = f"invitation:{each.meeting}:"
        mine = [key.removeprefix(prefix) for key in told if key.startswith(prefix)]
        return cls(prefix, [content.partition(":")[0] for content in mine])

    @property
    def last(self) -> str:
        """What the person believes, "" if it never heard of the meeting."""
        return self.contents[-1] if self.contents else ""

    @property
    def invited(self) -> bool:
        """Whether the person believes that there will be a meeting."""
        return self.last not in ("", _CANCELLED, _RETRACTED)

    def key(self, content: str) -> str:
        """Return the key of what is told now; what is told once more has another key than then."""
        again = f":{len(self.contents)}" if content in self.contents else ""
        return f"{self.prefix}{content}{again}"


def _answer(each: MeetingRecord) -> Sequence[str]:
    if each.cancelled:
        return [worded("No answer is needed.")]
    if each.written:
        return [worded("How to answer: send your reply as an answer to this letter.")]
    return [worded("How to answer: say in an answer to this letter who will take part.")]


def _subject(each: MeetingRecord, *, changed: bool) -> str:
    values: dict[str, object] = {"meeting": named(each), "place": each.place}
    if each.cancelled:
        return worded("Cancelled: {meeting}", **values)
    if changed:
        return worded("Changed invitation: {meeting}", **values)
    if each.place:
        return worded("Invitation: {meeting}, {place}", **values)
    return worded("Invitation: {meeting}", **values)


class Minutes:
    """Draft minutes that were circulated, for everyone who speaks for a member of the body."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._drafts = [
            (each, fact)
            for each in meeting_records(office.body.facts)
            if each.state in ("held", "under_way") and not each.approved
            for fact in each.circulated[-1:]
        ]

    def to(self, recipient: Recipient, told: Collection[str]) -> Iterator[Letter]:
        """Yield a letter with the last draft of the minutes of each meeting."""
        for each, fact in self._drafts:
            key = f"minutes:{fact.entry_id}"
            if key not in told and self._office.may_announce(recipient, fact.on.latest):
                yield self._letter(recipient, each, fact, key)

    def _letter(
        self, to: Recipient, each: MeetingRecord, fact: Fact[MinutesCirculated], key: str
    ) -> Letter:
        opening = worded(
            "The draft minutes of the {kind} of {body} {when} are attached. They are sent to "
            "all members for comments, before the body approves them.",
            kind=MEETINGS[each.kind],
            body=self._office.body.name,
            when=when(each),
        )
        subject = worded("Draft minutes: {meeting}", meeting=named(each))
        made = self._office.letter("minutes", to, [key], subject, opening)
        answer = worded("How to answer: send your comments as an answer to this letter.")
        return replace(
            made, answer=[answer], minutes=each.meeting, minutes_sha256=fact.event.file_sha256
        )
