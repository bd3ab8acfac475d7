"""Views of engagement, practices, inputs, advice, products and joint work."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import (
    View,
    columns_of,
    content,
    entries_view,
    first_entry,
)

_CONSIDERED = "taskforce.initiative-input-considered"
_ANSWERED = "taskforce.advice-answered"
VIEWS: tuple[View, ...] = (
    entries_view("engagements", "What members did with others.", "member.engagement-recorded"),
    entries_view(
        "practices",
        "Practices that members showed.",
        "member.practice-showcased",
        *("member", "practice", "maturity", "title"),
        ("text", "What it does."),
        "commitments",
        *columns_of(fields.EVIDENCE),
        *("task", "meeting"),
    ),
    entries_view(
        "inputs",
        "What initiatives fed in, and where it was first taken up.",
        "taskforce.initiative-input-received",
        *columns_of(fields.INPUT, fields.INITIATIVE, fields.TITLE, fields.TEXT, fields.TASK),
        ("considered_on", "Day on which a meeting took it up; empty if that is not recorded."),
        sql={"considered_on": first_entry(_CONSIDERED, "input", "o.effective_on")},
    ),
    entries_view(
        "inputs_considered",
        "Inputs that meetings took up, each with its agenda item and decision.",
        _CONSIDERED,
        *("input", "meeting", "item", "decision", "outcome"),
    ),
    entries_view(
        "advice",
        "Advice that bodies gave their parents, and its answers.",
        "taskforce.advice-forwarded",
        *columns_of(fields.ADVICE, fields.ADVISED, fields.TITLE, fields.TEXT, fields.TASK),
        *columns_of(fields.DECISION, fields.ANSWERED_ON, fields.ANSWER_TO_ADVICE),
        sql={
            "answered_on": first_entry(_ANSWERED, "advice", "o.effective_on"),
            "answer": first_entry(_ANSWERED, "advice", content("text", "o")),
        },
    ),
    entries_view(
        "contributions",
        "What bodies contributed to products.",
        "taskforce.product-contribution-made",
    ),
    entries_view(
        "contributions_taken_up",
        "Versions of products that contributions are in.",
        "taskforce.contribution-taken-up",
    ),
    entries_view(
        "joint_work",
        "What bodies and reference groups worked on together.",
        "taskforce.joint-work-recorded",
    ),
)
