"""Who recorded how much, for whom, and in which role on that day, as far as the record tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from application.answers import LogEntry
from application.questions.asking.answer import Column, Row
from application.questions.asking.facts import Fact
from application.questions.asking.sentences import plain
from application.reports.audit.period import Period, ranges
from application.reports.body import Body
from application.reports.document import Section, Table
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.members import FocalPointDesignated, FocalPointReleased
from domain.words import worded

ROLES_NOTE = (
    "Roles are those of the day on which an entry was recorded: offices, membership and focal "
    "points. Who may record, review or administer is not part of the record."
)
NO_ROLE = "no role recorded"
Appointed: TypeAlias = tuple[Fact[ChairAppointed] | Fact[ViceChairAppointed], str]


def roles_section(period: Period) -> Section:
    """Return a row for each person or code, for whom it acted, and the role that it had then."""
    roles = _Roles(period.body)
    by_role: dict[tuple[str, str, str], list[LogEntry]] = {}
    for event in period.recorded:
        role = roles.on(event.recorded_at.date(), event.actor)
        key = (event.actor, event.on_behalf_of or "", role)
        by_role.setdefault(key, []).append(event)
    rows: list[Row] = [
        {
            "who": who,
            "on_behalf_of": whom or None,
            "role": role,
            "count": len(events),
            "from": events[0].recorded_at.date().isoformat(),
            "until": events[-1].recorded_at.date().isoformat(),
            "entries": ranges([event.position for event in events]),
        }
        for (who, whom, role), events in sorted(by_role.items())
    ]
    table = Table(
        key="roles",
        caption="Who recorded how much, and in which role on that day",
        columns=[
            Column("who", "Who"),
            Column("on_behalf_of", "For whom"),
            Column("role", "Role then"),
            Column("count", "Entries"),
            Column("from", "First"),
            Column("until", "Last"),
            Column("entries", "Where"),
        ],
        rows=rows,
        empty="None.",
    )
    return Section(key="part-roles", title="Who recorded, in which role then", blocks=[table])


class _Roles:
    """Who had which role on which day, by what is known at the end of the period."""

    def __init__(self, body: Body) -> None:
        self._body = body
        facts = body.facts
        self._designated = facts.known(FocalPointDesignated)
        self._released = [
            (fact.by, str(ended))
            for fact in facts.known(FocalPointReleased)
            for ended in fact.event.ended
        ]
        self._offices: Mapping[str, Sequence[Appointed]] = {
            "chair": [(f, f.event.chair) for f in facts.known(ChairAppointed)],
            "vice-chair": [(f, f.event.vice_chair) for f in facts.known(ViceChairAppointed)],
        }
        self._members: dict[date, frozenset[str]] = {}
        self._known: dict[tuple[date, str], str] = {}

    def on(self, day: date, who: str) -> str:
        """Return the roles of a person or a member on a day, in words."""
        if (day, who) not in self._known:
            found = [
                *self._of_person(day, who),
                *self._of_member(day, self._body.facts.codes.of(who)),
            ]
            self._known[day, who] = ", ".join(found) or NO_ROLE
        return self._known[day, who]

    def _of_member(self, day: date, code: str) -> Iterator[str]:
        if code in self._belonging(day):
            yield "member"
            yield from self._held(day, code)

    def _held(self, day: date, code: str) -> Iterator[str]:
        """Yield the offices of a member: that it was appointed to last, in a term not yet over."""
        for office, appointed in self._offices.items():
            begun = [(each.by, each.entry, each, who) for each, who in appointed if each.by <= day]
            if begun:
                _, _, last, who = max(begun, key=lambda each: each[:2])
                ends = last.event.term_ends_on
                over = ends is not None and ends.latest is not None and ends.latest < day
                if who == code and not over:
                    yield office

    def _of_person(self, day: date, who: str) -> Iterator[str]:
        ended = {entry for by, entry in self._released if by <= day}
        for fact in self._designated:
            code = fact.event.member
            holds = fact.by <= day and fact.entry_id not in ended
            if fact.event.person == who and holds and code in self._belonging(day):
                offices = "".join(f", {office}" for office in self._held(day, code))
                yield worded(
                    "{role} focal point of {code}{offices}",
                    role=plain(fact.event.role),
                    code=code,
                    offices=offices,
                )

    def _belonging(self, day: date) -> frozenset[str]:
        if day not in self._members:
            at = replace(self._body.at, on=day)
            found = self._body.read_model.members(self._body.code, at)
            self._members[day] = frozenset(row.member for row in found if row.belongs)
        return self._members[day]
