"""The day and the position in the log that a question is for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from json import loads
from typing import NamedTuple

from application.model_rows import AsOf, EntryRow, Today
from application.questions.asking.answer import Json
from application.read_model import ReadModel
from domain.errors import Malformed, Refused, UnknownReference
from domain.events.zones import TimeZoneSet, zone_of
from domain.suggestions import near
from domain.values import ImpreciseDate, Visibility
from domain.words import worded

LONGEST = 18  # digits of a position


EXERCISE = worded("EXERCISE: members and acts are made up.")
OF_THE_PUBLIC = worded("Only what the public may see is told; more may be recorded.")


class Ask(NamedTuple):
    """The parameters of every question: the body, the day, what was known when, and who asks.

    `on` None is today; `known` is a day (its end, UTC), `@position`, or None for now.
    """

    taskforce: str
    on: date | None = None
    known: str | None = None
    audience: Visibility = Visibility.MEMBERS


def as_of(read_model: ReadModel, ask: Ask, today: date) -> AsOf:
    """Resolve both clocks to a day and a position.

    Raises:
        Malformed: `known` is neither a day nor a position.
        Refused: nothing was recorded by then, or the log is not that long.
    """
    head = read_model.head()
    known = today.isoformat() if ask.known is None else ask.known
    unfinished = ask.known is None
    if ask.known is None:
        position = head
    elif ask.known.startswith("@"):
        position = _position(ask.known, head)
        known = f"@{position}"  # however it was written
    else:
        day = _day(ask.known)
        known = day.isoformat()
        unfinished = day >= today
        position = read_model.position_at(midnight_after(day))
        if not position:
            raise Refused(
                "{nothing_recorded} --known asks what the register knew on a day. To ask what held "
                "in the world on that day, did you mean --on {known}?",
                nothing_recorded=nothing_recorded(read_model, ask.known),
                known=ask.known,
            )
    at = AsOf(
        on=ask.on or today,
        position=position,
        recorded_at=read_model.recorded_at(position),
        known=known,
        audience=ask.audience,
        unfinished=unfinished,
        is_today=ask.on is None,
        ahead=ask.on is not None and ask.on > today,
    )
    return _in_its_zone(read_model, ask.taskforce, at, today)


def _in_its_zone(read_model: ReadModel, taskforce: str, at: AsOf, today: date) -> AsOf:
    """Let "today" be that of the body's time zone, which is UTC until it has set one.

    It is the day that comes from the clock; one that was published for stays as it is.
    """
    everything = replace(at, audience=Visibility.SECRETARIAT)
    rows = read_model.entries(taskforce, [TimeZoneSet.TOPIC], everything)
    begun = [row for row in rows if row.begins_by <= at.on]
    if not begun:
        return at
    last = max(begun, key=lambda row: (row.begins_by, row.entry_position))
    zone = str(loads(last.event)["zone"])
    place = zone_of(zone)
    if place is None:
        return at  # of which `doctor` tells
    now = today.moment.astimezone(place).date() if isinstance(today, Today) else today
    on = now if at.is_today else at.on
    return replace(at, zone=zone, on=on, ahead=on > now)


def midnight_after(day: date) -> datetime:
    """Return the end of a day, UTC."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def _day(text: str) -> date:
    what = "a day (2026-03-05) or a position (@42) to know at"
    try:
        day = ImpreciseDate.parse(text)
    except Malformed:
        if text[-5:-4] in {"/", ".", "-"}:  # a year stands last, so that two days may be meant
            raise
        raise Malformed.expected(what, text) from None
    if day.latest is None or day.earliest != day.latest:
        raise Malformed.expected(what, text)
    return day.latest


def _position(text: str, head: int) -> int:
    digits = text[1:]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST):
        raise Malformed.expected(worded("a position such as @42"), text)
    if not 1 <= int(digits) <= head:
        raise Refused(
            "There is no entry {text}: the log has the positions @1 to @{head}.",
            text=text,
            head=head,
        )
    return int(digits)


def nothing_recorded(read_model: ReadModel, known: str) -> str:
    """Return the sentence that nothing was recorded by then, and when the first entry was."""
    first = read_model.recorded_at(1)
    if first is None:
        return worded("Nothing was recorded by {known}: the register is empty.", known=known)
    return worded(
        "Nothing was recorded by {known}: the first entry is of {date}.",
        known=known,
        date=first.date(),
    )


def contents(
    read_model: ReadModel,
    taskforce: str,
    topic: str,
    as_of: AsOf,
    streams: Sequence[str] | None = None,
    text: str | None = None,
) -> list[tuple[EntryRow, Mapping[str, Json]]]:
    """Return the entries of a topic that were known, with content.

    Only those in some streams, or the adoptions of a text, where these are given.
    """
    rows = read_model.entries(taskforce, [topic], as_of, streams, text=text)
    return [(row, loads(row.event)) for row in rows]


def is_exercise(read_model: ReadModel, taskforce: str, as_of: AsOf) -> bool:
    """Say whether a body is an exercise, which all may know.

    Raises:
        UnknownReference: there is no such body.
    """
    known = read_model.taskforces()
    if taskforce not in known:
        raise UnknownReference("taskforce", taskforce, near(taskforce, known))
    everything = replace(as_of, audience=Visibility.SECRETARIAT)
    established = contents(read_model, taskforce, "taskforce.established", everything)
    return any(event["nature"] == "exercise" for _, event in established)


def banners_of(read_model: ReadModel, taskforce: str, as_of: AsOf) -> list[str]:
    """Return the banner lines of this body: that it is an exercise, that more may be recorded.

    Raises:
        UnknownReference: there is no such body.
    """
    exercise = is_exercise(read_model, taskforce, as_of)
    public = as_of.audience is Visibility.PUBLIC
    return [*([EXERCISE] if exercise else []), *([OF_THE_PUBLIC] if public else [])]
