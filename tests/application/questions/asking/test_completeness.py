"""Whoever may not see all is told so, below every list that counts."""

from collections.abc import Callable

import pytest

from application.questions.asking.answer import Answer
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import OF_THE_PUBLIC
from application.questions.laws.gaps import gaps
from application.questions.meetings.meetings import meetings
from application.questions.members.standings import members, status
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask

QUESTIONS: dict[str, Callable[[Clerk, Ask], Answer]] = {
    "members": lambda c, a: members(c.tables, a, TODAY),
    "status": lambda c, a: status(c.tables, a, PLEDGE, TODAY),
    "meetings": lambda c, a: meetings(c.tables, a, TODAY),
    "gaps": lambda c, a: gaps(c.tables, a, TODAY),
    "gaps-by-area": lambda c, a: gaps(c.tables, a, TODAY, by_area=True),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_public_is_told_that_it_may_not_see_all(name: str, clerk: Clerk) -> None:
    """A count of what may be seen must not be taken for a count of what there is."""
    for entry in range(1, 7):
        clerk.show(entry, Visibility.PUBLIC)

    public = QUESTIONS[name](clerk, ask(audience=Visibility.PUBLIC))

    assert public.notes[-1] == OF_THE_PUBLIC
    assert OF_THE_PUBLIC not in QUESTIONS[name](clerk, ask()).notes
