"""Which of several rules held on a day, where days are coarse or unknown."""

import pytest

from domain.events.meetings import QuorumRuleSet
from domain.history import History
from domain.meetings.in_force import held_on, may_have_held
from tests.domain.given import day as exactly_or_not
from tests.domain.given import recorded

HALF, ALL = (QuorumRuleSet(numerator=1, denominator=each) for each in (2, 1))


@pytest.mark.parametrize(
    ("older", "newer", "on", "held", "perhaps"),
    [
        ("2024-01-10", "2025", "2025-02-14", HALF, [HALF, ALL]),
        ("2024-01-10", "2025", "2025-12-31", ALL, [ALL]),
        ("2024-01-10", "2025", "2025", ALL, [HALF, ALL]),
        ("2025-01-10", "<=2025-04-29", "2025-04-14", HALF, [HALF, ALL]),
        ("2025-01-10", "2025-02-01", "2025-02-01", ALL, [ALL]),
        ("2025-03", "2025", "2025-02-14", None, [ALL]),
        ("2025-03", "2025", "2024-02-14", None, []),
    ],
)
def test_what_surely_held_is_replaced_by_what_has_surely_begun(
    older: str,
    newer: str,
    on: str,
    held: QuorumRuleSet | None,
    perhaps: list[QuorumRuleSet],
) -> None:
    """A date counts from the last day that it can mean (docs/decisions/0003)."""
    found = [*History.of([recorded(1, HALF, older), recorded(2, ALL, newer)]).each(QuorumRuleSet)]
    day = exactly_or_not(on)

    told = held_on(found, day)

    assert [event for _, event in may_have_held(found, day)] == perhaps
    assert (told and told[1]) == (held or (perhaps[-1] if perhaps else None))
