"""Calendar entries: meetings, and due dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import chain
from json import loads
from typing import Literal
from uuid import UUID, uuid5

from application.event_store.streams import stream_id
from application.model_rows import AsOf, EntryRow, LogEntry
from application.questions.across.state_changes import version_at
from application.questions.across.still_due import due_items
from application.questions.asking.ask import EXERCISE, Ask, as_of, banners_of
from application.questions.asking.cited_commitments import cited_commitments
from application.questions.asking.due_item import DueItem
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import called_members
from application.questions.meetings.meeting_states import changed_unseen, meeting_heading
from application.questions.meetings.sessions import in_order, planned_sessions
from application.read_model import ReadModel
from domain.codes import first_codes
from domain.errors import UnknownReference
from domain.events.bodies import Established
from domain.events.meetings import MeetingCancelled, MeetingConvened, MeetingRescheduled
from domain.events.voting import SessionSet
from domain.events.zones import zone_of
from domain.suggestions import near
from domain.values import UNKNOWN, ImpreciseDate, Visibility
from domain.words import Words, joined, worded

Status = Literal["confirmed", "tentative", "cancelled"]
LONGEST = timedelta(days=31)
"""A meeting whose days are not known more precisely than this is left out."""
_ABOUT_MEETINGS = (
    *(MeetingConvened.TOPIC, MeetingRescheduled.TOPIC, MeetingCancelled.TOPIC),
    SessionSet.TOPIC,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry of a calendar, from `begins` to `ends`, both inclusive, as whole days.

    A session has hours, too: it begins and ends at moments, UTC (`hours`). `uid` is the same in
    every calendar that is ever made; `sequence` grows with each change, and `changed` is when the
    last one was recorded. `meeting` is the reference of the meeting that it belongs to, if any.
    """

    uid: UUID
    sequence: int
    changed: datetime
    title: str
    category: str
    begins: date
    ends: date
    status: Status
    place: str | None = None
    description: str | None = None
    hours: tuple[datetime, datetime] | None = None
    meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The calendar of a body; `left_out` are meetings whose days are not known."""

    name: str
    as_of: AsOf
    banners: Sequence[str]
    entries: Sequence[CalendarEntry]
    left_out: Sequence[str]


def calendar(
    read_model: ReadModel, ask: Ask, today: date, *, member: str | None = None
) -> Calendar:
    """Return all meetings, cancelled ones too, and what is to be done by a day.

    That of a `member`, by its code, is without what other members have to do. The public is shown
    meetings only.

    Raises:
        UnknownReference: it never was a member.
    """
    at = as_of(read_model, ask, today)
    banners = banners_of(read_model, ask.taskforce, at)
    maker = _Maker(read_model, ask.taskforce, at, exercise=EXERCISE in banners)
    meetings = {entry.meeting: entry for entry in maker.meetings()}
    entries = [*meetings.values(), *maker.sessions(meetings), *maker.due(member)]
    return Calendar(
        name=maker.name,
        as_of=at,
        banners=banners,
        entries=sorted(entries, key=lambda entry: (entry.begins, entry.ends, str(entry.uid))),
        left_out=maker.left_out,
    )


class _Maker:
    """Makes entries of a calendar from the facts of one body."""

    def __init__(self, read_model: ReadModel, taskforce: str, at: AsOf, *, exercise: bool) -> None:
        self._read_model, self._taskforce, self._at = read_model, taskforce, at
        self._facts = Facts(read_model, taskforce, at)
        self._exercise = exercise
        self._cited, self._unseen = cited_commitments(self._facts), changed_unseen(self._facts)
        self._names = called_members(read_model, taskforce, at)
        self._last = _last_changes(read_model.log(taskforce, at, None))
        self._first = first_codes(
            (each.member, each.code) for each in read_model.recodes(taskforce, at.position)
        )
        self.left_out: list[str] = []

    @cached_property
    def name(self) -> str:
        """The name of the calendar."""
        established = self._facts.known(Established)
        told = established[-1].event.short_name or established[-1].event.name if established else ""
        name = told or self._taskforce
        return worded("EXERCISE: {name}", name=name) if self._exercise else name

    def meetings(self) -> Iterable[CalendarEntry]:
        """Yield every meeting that was ever called; one that was retracted is cancelled."""
        moves = in_order(self._facts.known(MeetingRescheduled))
        moved = {fact.event.meeting: fact for fact in moves}
        places = {fact.event.meeting: fact.event.place for fact in moves if fact.event.place}
        cancelled = {fact.event.meeting: fact for fact in self._facts.known(MeetingCancelled)}
        for call, stands in self._calls():
            event = MeetingConvened.model_validate_json(call.event)
            again = moved.get(event.meeting)
            begins = again.event.begins_on if again else call.effective_on or UNKNOWN
            ends = (again.event.ends_on if again else event.ends_on) or begins
            days = _days(begins, ends)
            if days is None:
                self.left_out.append(event.meeting)
                continue
            off = cancelled.get(event.meeting)
            precise = begins.earliest == begins.latest and ends.earliest == ends.latest
            is_open = not precise or event.meeting in self._unseen
            status: Status = "tentative" if is_open else "confirmed"
            reason = off.event.reason if off else None
            entry = self._entry(
                key=f"meeting:{event.meeting}",
                last=self._last[f"meeting:{event.meeting}"],
                title=meeting_heading(event.kind, event.meeting),
                category="procedure" if event.kind == "written_procedure" else "meeting",
                days=days,
                status="cancelled" if off or not stands else status,
                place=places.get(event.meeting, event.place),
                description=joined(
                    "\n",
                    [
                        *([worded("Cancelled: {reason}", reason=reason)] if reason else []),
                        *(f"{item.item}. {item.title}" for item in event.agenda),
                    ],
                ),
            )
            yield replace(entry, meeting=event.meeting)

    def sessions(self, meetings: Mapping[str, CalendarEntry]) -> Iterable[CalendarEntry]:
        """Yield each session with both hours, at its moment, at its place or its meeting's."""
        cancelled = {fact.event.meeting for fact in self._facts.known(MeetingCancelled)}
        planned = planned_sessions(self._facts, self._facts.known(MeetingRescheduled))
        for each in chain.from_iterable(planned.values()):
            fact, session = each.fact, each.fact.event
            off = session.meeting in cancelled or each.outside
            hours = _hours(session, fact.on, session.zone or self._at.zone)
            last = self._last.get(f"meeting:{session.meeting}")
            meeting = meetings.get(session.meeting)
            if hours is None or last is None:
                continue
            status: Status = "tentative" if session.meeting in self._unseen else "confirmed"
            entry = self._entry(
                key=f"session:{session.meeting}:{session.number}",
                last=last,
                title=worded(
                    "Session {number} of {meeting}", number=session.number, meeting=session.meeting
                ),
                category=meeting.category if meeting else "meeting",
                days=(hours[0].date(), hours[1].date()),
                status="cancelled" if off else status,
                place=session.place or (meeting.place if meeting else None),
            )
            yield replace(entry, hours=hours, meeting=session.meeting)

    def _calls(self) -> Iterable[tuple[EntryRow, bool]]:
        """Yield the last word of each call for a meeting, and whether it still is the word."""
        found: dict[int, list[EntryRow]] = {}
        for row in self._read_model.versions(self._taskforce, self._at, None):
            if row.topic == MeetingConvened.TOPIC:
                found.setdefault(row.entry_position, []).append(row)
        named: dict[str, tuple[EntryRow, bool]] = {}
        for rows in found.values():
            now = version_at(rows, self._at.position)
            meeting = str(loads(rows[-1].event)["meeting"])
            named[meeting] = (now or rows[-1], now is not None)  # the last call of that name
        return named.values()

    def due(self, member: str | None) -> list[CalendarEntry]:
        """Return what is to be done by a day, and the next meeting that is due."""
        items = due_items(self._facts) if self._last else []
        if member is not None and member not in self._names:
            raise UnknownReference("member", member, near(member, self._names))
        others = self._names.keys() - {member} if member is not None else ()
        shown = (item for item in items if _is_shown(item, self._at.audience))
        return [self._due(item) for item in shown if item.owner not in others]

    def _due(self, item: DueItem) -> CalendarEntry:
        body = self._last[self._taskforce]
        owner, title = self._names.get(item.owner, item.owner), self._called(item)
        return self._entry(
            key=item.key.replace(f":{item.owner}:", f":{self._first.get(item.owner, item.owner)}:"),
            last=self._last.get(item.about) or body,
            title=worded("{title} ({owner})", title=title, owner=owner) if owner else title,
            category=item.kind,
            days=(item.due_on, item.due_on),
            status="tentative" if item.tentative else "confirmed",
        )

    def _called(self, item: DueItem) -> str:
        """Return what is to be done, with the number of a commitment instead of its code."""
        cited = self._cited.get(item.about)
        if item.kind == "milestone" or not isinstance(item.title, Words) or cited is None:
            return item.text if item.kind == "milestone" else item.title
        values = {**item.title.values, "commitment": cited.by_number}
        return Words(item.title.template, values)

    def _entry(
        self,
        *,
        key: str,
        last: LogEntry,
        title: str,
        category: str,
        days: tuple[date, date],
        status: Status,
        place: str | None = None,
        description: str | None = None,
    ) -> CalendarEntry:
        return CalendarEntry(
            uid=uuid5(stream_id("taskforce", self._taskforce), f"calendar/{key}"),
            sequence=last.position,
            changed=last.recorded_at,
            title=worded("{calendar}: {title}", calendar=self.name, title=title),
            category=category,
            begins=days[0],
            ends=days[1],
            status=status,
            place=place,
            description=description or None,
        )


def _is_shown(item: DueItem, audience: Visibility) -> bool:
    """Say whether an audience is shown an item; the public never sees what somebody owes."""
    if item.kind == "meeting":
        return item.tentative and (audience is not Visibility.PUBLIC or item.state != "overdue")
    return audience is not Visibility.PUBLIC


def _hours(session: SessionSet, on: ImpreciseDate, zone: str) -> tuple[datetime, datetime] | None:
    """Return when a session begins and ends, UTC; None where a day, hour or zone is not known.

    An hour that the change to summer time skips is an hour later; then the session keeps its
    length where it would end before it begins.
    """
    ends_on, place = session.ends_on or on, zone_of(zone)
    if on.latest is None or ends_on.latest is None or session.ends_at is None or place is None:
        return None
    first, last = (
        datetime.combine(day, time.fromisoformat(hour), tzinfo=place)
        for day, hour in ((on.latest, session.begins_at), (ends_on.latest, session.ends_at))
    )
    begins, ends = first.astimezone(UTC), last.astimezone(UTC)
    return begins, ends if ends > begins else begins + (last - first)


def _days(begins: ImpreciseDate, ends: ImpreciseDate) -> tuple[date, date] | None:
    """Return the first and last day, None where they are not known well enough."""
    if begins.earliest is None or begins.latest is None:
        return None
    last = max(ends.latest or begins.latest, begins.earliest)
    imprecise = begins.latest - begins.earliest
    return None if imprecise > LONGEST else (begins.earliest, last)


def _last_changes(log: Sequence[LogEntry]) -> Mapping[str, LogEntry]:
    """Return the last event of each stream, and of each meeting as `meeting:REFERENCE`."""
    last: dict[str, LogEntry] = {}
    meetings: dict[int, str] = {}
    for entry in log:
        last[entry.stream] = last[entry.taskforce] = entry
        if entry.topic in _ABOUT_MEETINGS:
            meetings[entry.entry] = f"meeting:{loads(entry.content)['meeting']}"
        if entry.entry in meetings:
            last[meetings[entry.entry]] = entry
    return last
