"""Views of what happened to the log itself: keys, the clock, removed texts, published reports."""

from infrastructure.read_model.view import View, of_content

VIEWS: tuple[View, ...] = (
    of_content(
        "log_key",
        "Each change of the key that signs checkpoints.",
        "log.key-rotated",
        ("old_key", "The key that signed before."),
        ("new_key", "The key that signs from then on."),
        ("reason", "Why."),
    ),
    of_content(
        "clock_confirmed",
        "Each time that a clock behind the last entry was said to be right.",
        "log.clock-confirmed",
        ("clock", "What the clock said."),
        ("last", "Time of the last entry before."),
        ("reason", "What was wrong before."),
    ),
    of_content(
        "expunged",
        "Each event of which texts were removed; see the guide for administrators.",
        "record.expunged",
        ("expunged", "Position of the event that is not what it was."),
        ("before", "Hash of what was stored; its leaf was made of it."),
        ("after", "Hash of what is stored now."),
        ("reason", "Class of the reason."),
        ("authority", "Who decided it."),
    ),
    of_content(
        "report_published",
        "Each report that was published.",
        "report.published",
        ("report", "Kind of report."),
        ("title", "Its title."),
        ("size", "Number of entries that it rests on."),
        ("manifest_sha256", "Hash of the file that says how to make it again."),
        ("content_sha256", "Hash of what it says."),
    ),
)
