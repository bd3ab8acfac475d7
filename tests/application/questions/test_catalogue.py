"""The published names are those that answers and events really have."""

from collections.abc import Callable, Mapping

import pytest

from application.questions import histories, standings
from application.questions.answer import Answer
from application.questions.catalogue import ANSWERS, answer_keys, event_schemas
from domain.events import TOPICS
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask
from tests.application.questions.keys import must_have_just_its_keys

QUESTIONS: Mapping[str, Callable[[Clerk], Answer]] = {
    "status": lambda c: standings.status(c.tables, ask(), PLEDGE, TODAY),
    "members": lambda c: standings.members(c.tables, ask(), TODAY),
    "matrix": lambda c: standings.matrix(c.tables, ask(), None, TODAY),
    "history": lambda c: histories.history(c.tables, ask(), "ATL", TODAY),
    "log": lambda c: histories.log(c.tables, ask(), TODAY),
    "conflicts": lambda c: histories.conflicts(c.register.log, c.tables, ask(), TODAY),
}


def test_describes_every_question() -> None:
    """A question that is not described cannot be built upon."""
    assert set(QUESTIONS) <= set(ANSWERS)
    assert answer_keys().keys() == {"every", *ANSWERS}


@pytest.mark.parametrize("name", QUESTIONS)
def test_lists_exactly_the_keys_of_the_answer(name: str, clerk: Clerk) -> None:
    """Programs are written against the list, so it must be neither short nor long."""
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.correct(2, on="2026-03-01")  # which contradicts the signatures

    answer = QUESTIONS[name](clerk)

    must_have_just_its_keys(name, answer, {PLEDGE, "TREATY"})


def test_has_a_schema_for_every_event() -> None:
    """A log is readable only with the schema of every event in it."""
    schemas = event_schemas()

    topics = schemas["topics"]
    assert isinstance(topics, dict)
    assert set(topics) == set(TOPICS)
    assert {topic: each["schema"] for topic, each in topics.items()} == {
        topic: event.SCHEMA for topic, event in TOPICS.items()
    }
