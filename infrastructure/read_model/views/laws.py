"""Views of gaps and opportunities in members' laws."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import (
    View,
    columns_of,
    content,
    entries_view,
    first_entry,
    one_of,
)

_FOUND = "member.legislative-gap-identified"
_CLOSED = "member.legislative-gap-closed"
VIEWS: tuple[View, ...] = (
    entries_view(
        "gaps",
        "Gaps and opportunities in members' laws, and the laws that closed them.",
        (_FOUND, "member.legislative-opportunity-identified"),
        *columns_of(fields.KIND_OF_GAP, fields.MEMBER, fields.GAP, fields.AREA, fields.GAP_TEXT),
        *columns_of(fields.LAW),
        ("planned_measure", "What was planned when it was found; see gap_answers."),
        ("help_asked", "Help that was asked for when it was found."),
        *columns_of(fields.GAP_CLOSED_ON, fields.CLOSED_BY),
        sql={
            "kind": one_of(_FOUND, "gap", "opportunity"),
            "closed_on": first_entry(_CLOSED, "gap", "o.effective_on"),
            "closed_by": first_entry(_CLOSED, "gap", content("law", "o")),
        },
    ),
    entries_view(
        "gap_help",
        "Help that members offered each other with gaps.",
        "member.legislative-help-offered",
    ),
    entries_view(
        "gap_answers",
        "What members replied about their gaps, and what they plan.",
        "member.legislative-gap-answered",
    ),
    entries_view(
        "gap_closings",
        "Laws that closed gaps, or took opportunities.",
        _CLOSED,
        *("member", "gap", "law", "text"),
    ),
)
