"""Who recorded how much, for whom, and in which role on that day, as far as it is recorded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from application.questions.asking.answer import Column, Row
from application.questions.asking.sentences import plain
from application.questions.members.offices import holder
from application.reports.audit.period import Period, part, ranges
from application.reports.body_context import Body
from application.reports.document import Section
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.members import FocalPointDesignated, FocalPointReleased
from domain.grouping import grouped
from domain.words import worded

ROLES_NOTE = worded(
    "Roles are those of the day on which an entry was recorded: offices, membership and focal "
    "points. Who may record, review or administer is not part of the record."
)
_COLUMNS = (
    *(Column("who", "Who"), Column("on_behalf_of", "For whom"), Column("role", "Role then")),
    *(Column("count", "Entries"), Column("from", "First"), Column("until", "Last")),
    Column("entries", "Where"),
)
NO_ROLE = worded("no role recorded")


def roles_section(period: Period) -> Section:
    """Return a row for each person or code, for whom it acted, and the role that it had then."""
    roles = _Roles(period.body)
    by_role = grouped(
        ((each.actor, each.on_behalf_of or "", roles.on(each.recorded_at.date(), each.actor)), each)
        for each in period.recorded
    )
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
    caption = "Who recorded how much, and in which role on that day"
    return part("roles", "Who recorded, in which role then", caption, _COLUMNS, rows)


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
        self.on = cache(self._on)
        self._members = cache(self._members_on)

    def _on(self, day: date, who: str) -> str:
        """Return the roles of a person or a member on a day, in words."""
        code = self._body.facts.codes.of(who)
        of_member = ["member", *self._held(day, code)] if code in self._members(day) else []
        return ", ".join([*self._of_person(day, who), *of_member]) or NO_ROLE

    def _held(self, day: date, code: str) -> Iterator[str]:
        """Yield the offices that a member held on a day."""
        for office, word in ((ChairAppointed, "chair"), (ViceChairAppointed, "vice-chair")):
            if holder(self._body.facts, office, day) == code:
                yield word

    def _of_person(self, day: date, who: str) -> Iterator[str]:
        ended = {entry for by, entry in self._released if by <= day}
        for fact in self._designated:
            code = fact.event.member
            holds = fact.by <= day and fact.entry_id not in ended
            if fact.event.person == who and holds and code in self._members(day):
                role = plain(fact.event.role)
                yield worded("{role} focal point of {code}", role=role, code=code)
                yield from self._held(day, code)

    def _members_on(self, day: date) -> frozenset[str]:
        found = self._body.read_model.members(self._body.code, replace(self._body.at, on=day))
        return frozenset(row.member for row in found if row.belongs)
