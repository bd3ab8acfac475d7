"""What is late about progress is seen first, with the command that shows it."""

from application.questions.across.attention import attention
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Facts
from tests.application.questions.given import BODY, TODAY, Clerk, ask
from tests.application.questions.given_progress import a_year

ABOUT = ("report", "milestone")


def said(clerk: Clerk, day: str) -> list[tuple[str, str]]:
    """Return what is said about progress; the rest is tested elsewhere."""
    at = as_of(clerk.tables, ask(day), TODAY)
    found = attention(Facts(clerk.tables, BODY, at))
    return [(each.what, each.command) for each in found if any(word in each.what for word in ABOUT)]


def test_names_what_is_late_and_what_waits(clerk: Clerk) -> None:
    """Whoever opens the register sees at once what to do."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    for number in range(4):
        secretary.set_milestone(f"STEP-{number}", "2026-05-01")

    assert said(clerk, "2026-05-15") == [
        ("1 report(s) overdue (ERE).", "depositary overdue"),
        ("1 report(s) wait for a review (ATL).", "depositary reports"),
        ("4 milestone(s) overdue (STEP-0, STEP-1, STEP-2, …).", "depositary milestones"),
    ]


def test_says_nothing_where_all_is_done(clerk: Clerk) -> None:
    """A hint that is always there is read by nobody."""
    secretary = a_year(clerk)
    for member in ("ATL", "ERE"):
        secretary.hand_in(member, "2026-04-30", "2026-04-20")
        secretary.approve(member, "2026-05-02")

    assert said(clerk, "2026-05-15") == []
