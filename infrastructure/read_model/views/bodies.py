"""Views of bodies: what was founded and adopted, who chairs, and who works with them."""

from infrastructure.read_model.views.view import View, code_now, content, entries_view, one_of

VIEWS: tuple[View, ...] = (
    entries_view(
        "bodies",
        "Bodies as they were founded.",
        "taskforce.established",
        "name",
        ("nature", "What it is, real or an exercise."),
        *("parent_body", "place", "meetings_per_year"),
    ),
    entries_view(
        "body_names",
        "Names of bodies in other languages than those of their founding, as recorded.",
        "taskforce.name-recorded",
    ),
    entries_view(
        "record_kept", "Days from which records claim to be complete.", "taskforce.record-kept-from"
    ),
    entries_view("tasks", "Tasks that bodies took on.", "taskforce.task-adopted"),
    entries_view(
        "offices",
        "Chairs and vice-chairs: each holds until the next one or the end of its term.",
        ("taskforce.chair-appointed", "taskforce.vice-chair-appointed"),
        ("office", "chair or vice_chair."),
        ("member", "Code of the member that holds it."),
        ("term_ends_on", "Last day of the term, if one was given."),
        sql={
            "office": one_of("taskforce.chair-appointed", "chair", "vice_chair"),
            "member": code_now(f"coalesce({content('chair')}, {content('vice_chair')})"),
        },
    ),
    entries_view(
        "claims",
        "What sources say, side by side.",
        "taskforce.claim-recorded",
        ("about", "What the claim is about."),
        "claim",
    ),
    entries_view("initiatives", "Initiatives that feed in.", "taskforce.initiative-recognised"),
    entries_view(
        "reference_groups", "Groups beside which bodies work.", "taskforce.reference-group-linked"
    ),
    entries_view("dissolutions", "Bodies that came to their end.", "taskforce.dissolved"),
)
