"""The reports of gaps and practices: what members are told, and what no public is."""

from application.questions.asking.ask import Ask
from application.reports.document import Paragraph, Report
from application.reports.gaps import gaps
from application.reports.practices import practices
from domain.events.laws import PracticeShowcased
from domain.values import Visibility
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.questions.mission import PRACTICE, tell_of_gaps
from tests.application.reports.given import keys, lines, rows, section, tell


def of_gaps(clerk: Clerk, asked: Ask | None = None) -> Report:
    return gaps(clerk.tables, asked or ask(), TODAY)


class TestGaps:
    def test_tells_members_what_is_open_and_who_helps(self, clerk: Clerk) -> None:
        """Whoever has the law that another one lacks can see it."""
        tell_of_gaps(clerk)

        report = of_gaps(clerk, ask("2026-09-01"))

        assert keys(report) == ["summary", "open", "said-1", "closed"]
        assert lines(report, "summary") == [
            "1 open, 0 answered, 1 with a measure that is planned.",
            "0 closed by a law.",
            "Of those that no law has closed, help is asked for with 1 and offered with 1.",
        ]
        assert [row["gap"] for row in rows(report, "open")] == ["ATL-1", "ERE-1"]
        assert lines(report, "said-1") == [
            "2026-02-15: Erewhon offers help: Our law.",
            "2026-03-01: Atlantis answers: We draft.",
            "2026-04-01: Atlantis answers: It is drafted. Planned: A bill.",
        ]
        assert any("Not for the public" in line for line in report.banners)

    def test_says_in_sentences_whether_it_is_a_gap(self, clerk: Clerk) -> None:
        """“Help with no. 1” does not say with what."""
        tell_of_gaps(clerk)

        names = of_gaps(clerk, ask("2026-09-01")).names

        assert names["gap_in_sentence"] == {"ATL-1": "gap no. 1", "ERE-1": "opportunity no. 2"}
        assert names["standing"] == {"none": "has not signed"}
        assert (names["field"]["on"], names["field"]["due_on"]) == ("Day", "Due on")

    def test_tells_which_law_closed_what(self, clerk: Clerk) -> None:
        """It is the result that others can copy."""
        tell_of_gaps(clerk)

        report = of_gaps(clerk)

        assert [(row["gap"], row["closed_by"]) for row in rows(report, "closed")] == [
            ("ATL-1", "Act 1")
        ]

    def test_never_tells_the_public_of_an_open_gap(self, clerk: Clerk) -> None:
        """A public list of loopholes is a guide to safe havens."""
        tell_of_gaps(clerk)
        members = of_gaps(clerk, ask("2026-09-01"))

        report = of_gaps(clerk, ask("2026-09-01", audience=Visibility.PUBLIC))

        assert [row["gap"] for row in rows(members, "open")] == ["ATL-1", "ERE-1"]
        assert keys(report) == ["summary", "closed"]
        assert rows(report, "closed") == []
        assert lines(report, "summary") == ["Nothing that the public may see is recorded."]

    def test_tells_the_public_no_number_of_none(self, clerk: Clerk) -> None:
        """There may be some, and a list of areas without any is no answer."""
        report = of_gaps(clerk, ask(audience=Visibility.PUBLIC))

        assert lines(report, "summary") == ["Nothing that the public may see is recorded."]
        assert rows(report, "areas") == []


class TestPractices:
    def test_tells_the_public_no_number_of_members(self, clerk: Clerk) -> None:
        """It may not see all of them, nor all practices."""
        public = ask(audience=Visibility.PUBLIC)
        before = lines(practices(clerk.tables, public, TODAY), "summary")
        clerk.show(tell(clerk, PRACTICE, "2026-03-12"), Visibility.PUBLIC)

        assert before == ["Nothing that the public may see is recorded."]
        assert lines(practices(clerk.tables, public, TODAY), "summary") == ["Practices: 1."]

    def test_links_practices_to_commitments(self, clerk: Clerk) -> None:
        """Who looks for a way to keep a promise starts from the promise."""
        tell(clerk, PRACTICE, "2026-03-12")
        other = PRACTICE.model_copy(
            update={"practice": "SCHOOL", "maturity": "best", "evidence": (), "member": "ERE"}
        )
        tell(clerk, other, "2026-03-13")

        report = practices(clerk.tables, ask(), TODAY)

        assert keys(report) == ["summary", "best", "best-1", "emerging", "emerging-1"]
        assert lines(report, "summary") == [
            "Practices: 2, of which 1 best and 1 emerging.",
            "Shown by 2 of 2 members.",
        ]
        assert rows(report, "commitments") == [
            {
                "commitment": "PLEDGE-1",
                "practices": ["HOTLINE", "SCHOOL"],
                "names": ["Atlantis", "Erewhon"],
            }
        ]
        assert section(report, "best-1").blocks == [Paragraph("It answers.")]
        assert lines(report, "emerging-1") == ["data, supports progress: Its figures"]

    def test_cites_where_evidence_can_be_found(self, clerk: Clerk) -> None:
        """A title alone is hard to find."""
        content = PRACTICE.model_dump(mode="json")
        content["evidence"] = [
            {
                "direction": "context",
                "type": "data",
                "title": "Figures",
                "publisher": "Office",
                "published_on": "2026-02",
                "url": "https://example.org/f",
            }
        ]
        tell(clerk, PracticeShowcased.model_validate(content), "2026-03-12")

        report = practices(clerk.tables, ask(), TODAY)

        assert lines(report, "emerging-1") == [
            "data, context: Figures, Office, 2026-02, https://example.org/f"
        ]
