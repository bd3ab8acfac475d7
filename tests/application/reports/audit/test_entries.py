"""What was corrected, hidden, late or lacks something is told, by when it was recorded."""

import pytest

from application.entries import amending
from application.entries.amending import Amendment
from domain.events.bodies import RecordKeptFrom, TaskAdopted
from domain.values import Source, Visibility
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import CLERK, PLEDGE, Clerk
from tests.application.reports.audit.given import OTHER, amend, of, places
from tests.application.reports.audit.given import told as january
from tests.application.reports.given import rows, tell


@pytest.fixture
def told(after: After) -> Clerk:
    return after(begin, january)


class TestMended:
    def test_tells_each_amendment_field_by_field(self, told: Clerk) -> None:
        """An error was said wrongly, a blank was not said; only the first is a correction."""
        told.record(
            lambda r: amending.correct(r, [Amendment("@9", {"on": "2026-01-16"})], "error"), OTHER
        )
        amend(told, 11, "completed", on="2022-06", name="Republic of Laputa")
        tell(told, TaskAdopted(reference="T-1", text="A task."), "2026-01-20")

        found = rows(of(told), "corrections")

        assert [
            (row["position"], row["by"], row["because"], row["field"], row["before"], row["after"])
            for row in found
        ] == [
            (12, "p-clerk-2", "error", "on", "2026-01-15", "2026-01-16"),
            (13, "p-clerk-1", "completed", "on", None, "2022-06"),
            (13, "p-clerk-1", "completed", "name", "Laputa", "Republic of Laputa"),
        ]
        assert found[0]["of"] == "@9 ATL signed PLEDGE-1 version 1 (endorsement)"

    def test_tells_that_a_retraction_was_undone(self, told: Clerk) -> None:
        """An entry that holds again must not look as if nothing had happened."""
        told.record(lambda r: amending.retract(r, ["@11"], "Laputa never joined."))
        amend(told, 11, "error", on="2022")

        report = of(told)

        assert [row["before"] for row in rows(report, "corrections")] == ["retracted", None]
        assert [(row["of"], row["reason"]) for row in rows(report, "retracted")] == [
            ("@11 LAP joined as Laputa", "Laputa never joined.")
        ]

    @pytest.mark.slow
    def test_tells_by_when_it_was_recorded(self, told: Clerk) -> None:
        """An old act that was corrected this year is this year's work."""
        told.on_day("2027-02-01")
        amend(told, 9, "error", on="2026-01-16")

        assert places(of(told, "2026-01-01", "2026-12-31"), "corrections") == []
        assert places(of(told, "2027-01-01", "2027-12-31"), "corrections") == [12]

    def test_tells_who_may_see_more_or_less(self, told: Clerk) -> None:
        """What was hidden is what an auditor asks for first."""
        told.record(
            lambda r: amending.show_to(r, ["@11"], Visibility.SECRETARIAT, "It was a draft.")
        )

        (shown,) = rows(of(told), "shown")

        assert (shown["of"], shown["shown_to"], shown["reason"]) == (
            "@11 LAP joined as Laputa",
            "secretariat",
            "It was a draft.",
        )

    def test_tells_endings_of_what_was_wrong(self, told: Clerk) -> None:
        """A withdrawal must not be used to make a wrong entry go away."""
        told.withdraw("ATL", PLEDGE, "2026-05-01")
        assert rows(of(told), "endings") == []
        amend(told, 9, "error", on="2026-01-16")
        tell(told, TaskAdopted(reference="T-1", text="A task."), "2026-01-20")

        (found,) = rows(of(told), "endings")

        assert (found["position"], found["of_entry"], found["wrong"]) == (12, 9, "corrected")

    def test_tells_an_ending_of_what_was_never_true(self, told: Clerk) -> None:
        """It is left over, since what it ended is gone."""
        told.leave("LAP", "2026-02-01")
        told.record(lambda r: amending.retract(r, ["@12", "@11"], "Laputa never joined."))

        assert [(row["position"], row["wrong"]) for row in rows(of(told), "endings")] == [
            (12, "retracted")
        ]


class TestLate:
    def test_tells_how_late_an_entry_was(self, told: Clerk) -> None:
        """More than 30 days after the act took effect, by the last day that it can mean."""
        told.on_day("2026-03-31")
        told.join("UTO", "Utopia", "2026-03-01")
        told.join("LIL", "Lilliput", "2026-02")
        told.join("RUR", "Ruritania", "2026-03")
        amend(told, 12, "error", on="2026-01-01")

        late = [(row["position"], row["days"], row["state"]) for row in rows(of(told), "late")]

        assert late == [(13, 31, "stands")]

    def test_tells_history_apart(self, told: Clerk) -> None:
        """What was imported from before the record is kept was never due to be recorded then."""
        tell(told, RecordKeptFrom(), "2026-01-01")
        told.on_day("2026-03-31")
        told.join("UTO", "Utopia", "2025-12-31")
        told.join("LIL", "Lilliput", "2026-01-01")

        report = of(told)

        assert places(report, "late") == [14]
        assert [(row["topic"], row["entries"]) for row in rows(report, "history")] == [
            ("member.joined", "@13")
        ]

    def test_says_where_it_cannot_be_told_apart(self, told: Clerk) -> None:
        """A reader must not take a silence for a finding."""
        caption = str(of(told).as_json())

        assert "from when the record is kept is not said" in caption
        assert "None can be told apart" in caption

    def test_tells_days_that_are_not_precise(self, told: Clerk) -> None:
        """Only what is the word at the end counts: a blank that was filled is none."""
        told.join("UTO", "Utopia", "2022-06")
        told.join("LIL", "Lilliput", "<=2022-06-03")
        told.join("RUR", "Ruritania", "2022")
        amend(told, 14, "completed", on="2022-05-01")

        assert [(row["position"], row["day"]) for row in rows(of(told), "imprecise")] == [
            (11, "unknown"),
            (12, "2022-06"),
            (13, "<=2022-06-03"),
        ]

    def test_tells_what_names_no_source(self, told: Clerk) -> None:
        """They are counted by kind and named by their places, since they may be many."""
        told.context = CLERK._replace(source=Source(title="A letter"))
        told.join("UTO", "Utopia", "2022-06-01")
        amend(told, 2, "error", on="2026-01-02")

        found = {row["topic"]: row["entries"] for row in rows(of(told), "unsourced")}

        assert found["member.joined"] == "@3, @11"
        assert found["commitment.signed"] == "@9 to @10"
