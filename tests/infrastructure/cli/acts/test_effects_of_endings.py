"""A trial of a withdrawal shows all answers that it changes, and a report says who owed none."""

import pytest

from tests.infrastructure.cli.given import events, must, typed

REPORT = "progress report {} MISSION-1 complete --scale OGP --due-on 2026-04-30 --on 2026-04-20"


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
class TestReports:
    def test_of_who_did_not_sign_are_noted(self) -> None:
        """It is recorded, since it was sent; somebody may have meant another member."""
        must(
            "taskforce scale OGP limited complete --high complete --on 2026-01-01",
            "member join ERE --name Erewhon --on 2022",
            "progress schedule MISSION quarterly --due-on 2026-04-30 --period-from 2026-01-15 "
            "--period-until 2026-03-31 --on 2026-01-15",
        )

        other, signatory = typed(REPORT.format("ERE")), typed(REPORT.format("KEN"))

        assert (other.code, signatory.code) == (0, 0)
        assert "Note: ERE was not bound by MISSION-1 on 2026-04-20" in other.err
        assert "not bound" not in signatory.err

    def test_on_an_unknown_day_are_not_judged(self) -> None:
        """It may have been bound then."""
        must(
            "taskforce scale OGP limited complete --high complete --on 2026-01-01",
            "member join ERE --name Erewhon --on 2022",
        )

        said = typed("progress report ERE MISSION-1 complete --scale OGP --on unknown")

        assert (said.code, said.err) == (0, "")
