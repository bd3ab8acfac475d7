"""The acts that a row can record: which parameters each takes, and what it does with them.

This is the one place that says so: own columns, mappings, their checks and the guide for staff
are all made from it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from application.acts import rows
from infrastructure.importers import (
    acts_of_bodies,
    acts_of_meetings,
    acts_of_mission,
    doing,
)
from infrastructure.importers.act import Act, row_act, same

_ABOUT = ("member", "commitment")
_ALL = (
    Act(
        name="join",
        meaning="The member was admitted on a day, and left on another where that is known.",
        do=doing.join,
        needs=("member", "on"),
        may=("name", "member_kind", "founding", "until", "distinct"),
        makes={
            "member.joined": same("on", "name", "distinct", member_kind="kind"),
            "member.withdrew": same(until="on"),
        },
        repeats=True,
    ),
    Act(
        name="leave",
        meaning="The member left the body.",
        do=doing.leave,
        needs=("member", "on"),
        may=("ends",),
        makes={"member.withdrew": same("on")},
        repeats=True,
    ),
    Act(
        name="suspend",
        meaning="The member was suspended.",
        do=doing.suspend,
        needs=("member", "on"),
        may=("reason", "until"),
        makes={
            "member.suspended": same("on", "reason"),
            "member.reinstated": same(until="on"),
        },
        repeats=True,
    ),
    Act(
        name="reinstate",
        meaning="The member's suspension ended.",
        do=doing.reinstate,
        needs=("member", "on"),
        may=("ends",),
        makes={"member.reinstated": same("on")},
        repeats=True,
    ),
    Act(
        name="rename",
        meaning="The member took a new official name.",
        do=doing.rename,
        needs=("member", "name", "on"),
        makes={"member.renamed": same("on", "name")},
        repeats=True,
    ),
    Act(
        name="recode",
        meaning="The member has another code from now on; if another member has that code, both "
        "are one party and become one.",
        do=doing.recode,
        needs=("member", "code", "on"),
        makes={"member.recoded": same("on")},
        names={"code": "code"},
        repeats=True,
    ),
)

_EVERY = (
    *_ALL,
    *acts_of_bodies.ACTS,
    *acts_of_meetings.ACTS,
    *acts_of_mission.ACTS,
)
_DECLARED = tuple(map(row_act, rows().values()))
ACTS: Mapping[str, Act] = MappingProxyType({act.name: act for act in (*_EVERY, *_DECLARED)})
