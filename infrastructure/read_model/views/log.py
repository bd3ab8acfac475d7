"""Views of what happened to the log itself: keys, the clock, removed texts, published reports."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import EFFECTIVE, ENTRY, View, of_content, told

VIEWS: tuple[View, ...] = (
    of_content(
        "log_key",
        "Each change of the key that signs checkpoints.",
        "log.key-rotated",
        *("old_key", "new_key", "reason"),
    ),
    of_content(
        "clock_confirmed",
        "Each time that a clock behind the last entry or checkpoint was said to be right.",
        "log.clock-confirmed",
        *("clock", "last", "reason"),
    ),
    View(
        name="expunged",
        sentence="Each event of which texts were removed; see the guide for administrators.",
        sql=(
            "SELECT entry, position, visibility, taskforce, recorded_at,"
            " json_extract(content, '$.expunged') AS expunged,"
            " json_extract(content, '$.before') AS before,"
            " json_extract(content, '$.after') AS after,"
            " json_extract(content, '$.fields') AS fields,"
            " json_extract(content, '$.reason') AS reason,"
            " json_extract(content, '$.authority') AS authority"
            " FROM event WHERE topic = 'record.expunged'"
        ),
        columns=(
            ("entry", "Position of the first event of the entry that it is about."),
            ("position", "Position of the event that says this."),
            ("visibility", "Who may see it: who sees the entry, never more than when recorded."),
            *told(fields.TASKFORCE),
            ("recorded_at", "When the texts were removed, UTC."),
            ("expunged", "Position of the event that is not what it was."),
            ("before", "Hash of what was stored; its leaf was made of it."),
            ("after", "Hash of what is stored now."),
            ("fields", "Names of the fields whose texts were removed, as JSON."),
            ("reason", "Class of the reason."),
            ("authority", "Who decided it."),
        ),
    ),
    View(
        name="report_published",
        sentence="Each report that was published.",
        sql="""SELECT entry, position, visibility,
            json_extract(content, '$.taskforce') AS taskforce, effective_on,
            effective_on_earliest, effective_on_latest,
            json_extract(content, '$.report') AS report,
            json_extract(content, '$.title') AS title,
            json_extract(content, '$.size') AS size,
            json_extract(content, '$.manifest_sha256') AS manifest_sha256,
            json_extract(content, '$.content_sha256') AS content_sha256
            FROM assertion WHERE known_to IS NULL AND topic = 'report.published'""",
        columns=(
            *ENTRY,
            *EFFECTIVE,
            *told(fields.REPORT, fields.REPORT_TITLE, fields.SIZE),
            *told(fields.MANIFEST, fields.CONTENT),
        ),
    ),
)
