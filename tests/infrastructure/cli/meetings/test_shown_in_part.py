"""What an audience may not see of a meeting is told as not shown, never as not recorded."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-11-03"
LATER = "--on 2026-12-20"
PUBLIC = "--audience public --on 2026-12-31"


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """The public sees a meeting and who came to it; who joined, it does not see."""
    once(
        tell,
        "taskforce quorum 1 --on 2026-01-01 --visibility public",
        f"meeting convene M1 ordinary_session {DAY} --visibility public",
        f"meeting open M1 {DAY} --attendance KEN --attendance ATL:excused --visibility public",
        "meeting quorum M1 --visibility members",
        f"meeting close M1 {DAY} --visibility public",
    )


def asked(line: str) -> str:
    return " ".join(typed(f"{line} {PUBLIC}").out.split())


class TestWhoCame:
    @pytest.mark.slow
    def test_is_not_shown_where_the_memberships_are_not(self) -> None:
        """Nobody is said to have been no member, and no meeting to which somebody came empty."""
        not_shown = "Not counted, because it is not shown that they were active members"

        assert "nobody" not in (told := asked("meetings"))
        assert "held not shown" in told
        for line in ("presence M1", "report minutes M1"):
            assert f"{not_shown} on that day: ATL, KEN." in asked(line)
        assert "nobody" not in asked("report annual 2026")
        assert "M1 3 November 2026" in (year := asked("report attendance 2026"))
        assert "0" not in year.partition("M1 3 November 2026")[2].partition("About")[0]

    def test_is_told_as_before_to_who_sees_all(self) -> None:
        """There, nobody is what is known."""
        must("show-to public --recorded-with 'member join' --reason Agreed.")
        must("member withdraw ATL --on 2026-06-30 --visibility public")

        told = asked("presence M1")

        assert "Not counted, because not active members on that day: Atlantis." in told

    @pytest.mark.slow
    def test_a_list_that_is_hidden_is_not_missing(self) -> None:
        """It is recorded, and may be shown one day."""
        must("show-to members --recorded-with 'meeting open' --reason 'Not agreed yet.'")

        told = asked("presence M1")

        assert "Who was there at the opening is not shown." in told
        assert "is recorded" not in told
        assert "Who was there at the opening is not shown." in asked("report minutes M1")
        must(f"meeting session M1 1 --begins-at 09:00 {DAY} --visibility public")
        assert "Who was there at the opening is not shown." in asked("report minutes M1")
        must("show-to public --recorded-with 'member join' --reason Agreed.")
        must(f"meeting arrive M1 ATL 10:00 {DAY} --visibility public")
        assert "Who was there at the opening is not shown." in (text := asked("report minutes M1"))
        assert "is recorded" not in text


class TestTheMinutes:
    def test_that_are_hidden_are_not_called_missing(self) -> None:
        """Drafts go to members alone; the public is not told that there are none."""
        must(f"meeting circulate M1 {LATER} --visibility members")

        told = asked("meetings") + asked("report annual 2026")

        assert "none recorded" not in told
        assert "not counted" not in told
        assert told.count("not shown not shown not shown") == 2

    def test_that_were_approved_are_not_called_a_draft(self) -> None:
        """What the public reads would be taken for something else than it is."""
        must(
            f"meeting convene M2 ordinary_session {LATER} --visibility public",
            f"meeting open M2 {LATER} --visibility public",
            f"meeting approve-minutes M1 --at M2 {LATER} --visibility members",
        )

        told = asked("report minutes M1")

        assert "not approved" not in told
        assert "Whether the minutes were approved is not shown." in told
        assert "M1" not in asked("report brief M2").partition("Minutes to approve")[2][:200]

    def test_that_are_not_there_are_called_so(self) -> None:
        """Where nothing is hidden, the public is told what is known."""
        must("show-to public --recorded-with 'meeting quorum' --reason Agreed.")

        assert "none recorded" in asked("meetings")
        assert "Draft: these minutes are not approved." in asked("report minutes M1")
        must(f"report minutes M1 {PUBLIC} --output minutes.md")
        assert "not approved" in Path("minutes.md").read_text(encoding="utf-8")
