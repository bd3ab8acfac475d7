"""The reports of a year of meetings say one meeting and one decision in the singular."""

import pytest

from application.reports.annual.annual import annual
from application.reports.document import Paragraph, Report
from application.reports.meetings.attendance import attendance
from application.reports.meetings.decisions import decisions
from domain.events import voting as v
from tests.application.questions import given_meetings as g
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.reports.given import section
from tests.application.reports.given_minutes import DAY, tally, tell, vote


def summary(report: Report) -> str:
    (said,) = section(report, "summary").blocks
    assert isinstance(said, Paragraph)
    return said.text


@pytest.mark.parametrize(
    ("adopted", "missed", "words"),
    [
        (0, 0, "0 decisions were adopted in 2026, and 0 were not."),
        (1, 0, "1 decision was adopted in 2026, and 0 were not."),
        (2, 1, "2 decisions were adopted in 2026, and 1 was not."),
        (1, 1, "1 decision was adopted in 2026, and 1 was not."),
    ],
)
def test_decisions_are_counted_in_words_that_fit(
    new: Clerk, adopted: int, missed: int, words: str
) -> None:
    """One of them was, and two of them were."""
    g.begin(new)
    tell(new, v.MajorityRuleSet(rule="MORE", majority="more_than_half"))
    g.hold(new, "M1", DAY, "ATL; ERE", "Song | K1")
    for number in range(adopted):
        g.decide(new, f"A-{number}", "M1", DAY)
    for number in range(missed):
        lost = {"meeting": "M1", "title": "Song", "text": "We sing.", "decision": f"N-{number}"}
        tell(new, vote("MORE", f"N-{number}", tally=tally(0, 2)))
        tell(new, v.DecisionNotAdopted(**lost, reason="majority_missed"))

    assert summary(decisions(new.tables, ask("2026-12-31"), TODAY, year="2026")) == words
    year = annual(new.tables, ask("2026-12-31"), TODAY, year="2026")
    found = [len(table.rows) for table in year.tables() if table.key == "not-adopted"]
    assert found == ([missed] if missed else [])


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ([], "0 meetings were held in 2026; for 0 of them"),
        ([""], "1 meeting was held in 2026; there is no list of attendance for it."),
        (["ATL"], "1 meeting was held in 2026; there is a list of attendance for it."),
        (["ATL", ""], "2 meetings were held in 2026; for 1 of them there is a list"),
    ],
)
def test_meetings_are_counted_in_words_that_fit(new: Clerk, came: list[str], words: str) -> None:
    """Of one meeting it is plain which one has a list."""
    g.begin(new)
    for number, listed in enumerate(came):
        g.hold(new, f"M{number}", DAY, listed)

    said = summary(attendance(new.tables, ask("2026-12-31"), TODAY, year="2026"))

    assert said.startswith(words)
