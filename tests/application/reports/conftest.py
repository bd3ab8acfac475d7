"""The reports are tested on the same body as the questions."""

from domain.events import voting as v
from tests.application.questions import given_meetings as g
from tests.application.questions.conftest import after, clerk, kept, new, once
from tests.application.questions.given import Clerk
from tests.application.reports.given_minutes import DAY, tell

__all__ = ["after", "clerk", "kept", "new"]


@once()
def met(new: Clerk) -> None:
    """A meeting of three members, with rules for majorities."""
    g.begin(new)
    new.join("UTO", "Utopia", "2025-01-01")
    tell(
        new,
        v.MajorityRuleSet(rule="MORE", majority="more_than_half", casting_vote=True),
        v.MajorityRuleSet(rule="ALL", majority="two_thirds", base="all"),
        v.MajorityRuleSet(rule="NONE", majority="consensus"),
    )
    g.convene(new, "M1", DAY, "Song | K1", "Dance")
