"""Whoever may not see all is told so, above every list that counts, and of no zero."""

from collections.abc import Callable

import pytest

from application.questions.asking.answer import Answer
from application.questions.asking.ask import OF_THE_PUBLIC, Ask
from application.questions.asking.completeness import shown
from application.questions.asking.question_context import QuestionContext
from application.questions.laws.gaps import gaps
from application.questions.log.history import history, log
from application.questions.meetings.meetings import decisions, meetings
from application.questions.members.standings import matrix, members, status
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask

QUESTIONS: dict[str, Callable[[Clerk, Ask], Answer]] = {
    "members": lambda c, a: members(c.tables, a, TODAY),
    "status": lambda c, a: status(c.tables, a, PLEDGE, TODAY),
    "matrix": lambda c, a: matrix(c.tables, a, None, TODAY),
    "meetings": lambda c, a: meetings(c.tables, a, TODAY),
    "decisions": lambda c, a: decisions(c.tables, a, TODAY),
    "gaps": lambda c, a: gaps(c.tables, a, TODAY),
    "gaps-by-area": lambda c, a: gaps(c.tables, a, TODAY, by_area=True),
    "log": lambda c, a: log(c.tables, a, TODAY),
    "history": lambda c, a: history(c.tables, a, PLEDGE, TODAY),
}


@pytest.mark.in_part(5)
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_public_is_told_that_it_may_not_see_all(name: str, clerk: Clerk) -> None:
    """A count of what may be seen must not be taken for a count of what there is."""
    for entry in range(1, 7):
        clerk.show(entry, Visibility.PUBLIC)

    public = QUESTIONS[name](clerk, ask(audience=Visibility.PUBLIC))
    others = QUESTIONS[name](clerk, ask())

    assert public.banners[1] == OF_THE_PUBLIC
    assert OF_THE_PUBLIC not in others.banners
    assert not [each for each, n in (public.counts or {}).items() if n == 0 or each == "none"]
    assert (public.counts is None) is (others.counts is None)


def test_counts_what_an_audience_may_see(clerk: Clerk) -> None:
    """So that the secretariat knows what is not shown, and nobody else does."""
    before = _shown(clerk, Visibility.PUBLIC)
    clerk.show(1, Visibility.PUBLIC)
    clerk.show(2, Visibility.SECRETARIAT)

    assert before == (0, sum(before))
    assert _shown(clerk, Visibility.PUBLIC) == (1, sum(before) - 1)
    assert _shown(clerk, Visibility.MEMBERS) == (sum(before) - 1, 1)
    assert _shown(clerk, Visibility.SECRETARIAT) == (sum(before), 0)


def _shown(clerk: Clerk, audience: Visibility) -> tuple[int, int]:
    """Return how many entries an audience may see, and how many not."""
    at = QuestionContext.of(clerk.tables, ask(audience=audience), TODAY).at
    found = shown(clerk.tables, "EXT", at)
    return found.seen, len(found.hidden)
