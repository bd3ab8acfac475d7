"""What was read of a body, and the days from which it holds."""

from datetime import date

from application.questions.asking.ask import as_of
from application.questions.asking.facts import ENDINGS, Facts
from domain.event import Event
from domain.events.members import Joined
from domain.events.table import EVENTS
from tests.application.questions.given import BODY, TODAY, Clerk, ask


def test_days_of_what_was_read_in_part_are_known(clerk: Clerk) -> None:
    """What was asked for of some days only has others on which another answer holds."""
    facts, whole = (Facts(clerk.tables, BODY, as_of(clerk.tables, ask(), TODAY)) for _ in range(2))

    assert facts.begun(Joined, within=(date.min, date(1900, 1, 1))) == []
    assert {fact.by for fact in whole.known(Joined)} == facts.days_by_commitment[""]


def test_every_kind_that_ends_others_is_read() -> None:
    """They are listed, since a question does not load all events."""
    assert {*ENDINGS} == {event for event in EVENTS if event.ended is not Event.ended}
