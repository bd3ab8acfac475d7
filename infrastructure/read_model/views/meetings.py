"""Views of meetings, decisions, action items and minutes."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import (
    View,
    code_now,
    columns_of,
    entries_view,
    first_entry,
    one_of,
)


def _in_list(name: str) -> str:
    """Return SQL for a field of the object `j` of a list in the content."""
    return f"json_extract(j.value, '$.{name}')"


VIEWS: tuple[View, ...] = (
    entries_view(
        "meetings",
        "Meetings that were called, and when they opened and closed.",
        "taskforce.meeting-convened",
        *columns_of(fields.MEETING, fields.KIND_OF_MEETING, fields.ENDS_ON, fields.PLACE),
        ("agenda", "Titles of the items, as a JSON array."),
        *columns_of(fields.OPENED_ON, fields.CLOSED_ON),
        sql={
            "agenda": "(SELECT json_group_array(json_extract(value, '$.title'))"
            " FROM json_each(a.content, '$.agenda'))",
            "opened_on": first_entry("taskforce.meeting-opened", "meeting", "o.effective_on"),
            "closed_on": first_entry("taskforce.meeting-closed", "meeting", "o.effective_on"),
        },
    ),
    entries_view(
        "meeting_changes",
        "Meetings that were moved or cancelled; the day is that on which it was made known.",
        ("taskforce.meeting-cancelled", "taskforce.meeting-rescheduled"),
        ("change", "moved or cancelled."),
        *columns_of(fields.MEETING),
        ("begins_on", "New first day; empty for what was cancelled."),
        ("ends_on", "New last day, if it has several."),
        ("place", "New place, if that changed."),
        ("reason", "Why."),
        sql={"change": one_of("taskforce.meeting-cancelled", "cancelled", "moved")},
    ),
    entries_view(
        "attendance",
        "Who took part in which meeting, and how; no row where nobody kept a list.",
        "taskforce.meeting-opened",
        *columns_of(fields.MEETING, fields.MEMBER),
        ("presence", "present, represented, observer, excused or absent."),
        sql={"member": code_now(_in_list("member")), "presence": _in_list("presence")},
        joined=", json_each(a.content, '$.attendance') j",
    ),
    entries_view(
        "quorum_rules", "Rules for a quorum, each until the next.", "taskforce.quorum-rule-set"
    ),
    entries_view(
        "quorums",
        "Meetings whose attendance was counted.",
        "taskforce.quorum-established",
        *("meeting", "counted", "needed", "members", "reached"),
    ),
    entries_view(
        "decisions",
        "What meetings decided.",
        "taskforce.decision-adopted",
        *columns_of(fields.DECISION, fields.MEETING, fields.SUBJECT, fields.DECIDED, fields.TASK),
        *columns_of(fields.ITEM),
        ("votes", "How many voted how, as JSON; empty for consensus."),
        *columns_of(fields.COMMITMENTS),
    ),
    entries_view(
        "action_items",
        "What decisions ask somebody to do; the day is that of the decision.",
        "taskforce.decision-adopted",
        *columns_of(fields.ACTION, fields.TO_DO, fields.ACTION_OWNER, fields.DUE_ON),
        *columns_of(fields.DECISION, fields.MEETING, fields.TASK, fields.COMPLETED_ON),
        sql={
            **{name: _in_list(name) for name in ("action", "text", "due_on")},
            "owner": code_now(_in_list("owner")),
            "completed_on": first_entry(
                "taskforce.action-item-completed",
                "action",
                "o.effective_on",
                same_as=_in_list("action"),
            ),
        },
        joined=", json_each(a.content, '$.actions') j",
    ),
    entries_view(
        "minutes",
        "Draft minutes that were sent, and minutes that were approved.",
        ("taskforce.minutes-circulated", "taskforce.minutes-approved"),
        ("step", "circulated or approved."),
        *columns_of(fields.MEETING),
        ("at", "The later meeting that approved them."),
        ("changes", "What was changed in the draft."),
        ("file_sha256", "Hash (sha256) of the draft that was sent."),
        sql={"step": one_of("taskforce.minutes-approved", "approved", "circulated")},
    ),
)
