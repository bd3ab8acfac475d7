"""The published names of answers about progress are those that they really have."""

from collections.abc import Callable, Mapping

import pytest

from application.questions import reports
from application.questions.answer import Answer
from application.questions.catalogue import ANSWERS
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.questions.given_progress import a_year
from tests.application.questions.keys import must_have_just_its_keys

QUESTIONS: Mapping[str, Callable[[Clerk], Answer]] = {
    "reports": lambda c: reports.reports(c.tables, ask(), None, TODAY),
    "overdue": lambda c: reports.overdue(c.tables, ask(), None, TODAY),
    "assessments": lambda c: reports.assessments(c.tables, ask(), None, TODAY),
    "milestones": lambda c: reports.milestones(c.tables, ask(), None, TODAY),
}


def test_describes_every_question() -> None:
    """A question that is not described cannot be built upon."""
    assert set(QUESTIONS) <= set(ANSWERS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_lists_exactly_the_keys_of_the_answer(name: str, clerk: Clerk) -> None:
    """Programs are written against the list, so it must be neither short nor long."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    secretary.set_milestone("BILL", "2026-09-30")

    answer = QUESTIONS[name](clerk)

    must_have_just_its_keys(name, answer)
