"""Views of meetings, decisions, action items and minutes."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import EFFECTIVE, ENTRY, View, code_now, of_content, told

_DATED = (
    "a.entry, a.position, a.visibility, a.taskforce, a.effective_on, a.effective_on_earliest,"
    " a.effective_on_latest"
)
_REASON = ("reason", "Why.")


def _of(*fields: str) -> str:
    return ", ".join(f"json_extract(a.content, '$.{name}') AS \"{name}\"" for name in fields)


MEETING_CHANGES = View(
    name="meeting_changes",
    sentence="Meetings that were moved or cancelled; the day is that on which it was made known.",
    sql=(
        f"SELECT {_DATED}, CASE a.topic WHEN 'taskforce.meeting-cancelled' THEN 'cancelled'"  # noqa: S608  # names from this module
        f" ELSE 'moved' END AS change, {_of('meeting', 'begins_on', 'ends_on', 'place', 'reason')}"
        " FROM assertion a WHERE a.known_to IS NULL"
        " AND a.topic IN ('taskforce.meeting-cancelled', 'taskforce.meeting-rescheduled')"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        ("change", "moved or cancelled."),
        *told(fields.MEETING),
        ("begins_on", "New first day; empty for what was cancelled."),
        ("ends_on", "New last day, if it has several."),
        ("place", "New place, if that changed."),
        _REASON,
    ),
)
_OWNER = code_now("json_extract(j.value, '$.owner')", "a")
ACTION_ITEMS = View(
    name="action_items",
    sentence="What decisions ask somebody to do; the day is that of the decision.",
    sql=(
        f"SELECT {_DATED}, json_extract(j.value, '$.action') AS action,"  # noqa: S608  # names from this module
        " json_extract(j.value, '$.text') AS text,"
        f" {_OWNER} AS owner,"
        f" json_extract(j.value, '$.due_on') AS due_on, {_of('decision', 'meeting', 'task')},"
        " (SELECT c.effective_on FROM assertion c WHERE c.known_to IS NULL"
        " AND c.topic = 'taskforce.action-item-completed' AND c.taskforce = a.taskforce"
        " AND json_extract(c.content, '$.action') = json_extract(j.value, '$.action'))"
        " AS completed_on"
        " FROM assertion a, json_each(a.content, '$.actions') j"
        " WHERE a.known_to IS NULL AND a.topic = 'taskforce.decision-adopted'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.ACTION, fields.TO_DO, fields.ACTION_OWNER, fields.DUE_ON),
        *told(fields.DECISION, fields.MEETING, fields.TASK, fields.COMPLETED_ON),
    ),
)
MINUTES = View(
    name="minutes",
    sentence="Draft minutes that were sent, and minutes that were approved.",
    sql=(
        f"SELECT {_DATED}, CASE a.topic WHEN 'taskforce.minutes-approved' THEN 'approved'"  # noqa: S608  # names from this module
        f" ELSE 'circulated' END AS step, {_of('meeting', 'at', 'changes', 'file_sha256')}"
        " FROM assertion a WHERE a.known_to IS NULL"
        " AND a.topic IN ('taskforce.minutes-circulated', 'taskforce.minutes-approved')"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        ("step", "circulated or approved."),
        *told(fields.MEETING),
        ("at", "The later meeting that approved them."),
        ("changes", "What was changed in the draft."),
        ("file_sha256", "Hash (sha256) of the draft that was sent."),
    ),
)
VIEWS = (
    MEETING_CHANGES,
    of_content(
        "quorum_rules",
        "Rules for a quorum, each until the next.",
        "taskforce.quorum-rule-set",
        *("number", "numerator", "denominator", "more_than", "counting"),
    ),
    of_content(
        "quorums",
        "Meetings whose attendance was counted.",
        "taskforce.quorum-established",
        *("meeting", "counted", "needed", "members", "reached"),
    ),
    of_content(
        "decisions",
        "What meetings decided.",
        "taskforce.decision-adopted",
        *told(fields.DECISION, fields.MEETING, fields.SUBJECT, fields.DECIDED, fields.TASK),
        *told(fields.ITEM),
        ("votes", "How many voted how, as JSON; empty for consensus."),
        *told(fields.COMMITMENTS),
    ),
    ACTION_ITEMS,
    MINUTES,
)
