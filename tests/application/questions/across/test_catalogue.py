"""The published names are those that answers and events really have."""

from application.questions.across.schemas import event_schemas
from domain.events.table import TOPICS


def test_has_a_schema_for_every_event() -> None:
    """A log is readable only with the schema of every event in it."""
    schemas = event_schemas()

    topics = schemas["topics"]
    assert isinstance(topics, dict)
    assert set(topics) == set(TOPICS)
    assert {topic: each["schema"] for topic, each in topics.items()} == {
        topic: event.SCHEMA for topic, event in TOPICS.items()
    }
