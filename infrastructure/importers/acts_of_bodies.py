"""The acts that a row can record about what happens to bodies."""

from infrastructure.importers import doing_for_bodies as doing
from infrastructure.importers.act import Act, same

_OF_BODIES = (
    Act(
        name="establish",
        meaning="The body of this file was founded; the first row of a file for a new one.",
        do=doing.establish,
        needs=("code", "name", "nature", "on"),
        may=(
            *("short_name", "parent_body", "place", "occasion", "founders", "meetings_per_year"),
            *("eligibility", "how_to_join"),
        ),
        makes={
            "taskforce.established": same(
                *("on", "name", "short_name", "parent_body", "place", "occasion", "founders"),
                *("meetings_per_year", "eligibility", "how_to_join"),
            )
        },
    ),
    Act(
        name="record_kept_from",
        meaning="From this day on the record is complete; before it, silence means nothing.",
        do=doing.keep_record_from,
        needs=("on",),
        makes={"taskforce.record-kept-from": same("on")},
        repeats=True,
    ),
    Act(
        name="task",
        meaning="The body took on a task.",
        do=doing.task,
        needs=("task", "text"),
        may=("on",),
        makes={"taskforce.task-adopted": same("text")},
        names={"task": "reference"},
    ),
    Act(
        name="chair",
        meaning="The member took the chair, until the next one or the end of its term.",
        do=doing.chair,
        needs=("member", "on"),
        may=("term_ends_on",),
        makes={"taskforce.chair-appointed": same("on", "term_ends_on")},
        names={"member": "chair"},
        repeats=True,
    ),
    Act(
        name="vice_chair",
        meaning="The member became vice-chair.",
        do=doing.vice_chair,
        needs=("member", "on"),
        may=("term_ends_on",),
        makes={"taskforce.vice-chair-appointed": same("on", "term_ends_on")},
        names={"member": "vice_chair"},
        repeats=True,
    ),
    Act(
        name="claim",
        meaning="A source says this about something, beside what others say; on: when it said so.",
        do=doing.claim,
        needs=("about", "claim"),
        may=("on",),
        makes={"taskforce.claim-recorded": same("claim")},
        names={"about": "about"},
    ),
    Act(
        name="initiative",
        meaning="An existing initiative feeds in; as_member, if it is a member itself.",
        do=doing.initiative,
        needs=("initiative",),
        may=("as_member", "on"),
        makes={"taskforce.initiative-recognised": same()},
        names={"initiative": "name"},
    ),
    Act(
        name="reference_group",
        meaning="The body works beside a reference group.",
        do=doing.reference_group,
        needs=("group", "sector"),
        may=("on",),
        makes={"taskforce.reference-group-linked": same("sector")},
        names={"group": "name"},
    ),
    Act(
        name="scale",
        meaning="A scale was registered: its values from none to full, as word or word = Label; …",
        do=doing.scale,
        needs=("scale", "scale_version", "title", "values"),
        may=("high", "on"),
        makes={"taskforce.scale-registered": same("title")},
        names={"scale": "scale", "scale_version": "version"},
    ),
)
_OF_MEMBERS = (
    Act(
        name="notify_withdrawal",
        meaning="The member gave notice that it will leave; it stays one until it leaves.",
        do=doing.notify_withdrawal,
        needs=("member", "on"),
        may=("takes_effect_on",),
        makes={"member.withdrawal-notified": same("on", "takes_effect_on")},
        repeats=True,
    ),
)
ACTS: tuple[Act, ...] = (*_OF_BODIES, *_OF_MEMBERS)
