"""What documents call commitments and steps: by their first words, in lists and in sentences."""

from dataclasses import replace

import pytest

from application.questions.asking.answer import Column
from application.questions.asking.ask import as_of
from application.questions.asking.cited_commitments import cited_commitments, first_words
from application.questions.asking.facts import Facts
from application.reports.document import Paragraph, Table
from application.reports.paper.cited import cited
from application.reports.paper.paper import on_paper
from domain.events.laws import LegislativeOpportunityIdentified
from domain.words import joined, worded
from tests.application.questions.given import BODY, PLEDGE, TODAY, TREATY, Clerk, ask
from tests.application.reports.given import tell
from tests.application.reports.paper.given_paper import told
from tests.application.reports.year import GAP, TASK


def facts(clerk: Clerk) -> Facts:
    return Facts(clerk.tables, BODY, as_of(clerk.tables, ask(), TODAY))


def test_a_member_of_an_unknown_day_is_called_by_its_name(clerk: Clerk) -> None:
    """It may have been there, and a code says nothing to a reader."""
    clerk.join("BRD", "Brodavia", "unknown")

    found = cited(Facts(clerk.tables, BODY, as_of(clerk.tables, ask("2026-06-30"), TODAY)))

    assert found["member"]["BRD"] == "Brodavia"


class TestCommitments:
    def test_are_called_by_their_number_and_first_words(self, clerk: Clerk) -> None:
        """A text of one commitment is called by its title."""
        found = cited_commitments(facts(clerk))

        first, second, treaty = found["PLEDGE-1"], found["PLEDGE-2"], found[TREATY]
        assert (first.number, second.number) == ("1", "2")
        assert first.by_words.startswith("The PLEDGE, 1. ")
        assert (first.by_number, first.heading) == (
            "commitment 1 of The PLEDGE",
            "The PLEDGE, commitment 1",
        )
        assert {treaty.by_words, treaty.by_number, treaty.heading, treaty.by_kind} == {"The TREATY"}

    def test_need_no_title_where_there_is_one_text(self, new: Clerk) -> None:
        """Then a number is enough; without one in the reference, that of its place."""
        new.found()
        new.adopt(PLEDGE, "PLEDGE-3", "LATER")

        third, later = cited_commitments(facts(new)).values()

        assert third.by_words == "3. We do PLEDGE-3"
        assert (third.by_number, third.heading) == ("commitment 3", "Commitment 3")
        assert third.by_kind == "Commitment 3: We do PLEDGE-3"
        assert later.by_words == "2. We do LATER"


def test_minutes_say_what_an_item_was_about_in_words(clerk: Clerk) -> None:
    """Whoever was not in the room does not know the numbers of tasks."""
    tell(clerk, TASK, "2026-01-02")
    about = [worded("{matter}", matter=code) for code in ("RESPONSE", "PLEDGE-1", TREATY)]
    report = told(Paragraph(joined(", ", about)))

    (made,) = on_paper(replace(report, names=cited(facts(clerk))), grouped=True).sections

    assert made.blocks == [
        Paragraph(
            "task 1 (Drive a coordinated response), "
            "commitment 1 of The PLEDGE (We do PLEDGE-1), The TREATY"
        )
    ]


def test_things_of_several_kinds_in_one_list_say_of_which_kind_they_are(clerk: Clerk) -> None:
    """Number 1 may be a commitment, a task or a gap."""
    ahead = LegislativeOpportunityIdentified(
        member="ERE", gap="G-2", area="hosting", text="A bill is before parliament."
    )
    for event in (TASK, GAP, ahead):
        tell(clerk, event, "2026-01-02")

    found = cited(facts(clerk))
    about, commitments = found["about"], found["about_commitment"]

    assert commitments["PLEDGE-1"] == "The PLEDGE, commitment 1: We do PLEDGE-1"
    assert [*commitments] == [*found["number"]]
    assert len(commitments) == len({**found["heading"]})
    assert [about[code] for code in ("RESPONSE", "G-1", "G-2")] == [
        "Task 1: Drive a coordinated response",
        "Gap no. 1, Atlantis: No duty yet",
        "Opportunity no. 2, Erewhon: A bill is before parliament",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Meet  twice.", "Meet twice"),
        ("Answer others within two days, and say why.", "Answer others within two…"),
        ("一" * 40, f"{'一' * 29}…"),
    ],
)
def test_first_words_end_with_a_word(text: str, said: str) -> None:
    """Half a word is another word; a language without blanks has none to end with."""
    assert first_words(text, 30) == said


def test_a_step_is_called_by_its_words_in_lists_and_by_number_in_sentences() -> None:
    """REVIEW is a word of whoever keeps the register."""
    report = replace(
        told(
            Table(
                "steps",
                "Steps",
                [Column("milestone", "Milestone"), Column("title", "Title")],
                [{"milestone": "BILL", "title": "BILL: A bill."}, {"title": "A-1: Draft it."}],
            ),
            Paragraph(worded("milestone {milestone} reached", milestone="BILL")),
        ),
        names={"milestone": {"BILL": "no. 1"}, "milestone_title": {"BILL: A bill.": "A bill."}},
    )

    (made,) = on_paper(report, grouped=True).sections

    table, said = made.blocks
    assert isinstance(table, Table)
    assert [column.key for column in table.columns] == ["title"]
    assert [row["title"] for row in table.rows] == ["A bill.", "A-1: Draft it."]
    assert said == Paragraph("milestone no. 1 reached")
