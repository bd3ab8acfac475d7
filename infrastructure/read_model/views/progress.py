"""Views of milestones, schedules, reports, reviews and assessments."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import (
    ACT,
    EFFECTIVE,
    ENTRY,
    View,
    code_now,
    of_content,
    told,
)

_SCALE = told(fields.SCALE, fields.SCALE_VERSION, fields.ASSESSMENT)
_PERIOD = told(fields.PERIOD_FROM, fields.PERIOD_UNTIL)
_EVIDENCE = told(fields.NARRATIVE, fields.EVIDENCE)
_OWNER = code_now("json_extract(s.content, '$.owner')", "s")
MILESTONES = View(
    name="milestones",
    sentence="Steps on the way to commitments, and when they were reached.",
    sql=(
        "SELECT s.entry, s.position, s.visibility, s.taskforce, s.effective_on,"  # noqa: S608  # our own names
        " s.effective_on_earliest, s.effective_on_latest, s.stream AS commitment,"
        " json_extract(s.content, '$.milestone') AS milestone,"
        " json_extract(s.content, '$.title') AS title,"
        f" {_OWNER} AS owner,"
        " json_extract(s.content, '$.due_on') AS due_on,"
        " r.effective_on AS reached_on, json_extract(r.content, '$.outcome') AS outcome"
        " FROM assertion s LEFT JOIN assertion r ON r.known_to IS NULL"
        " AND r.topic = 'commitment.milestone-reached' AND r.taskforce = s.taskforce"
        " AND r.stream = s.stream"
        " AND json_extract(r.content, '$.milestone') = json_extract(s.content, '$.milestone')"
        " WHERE s.known_to IS NULL AND s.topic = 'commitment.milestone-set'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.COMMITMENT, fields.MILESTONE, fields.STEP, fields.STEP_OWNER),
        *told(fields.STEP_DUE_ON, fields.REACHED_ON, fields.OUTCOME),
    ),
)
REVIEWS = View(
    name="report_reviews",
    sentence="Every return and approval of a report, all of them, also of reports corrected since.",
    sql=(
        "SELECT a.entry, a.position, a.visibility, a.taskforce, a.stream AS commitment, a.member,"
        " a.effective_on, a.effective_on_earliest, a.effective_on_latest,"
        " CASE a.topic WHEN 'commitment.report-returned' THEN 'returned' ELSE 'approved' END"
        " AS outcome, e.position AS report, json_extract(a.content, '$.reviewer') AS reviewer,"
        " coalesce(json_extract(a.content, '$.reason'), json_extract(a.content, '$.remark'))"
        " AS said"
        " FROM assertion a LEFT JOIN event e ON e.event_id = json_extract(a.content, '$.report')"
        " WHERE a.known_to IS NULL"
        " AND a.topic IN ('commitment.report-returned', 'commitment.report-approved')"
    ),
    columns=(
        *ENTRY,
        *ACT,
        *EFFECTIVE,
        ("outcome", "returned or approved."),
        ("report", "Position of the report's first event; see progress_reports.entry."),
        *told(fields.REVIEWER),
        ("said", "The reason of a return, or the remark of an approval."),
    ),
)
ASSESSMENTS = View(
    name="progress_assessments",
    sentence="What institutions judged, independently, each with the members' answers to it.",
    sql=(
        "SELECT a.entry, a.position, a.visibility, a.taskforce, a.stream AS commitment, a.member,"
        " a.effective_on, a.effective_on_earliest, a.effective_on_latest,"
        " json_extract(a.content, '$.assessor') AS assessor,"
        " json_extract(a.content, '$.scale') AS scale,"
        " json_extract(a.content, '$.scale_version') AS scale_version,"
        " json_extract(a.content, '$.assessment') AS assessment,"
        " json_extract(a.content, '$.confidence') AS confidence,"
        " json_extract(a.content, '$.method') AS method,"
        " json_extract(a.content, '$.method_version') AS method_version,"
        " json_extract(a.content, '$.period_from') AS period_from,"
        " json_extract(a.content, '$.period_until') AS period_until,"
        " json_extract(a.content, '$.narrative') AS narrative,"
        " json_extract(a.content, '$.evidence') AS evidence,"
        " (SELECT json_group_array(text) FROM (SELECT json_extract(n.content, '$.text') AS text"
        " FROM assertion n JOIN event e ON e.position = a.entry WHERE n.known_to IS NULL"
        " AND n.topic = 'commitment.assessment-answered' AND n.taskforce = a.taskforce"
        " AND json_extract(n.content, '$.assessed') = e.event_id ORDER BY n.entry)) AS answers"
        " FROM assertion a WHERE a.known_to IS NULL AND a.topic = 'commitment.progress-assessed'"
    ),
    columns=(
        *ENTRY,
        *ACT,
        *EFFECTIVE,
        ("assessor", "The institution that judged."),
        *_SCALE,
        *told(fields.CONFIDENCE, fields.METHOD, fields.METHOD_VERSION),
        *_PERIOD,
        *_EVIDENCE,
        ("answers", "The member's answers, oldest first, as a JSON array."),
    ),
)
VIEWS: tuple[View, ...] = (
    MILESTONES,
    of_content(
        "reporting_schedules",
        "When reports are due; a later schedule takes the place of what was still to come.",
        "commitment.reporting-scheduled",
        *("commitment", "frequency"),
        ("first", "First due date with its period, as a JSON object."),
        ("more", "All that follow it, where they are given one by one, as a JSON array."),
        "until",
    ),
    of_content(
        "reporting_extensions",
        "More time that members were given.",
        "commitment.reporting-extended",
        *("due_on", "extended_to", "reason"),
        acts=True,
    ),
    of_content(
        "reporting_exemptions",
        "Reports that members do not owe.",
        "commitment.reporting-exempted",
        *("due_from", "due_until", "reason"),
        acts=True,
    ),
    of_content(
        "progress_reports",
        "What members stated of themselves, withdrawn reports among them.",
        "commitment.progress-reported",
        *_SCALE,
        *told(fields.OCCASION, fields.STAGE),
        *_PERIOD,
        *_EVIDENCE,
        acts=True,
    ),
    REVIEWS,
    of_content(
        "reminders",
        "Reminders of reports.",
        "commitment.reminder-sent",
        "due_on",
        acts=True,
    ),
    ASSESSMENTS,
    of_content(
        "assessment_answers",
        "What members replied to assessments.",
        "commitment.assessment-answered",
        ("assessed", "Id of the assessment's entry; see event.entry_id."),
        "text",
        acts=True,
    ),
)
