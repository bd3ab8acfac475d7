"""Who belongs and who stands where: the tables that people come for."""

from datetime import date

import pytest

from application.acts.members.joining import Join
from application.acts.members.leaving import Suspend
from application.acts.texts.signatures import SignText
from application.questions.asking.ask import Ask
from application.questions.members.standings import matrix, members, status
from domain.errors import UnknownReference
from domain.values import Visibility
from tests.application.questions.given import (
    BODY,
    PLEDGE,
    SECRET,
    TODAY,
    TREATY,
    Clerk,
    ask,
    counted,
    on,
    row_of,
)

PUBLIC, SECRETARIAT = Visibility.PUBLIC, Visibility.SECRETARIAT


class TestMembers:
    def test_counts_every_standing(self, clerk: Clerk) -> None:
        """A standing that nobody has is 0, not missing."""
        clerk.join("LAP", "Laputa", "2026-01-01", until="2026-02-01")
        clerk.act(Suspend(member="ERE", on=on("2026-03-01")).record)

        before = members(clerk.tables, ask("2026-01-15"), TODAY)
        after = members(clerk.tables, ask("2026-03-01"), TODAY)

        assert before.counts == {"applicant": 0, "active": 3, "suspended": 0, "withdrawn": 0}
        assert after.counts == {"applicant": 0, "active": 1, "suspended": 1, "withdrawn": 1}
        assert row_of(after, "LAP")["withdrew_on"] == "2026-02-01"
        assert list(before.facts.values()) == [BODY]

    def test_shows_less_to_the_public(self, clerk: Clerk) -> None:
        """Who is in may itself be for members only."""
        clerk.record(
            lambda r: Join(member="LAP", on=on("2026-01-01"), name="Laputa").record(r, BODY), SECRET
        )

        seen = {
            audience: len(members(clerk.tables, ask(audience=audience), TODAY).rows)
            for audience in Visibility
        }

        assert seen == {PUBLIC: 0, Visibility.MEMBERS: 2, SECRETARIAT: 3}


class TestStatusOfAnInstrument:
    def test_names_what_was_not_signed(self, clerk: Clerk) -> None:
        """A member that signed all but one is a signatory, and the exception must be seen."""
        clerk.sign("ATL", PLEDGE, "2026-01-15", excepting=("PLEDGE-2",))

        answer = status(clerk.tables, ask(), PLEDGE, TODAY)

        atlantis = row_of(answer, "ATL")
        assert (atlantis["standing"], atlantis["except"]) == ("signatory", ["PLEDGE-2"])
        assert row_of(answer, "ERE")["standing"] == "none"
        assert [column.label for column in answer.columns][-1] == "Exceptions"
        assert answer.title == "PLEDGE: The PLEDGE"

    def test_marks_and_counts_a_political_text(self, clerk: Clerk) -> None:
        """A pledge must never be read as a treaty, nor counted as one."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")

        answer = status(clerk.tables, ask(), PLEDGE, TODAY)

        assert "Political commitment, not a treaty." in answer.banners
        assert answer.counts == {"signatory": 1, "former_signatory": 0, "none": 1}
        assert "Consent" not in [column.label for column in answer.columns]

    def test_counts_a_treaty_by_all_standings(self, clerk: Clerk) -> None:
        """A party and a signatory are different things, which a treaty tells apart."""
        clerk.sign("ERE", TREATY, "2026-01-15", kind="signature")
        clerk.consent("ATL", TREATY, "2026-02-01", "2026-04-01")

        march = status(clerk.tables, ask("2026-03-01"), TREATY, TODAY)
        april = status(clerk.tables, ask("2026-04-01"), TREATY, TODAY)

        assert counted(march) == {"contracting_party": 1, "signatory": 1}
        assert counted(april) == {"party": 1, "signatory": 1}
        assert march.counts is not None
        assert len(march.counts) > 3
        assert "Political commitment, not a treaty." not in march.banners
        assert row_of(april, "ATL")["consent"] == "accession"
        assert [row["member"] for row in april.rows] == ["ATL", "ERE"]  # the strongest first

    def test_says_that_signatories_are_not_recorded(self, clerk: Clerk) -> None:
        """A text without commitments says nothing about who signed; 0 would be a claim."""
        clerk.adopt("BARE")

        answer = status(clerk.tables, ask(), "BARE", TODAY)

        assert (answer.counts, list(answer.rows)) == (None, [])
        assert answer.notes == ["Signatories are not recorded."]

    def test_says_of_a_day_before_a_text_was_adopted_that_it_was_later(self, clerk: Clerk) -> None:
        """It read as if nobody had written down who signed."""
        answer = status(clerk.tables, ask("2025-12-31"), PLEDGE, TODAY)

        assert (answer.counts, answer.notes) == (None, ["PLEDGE was adopted after that day."])

    def test_keeps_those_who_signed_and_left(self, clerk: Clerk) -> None:
        """Leaving the body does not undo a signature."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")
        clerk.leave("ATL", "2026-05-01")
        clerk.leave("ERE", "2026-05-01")

        answer = status(clerk.tables, ask("2026-06-01"), PLEDGE, TODAY)

        assert [(row["member"], row["standing"]) for row in answer.rows] == [("ATL", "signatory")]

    def test_shows_less_to_the_public(self, clerk: Clerk) -> None:
        """An act for the secretariat shows to nobody else; nor is its member counted as idle."""
        clerk.record(
            lambda r: SignText(member="ATL", instrument=PLEDGE, on=on("2026-01-15")).record(
                r, BODY
            ),
            SECRET,
        )

        assert counted(status(clerk.tables, ask(), PLEDGE, TODAY)) == {}
        seen = status(clerk.tables, ask(audience=SECRETARIAT), PLEDGE, TODAY)
        assert counted(seen) == {"signatory": 1, "none": 1}
        with pytest.raises(UnknownReference):
            status(clerk.tables, ask(audience=PUBLIC), PLEDGE, TODAY)

    def test_judges_visibility_by_today(self, clerk: Clerk) -> None:
        """What is public now is public for every past day, and the other way round."""
        first = clerk.sign("ATL", PLEDGE, "2026-01-15") - 1
        for entry in (first, first + 1):
            clerk.show(entry, SECRETARIAT)

        answer = status(clerk.tables, ask(known=f"@{first + 1}"), PLEDGE, TODAY)

        assert counted(answer) == {}


class TestStatusOfACommitment:
    def test_has_the_wording_for_a_title(self, clerk: Clerk) -> None:
        """A number says nothing to a reader."""
        long = "We will do " + "very " * 30 + "much."
        clerk.add(PLEDGE, "PLEDGE-3", long)

        short = status(clerk.tables, ask(), "PLEDGE-1", TODAY)
        cut = status(clerk.tables, ask(), "PLEDGE-3", TODAY)

        assert short.title == "PLEDGE-1: We do PLEDGE-1."
        assert short.facts == {"instrument": PLEDGE, "commitment": "PLEDGE-1"}
        assert cut.title.endswith("…")
        assert len(cut.title) == len("PLEDGE-3: ") + 80

    def test_suggests_what_may_be_meant(self, clerk: Clerk) -> None:
        """A typing error should cost one look."""
        with pytest.raises(UnknownReference, match="Did you mean PLEDGE-2"):
            status(clerk.tables, ask(), "PLEGDE-2", TODAY)


class TestProgress:
    @pytest.fixture(autouse=True)
    def reported(self, clerk: Clerk) -> None:
        """ATL reported twice about PLEDGE-1, ERE once about PLEDGE-2."""
        clerk.scale()
        clerk.report("ATL", "PLEDGE-1", "limited", "2026-03-31")
        clerk.report("ATL", "PLEDGE-1", "done", "2026-06-30")
        clerk.report("ERE", "PLEDGE-2", "not_started", "2026-06-30")

    def said(self, clerk: Clerk, day: str) -> object:
        return row_of(status(clerk.tables, ask(day), "PLEDGE-1", TODAY), "ATL")["progress"]

    def test_shows_what_was_reported_last_by_that_day(self, clerk: Clerk) -> None:
        """Progress is a member's own word, on a scale, as of a day."""
        assert self.said(clerk, "2026-03-30") is None
        assert self.said(clerk, "2026-03-31") == {
            "assessment": "limited",
            "scale": "OGP",
            "version": "1",
        }
        answer = status(clerk.tables, ask("2026-07-01"), "PLEDGE-1", TODAY)
        assert row_of(answer, "ATL")["progress_on"] == "2026-06-30"
        assert row_of(answer, "ERE")["progress"] is None
        assert [c.label for c in answer.columns][-2:] == ["Reports", "As of"]

    def test_is_not_moved_by_a_report_entered_late(self, clerk: Clerk) -> None:
        """An old report that arrives later is still old."""
        clerk.report("ATL", "PLEDGE-1", "not_started", "2026-01-31")

        assert str(self.said(clerk, "2026-07-01")).startswith("{'assessment': 'done'")

    def test_prefers_what_was_entered_last_of_one_day(self, clerk: Clerk) -> None:
        """Two reports of one day are told apart by their entry."""
        clerk.report("ATL", "PLEDGE-1", "limited", "2026-06-30")

        assert str(self.said(clerk, "2026-07-01")).startswith("{'assessment': 'limited'")

    def test_leaves_out_what_was_withdrawn(self, clerk: Clerk) -> None:
        """A withdrawn report counts until it is withdrawn, and then the one before it does."""
        clerk.withdraw("ATL", "PLEDGE-1", "2026-08-01", of="report", ends=("2026-06-30",))

        assert str(self.said(clerk, "2026-07-31")).startswith("{'assessment': 'done'")
        assert not str(self.said(clerk, "2026-08-01")).startswith("{'assessment': 'done'")

    def test_leaves_out_what_was_withdrawn_after_it_was_amended(self, clerk: Clerk) -> None:
        """A withdrawal names the entry, so an amendment of the report changes nothing."""
        last = clerk.report("ATL", "PLEDGE-1", "limited", "2026-07-15")
        clerk.correct(last, assessment="done", narrative="Now really.")
        clerk.withdraw("ATL", "PLEDGE-1", "2026-08-01", of="report", ends=("2026-07-15",))

        amended = clerk.correct(last, on="2026-07-16")

        answer = status(clerk.tables, ask("2026-07-20", f"@{amended}"), "PLEDGE-1", TODAY)
        assert row_of(answer, "ATL")["progress_on"] == "2026-07-16"
        answer = status(clerk.tables, ask("2026-08-01"), "PLEDGE-1", TODAY)
        assert row_of(answer, "ATL")["progress_on"] != "2026-07-16"

    def test_counts_an_unknown_day_from_its_entry(self, clerk: Clerk) -> None:
        """A report of an unknown day was made by the day on which it was recorded."""
        clerk.on_day("2026-09-09")
        clerk.report("ERE", "PLEDGE-1", "limited", "unknown")

        before = status(clerk.tables, ask("2026-09-08"), "PLEDGE-1", TODAY)
        after = status(clerk.tables, ask("2026-09-09"), "PLEDGE-1", TODAY)

        assert row_of(before, "ERE")["progress"] is None
        assert row_of(after, "ERE")["progress"] is not None
        assert row_of(after, "ERE")["progress_on"] is None

    def test_lists_who_reported_without_signing(self, clerk: Clerk) -> None:
        """Who is out again has still said how far it was."""
        clerk.leave("ATL", "2026-10-01")

        answer = status(clerk.tables, ask("2026-11-01"), "PLEDGE-1", TODAY)

        assert row_of(answer, "ATL")["standing"] == "none"
        assert row_of(answer, "ATL")["progress"] is not None


@pytest.mark.parametrize("question", [members, lambda t, a, d: matrix(t, a, None, d)])
def test_refuses_a_body_that_is_not_there(question: object, clerk: Clerk) -> None:
    """An empty table of an unknown body looks like a body without members."""
    asked = Ask(taskforce="NOWHERE", on=date(2026, 1, 1))

    assert callable(question)
    with pytest.raises(UnknownReference):
        question(clerk.tables, asked, TODAY)
