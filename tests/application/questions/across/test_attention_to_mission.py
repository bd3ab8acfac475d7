"""Who applied and which gaps have no answer is seen first, with the command that shows it."""

from application.questions.across.attention import attention
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Facts
from domain.events.laws import LegislativeGapAnswered, LegislativeGapIdentified
from domain.events.members import Applied
from domain.values import MemberKind
from tests.application.questions.given import BODY, TODAY, Clerk, ask
from tests.application.reports.given import tell


def said(clerk: Clerk) -> list[tuple[str, str]]:
    at = as_of(clerk.tables, ask("2026-06-01"), TODAY)
    found = attention(Facts(clerk.tables, BODY, at))
    about = ("application", "gap(s)")
    return [(each.what, each.command) for each in found if any(word in each.what for word in about)]


def test_names_applicants_and_gaps_without_an_answer(clerk: Clerk) -> None:
    """Both wait for somebody, who may not know."""
    tell(clerk, Applied(member="LIL", name="Lilliput", kind=MemberKind.STATE), "2026-02-01")
    for gap in ("G-1", "G-2"):
        found = LegislativeGapIdentified(member="ATL", gap=gap, area="hosting", text="No duty.")
        tell(clerk, found, "2026-03-01")
    tell(clerk, LegislativeGapAnswered(member="ATL", gap="G-2", text="We look."), "2026-03-20")

    assert said(clerk) == [
        ("1 application(s) wait (LIL).", "depositary history LIL"),
        ("1 gap(s) in laws without an answer (G-1).", "depositary gaps"),
    ]


def test_says_nothing_where_nobody_waits(clerk: Clerk) -> None:
    """A hint that is always there is read by nobody."""
    assert said(clerk) == []
