"""Views of what happened to the log itself: keys, the clock, removed texts, reports, imports."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.log_queries import IMPORTED_ROWS
from infrastructure.read_model.views.view import View, columns_of, content, entries_view

VIEWS: tuple[View, ...] = (
    entries_view("log_key", "Each change of the key that signs checkpoints.", "log.key-rotated"),
    entries_view(
        "clock_confirmed",
        "Each time that a clock behind the last entry or checkpoint was said to be right.",
        "log.clock-confirmed",
    ),
    View(
        name="expunged",
        sentence="Each event of which texts were removed; see the guide for administrators.",
        sql="SELECT entry, position, visibility, taskforce, recorded_at, "  # noqa: S608  # names from this module
        + ", ".join(
            f"{content(name)} AS {name}"
            for name in ("expunged", "before", "after", "fields", "reason", "authority")
        )
        + " FROM event a WHERE topic = 'record.expunged'",
        columns=(
            ("entry", "Position of the first event of the entry that it is about."),
            ("position", "Position of the event that says this."),
            ("visibility", "Who may see it: who sees the entry, never more than when recorded."),
            *columns_of(fields.TASKFORCE),
            ("recorded_at", "When the texts were removed, UTC."),
            ("expunged", "Position of the event that is not what it was."),
            ("before", "Hash of what was stored; its leaf was made of it."),
            ("after", "Hash of what is stored now."),
            ("fields", "Names of the fields whose texts were removed, as JSON."),
            ("reason", "Class of the reason."),
            ("authority", "Who decided it."),
        ),
    ),
    entries_view(
        "report_published",
        "Each report that was published.",
        "report.published",
        *columns_of(fields.REPORT, fields.REPORT_TITLE, fields.SIZE),
        *columns_of(fields.MANIFEST, fields.CONTENT),
        sql={"taskforce": content("taskforce")},
    ),
    View(
        name="imported_row",
        sentence="What was last imported under each row's key.",
        sql=IMPORTED_ROWS,
        columns=(
            ("row_key", "Hash of the mapping's name and the row's key cells."),
            (
                "row_sha256",
                "Hash of the row as it was last imported; zeros where texts were removed.",
            ),
            ("position", "Position of the last event of that import."),
            ("entry_ids", "Ids of the entries that the import made or changed, as a JSON array."),
        ),
    ),
)
