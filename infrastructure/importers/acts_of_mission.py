"""The acts that a row can record about people of members, and the end of a body."""

from infrastructure.importers import doing_for_mission as doing
from infrastructure.importers.act import Act, same

ACTS: tuple[Act, ...] = (
    Act(
        name="apply",
        meaning="An expression of interest in membership; evidence: what shows eligibility.",
        do=doing.apply,
        needs=("member", "name", "on"),
        may=("member_kind", "evidence", "distinct"),
        makes={"member.applied": same("on", "name", "evidence", "distinct", member_kind="kind")},
        repeats=True,
    ),
    Act(
        name="focal_point",
        meaning="A person, by reference (p-…), became the member's main focal point, or its role.",
        do=doing.designate,
        needs=("member", "person", "on"),
        may=("role",),
        makes={"member.focal-point-designated": same("on", "role")},
        names={"person": "person"},
        repeats=True,
    ),
    Act(
        name="release_focal_point",
        meaning="The person is the member's focal point no more: in that role, or in all.",
        do=doing.release,
        needs=("member", "person", "on"),
        may=("role",),
        makes={"member.focal-point-released": same("on")},
        repeats=True,
    ),
    Act(
        name="dissolve",
        meaning="The body came to its end; its record stays, and can be mended.",
        do=doing.dissolve,
        needs=("on",),
        may=("reason",),
        makes={"taskforce.dissolved": same("on", "reason")},
    ),
)
