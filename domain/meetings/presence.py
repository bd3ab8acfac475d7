"""Who is at a meeting at any minute, and who is represented by whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from domain.events.meetings import MeetingOpened, Presence
from domain.events.voting import MemberArrived, MemberDeparted, ProxyGiven, VoteTaken
from domain.history import History
from domain.meetings.sessions import sittings_in

Seat = Literal["present", "represented", "absent"]
Moment = tuple[date, str]
"""A day and an hour such as 10:40 on it; "" is before, "24:00" after all hours of the day."""


@dataclass(frozen=True)
class Room:
    """One meeting's attendance, hour by hour, from the history of its body."""

    history: History
    meeting: str

    @cached_property
    def opening(self) -> Mapping[str, Presence] | None:
        """How each member took part when it was opened, None where nobody wrote it down."""
        return self._listed[1]

    @cached_property
    def _listed(self) -> tuple[date, Mapping[str, Presence] | None]:
        for entry, opened in self.history.having(MeetingOpened, "meeting", self.meeting):
            if opened.attendance is not None:
                return entry.begins_by, {each.member: each.presence for each in opened.attendance}
        return date.max, None

    @cached_property
    def movements(self) -> list[tuple[Moment, str, bool]]:
        """Arrivals and departures by moment and member, and whether it came."""
        arrived = [
            ((entry.begins_by, event.hour), event.member, True)
            for entry, event in self.history.having(MemberArrived, "meeting", self.meeting)
        ]
        departed = [
            ((entry.begins_by, event.hour), event.member, False)
            for entry, event in self.history.having(MemberDeparted, "meeting", self.meeting)
        ]
        return sorted(arrived + departed)

    @cached_property
    def moves(self) -> list[tuple[Moment, str, bool]]:
        """The movements by which a member came or left.

        Who came and left in one minute is where it was before, in whichever order the two were
        recorded. Who is listed as an observer stays one, whenever it came on that day.
        """
        both = {(when, code) for when, code, came in self.movements if came} & {
            (when, code) for when, code, came in self.movements if not came
        }
        return [
            each
            for each in self.movements
            if each[:2] not in both and not self.stays_observer(each[1], each[0][0])
        ]

    def stays_observer(self, member: str, day: date) -> bool:
        """Say whether a member is listed as an observer on a day; later it may come as a member."""
        return day <= self._listed[0] and self.is_listed_observer(member)

    def is_listed_observer(self, member: str) -> bool:
        """Say whether the list of those who came has a member as an observer."""
        return (self.opening or {}).get(member) == "observer"

    @cached_property
    def has_several_days(self) -> bool:
        """Whether it sat on several days, so that an hour alone does not say when."""
        opened = self.history.having(MeetingOpened, "meeting", self.meeting)
        votes = self.history.having(VoteTaken, "meeting", self.meeting)
        sessions = sittings_in(self.history, self.meeting)
        on = [entry.begins.latest for entry, _ in (*opened, *votes)]
        on += [each.on.latest for _, each in sessions]
        return len({*on, *(day for (day, _), _, _ in self.movements)} - {None}) > 1

    def is_here(self, member: str, when: Moment) -> bool:
        """Say whether a member is there itself: from the minute it came to that in which it left.

        The minute of the arrival counts, that of the departure does not.
        """
        here = (self.opening or {}).get(member) == "present"
        for moment, code, came in self.moves:
            if code == member and moment <= when:
                here = came
        return here

    def part_taken(self, when: Moment, able: Collection[str] | None = None) -> dict[str, Presence]:
        """Return how each member that is listed, came, left or is acted for takes part then.

        Those that act for others are among the `able`; None are all.
        """
        found = dict(self.opening or {})
        for moment, code, _ in self.moves:
            if moment <= when:
                found[code] = "present" if self.is_here(code, when) else "absent"
        found.update(
            (giver, "represented")
            for giver, holder in self.proxies(when, None)
            if able is None or holder in able
        )
        waiting = [code for code in found if self._waits(code, when, able)]
        return found | dict.fromkeys(waiting, "absent")

    def took_part(self, member: str) -> Presence:
        """Return how a member took part at most, without proxies, whether it was one or not."""
        listed = (self.opening or {}).get(member, "absent")
        return "present" if member in self.attended() else listed

    def attended(self) -> frozenset[str]:
        """Return who was there itself for any part of it."""
        opening = self.opening or {}
        at_once = {code for code, how in opening.items() if how == "present"}
        return frozenset(at_once | {code for _, code, came in self.moves if came})

    @property
    def named(self) -> frozenset[str]:
        """Who is on record as having been there as a member, or excused."""
        listed = (self.opening or {}).items()
        return self.attended() | {code for code, how in listed if how not in ("observer", "absent")}

    @property
    def gains(self) -> list[Moment]:
        """When a member came, or a proxy began to hold, in order."""
        came = [when for when, _, here in self.moves if here]
        given = [
            (entry.begins_by, each.from_hour or "")
            for entry, each in self.history.having(ProxyGiven, "meeting", self.meeting)
        ]
        return sorted({*came, *given})

    def acts_from(self, given: ProxyGiven, since: Moment) -> Moment | None:
        """Return from when a proxy that held since then was acted by; None: never.

        That is when it held, if its holder was there; or else when the holder was, and the giver
        was not. Who gives one goes, also where nobody wrote down its departure.
        """
        if self.is_here(given.holder, since):
            return since
        acted = (
            when
            for when, _, _ in self.moves
            if when >= since
            and self.is_here(given.holder, when)
            and not self.is_here(given.giver, when)
        )
        return next(acted, None)

    def proxies(self, when: Moment, item: str | None) -> list[tuple[str, str]]:
        """Return who may speak for whom then, as (giver, holder), in the order of entry.

        The giver is not there itself and the holder is; whether both may vote is not looked at.
        """
        return [
            (given.giver, given.holder)
            for entry, given in self.history.having(ProxyGiven, "meeting", self.meeting)
            if (not given.items or item in given.items)
            and (entry.begins_by, given.from_hour or "") <= when
            and not self.is_here(given.giver, when)
            and self.is_here(given.holder, when)
        ]

    def listed_as_represented(
        self, member: str, when: Moment, able: Collection[str] | None = None
    ) -> bool:
        """Say whether the list of those who came has a member as represented by somebody.

        Who acts for it, if that is on record, has to be there, and among the `able`.
        """
        listed = (self.opening or {}).get(member) == "represented"
        moved = any(code == member and moment <= when for moment, code, _ in self.moves)
        return listed and not moved and not self._waits(member, when, able)

    def _waits(self, member: str, when: Moment, able: Collection[str] | None = None) -> bool:
        """Say whether a member is listed as represented, and nobody who acts for it is there."""
        if (self.opening or {}).get(member) != "represented" or self.is_here(member, when):
            return False
        holders = [
            given.holder
            for entry, given in self.history.having(ProxyGiven, "meeting", self.meeting)
            if given.giver == member and (entry.begins_by, given.from_hour or "") <= when
        ]
        there = (h for h in holders if self.is_here(h, when) and (able is None or h in able))
        return bool(holders) and not any(there)
