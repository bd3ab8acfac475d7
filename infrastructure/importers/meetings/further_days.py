"""A sheet of attendance of a further day of a meeting: who came and left since the day before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.entry import Entry
from domain.errors import Malformed
from domain.events.meetings import MeetingConvened, MeetingOpened, MeetingRescheduled
from domain.events.voting import MemberArrived, MemberDeparted, ProxyGiven, SessionSet
from domain.history import History
from domain.meetings.presence import Room
from domain.meetings.sessions import days_of, sittings_in
from domain.values import ImpreciseDate
from domain.words import Words, worded
from infrastructure.importers.rows.made_rows import MadeRow
from infrastructure.importers.tables.problems import CellFault, RowProblem
from infrastructure.importers.tables.table import TableRow

KINDS = (
    *(MeetingConvened, MeetingRescheduled, MeetingOpened),
    *(SessionSet, MemberArrived, MemberDeparted, ProxyGiven),
)
"""The events that say on which days a meeting is, and who is there."""


def bad_days(rows: Sequence[TableRow]) -> Iterator[RowProblem]:
    """Yield days that are not written as we read them: else they would be other days."""
    for row in rows:
        try:
            ImpreciseDate.parse(row.cells["on"] or "unknown")
        except Malformed as error:
            yield CellFault("on", row.cells["on"], str(error)).at(row.number)


@dataclass(slots=True)
class SheetDays:
    """The days of one meeting in a sheet, and who is there when a day begins.

    `here` is who is there itself, `observers` who is listed as one, by the codes that the names in
    the sheet mean. `opened` is the day of its opening: as recorded, or else the first in the sheet.
    """

    history: History
    meeting: str
    opened: date | None
    here: set[str]
    observers: set[str]
    codes: Mapping[str, str]

    @classmethod
    def of(
        cls, history: History, meeting: str, first: str, codes: Mapping[str, str]
    ) -> "SheetDays":
        """Return those of a meeting of which `first` is the first day in the sheet."""
        day = _day(first)
        recorded = history.having(MeetingOpened, "meeting", meeting)
        opened = next((entry.begins.latest for entry, _ in recorded), None) or day
        before, room = (day or date.min, ""), Room(history, meeting)
        known = {*(room.opening or {}), *(code for _, code, _ in room.moves)}
        here = {code for code in known if room.is_here(code, before)}
        observers = set(filter(room.is_listed_observer, known))
        return cls(history, meeting, opened, here, observers, codes)

    def has_further(self, on: str) -> bool:
        """Say whether a day is one of the meeting, after that of its opening."""
        day = _day(on)
        if day is None or self.opened is None or day <= self.opened:
            return False
        days = days_of(self.history, self.meeting)
        is_planned = days is not None and days.may_have(ImpreciseDate.of(day))
        return is_planned or bool(self._sessions(on))

    def follow(self, rows: Sequence[TableRow]) -> None:
        """Let members be there, or not, as they are after a day."""
        for row in rows:
            cells, member = row.cells, self._code(row)
            came, left = cells.get("came", ""), cells.get("left", "")
            observes = cells["presence"] == "observer"
            if observes:
                self.observers.add(member)
            if observes or (left and left >= came):
                self.here.discard(member)
            elif came or cells["presence"] == "present":
                self.here.add(member)
            elif cells["presence"]:
                self.here.discard(member)

    def unsaid(self, on: str, rows: Sequence[TableRow]) -> Iterator[Words]:
        """Yield who was there until now, and of whom the rows of a further day say nothing."""
        words = ("presence", "came", "left", "represented_by")
        said = {self._code(row) for row in rows if any(row.cells.get(name) for name in words)}
        if self.here - said and self.has_further(on):
            yield worded(
                "The sheet does not say whether {members} came to {meeting} on {day}. Who was "
                "there when the day before ended counts as there; if not, write absent in "
                "presence.",
                members=", ".join(sorted(self.here - said)),
                meeting=self.meeting,
                day=on,
            )

    def taken_out(self, on: str, rows: Sequence[TableRow]) -> Iterator[Words]:
        """Yield what is on record of a day, and not in the rows: it stays.

        Who is there when a further day begins came, and who is not left, with its first session.
        """
        said = {self._code(row): row.cells for row in rows}
        begun = min(self._sessions(on), default="") if self.has_further(on) else ""
        moves = (
            (column, entry, event)
            for column, kind in (("came", MemberArrived), ("left", MemberDeparted))
            for entry, event in self.history.having(kind, "meeting", self.meeting)
            if isinstance(event, MemberArrived | MemberDeparted)
        )
        for column, entry, event in moves:
            cells = said.get(event.member)
            if not cells or str(entry.begins) != on:
                continue
            said_hour, came = cells.get(column), isinstance(event, MemberArrived)
            with_session = event.hour == begun != said_hour
            if _is_here(cells) is not came if with_session else not said_hour:
                yield self._stays(entry, event.member, f"{column} {event.hour}")
        for entry, proxy in self.history.having(ProxyGiven, "meeting", self.meeting):
            cells = said.get(proxy.giver)
            if cells and str(entry.begins) == on and not cells.get("represented_by"):
                yield self._stays(entry, proxy.giver, f"represented_by {proxy.holder}")

    def _stays(self, entry: Entry, member: str, said: str) -> Words:
        return worded(
            "On record of {member} at {meeting}, and not in the sheet: {what}. If it is wrong: "
            "depositary retract @{entry} --reason '…'",
            member=member,
            meeting=self.meeting,
            what=said,
            entry=entry.number,
        )

    def moved(self, row: TableRow, same: Mapping[str, str]) -> Iterator[MadeRow | RowProblem]:
        """Yield that a member came or left with the first session of the day, by its presence.

        Who has an hour in `came` was away until then. Who observes is recorded as an observer.
        """
        member, code, presence = row.cells["member"], self._code(row), row.cells["presence"]
        came, left = row.cells.get("came", ""), row.cells.get("left", "")
        if presence == "observer" and not (came or left) and code not in self.observers:
            yield _made(row, {"act": "observer", "observer": member}, same, "member")
        if presence == "represented" and not row.cells.get("represented_by"):
            reason = worded("Say in represented_by which member acts for it on this day.")
            yield CellFault("presence", presence, reason).at(row.number)
        if code in self.here and not (presence or came or left or row.cells.get("represented_by")):
            reason = worded("It was there until now: say whether it was there on this day, too.")
            yield CellFault("presence", "", reason).at(row.number)
        is_here = _is_here(row.cells)
        if is_here is not None and is_here != (code in self.here):
            yield from self._at_first(row, same, came, act="arrive" if is_here else "depart")

    def _at_first(
        self, row: TableRow, same: Mapping[str, str], came: str, *, act: str
    ) -> Iterator[MadeRow | RowProblem]:
        hour = min(self._sessions(same["on"]), default="")
        if not hour:
            reason = worded(
                "{meeting} began on {day}, so of this day is recorded who came and who left. "
                "Record the session of this day first, since it has the hour: depositary meeting "
                "session --help",
                meeting=self.meeting,
                day=self.opened,
            )
            yield CellFault("on", same["on"], reason).at(row.number)
        elif not came or came > hour:
            member = row.cells["member"]
            # tells it apart from other moves of the day
            row_id = f"{self.meeting} {same['on']} {member}"
            cells = {"act": act, "member": member, "hour": hour, "row_id": row_id}
            yield _made(row, cells, same, "presence")

    def _code(self, row: TableRow) -> str:
        return self.codes.get(row.cells["member"], row.cells["member"])

    def _sessions(self, on: str) -> list[str]:
        """Return the hours at which the sessions of a day begin."""
        sessions = (each for _, each in sittings_in(self.history, self.meeting))
        return [each.session.begins_at for each in sessions if str(each.on) == on]


def _is_here(cells: Mapping[str, str]) -> bool | None:
    """Say whether a member is there when a day begins, None where a row does not say it."""
    came, left = cells.get("came", ""), cells.get("left", "")
    if not (cells["presence"] or came):
        return None
    return cells["presence"] == "present" and (not came or "" < left < came)


def _made(row: TableRow, cells: Mapping[str, str], same: Mapping[str, str], column: str) -> MadeRow:
    """Return a row with these cells, which stand in a column of the sheet."""
    places = dict.fromkeys(cells, (row.number, column)) | {n: (row.number, n) for n in same}
    return MadeRow({**cells, **same}, row.number, places)


def _day(text: str) -> date | None:
    """Return the one day that is meant, None where it can be several or is none."""
    try:
        day = ImpreciseDate.parse(text)
    except Malformed:
        return None
    return day.latest if day.earliest == day.latest else None
