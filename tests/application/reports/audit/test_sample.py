"""Figures drawn by lot: anybody can draw them again, and count again what they count."""

from hashlib import sha256

import pytest

from application.acts.texts.signatures import SignText
from application.acts.texts.text_files import TextFiles
from application.context import Context
from application.entries import amending
from application.entries.amending import Amendment
from domain.event import Recorded
from domain.events.progress import Evidence, ProgressReported
from domain.events.texts import Signed
from domain.values import LegalNature
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import PLEDGE, TREATY, Clerk, on
from tests.application.reports.audit.given_sample import counts, places, sampled, traced
from tests.application.reports.audit.given_sample import told as signed_by_letter
from tests.application.reports.given import rows, tell


@pytest.fixture
def told(after: After) -> Clerk:
    return after(begin, signed_by_letter)


class TestLot:
    def test_can_be_drawn_by_hand(self, told: Clerk) -> None:
        """An auditor must not have to trust us for which figures are looked at."""
        population = [str(row["figure"]) for row in rows(sampled(told), "population")]
        by_hand = sorted(population, key=lambda name: sha256(f"7421\n{name}".encode()).hexdigest())

        drawn = rows(sampled(told, 3), "sample")

        assert [row["figure"] for row in drawn] == by_hand[:3]
        assert [row["number"] for row in drawn] == [1, 2, 3]

    def test_shows_the_lot_of_each_figure(self, told: Clerk) -> None:
        """One line of a shell tells whether a figure was passed over rightly."""
        (row,) = [r for r in rows(sampled(told, 1), "population") if r["number"] == 1]

        assert row["lot"] == sha256(f"7421\n{row['figure']}".encode()).hexdigest()
        assert row["lot"] == min(str(each["lot"]) for each in rows(sampled(told), "population"))

    @pytest.mark.slow
    def test_is_another_with_another_seed(self, told: Clerk) -> None:
        """A sample that is known beforehand can be prepared for."""
        drawn = {
            tuple(str(row["figure"]) for row in rows(sampled(told, 3, seed), "sample"))
            for seed in ("1", "2", "3")
        }

        assert len(drawn) == 3

    def test_is_the_same_again(self, told: Clerk) -> None:
        """Two auditors with one seed look at one sample."""
        assert sampled(told, 3).as_json() == sampled(told, 3).as_json()

    def test_takes_all_where_there_are_fewer(self, told: Clerk) -> None:
        """A sample of everything is a sample."""
        report = sampled(told)

        assert report.facts["drawn"] == report.facts["population"] == len(counts(report))

    def test_names_each_figure_once(self, told: Clerk) -> None:
        """With one name two figures would have one lot."""
        names = [row["figure"] for row in rows(sampled(told), "population")]

        assert len(names) == len(set(names))

    def test_finds_nothing_to_draw_where_nothing_is_counted(self, new: Clerk) -> None:
        """An empty body has no figures, and says so."""
        new.found()

        assert sampled(new).facts["population"] == 0
        assert rows(sampled(new), "sample") == rows(sampled(new), "traced") == []


def events_of(clerk: Clerk, positions: list[object]) -> list[Recorded]:
    records = clerk.register.log.read(0, 1000)
    return [record for record in records if record.position in positions]


class TestTraced:
    def test_a_figure_is_what_its_events_amount_to(self, told: Clerk) -> None:
        """Counted by hand from the stored events, it is the number that the report prints."""
        told.correct(11, on="2026-01-18")
        told.withdraw("ATL", PLEDGE, "2026-05-01")
        report = sampled(told)

        found = events_of(told, places(report, "signatories of PLEDGE"))
        all_of_them = [r for r in told.register.log.read(0, 1000) if isinstance(r.event, Signed)]

        assert {record.event.subject for record in found} == {"ERE"}
        assert counts(report)["signatories of PLEDGE"] == 1
        assert counts(report)["former signatories of PLEDGE"] == 1
        by_entry = {record.entry_id for record in all_of_them}
        assert counts(report)["signatures"] == len(by_entry) == 3

    def test_shows_all_that_made_an_entry_what_it_is(self, told: Clerk) -> None:
        """Who entered it, and who corrected it afterwards."""
        told.record(
            lambda r: amending.correct(r, [Amendment("@11", {"on": "2026-01-18"})], "error"),
            Context(actor="p-clerk-3"),
        )

        found = traced(sampled(told), "signatures on PLEDGE-1")

        assert [(row["counted"], row["position"], row["by"]) for row in found] == [
            ("@9", 9, "p-clerk-1"),
            ("@11", 11, "p-clerk-2"),
            ("@11", 13, "p-clerk-3"),
        ]

    def test_names_the_documents(self, told: Clerk) -> None:
        """From the number on the page to the letter in the folder, or to a gap in it."""
        signed, applied = (
            traced(sampled(told), figure)
            for figure in ("signatures on PLEDGE-2", "members applicant")
        )

        assert [
            {key: row[key] for key in ("as", "title", "reference", "url", "sha256")}
            for row in signed
        ] == [
            {
                "as": "source",
                "title": "Letter",
                "reference": "page 2",
                "url": "https://example.org/letter",
                "sha256": "a" * 64,
            }
        ]
        assert [(row["title"], row["sha256"]) for row in applied] == [
            ("no document recorded", None)
        ]

    def test_names_evidence_whether_or_not_a_file_of_it_is_known(self, told: Clerk) -> None:
        """Evidence is a document, too."""
        told.scale()
        report = ProgressReported(
            commitment="PLEDGE-1",
            member="ATL",
            scale="OGP",
            scale_version="1",
            assessment="limited",
            evidence=(
                Evidence(direction="context", type="media", title="A page"),
                Evidence(direction="context", type="report", title="A file", sha256="b" * 64),
            ),
        )
        tell(told, report, "2026-03-01")

        found = traced(sampled(told), "progress reports received on PLEDGE-1")

        assert [(row["title"], row["sha256"]) for row in found] == [
            ("A page", None),
            ("A file", "b" * 64),
        ]

    def test_names_a_signed_document_that_has_no_title(self, told: Clerk) -> None:
        """A scan is known by its hash alone."""
        signed = SignText(
            member="ERE", instrument=TREATY, document_sha256="c" * 64, on=on("2026-02-01")
        )
        told.act(signed.record)

        (found,) = traced(sampled(told), f"signatures on {TREATY}")

        assert (found["title"], found["sha256"]) == ("signed page", "c" * 64)

    def test_takes_the_text_that_was_signed_for_no_document(self, told: Clerk) -> None:
        """Else an auditor asks for a signed page that nobody ever recorded."""
        file = b"1. We act.\n"
        adopted = TextFiles(
            reference="F",
            title="F",
            nature=LegalNature.POLITICAL,
            files=(("en", file),),
            words=file.decode(),
        )
        told.act(adopted.adopt, on("2026-01-01"))
        told.sign("ERE", "F", "2026-02-01")

        found = traced(sampled(told), "signatures on F-1")

        assert [(row["title"], row["sha256"]) for row in found] == [
            ("text signed", sha256(file).hexdigest()),
            ("no document recorded", None),
        ]
