"""The acts that a row can record about milestones, schedules, reports, reviews and assessments."""

from infrastructure.importers import doing_for_progress as doing
from infrastructure.importers.act import Act, same

_ABOUT = ("member", "commitment")
_PERIOD = ("period_from", "period_until")
ACTS: tuple[Act, ...] = (
    Act(
        name="milestone",
        meaning="A step on the way was set, with its due date; without an owner it is everybody's.",
        do=doing.set_milestone,
        needs=("commitment", "milestone", "title", "due_on", "on"),
        may=("owner",),
        makes={"commitment.milestone-set": same("on", "title", "due_on", "owner")},
        names={"milestone": "milestone"},
    ),
    Act(
        name="reach_milestone",
        meaning="The milestone was reached.",
        do=doing.reach_milestone,
        needs=("commitment", "milestone", "on"),
        may=("outcome",),
        makes={"commitment.milestone-reached": same("on", "outcome")},
        names={"milestone": "milestone"},
    ),
    Act(
        name="schedule",
        meaning="From this day on reports are due so; due_on and the period are the "
        "first ones; with the frequency dates, further_dues lists the others, as in "
        "2026-12-15=2026-05-01..2026-11-30; …",
        do=doing.schedule,
        needs=("commitment", "frequency", "due_on", *_PERIOD, "on"),
        may=("further_dues", "until"),
        makes={"commitment.reporting-scheduled": same("on", "frequency", "until")},
        repeats=True,
    ),
    Act(
        name="extend",
        meaning="The member may report until extended_to what was due on due_on.",
        do=doing.extend,
        needs=(*_ABOUT, "due_on", "extended_to", "reason", "on"),
        makes={"commitment.reporting-extended": same("on", "extended_to", "reason")},
        names={"due_on": "due_on"},
        repeats=True,
    ),
    Act(
        name="exempt",
        meaning="The member owes no report that is due from due_from to due_until.",
        do=doing.exempt,
        needs=(*_ABOUT, "due_from", "reason", "on"),
        may=("due_until",),
        makes={"commitment.reporting-exempted": same("on", "due_until", "reason")},
        names={"due_from": "due_from"},
        repeats=True,
    ),
    Act(
        name="return_report",
        meaning="The member's report was returned, with a reason: the one of that entry, or due on "
        "due_on, or the only pending one.",
        do=doing.send_back,
        needs=(*_ABOUT, "reason", "on"),
        may=("due_on", "entry", "reviewer"),
        makes={"commitment.report-returned": same("on", "reason")},
        repeats=True,
    ),
    Act(
        name="approve_report",
        meaning="The member's report was approved; which one, as for return_report.",
        do=doing.approve,
        needs=(*_ABOUT, "on"),
        may=("due_on", "entry", "reviewer", "remark"),
        makes={"commitment.report-approved": same("on", "remark")},
        repeats=True,
    ),
    Act(
        name="remind",
        meaning="The member was reminded of the report that is due on due_on.",
        do=doing.remind,
        needs=(*_ABOUT, "due_on", "on"),
        makes={"commitment.reminder-sent": same("on")},
        names={"due_on": "due_on"},
        repeats=True,
    ),
    Act(
        name="assess",
        meaning="An institution judged, independently, how far the member is.",
        do=doing.assess,
        needs=(
            *_ABOUT,
            *("assessor", "scale", "scale_version", "assessment", "confidence", "method"),
            *("method_version", "on"),
        ),
        may=(*_PERIOD, "narrative", "evidence"),
        makes={
            "commitment.progress-assessed": same(
                "on", "assessment", "confidence", "method", "method_version", *_PERIOD, "narrative"
            )
        },
        names={"assessor": "assessor"},
        repeats=True,
    ),
    Act(
        name="answer_assessment",
        meaning="The member answered the assessment that it had not answered, or the one of that "
        "entry.",
        do=doing.answer,
        needs=(*_ABOUT, "text", "on"),
        may=("entry",),
        makes={"commitment.assessment-answered": same("on", "text")},
        repeats=True,
    ),
)
