"""A vote on an unknown day took place by its entry, so no later rule or member is in its count."""

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

VOTE = (
    "meeting vote {decision} M1 --title Plan --text Yes. --task WORK --rule ORDINARY"
    " --in-favour 2 --on unknown"
)


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """KEN and ATL met on an unknown day; half of all had to be there."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce quorum 1/2 --on 2025-01-01",
        "taskforce majority ORDINARY more_than_half --on 2025-01-01",
        "meeting convene M1 ordinary_session --on unknown",
        "meeting open M1 --on unknown --attendance KEN --attendance ATL",
    )


LATER = (
    "taskforce quorum 5 --on 2190-01-01",
    "taskforce majority ORDINARY consensus --on 2190-01-01",
    "taskforce voting-rights present_at_meetings --attended 2 --of-last 2 --on 2190-01-01",
    *(f"member join {code} --name {code} --on 2190-01-01" for code in ("LAP", "ERE", "UTO")),
)


def flat(line: str) -> str:
    return " ".join(typed(line).out.split())


@pytest.mark.slow
def test_what_begins_after_the_entry_changes_no_count() -> None:
    """It was counted anew, and advice said to retract the result."""
    must(VOTE.format(decision="D-1"), *LATER)

    assert "adopted" in flat("votes D-1")
    assert "not adopted" not in flat("votes D-1")
    assert "Nothing contradicts" in flat("conflicts")


@pytest.mark.slow
def test_a_vote_that_is_being_entered_is_counted_by_what_began_by_today() -> None:
    """The same facts in another order give the same count."""
    must(*LATER, VOTE.format(decision="D-1"))

    assert "adopted" in flat("votes D-1")
    assert "not adopted" not in flat("votes D-1")
    assert "Nothing contradicts" in flat("conflicts")


@pytest.mark.slow
def test_who_joins_later_is_not_told_as_absent() -> None:
    must(VOTE.format(decision="D-1"), *LATER)

    for line in ("rights M1", "presence M1", "presence M1 --hour 10:00", "report minutes M1"):
        assert "LAP" not in flat(line), line
