"""What a person should look at first: each hint names a command that works."""

import pytest

from application.questions.across.attention import attention
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Facts
from domain.events.laws import LegislativeGapAnswered, LegislativeGapIdentified
from domain.events.members import Applied
from domain.values import MemberKind
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, TODAY, Clerk, ask
from tests.application.questions.given_progress import a_year
from tests.application.reports.given import tell


def said(clerk: Clerk, day: str) -> list[str]:
    """Return what is said about meetings; the rest is tested with the overview."""
    other = ("No text", "It is not said")
    return [a.what for a in attention(g.facts(clerk, day)) if not a.what.startswith(other)]


@pytest.mark.parametrize(
    ("day", "hints"),
    [
        ("2026-09-13", []),
        ("2026-09-14", ["The next meeting is due by 2026-10-14; none is called."]),
        ("2026-10-15", ["The next meeting was due by 2026-10-14; none is called."]),
    ],
)
def test_a_meeting_that_is_due_is_named_thirty_days_before(
    new: Clerk, day: str, hints: list[str]
) -> None:
    """So that a secretariat can still call one."""
    g.begin(new)
    g.hold(new, "M1", "2026-04-14")

    assert said(new, day) == hints


def test_says_that_a_meeting_is_called_and_that_a_year_will_fall_short(new: Clerk) -> None:
    """The next one will be the only one of its year."""
    g.begin(new)
    g.convene(new, "M1", "2026-07-20")

    due, short = said(new, "2026-07-02")

    assert due == "The next meeting was due by 2026-06-30; M1 is called."
    assert short.startswith("2026 will end with fewer than the 2 meetings that were promised")


def test_names_meetings_that_nobody_recorded(new: Clerk) -> None:
    """Only where the record is complete."""
    g.begin(new)
    g.convene(new, "M0", "2025-06-01")
    g.convene(new, "M1", "2026-03-01")
    g.convene(new, "M2", "unknown")

    assert said(new, "2026-03-02") == ["Meeting M1 of 2026-03-01 is not recorded as held."]


def test_names_late_actions_and_minutes(new: Clerk) -> None:
    """Minutes are late once a later meeting could have approved them; three are named at most."""
    g.begin(new)
    g.hold(new, "M0", "2025-12-01")
    for number in range(1, 6):
        g.hold(new, f"M{number}", f"2026-0{number}-01")
    wanted = [f"A-{number} | ATL | Do. | 2026-05-10" for number in range(1, 5)]
    g.decide(new, "D-1", "M5", "2026-05-01", *wanted)
    g.approve(new, "M1", "M2", "2026-02-01")

    assert said(new, "2026-05-20") == [
        "4 action(s) overdue (A-1, A-2, A-3, …).",
        "Minutes not approved, though a later meeting was held: M2, M3, M4.",
    ]


def test_names_the_body_where_there_are_several(new: Clerk) -> None:
    """A command for the wrong body would be refused."""
    g.begin(new)
    g.convene(new, "M1", "2026-03-01")
    new.found("OTHER")

    commands = [each.command for each in attention(g.facts(new, "2026-03-02"), 2)]

    assert commands[0] == "depositary conflicts --taskforce EXT"
    assert commands[-1] == "depositary meetings --taskforce EXT"


def test_names_applicants_and_gaps_without_an_answer(clerk: Clerk) -> None:
    """Both wait for somebody, who may not know."""
    tell(clerk, Applied(member="LIL", name="Lilliput", kind=MemberKind.STATE), "2026-02-01")
    for gap in ("G-1", "G-2"):
        found = LegislativeGapIdentified(member="ATL", gap=gap, area="hosting", text="No duty.")
        tell(clerk, found, "2026-03-01")
    tell(clerk, LegislativeGapAnswered(member="ATL", gap="G-2", text="We look."), "2026-03-20")

    assert hints(clerk, "2026-06-01", "application", "gap(s)") == [
        ("1 application(s) wait (LIL).", "depositary history LIL"),
        ("1 gap(s) in laws without an answer (G-1).", "depositary gaps"),
    ]


def test_says_nothing_where_nobody_waits(clerk: Clerk) -> None:
    """A hint that is always there is read by nobody."""
    assert hints(clerk, "2026-06-01", "application", "gap(s)") == []


ABOUT = ("report", "milestone")


def hints(clerk: Clerk, day: str, *about: str) -> list[tuple[str, str]]:
    """Return what is said about something, each with its command."""
    found = attention(Facts(clerk.tables, BODY, as_of(clerk.tables, ask(day), TODAY)))
    return [(each.what, each.command) for each in found if any(word in each.what for word in about)]


def test_names_what_is_late_and_what_waits(clerk: Clerk) -> None:
    """Whoever opens the register sees at once what to do."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    for number in range(4):
        secretary.set_milestone(f"STEP-{number}", "2026-05-01")

    assert hints(clerk, "2026-05-15", *ABOUT) == [
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

    assert hints(clerk, "2026-05-15", *ABOUT) == []
