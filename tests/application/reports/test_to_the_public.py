"""What documents and answers tell the public of what it may not see: that there may be more."""

from collections.abc import Callable

import pytest

from application.questions.asking.ask import OF_THE_PUBLIC
from application.questions.meetings.cadence import cadence
from application.questions.members.standings import status
from application.reports.body_context import NOTHING_PUBLIC
from application.reports.document import Paragraph, Points, Report, walk
from application.reports.gaps import gaps
from application.reports.meetings.attendance import attendance
from application.reports.meetings.decisions import decisions
from application.reports.meetings.minutes import minutes
from application.reports.practices import practices
from application.reports.profile import NOTE, profile
from domain.events.bodies import InstrumentAdopted
from domain.events.laws import LegislativeGapClosed, PracticeShowcased
from domain.values import LegalNature, Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.reports.given import rows, tell

PUBLIC = ask(audience=Visibility.PUBLIC)
MADE: dict[str, Callable[[Clerk], Report]] = {
    "attendance": lambda c: attendance(c.tables, PUBLIC, TODAY, year="2026"),
    "decisions": lambda c: decisions(c.tables, PUBLIC, TODAY, year="2026"),
    "gaps": lambda c: gaps(c.tables, PUBLIC, TODAY),
    "practices": lambda c: practices(c.tables, PUBLIC, TODAY),
}
PRACTICE = PracticeShowcased(
    member="ATL", practice="LINE", maturity="best", title="A line", text="It answers."
)


def said(report: Report) -> list[str]:
    """Return the sentences of all sections."""
    blocks = [block for section in walk(report.sections) for block in section.blocks]
    lines = [line for block in blocks if isinstance(block, Points) for line in block.lines]
    return [*lines, *(block.text for block in blocks if isinstance(block, Paragraph))]


@pytest.mark.parametrize("name", MADE)
def test_a_document_counts_nothing_that_may_be_hidden(name: str, clerk: Clerk) -> None:
    """Zero would be taken for the truth."""
    tell(clerk, PRACTICE, "2026-03-12")

    report = MADE[name](clerk)

    assert OF_THE_PUBLIC in report.banners
    assert said(report) in ([], [NOTHING_PUBLIC])


def test_a_document_counts_what_is_shown(clerk: Clerk) -> None:
    """Each figure alone."""
    clerk.context = clerk.context._replace(visibility=Visibility.PUBLIC)
    tell(clerk, PRACTICE, "2026-03-12")

    assert said(MADE["practices"](clerk))[0] == "Practices: 1."
    assert not [line for line in said(MADE["practices"](clerk)) if ": 0" in line]


def test_a_text_without_commitments_that_are_shown_is_not_called_unsigned(clerk: Clerk) -> None:
    """Its signatures may be hidden with them."""
    nature = LegalNature.POLITICAL
    text = InstrumentAdopted(reference="OPEN", title="Open", legal_nature=nature)
    clerk.context = clerk.context._replace(visibility=Visibility.PUBLIC)
    tell(clerk, text, "2026-01-01")

    assert status(clerk.tables, PUBLIC, "OPEN", TODAY).notes == []
    assert status(clerk.tables, ask(), "OPEN", TODAY).notes == ["Signatories are not recorded."]


def test_a_year_without_meetings_that_are_shown_has_no_count(clerk: Clerk) -> None:
    """Nor is it said that no rhythm was promised."""
    public, members = (cadence(clerk.tables, each, TODAY) for each in (PUBLIC, ask()))

    assert [(row["held"], row["to_come"]) for row in public.rows] == [(None, None)]
    assert public.notes == [
        "Whether the body meets as often as it promised is not shown to this audience."
    ]
    assert [row["held"] for row in members.rows] == [0]


def test_a_profile_does_not_say_that_the_rest_is_not_recorded(clerk: Clerk) -> None:
    """It may be recorded, for others."""
    clerk.show(2, Visibility.PUBLIC)

    assert NOTE not in profile(clerk.tables, PUBLIC, TODAY, member="ATL").notes
    assert NOTE in profile(clerk.tables, ask(), TODAY, member="ATL").notes


def test_a_member_whose_act_may_be_hidden_is_not_said_to_have_done_nothing(clerk: Clerk) -> None:
    """The public would read in the press what the register denies."""
    names = MADE["gaps"](clerk).names

    assert names["standing"] == {"none": "no public signature"}
    assert names["treaty_standing"] == {"none": "no public signature or consent"}


def test_a_meeting_whose_call_is_hidden_is_a_meeting(new: Clerk) -> None:
    """Its agenda names gaps in laws, but that it was held may be read elsewhere on the page."""
    g.begin(new)
    g.find_gap(new)
    g.convene(new, "M2", "2026-04-14", "Laws | HOSTING")
    new.context = g.OPENLY
    g.hold(new, "M1", "2026-03-01", "ATL; ERE")
    g.open_(new, "M2", "2026-04-14", "ATL; ERE")

    found = minutes(new.tables, ask("2026-06-01", audience=Visibility.PUBLIC), TODAY, meeting="M2")

    assert found.title == "Minutes of the meeting M2"
    told = [(row["what"], row["value"]) for row in rows(found, "meeting")]
    assert told[1:3] == [("Kind", "not shown"), ("Place", "not shown")]
    assert rows(found, "agenda") == []
    asked = ask("2026-06-01", audience=Visibility.PUBLIC)
    assert "The last meeting was M2, on 2026-04-14." in cadence(new.tables, asked, TODAY).notes


def test_a_gap_of_which_only_the_end_is_public_has_no_code(new: Clerk) -> None:
    """A code is no word for people."""
    g.begin(new)
    g.find_gap(new)
    closed = LegislativeGapClosed(member="ATL", gap="HOSTING", law="Act 12")
    new.show(tell(new, closed, "2026-06-01"), Visibility.PUBLIC)

    assert MADE["gaps"](new).names["gap_in_sentence"] == {"HOSTING": "a gap or opportunity"}
