"""Who may vote at a meeting, and who was there, was represented or observed, at which minute."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Json, Row, by_name
from application.questions.asking.answer_fields import AnswerField, AnswerFields, in_json
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.sentences import SEATS, present_in_words
from application.questions.meetings.counted_votes import Attendance, Counted
from application.questions.members.counted import taken_for_members
from application.read_model import ReadModel
from domain.errors import Malformed
from domain.events import voting as v
from domain.events.meetings import Presence
from domain.meetings.presence import Moment, Room, Seat
from domain.meetings.sessions import days_of
from domain.values import ImpreciseDate, surely_before
from domain.voting.ballots import Voter
from domain.voting.rights import Right
from domain.words import joined, worded

MAY_VOTE = AnswerField(
    "may_vote", "May vote", "yes or no, by the body's rule on that day; null: not shown"
)
REASON = AnswerField("reason", "Why", "why it may or may not vote, in words")
SEAT = AnswerField(
    "presence",
    "Presence",
    "present, represented, absent, observer or excused, at that minute or of the whole meeting; "
    "blank where nobody wrote that down",
    said=SEATS,
)
NO_LIST = worded("No list of those who were there at the opening is recorded.")
NOT_SHOWN = worded("Who was there at the opening is not shown.")
SEATS_NOT_SHOWN = worded("Of some members it is not shown whether they were there.")
RIGHTS_NOT_SHOWN = worded("Who may vote is not shown to this audience.")
RIGHTS = AnswerFields(
    facts=(
        fields.TASKFORCE,
        in_json("meeting", "the meeting that was asked for, or null"),
        in_json("counts", "how many may vote"),
    ),
    columns=(fields.NAME, MAY_VOTE, REASON),
    more=(fields.MEMBER,),
)
PRESENCE = AnswerFields(
    facts=(
        fields.TASKFORCE,
        in_json("meeting", "the meeting"),
        in_json("hour", "the hour, null for the whole meeting"),
        in_json("observers", "who attended without a vote"),
        in_json("counts", "members by presence"),
    ),
    columns=(
        fields.NAME,
        SEAT,
        AnswerField("acted_by", "Represented by", "code of the holder of its proxy, or null"),
        AnswerField("hours", "Came and left", "opening, arrivals and departures in words"),
        MAY_VOTE,
    ),
    more=(fields.MEMBER, REASON),
)


def rights(read_model: ReadModel, ask: Ask, today: date, *, reference: str | None = None) -> Answer:
    """Answer which members may vote, at a meeting or on the day, and why.

    Raises:
        UnknownReference: there is no such meeting.
    """
    opening = QuestionContext.of(read_model, ask, today)
    counted = Counted(opening.facts)
    on = ImpreciseDate.of(opening.at.on)
    if reference:
        on = counted.held_on(reference)
    found, number = counted.rights(reference or "", on), counted.may_vote(reference or "", on)
    rows: list[Row] = [
        {
            "member": code,
            "name": opening.all_names.get(code, code),
            "may_vote": _may_vote(right),
            "reason": right.said,
        }
        for code, right in found.items()
        if right.listed
    ]
    return opening.answer(
        worded("Voting rights in {taskforce}", taskforce=ask.taskforce),
        RIGHTS.columns,
        by_name(rows),
        facts={"meeting": reference},
        counts={} if number is None else {"may_vote": number},
        notes=[*taken_for_members(opening.facts, {str(row["member"]) for row in rows}, on)],
    )


def presence(
    read_model: ReadModel, ask: Ask, today: date, *, reference: str, hour: str | None = None
) -> Answer:
    """Answer who was at a meeting, as a whole or at an hour, and who was represented.

    A day may stand before the hour (2026-11-10 10:45). Else it is the day asked for, where that is
    one for which the meeting is called, and otherwise the first one of the meeting.

    Raises:
        UnknownReference: there is no such meeting.
        Malformed: `hour` is no hour, or the day before it no day.
    """
    opening = QuestionContext.of(read_model, ask, today)
    counted = Counted(opening.facts)
    voting, on = counted.seen, counted.held_on(reference)
    day, at = _day_and_hour(hour) if hour else (None, None)
    asked, days = ImpreciseDate.of(opening.at.on), days_of(voting.history, reference)
    is_of_meeting = days and days.may_have(asked) and surely_before(on, asked)
    on = day or (asked if at and is_of_meeting else on)
    when = (on.latest or date.max, at or "24:00")
    voters, proxies = counted.voters_then(reference, on, when)
    room = Room(voting.history, reference)
    whole = counted.attendance(reference, on)
    observed = observers(opening.facts, room, whole, opening.all_names)
    listed = room.part_taken(when)
    seats: list[tuple[Voter, Attendance]] = [
        (each, _seat(each, listed) if at else whole.get(each.member, room.took_part(each.member)))
        for each in voters
        if each.right.listed
    ]
    names, acting = opening.all_names, dict(proxies)
    rows = [
        _row(room, each, seat, names.get(each.member, each.member), acting.get(each.member))
        for each, seat in seats
    ]
    told = [str(row["presence"]) for row in rows if row["presence"] and row["member"] in whole]
    return opening.answer(
        worded("Presence at meeting {meeting}", meeting=reference),
        PRESENCE.columns,
        by_name(rows),
        facts={"meeting": reference, "hour": at, "observers": observed},
        counts=_counted(told) if told else {},
        counted=present_in_words(told),
        notes=[
            *_notes(counted, room, observed, when if at else None),
            *_not_shown(seats),
            *not_counted(counted, room, whole, opening.all_names),
        ],
    )


def _row(room: Room, each: Voter, seat: Attendance, name: str, acted_by: str | None) -> Row:
    told = seat != "not_shown" and (room.opening is not None or seat != "absent")
    return {
        "member": each.member,
        "name": name,
        "presence": seat if told else None,
        "acted_by": acted_by,
        "hours": hours(room, each.member),
        "may_vote": _may_vote(each.right),
        "reason": each.right.said,
    }


def _notes(
    counted: Counted, room: Room, observed: Sequence[Json], when: Moment | None
) -> Iterator[str]:
    if when and room.has_several_days:
        yield worded("This was so at {hour}.", hour=at_hour(room, *when))
    if room.opening is None:
        hidden = Room(counted.voting.history, room.meeting).opening is not None
        yield NOT_SHOWN if hidden else NO_LIST
    if observed:
        yield worded("Observers: {names}.", names=", ".join(map(str, observed)))


def _not_shown(seats: Sequence[tuple[Voter, Attendance]]) -> Iterator[str]:
    if not all(voter.right.is_shown for voter, _ in seats):
        yield RIGHTS_NOT_SHOWN
    if any(seat == "not_shown" for _, seat in seats):
        yield SEATS_NOT_SHOWN


def _seat(voter: Voter, listed: Mapping[str, Presence]) -> Attendance:
    """Return how a member takes part at a minute; who is not there may have sent apologies."""
    if not voter.seat_shown:
        return "not_shown"
    how = listed.get(voter.member, "absent")
    return how if voter.seat == "absent" and how in ("excused", "observer") else voter.seat


def _counted(told: Sequence[str]) -> dict[str, int]:
    return {each: told.count(each) for each in dict.fromkeys((*get_args(Seat), *told))}


def observers(
    facts: Facts, room: Room, counted: Collection[str], names: Mapping[str, str]
) -> list[Json]:
    """Return who attended a meeting without a vote, also who is listed so and not counted.

    `counted` are the codes of those that were active members on its day.
    """
    found = [f.event for f in facts.known(v.ObserverAttended) if f.event.meeting == room.meeting]
    listed = [code for code, how in (room.opening or {}).items() if how == "observer"]
    others = [names.get(code, code) for code in listed if code not in counted]
    attended = (names.get(each.observer, each.observer) for each in found)
    return list(dict.fromkeys((*attended, *others)))


def not_counted(
    body: Counted, room: Room, counted: Collection[str], names: Mapping[str, str]
) -> Iterator[str]:
    """Say who is on record as there, or excused, and was no active member then, or may not be."""
    yield from taken_for_members(body.facts, counted, body.held_on(room.meeting))
    others = sorted(names.get(code, code) for code in room.named - {*counted})
    if others:
        yield worded(
            "Not counted, because it is not shown that they were active members on that day: "
            "{names}."
            if body.hides_members(room.meeting, counted)
            else "Not counted, because not active members on that day: {names}.",
            names=joined(", ", others),
        )


def hours(room: Room, member: str) -> str:
    """Say when a member came and left, in the order of hours."""
    said = [worded("at the opening")] if (room.opening or {}).get(member) == "present" else []
    for (day, hour), code, came in room.movements:
        if code == member:
            at = at_hour(room, day, hour)
            said.append(worded("came {at}", at=at) if came else worded("left {at}", at=at))
    return joined(", ", said)


def _day_and_hour(text: str) -> tuple[ImpreciseDate | None, str]:
    day, _, hour = text.strip().rpartition(" ")
    return ImpreciseDate.parse(day) if day else None, hour_of_day(hour)


def at_hour(room: Room, day: date, hour: str) -> str:
    """Return an hour, with its day where the meeting has several."""
    if not room.has_several_days:
        return hour
    return worded("{hour} on {day}", hour=hour, day=ImpreciseDate.of(day))


def hour_of_day(text: str) -> str:
    """Return an hour as it is recorded: 9:00 is 09:00.

    Raises:
        Malformed: it is no hour of a day.
    """
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        raise Malformed.expected(worded("an hour from 00:00 to 23:59, such as 09:30"), text)
    return f"{found[1]:0>2}:{found[2]}"


_HOUR = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _may_vote(right: Right) -> Literal["yes", "no"] | None:
    if not right.is_shown:
        return None
    return "yes" if right.may_vote else "no"
