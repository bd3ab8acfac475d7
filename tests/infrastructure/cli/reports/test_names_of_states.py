"""Reports in another language name states as is usual in it."""

from pathlib import Path

from tests.infrastructure.cli.given import must, typed


def test_the_heading_of_a_group_is_such_a_name(due: Path) -> None:
    """A note of the report says that states are named so."""
    must("member rename KEN 'Republic of Kenya' --on 2026-02-10")

    said = typed("report overdue --language fr").out

    assert "\nKenya\n\n" in said
    assert "Republic" not in said
    assert due.exists()
