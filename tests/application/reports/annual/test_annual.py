"""What the annual report says of a year, and what it leaves out."""

from datetime import date

import pytest

from application.reports.annual.annual import annual
from application.reports.document import Paragraph
from application.reports.paper.paper import on_paper
from domain.errors import Malformed, Refused
from domain.events.bodies import ChairAppointed, Established, RecordKeptFrom
from domain.events.laws import LegislativeGapClosed
from domain.events.meetings import MeetingOpened
from domain.events.members import Suspended
from domain.events.progress import ReportApproved, ReportReturned
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TREATY, Clerk, ask
from tests.application.reports.given import keys, lines, rows, section, tell
from tests.application.reports.year import CALLED, CONTRIBUTION, DECISION, GAP, INPUT, of, told


class TestSummary:
    def test_stands_first_and_counts_members(self, clerk: Clerk) -> None:
        """A minister reads one page, and the first question is who is in."""
        clerk.join("LIL", "Lilliput", "2026-03-01", until="2026-06-01")

        report = of(clerk)

        assert keys(report)[0] == "summary"
        assert lines(report, "summary")[0] == (
            "2 members on 2026-12-01; within the year 3 joined and 1 left."
        )

    def test_counts_suspended_members_apart(self, clerk: Clerk) -> None:
        """They belong, and a minister asks why the chair did not count them."""
        tell(clerk, Suspended(member="ATL"), "2026-02-01")

        assert lines(of(clerk), "summary")[0] == (
            "2 members on 2026-12-01, 1 of them suspended; within the year 2 joined and 0 left."
        )

    def test_counts_what_surely_happened_in_the_year(self, clerk: Clerk) -> None:
        """A date that may lie in another year would be counted twice, or wrongly."""
        clerk.join("LIL", "Lilliput", "2025")
        clerk.join("RUR", "Ruritania", "<=2026-03-01")
        clerk.join("UTO", "Utopia", "2026-04")

        report = of(clerk)

        assert lines(report, "summary")[0].startswith("5 members on")
        assert "3 joined" in lines(report, "summary")[0]

    def test_says_where_members_stand_on_texts(self, clerk: Clerk) -> None:
        """Signatures are what the body exists for."""
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.adopt("LATER")

        report = of(clerk)

        assert lines(report, "summary")[1:4] == [
            "The PLEDGE: 1 signatory; 1 has not signed.",
            "The TREATY: no signature is recorded; 2 have neither signed nor consented.",
            "The LATER: signatories are not recorded.",
        ]

    def test_counts_the_work(self, clerk: Clerk) -> None:
        """One look shows how much was decided, and how much of it was done."""
        tell(clerk, RecordKeptFrom(), "2026-01-01")
        report = told(clerk, CALLED, MeetingOpened(meeting="2026-1"), DECISION, INPUT, CONTRIBUTION)

        assert lines(report, "summary")[3:] == [
            "1 meeting recorded as held.",
            "1 decision with 1 action item; 0 completed in the year.",
            "0 progress reports received, 0 approved, 0 returned with a reason.",
            "0 legislative gaps and 0 opportunities found, 0 closed by a law.",
            "1 input received from an initiative.",
            "1 contribution to a product.",
        ]

    def test_says_how_many_meetings_are_intended(self, new: Clerk) -> None:
        """Two a year were promised, so one is half of it."""
        event = Established(code="EXT", name="Body", nature="exercise", meetings_per_year=2)
        tell(new, event, "2026-01-01")
        silent = lines(of(new), "summary")[1]
        tell(new, RecordKeptFrom(), "2026-01-01")

        assert silent.startswith("For these days the record is not kept")
        assert lines(of(new), "summary")[1] == (
            "0 meetings recorded as held; 2 a year are intended."
        )

    def test_tells_the_public_neither_returns_nor_gaps(self, clerk: Clerk) -> None:
        """A public list of loopholes is a guide to safe havens."""
        clerk.scale()
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        position = clerk.report("ATL", "PLEDGE-1", "limited", "2026-05-31")
        entry = clerk.tables.locate(f"@{position}").entry_id
        common = {"commitment": "PLEDGE-1", "member": "ATL", "report": entry}
        returned = {**common, "reviewer": "p-clerk-1", "reason": "No dates."}
        tell(clerk, ReportReturned.model_validate(returned), "2026-06-02")
        clerk.sign("ERE", PLEDGE, "2026-02-01")
        second = clerk.report("ERE", "PLEDGE-1", "done", "2026-05-31")
        other = {"member": "ERE", "report": clerk.tables.locate(f"@{second}").entry_id}
        approved = {**common, **other, "reviewer": "p-clerk-1"}
        tell(clerk, ReportApproved.model_validate(approved), "2026-06-03")
        tell(clerk, GAP, "2026-03-01")
        law = LegislativeGapClosed(member="ATL", gap="G-1", law="Hosting Act")
        tell(clerk, law, "2026-09-01")

        members = lines(of(clerk), "summary")
        public = "\n".join(lines(of(clerk, asked=ask(audience=Visibility.PUBLIC)), "summary"))

        assert "2 progress reports received, 1 approved, 1 returned with a reason." in members
        assert "1 legislative gap and 0 opportunities found, 1 closed by a law." in members
        assert "returned" not in public
        assert "gap" not in public


class TestToThePublic:
    def test_tells_no_figure_of_what_may_be_hidden(self, clerk: Clerk) -> None:
        """Zero members would be false, and so would be a text without signatures."""
        public = of(clerk, asked=ask(audience=Visibility.PUBLIC))

        assert lines(public, "summary") == ["Nothing that the public may see is recorded."]
        assert keys(on_paper(public, grouped=True)) == ["summary", "nothing"]

    def test_tells_what_it_may_see(self, clerk: Clerk) -> None:
        """Each figure alone, so that none beside it has to be zero."""
        for entry in range(1, clerk.tables.head() + 1):
            clerk.show(entry, Visibility.PUBLIC)
        clerk.context = clerk.context._replace(visibility=Visibility.PUBLIC)
        clerk.leave("ERE", "2026-05-01")
        public = ask(audience=Visibility.PUBLIC)
        before = lines(of(clerk, asked=public), "summary")
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        telling = lines(of(clerk, asked=public), "summary")

        assert before[:3] == ["1 member on 2026-12-01.", "2 members joined.", "1 member left."]
        none = "no signature that the public may see is recorded"
        assert before[3:] == [f"The PLEDGE: {none}.", f"The TREATY: {none}."]
        assert telling[3] == "The PLEDGE: 1 signatory."
        assert not [line for line in telling if "0 " in line]


class TestTables:
    def test_groups_those_that_came_on_one_day(self, clerk: Clerk) -> None:
        """Twenty founding members are one line, and not twenty."""
        clerk.leave("ERE", "2026-05-01")

        found = rows(of(clerk), "members")

        assert [(row["on"], row["what"], row["names"]) for row in found] == [
            ("2026-01-01", "joined", ["Atlantis", "Erewhon"]),
            ("2026-05-01", "left", ["Erewhon"]),
        ]

    def test_tells_acts_on_whole_texts_and_on_parts(self, clerk: Clerk) -> None:
        """Who withdrew from one commitment of a text has not withdrawn from the text."""
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.sign("ERE", PLEDGE, "2026-02-01", excepting=("PLEDGE-2",))
        clerk.withdraw("ATL", "PLEDGE-2", "2026-03-01")
        clerk.withdraw("ATL", "PLEDGE-2", "2026-02-20", "withdrawal")
        clerk.consent("ATL", TREATY, "2026-04-01")
        clerk.consent("ERE", TREATY, "2026-05")
        clerk.sign("ERE", TREATY, "<=2026-04-01")

        found = rows(of(clerk), "acts")

        assert [(row["on"], row["what"], row["names"], row["subjects"]) for row in found] == [
            ("2026-02-01", "signed", ["Atlantis"], [PLEDGE]),
            ("2026-02-01", "signed", ["Erewhon"], ["PLEDGE-1"]),
            ("2026-02-20", "revoked a withdrawal", ["Atlantis"], ["PLEDGE-2"]),
            ("2026-03-01", "withdrew", ["Atlantis"], ["PLEDGE-2"]),
            ("2026-04-01", "consented: accession", ["Atlantis"], [TREATY]),
            ("2026-05", "consented: accession", ["Erewhon"], [TREATY]),
        ]

    def test_list_who_belongs(self, clerk: Clerk) -> None:
        """The first thing that a reader looks for is the own country, the next who is in office."""
        clerk.leave("ERE", "2026-05-01")
        tell(clerk, ChairAppointed(chair="ATL"), "2026-02-01")

        found = rows(of(clerk), "belonging")

        assert [(row["name"], row["standing"], row["joined_on"]) for row in found] == [
            ("Atlantis", "active", "2026-01-01")
        ]
        assert [row["office"] for row in found] == ["chair"]


class TestMended:
    def test_names_the_entries_that_had_been_wrong(self, clerk: Clerk) -> None:
        """A reader who has the report of last year must see why this one differs."""
        before = of(clerk).notes
        clerk.correct(2, on="2026-02-01")

        after = of(clerk).notes

        assert [note for note in after if note not in before] == ["Includes corrected entry 2."]
        assert [(row["entry"], row["what"]) for row in rows(of(clerk), "corrections")] == [
            (2, "ATL joined as Atlantis")
        ]


class TestProgress:
    def test_names_the_scale_and_what_members_said(self, clerk: Clerk) -> None:
        """Counts of a scale are nothing without its name and version."""
        clerk.scale()
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.report("ATL", "PLEDGE-1", "limited", "2026-05-31")

        report = of(clerk)

        assert len(report.scales) == 1
        assert "OGP" in report.scales[0]
        assert [(row["name"], row["says"]) for row in rows(report, "commitment-1")] == [
            ("Atlantis", "limited")
        ]

    def test_says_who_is_bound_and_who_said_nothing(self, clerk: Clerk) -> None:
        """Silence is no progress, and a count without its whole says nothing."""
        clerk.scale()
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.sign("ERE", PLEDGE, "2026-02-01")
        position = clerk.report("ATL", "PLEDGE-1", "limited", "2026-05-31")
        clerk.show(position, Visibility.PUBLIC)

        report, public = of(clerk), of(clerk, asked=ask(audience=Visibility.PUBLIC))

        said = (
            "The commitment binds 2 of 2 members; 1 of 2 reported. No report was due from the "
            "others."
        )
        assert Paragraph("We do PLEDGE-1.") in section(report, "on-1").blocks
        assert Paragraph(said) in section(report, "on-1").blocks
        assert [row["says"] for row in rows(report, "commitment-1")] == [
            "limited",
            "nothing reported",
        ]
        assert lines(report, "summary")[3] == (
            "Of 2 members of the body that are bound, 1 reported on one commitment or more."
        )
        assert "have not" not in str(public.sections)
        assert Paragraph("The report of 1 member is public.") in section(public, "on-1").blocks

    def test_says_that_nobody_is_bound(self, clerk: Clerk) -> None:
        """“0 of 0 reported” would be a figure of nothing."""
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.withdraw("ATL", PLEDGE, "2026-03-01")

        said = Paragraph("The commitment binds 0 of 2 members.")
        assert said in section(of(clerk), "on-1").blocks


class TestYear:
    def test_ends_on_the_day_asked_for(self, clerk: Clerk) -> None:
        """A report on a year that goes on says how far it tells."""
        report = of(clerk, asked=ask("2026-06-30"))

        assert report.as_of.on == date(2026, 6, 30)
        assert report.facts == {"year": 2026, "from": "2026-01-01", "until": "2026-06-30"}
        assert "The report covers the year up to 2026-06-30." in report.notes

    def test_ends_with_the_year_when_that_is_over(self, clerk: Clerk) -> None:
        """What happened after the year is no part of it."""
        clerk.leave("ERE", "2027-01-01")

        report = annual(clerk.tables, ask(), date(2027, 3, 1), year="2026")

        assert report.as_of.on == date(2026, 12, 31)
        assert lines(report, "summary")[0].startswith("2 members on 2026-12-31")
        assert not any("told up to" in note for note in report.notes)

    def test_refuses_a_year_that_has_not_begun(self, clerk: Clerk) -> None:
        """There is nothing to tell of it."""
        with pytest.raises(Refused, match="nothing to report on 2027 as at 2026-12-01"):
            of(clerk, "2027")

    @pytest.mark.parametrize("year", ["26", "MMXXVI", "1799", "٢٠٢٦", "", "02026", "9" * 5000])
    def test_refuses_what_is_no_year(self, clerk: Clerk, year: str) -> None:
        """A slip of the finger must not give an empty report."""
        with pytest.raises(Malformed, match="a year from 1800 to 2199"):
            of(clerk, year)

    def test_says_from_when_the_record_is_kept(self, clerk: Clerk) -> None:
        """What is before it may be missing, and a count is then no whole count."""
        assert "It is not said from which day on the record is complete." in of(clerk).notes

        tell(clerk, RecordKeptFrom(), "2026-03-01")

        assert any(
            each.startswith("The record is kept from 2026-03-01") for each in of(clerk).notes
        )

    def test_says_nothing_of_a_record_that_is_whole(self, clerk: Clerk) -> None:
        """A warning that always stands there is read by nobody."""
        tell(clerk, RecordKeptFrom(), "2025-01-01")

        assert not any("record" in note for note in of(clerk).notes)
