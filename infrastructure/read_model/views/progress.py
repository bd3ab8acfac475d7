"""Views of milestones, schedules, reports, reviews and assessments."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import (
    View,
    code_now,
    columns_of,
    content,
    entries_view,
    one_of,
)

_SCALE = columns_of(fields.SCALE, fields.SCALE_VERSION, fields.ASSESSMENT)
_PERIOD = columns_of(fields.PERIOD_FROM, fields.PERIOD_UNTIL)
_EVIDENCE = columns_of(fields.NARRATIVE, fields.EVIDENCE)
VIEWS: tuple[View, ...] = (
    entries_view(
        "milestones",
        "Steps on the way to commitments, and when they were reached.",
        "commitment.milestone-set",
        *columns_of(fields.COMMITMENT, fields.MILESTONE, fields.STEP, fields.STEP_OWNER),
        *columns_of(fields.STEP_DUE_ON, fields.REACHED_ON, fields.OUTCOME),
        sql={
            "commitment": "a.stream",
            "owner": code_now(content("owner")),
            "reached_on": "r.effective_on",
            "outcome": content("outcome", "r"),
        },
        joined=" LEFT JOIN assertion r ON r.known_to IS NULL"
        " AND r.topic = 'commitment.milestone-reached' AND r.taskforce = a.taskforce"
        f" AND r.stream = a.stream AND {content('milestone', 'r')} = {content('milestone')}",
    ),
    entries_view(
        "reporting_schedules",
        "When reports are due; a later schedule takes the place of what was still to come.",
        "commitment.reporting-scheduled",
        *("commitment", "frequency"),
        ("first", "First due date with its period, as a JSON object."),
        ("more", "All that follow it, where they are given one by one, as a JSON array."),
        "until",
    ),
    entries_view(
        "reporting_extensions",
        "More time that members were given.",
        "commitment.reporting-extended",
        acts=True,
    ),
    entries_view(
        "reporting_exemptions",
        "Reports that members do not owe.",
        "commitment.reporting-exempted",
        acts=True,
    ),
    entries_view(
        "progress_reports",
        "What members stated of themselves, withdrawn reports among them.",
        "commitment.progress-reported",
        *_SCALE,
        *columns_of(fields.OCCASION, fields.STAGE),
        *_PERIOD,
        *_EVIDENCE,
        acts=True,
    ),
    entries_view(
        "report_reviews",
        "Every return and approval of a report, all of them, also of reports corrected since.",
        ("commitment.report-returned", "commitment.report-approved"),
        ("outcome", "returned or approved."),
        ("report", "Position of the report's first event; see progress_reports.entry."),
        *columns_of(fields.REVIEWER),
        ("said", "The reason of a return, or the remark of an approval."),
        acts=True,
        sql={
            "outcome": one_of("commitment.report-returned", "returned", "approved"),
            "report": "e.position",
            "said": f"coalesce({content('reason')}, {content('remark')})",
        },
        joined=f" LEFT JOIN event e ON e.event_id = {content('report')}",
    ),
    entries_view("reminders", "Reminders of reports.", "commitment.reminder-sent", acts=True),
    entries_view(
        "progress_assessments",
        "What institutions judged, independently, each with the members' answers to it.",
        "commitment.progress-assessed",
        ("assessor", "The institution that judged."),
        *_SCALE,
        *columns_of(fields.CONFIDENCE, fields.METHOD, fields.METHOD_VERSION),
        *_PERIOD,
        *_EVIDENCE,
        ("answers", "The member's answers, oldest first, as a JSON array."),
        acts=True,
        sql={
            "answers": "(SELECT json_group_array(text) FROM ("  # noqa: S608  # our own names
            f"SELECT {content('text', 'n')} AS text"
            " FROM assertion n JOIN event e ON e.position = a.entry WHERE n.known_to IS NULL"
            " AND n.topic = 'commitment.assessment-answered' AND n.taskforce = a.taskforce"
            f" AND {content('assessed', 'n')} = e.event_id ORDER BY n.entry))"
        },
    ),
    entries_view(
        "assessment_answers",
        "What members replied to assessments.",
        "commitment.assessment-answered",
        ("assessed", "Id of the assessment's entry; see event.entry_id."),
        "text",
        acts=True,
    ),
)
