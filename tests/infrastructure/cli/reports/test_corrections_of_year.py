"""What the annual report lists as corrected or retracted: entries of its year and before it."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

SIGN = "sign KEN OLD --excepting OLD-2 --excepting OLD-3.1 --on 2025-03-01"
SIGNED = "KEN signed OLD-1 version 1 (endorsement)"


@pytest.fixture(autouse=True)
def told(once: Once) -> None:
    """Begin with two members that joined in 2022, and signed in 2026."""
    once(tell, "text adopt mission.md --reference OLD --title 'Old text' --on 2025-01-10")


def corrections(year: str) -> list[tuple[object, ...]]:
    """Return the rows of that table: entry, sentence, and the entry that corrected it."""
    said = typed(f"report annual {year} --format json")
    sections = json.loads(said.out)["sections"]
    found = [each for each in sections if each["key"] == "corrections"]
    rows = found[0]["blocks"][0]["rows"] if found else []
    return [(row["entry"], row["what"], row["position"]) for row in rows]


@pytest.mark.slow
def test_what_is_of_later_years_alone_is_left_out() -> None:
    """A reader looks for it in the year, where it is not."""
    must("correct @8 on=2026-01-16 --only", "retract @9 --only --reason 'Not this one.'")

    assert corrections("2025") == []
    assert [row[0] for row in corrections("2026")] == [8, 9]


def test_what_was_said_of_the_year_and_is_of_another_is_listed() -> None:
    """The count of the year changed."""
    must(
        SIGN,
        "correct @17 on=2026-03-01",
    )

    assert corrections("2025") == [(17, SIGNED, 18)]


def test_a_retracted_signature_of_the_year_is_listed() -> None:
    """The report of an earlier day counted it."""
    must(
        SIGN,
        "retract @17 --reason 'Another country.'",
    )

    assert corrections("2025") == [(17, f"{SIGNED} (retracted)", 18)]
