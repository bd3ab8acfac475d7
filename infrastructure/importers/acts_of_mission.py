"""The acts that a row can record about gaps, practice, partners, products and focal points."""

from domain.events import legislation as law
from domain.events import mission as m
from infrastructure.importers import doing_for_mission as doing
from infrastructure.importers.act import Act, same

_GAP = ("member", "gap")
_FOUND = same("on", "area", "text", "law", "planned_measure", "help_asked")
_BY_GAP = {"gap": "gap"}
_OF_GAPS = (
    Act(
        name="gap",
        meaning="A gap in the member's law was found; never for the public while it is open.",
        do=doing.find(law.LegislativeGapIdentified),
        needs=(*_GAP, "area", "text", "on"),
        may=("law", "planned_measure", "help_asked"),
        makes={"member.legislative-gap-identified": _FOUND},
        names=_BY_GAP,
    ),
    Act(
        name="opportunity",
        meaning="The member's law is about to change or could be bettered; followed like a gap.",
        do=doing.find(law.LegislativeOpportunityIdentified),
        needs=(*_GAP, "area", "text", "on"),
        may=("law", "planned_measure", "help_asked"),
        makes={"member.legislative-opportunity-identified": _FOUND},
        names=_BY_GAP,
    ),
    Act(
        name="offer_help",
        meaning="Another member, `by` its code, offered the member help with its gap.",
        do=doing.offer_help,
        needs=(*_GAP, "by", "text", "on"),
        makes={"member.legislative-help-offered": same("on", "text")},
        names={**_BY_GAP, "by": "by"},
        repeats=True,
    ),
    Act(
        name="answer_gap",
        meaning="The member replied about its gap, and said what it plans.",
        do=doing.answer_gap,
        needs=(*_GAP, "text", "on"),
        may=("planned_measure", "help_asked"),
        makes={
            "member.legislative-gap-answered": same("on", "text", "planned_measure", "help_asked")
        },
        names=_BY_GAP,
        repeats=True,
    ),
    Act(
        name="close_gap",
        meaning="A law closed the gap, or took the opportunity; on: when that took effect.",
        do=doing.close_gap,
        needs=(*_GAP, "law", "on"),
        may=("text",),
        makes={"member.legislative-gap-closed": same("on", "law", "text")},
        names=_BY_GAP,
    ),
)
_OF_PRACTICE = (
    Act(
        name="engagement",
        meaning="The member engaged others; level: national, regional or global.",
        do=doing.engage,
        needs=("member", "level", "title", "on"),
        may=("text", "partners", "task"),
        makes={"member.engagement-recorded": same("on", "level", "title", "text", "task")},
        repeats=True,
    ),
    Act(
        name="practice",
        meaning="The member showed a practice, best (tried) or emerging; evidence as for report.",
        do=doing.showcase,
        needs=("member", "practice", "maturity", "title", "text", "on"),
        may=("commitments", "evidence", "task", "meeting"),
        makes={
            "member.practice-showcased": same("on", "maturity", "title", "text", "task", "meeting")
        },
        names={"practice": "practice"},
    ),
)
_OF_PARTNERS = (
    Act(
        name="input",
        meaning="An initiative fed something in.",
        do=doing.exchange(m.InitiativeInputReceived),
        needs=("input", "initiative", "title", "on"),
        may=("text", "task"),
        makes={"taskforce.initiative-input-received": same("on", "title", "text", "task")},
        names={"input": "input", "initiative": "initiative"},
    ),
    Act(
        name="consider_input",
        meaning="A meeting took the input up, under an item of its agenda, and decided perhaps.",
        do=doing.exchange(m.InitiativeInputConsidered),
        needs=("input", "meeting", "on"),
        may=("item", "decision", "outcome"),
        makes={"taskforce.initiative-input-considered": same("on", "item", "decision", "outcome")},
        names={"input": "input", "meeting": "meeting"},
    ),
    Act(
        name="advice",
        meaning="The body advised its parent.",
        do=doing.exchange(m.AdviceForwarded),
        needs=("advice", "to", "title", "text", "task", "on"),
        may=("decision",),
        makes={"taskforce.advice-forwarded": same("on", "to", "title", "text", "task", "decision")},
        names={"advice": "advice"},
    ),
    Act(
        name="answer_advice",
        meaning="The advice was answered.",
        do=doing.exchange(m.AdviceAnswered),
        needs=("advice", "text", "on"),
        makes={"taskforce.advice-answered": same("on", "text")},
        names={"advice": "advice"},
    ),
    Act(
        name="contribution",
        meaning="The body contributed to a product of its parent.",
        do=doing.exchange(m.ProductContributionMade),
        needs=("contribution", "product", "title", "task", "on"),
        may=("text",),
        makes={
            "taskforce.product-contribution-made": same("on", "product", "title", "text", "task")
        },
        names={"contribution": "contribution"},
    ),
    Act(
        name="take_up",
        meaning="The contribution is in a version of the product, published on that day.",
        do=doing.exchange(m.ContributionTakenUp),
        needs=("contribution", "product_version", "on"),
        may=("where",),
        makes={"taskforce.contribution-taken-up": same("on", "where")},
        names={"contribution": "contribution", "product_version": "product_version"},
    ),
    Act(
        name="joint_work",
        meaning="The body and a reference group worked on something together.",
        do=doing.exchange(m.JointWorkRecorded),
        needs=("group", "title", "task", "on"),
        may=("text", "meeting"),
        makes={"taskforce.joint-work-recorded": same("on", "title", "text", "task", "meeting")},
        names={"group": "group"},
        repeats=True,
    ),
)
_OF_PEOPLE = (
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
ACTS: tuple[Act, ...] = (*_OF_GAPS, *_OF_PRACTICE, *_OF_PARTNERS, *_OF_PEOPLE)
