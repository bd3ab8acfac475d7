"""A trial of a withdrawal shows all answers that it changes, and a report says who owed none."""

import pytest

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
        """Nothing is said of what is due."""
        assert report("KEN", "").err == ""
        assert report("ERE", "").err == "Note: ERE was not bound by MISSION-1 on 2026-04-20.\n"

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
