"""Every kind of event has a row to import and a table; see also test_events and test_examples."""

from functools import cache

from domain.events.table import TOPICS
from infrastructure.importers.rows.act_request import ACTS, amendable
from infrastructure.read_model.rows import ABOUT_ENTRIES
from infrastructure.read_model.standing_folding import COMMITMENTS, MEMBERS
from infrastructure.read_model.views.views import VIEWS

OF_EVIDENCE = {"log.key-rotated", "log.clock-confirmed", "record.expunged", "report.published"}
"""Topics about evidence, which are recorded on their own ways; see docs/auditing.md."""
MISSION = set(TOPICS) - OF_EVIDENCE


@cache
def in_tables() -> set[str]:
    """Return the topics that a view shows, or that a table of standings is folded from."""
    sql = " ".join(view.sql for view in VIEWS)
    folded = COMMITMENTS.select + MEMBERS.select
    return {t for t in TOPICS if f"'{t}'" in sql or f"'{t}'" in folded} | set(ABOUT_ENTRIES)


def test_each_can_be_imported() -> None:
    """Secretariats have years of rows, and type none of them again."""
    assert {topic for act in ACTS.values() for topic in amendable(act)} == MISSION


def test_each_is_in_the_tables() -> None:
    """Analysts ask in SQL, and by the names that are published."""
    assert in_tables() == set(TOPICS)
