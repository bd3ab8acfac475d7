"""What the report of changes says of texts that were removed: where, why, and who decided it."""

from application.questions.asking.answer import Column, Row
from application.questions.asking.sentences import plain
from domain.events.log import Expunged

COLUMNS = (
    Column("what", "Entry"),
    Column("fields", "Texts in"),
    Column("reason", "Why"),
    Column("authority", "On the authority of"),
    Column("position", "Position"),
)


def removed(named: Row, content: str) -> Row:
    """Return the row of one record; `named` says which entry it is about."""
    event = Expunged.model_validate_json(content)
    return {
        **named,
        "fields": ", ".join(event.fields),
        "reason": plain(event.reason),
        "authority": event.authority,
    }
