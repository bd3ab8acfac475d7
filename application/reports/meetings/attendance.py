"""The attendance of a year: how many of the meetings that it could attend each member attended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import ByName, Column, Json, Row
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.meetings.counted_votes import Attendance, Counted
from application.questions.meetings.presence import SEATS_NOT_SHOWN
from application.questions.members.counted import taken_for_members
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.document import Paragraph, Report, Section, Table
from application.reports.work_by_task import year_of
from domain.events.meetings import MeetingOpened, Presence
from domain.words import worded

OBSERVED = Column("observer", "Observing")
ABSENT = worded("Absent, with apologies or not")


@dataclass(frozen=True, slots=True)
class Figures:
    """How one member took part in several meetings, or several members in one."""

    seats: tuple[Presence, ...]

    def count(self, seat: Presence) -> int:
        """Return at how many it was so."""
        return self.seats.count(seat)

    def as_json(self) -> dict[str, Json]:
        """Return at how many it was how; absent is who sent apologies, too."""
        there: dict[str, Json] = {seat: self.count(seat) for seat in _SEATS}
        return {**there, "absent": self.count("absent") + self.count("excused")}

    @property
    def percent(self) -> str:
        """Of how many of them in a hundred it was present, to one decimal; there is one."""
        return f"{100 * self.count('present') / len(self.seats):.1f}"


def attendance(read_model: ReadModel, ask: Ask, today: date, *, year: str) -> Report:
    """Say who came to the meetings of a year, by member and by meeting.

    Raises:
        Malformed: `year` is not a year.
    """
    number = year_of(year)
    body = Body.of(read_model, ask, today)
    held, all_of_them = (_opened(facts, number) for facts in (body.facts, body.facts.everything))
    counted = body.facts.once(Counted)
    seats = {fact.event.meeting: counted.attendance(fact.event.meeting, fact.on) for fact in held}
    listed = [fact for fact in held if fact.event.attendance is not None]
    known = [_shown(seats[fact.event.meeting]) for fact in listed]
    codes = dict.fromkeys(code for each in known for code in each)
    members = {code: Figures(tuple(each[code] for each in known if code in each)) for code in codes}
    sees_all = body.public or len(held) == len(all_of_them)
    sentence = _ONE[len(listed)] if len(held) == 1 else MANY
    summary = worded(
        sentence if sees_all else SHOWN_IN_PART, listed=len(listed), held=len(held), year=number
    )
    head = "Meetings held: {number}." if sees_all else "Meetings shown: {number}."
    return body.report(
        "attendance",
        worded("Attendance in {year}", year=number),
        [
            *body.summary(
                Paragraph(summary),
                [(len(held), worded(head, number=len(held)))],
            ),
            Section(key="members", title="By member", blocks=[_by_member(body, members)]),
            Section(
                key="meetings", title="By meeting", blocks=[_by_meeting(listed, seats, counted)]
            ),
        ],
        facts={"year": number},
        notes=[
            *([] if sees_all else [NOT_ALL_SHOWN]),
            *([SEATS_NOT_SHOWN] if any("not_shown" in s.values() for s in seats.values()) else []),
            *dict.fromkeys(
                note
                for fact in listed
                for note in taken_for_members(body.facts, seats[fact.event.meeting], fact.on)
            ),
        ],
    )


NOT_ALL_SHOWN = worded("A meeting is left out that is not shown to this audience.")
SHOWN_IN_PART = (
    "Meetings that were held in {year} and are shown: {held}; of these with a list of attendance: "
    "{listed}."
)
MANY = "{held} meetings were held in {year}; for {listed} of them there is a list of attendance."
_ONE = (
    "{held} meeting was held in {year}; there is no list of attendance for it.",
    "{held} meeting was held in {year}; there is a list of attendance for it.",
)


def _opened(facts: Facts, year: int) -> list[Fact[MeetingOpened]]:
    return [fact for fact in facts.begun(MeetingOpened) if fact.by.year == year]


def _shown(seats: Mapping[str, Attendance]) -> Mapping[str, Presence]:
    return {code: seat for code, seat in seats.items() if seat != "not_shown"}


def _by_member(body: Body, members: Mapping[str, Figures]) -> Table:
    rows = ByName[Row](
        {
            "member": code,
            "name": body.called(code),
            **figures.as_json(),
            "apologies": figures.count("excused"),
            "meetings": len(figures.seats),
            "percent": figures.percent,
        }
        for code, figures in members.items()
        if figures.seats
    )
    return Table(
        key="attendance",
        caption=worded(
            "Meetings at which each member was present itself, represented, observing or absent"
        ),
        columns=[
            *(fields.NAME, Column("present", "Present"), Column("represented", "Represented")),
            *(OBSERVED, Column("absent", ABSENT), Column("apologies", "Of these with apologies")),
            *(Column("meetings", "Meetings it could attend"), Column("percent", "Present (%)")),
        ],
        rows=rows,
    )


_SEATS: tuple[Presence, ...] = ("present", "represented", "observer")
_FIGURES = (*_SEATS, "absent", "members")


def _by_meeting(
    listed: list[Fact[MeetingOpened]],
    seats: Mapping[str, Mapping[str, Attendance]],
    counted: Counted,
) -> Table:
    rows: list[Row] = []
    for fact in listed:
        meeting = fact.event.meeting
        shown = _shown(seats[meeting])
        found = Figures(tuple(shown.values()))
        if len(shown) < len(seats[meeting]) or counted.hides_members(meeting, seats[meeting]):
            rows.append({"meeting": meeting, "on": str(fact.on), **dict.fromkeys(_FIGURES)})
            continue
        rows.append(
            {"meeting": meeting, "on": str(fact.on), **found.as_json(), "members": len(found.seats)}
        )
    return Table(
        key="by-meeting",
        caption="Members at each meeting, of those that were active on its day",
        columns=[
            *(fields.MEETING, Column("on", "On"), Column("present", "Present")),
            *(Column("represented", "Represented"), OBSERVED, Column("absent", ABSENT)),
            Column("members", "Active members"),
        ],
        rows=rows,
    )
