"""A trial of a withdrawal shows all answers that it changes, and a report says who owed none."""

from pathlib import Path

import pytest

from application.reports.document import Report
from application.reports.earlier_words import in_earlier_words
from infrastructure.cli.reports import reports
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import Said, events, must, tell, typed


def report(member: str, due: str = "--due-on 2026-04-30", on: str = "2026-04-20") -> Said:
    return typed(f"progress report {member} MISSION-1 complete --scale OGP {due} --on {on}")


@pytest.mark.usefixtures("register")
class TestTrials:
    def test_of_a_withdrawal_show_who_is_bound_no_more(self) -> None:
        """Not only quorums: a minister's office asks what it means for the text."""
        known = len(events())

        said = typed("withdraw KEN MISSION --on 2026-03-01 --dry-run")

        assert (said.code, len(events())) == (0, known)
        assert "KEN on MISSION-1" in said.out
        assert "signatory" in said.out

    def test_of_leaving_show_the_membership(self) -> None:
        """With the day from which it is over."""
        said = typed("member withdraw KEN --on 2026-03-01 --dry-run")

        assert said.code == 0
        assert "2026-03-01" in said.out
        assert "withdrawn" in said.out or "former" in said.out

    def test_of_what_changes_nothing_show_no_table(self) -> None:
        """An ending of nothing has no effect, and a note says so."""
        said = typed("member reinstate KEN --on 2026-03-01 --dry-run")

        assert "before" not in said.out.lower()
        assert "nothing that this ends is on record" in said.err


@pytest.mark.usefixtures("register")
class TestLeavingTheBody:
    def test_leaves_what_was_signed_and_says_so(self) -> None:
        """A member that is no more among the members is a signatory all the same."""
        said = typed("member withdraw KEN --on 2026-03-01")

        assert (
            "What KEN signed stands: MISSION. If it withdrew from that, too: "
            "depositary withdraw KEN MISSION --on 2026-03-01"
        ) in said.err
        note = "No longer members of the body; what they signed stands: {}."
        assert note.format("Kenya (left on 2026-03-01)") in " ".join(
            typed("status MISSION --on 2026-03-02").out.split()
        )
        assert note.format("Kenya (left on 1 March 2026)") in " ".join(
            typed("report status MISSION --on 2026-03-02").out.split()
        )
        assert "No longer members" not in typed("status MISSION --on 2026-02-28").out
        must("withdraw KEN MISSION --on 2026-03-01")
        assert "No longer members" not in typed("status MISSION --on 2026-03-02").out

    def test_adds_nothing_to_a_report_in_earlier_words(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A report that was published before says the same when it is made again."""
        made: list[Report] = []

        def keep(report: Report, *_: object) -> bytes:
            made.append(report)
            return b""

        monkeypatch.setattr(reports, "render", keep)
        must("member withdraw KEN --on 2026-03-01", "report status MISSION --on 2026-03-02")

        earlier = in_earlier_words(made[0], 3)

        assert earlier
        assert made[0].notes[0].startswith("No longer members of the body")
        assert earlier.notes == made[0].notes[1:]

    @pytest.mark.slow
    def test_names_each_text_that_it_signed(self) -> None:
        """Which of them it withdraws from is its choice; a text that it left before is not told."""
        Path("more.md").write_text("1. We act.", encoding="utf-8")
        must("text adopt more.md --title More --reference MORE --on 2026-01-15")
        must("sign KEN MORE --on 2026-01-20")

        assert (
            "What KEN signed stands: MISSION and MORE."
            in typed("member withdraw KEN --on 2026-03-01 --dry-run").err
        )
        must("withdraw KEN MISSION --on 2026-02-01", "withdraw KEN MORE --on 2026-02-01")
        assert "stands" not in typed("member withdraw KEN --on 2026-03-01").err


@pytest.fixture
def reporting(once: Once) -> None:
    """A scale, ERE that signed nothing, and reports that are due each quarter from 30 April on."""
    once(
        tell,
        "taskforce scale OGP limited complete --high complete --on 2026-01-01",
        "member join ERE --name Erewhon --on 2022",
        "progress schedule MISSION quarterly --due-on 2026-04-30 --period-from 2026-01-15 "
        "--period-until 2026-03-31 --on 2026-01-15",
    )


@pytest.mark.usefixtures("reporting")
class TestReports:
    def test_of_who_did_not_sign_are_noted(self) -> None:
        """It is recorded, since it was sent; somebody may have meant another member."""
        other, signatory = report("ERE"), report("KEN")

        assert (other.code, signatory.code) == (0, 0)
        assert other.err == (
            "Note: ERE was not bound by MISSION-1 on 2026-04-30, so no report on it was due from "
            "it.\n"
        )
        assert "not bound" not in signatory.err

    def test_of_who_withdrew_after_the_due_day_are_not(self) -> None:
        """It owes that report, whenever it comes; of who had withdrawn before, it is said."""
        must("withdraw KEN MISSION --on 2026-05-10", "withdraw ATL MISSION --on 2026-04-29")

        late, left = report("KEN", on="2026-05-15"), report("ATL", on="2026-04-28")
        next_one = report("KEN", "--due-on 2026-07-31", "2026-07-20")

        assert (late.code, late.err) == (0, "")
        assert "ATL was not bound by MISSION-1 on 2026-04-30, so no report" in left.err
        assert "KEN was not bound by MISSION-1 on 2026-07-31, so no report" in next_one.err

    def test_of_who_left_the_body_are_noted(self) -> None:
        """Its signature may still be on record."""
        must("member withdraw KEN --on 2026-03-01")

        assert "KEN was not bound by MISSION-1 on 2026-04-30" in report("KEN").err

    def test_that_no_schedule_asks_for_are_judged_on_their_day(self) -> None:
        """It is said that they leave open what is due, to whom something is."""
        assert report("KEN", "").err == (
            "Note: The extraordinary report of KEN on MISSION-1 answers none that is due, and "
            "there is none yet for 2026-04-30. If it is meant for that day, that has to be its "
            "due_on: retract it, if it is recorded, and record it so.\n"
        )
        assert report("ERE", "").err == "Note: ERE was not bound by MISSION-1 on 2026-04-20.\n"

    def test_are_judged_when_all_of_a_file_is_there(self) -> None:
        """The one that is due may come in the next row."""
        head = "act,member,commitment,assessment,scale,scale_version,on,due_on\n"
        first = "report,KEN,MISSION-1,complete,OGP,1,2026-04-10,\n"
        due = "report,KEN,MISSION-1,complete,OGP,1,2026-04-20,2026-04-30\n"

        for rows, said in ((first, True), (first + due, False)):
            Path("rows.csv").write_text(head + rows)
            told = typed("import rows.csv --dry-run")
            assert told.code == 0, told
            assert ("there is none yet for 2026-04-30" in told.err) == said

    def test_on_an_unknown_day_are_not_judged(self) -> None:
        """It may have been bound then."""
        said = report("ERE", "", "unknown")

        assert (said.code, said.err) == (0, "")


@pytest.mark.usefixtures("register")
def test_a_report_on_a_treaty_is_due_from_its_parties() -> None:
    """Who only signed is not bound."""
    must(
        "taskforce scale OGP limited complete --high complete --on 2026-01-01",
        "text adopt mission.md --reference PACT --title 'A pact' --on 2026-01-10 --legal-nature "
        "treaty",
        "sign KEN PACT --on 2026-01-15 --kind signature",
        "sign ATL PACT --on 2026-01-15 --kind definitive_signature --in-force-on 2026-01-15",
    )
    line = "progress report {} PACT complete --scale OGP --on 2026-04-20"

    assert "KEN was not bound by PACT on 2026-04-20." in typed(line.format("KEN")).err
    assert "not bound" not in typed(line.format("ATL")).err
