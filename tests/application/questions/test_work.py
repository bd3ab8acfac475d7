"""How much work a question is: decoded events, counted, never timed."""

from collections import Counter

import pytest

from application.answers import EntryRow
from application.questions.across.due import due_items
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Fact, Facts
from application.questions.meetings.meeting_states import meeting_records
from domain.event import Event
from domain.values import Visibility
from tests.application.questions.given import BODY, TODAY, Clerk, ask
from tests.application.questions.given_meetings import begin, hold


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each event was decoded, by its position."""
    counted: Counter[int] = Counter()
    decode = Facts.fact

    def fact(self: Facts, kind: type[Event], row: EntryRow) -> Fact[Event]:
        counted[row.position] += 1
        return decode(self, kind, row)

    monkeypatch.setattr(Facts, "fact", fact)
    return counted


def _facts(clerk: Clerk, audience: Visibility) -> Facts:
    return Facts(clerk.tables, BODY, as_of(clerk.tables, ask(audience=audience), TODAY))


@pytest.mark.parametrize("audience", [Visibility.MEMBERS, Visibility.SECRETARIAT])
def test_each_event_is_decoded_once_however_many_meetings_there_are(
    new: Clerk, decoded: Counter[int], audience: Visibility
) -> None:
    begin(new)
    for number in range(1, 5):
        hold(new, f"2026-{number}", f"2026-0{number}-10", "ATL:present")
    decoded.clear()
    facts = _facts(new, audience)
    assert len(meeting_records(facts)) == 4
    due_items(facts)
    assert max(decoded.values()) == 1
