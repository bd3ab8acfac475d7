"""Who was no member on the day of a meeting is not let in as one, and nowhere counted."""

from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-11-03"
LEAVE = "member withdraw ERE --on 2026-06-30"
REFUSED = "ERE was not a member on 2026-11-03, so at a meeting of that day it can only observe."
SHEET = "meeting,on,member,presence\nM1,2026-11-03,KEN,present\nM1,2026-11-03,ERE,present\n"


@pytest.fixture(autouse=True)
def called(once: Once) -> None:
    """Of five parties one has left, one is suspended, and all are called to a meeting."""
    once(
        tell,
        *(f"member join {code} --name 'Land of {code}' --on 2022" for code in ("ERE", "ZUB")),
        "member suspend ZUB --on 2026-05-01 --reason Dues",
        "taskforce quorum 2 --on 2026-01-01",
        f"meeting convene M1 ordinary_session {DAY}",
    )


def refused(command: str) -> None:
    result = typed(command)
    assert result.code == 1, result.out
    assert REFUSED in result.err
    assert "Conflicts with" in result.err


class TestIsRefused:
    @pytest.mark.slow
    def test_at_every_door(self) -> None:
        """Typed, tried, imported, corrected, on arrival and by proxy."""
        must(LEAVE)
        Path("came.csv").write_text(SHEET, encoding="utf-8")

        refused(f"meeting open M1 {DAY} --attendance KEN --attendance ERE --dry-run")
        refused(f"meeting open M1 {DAY} --attendance KEN --attendance ERE:excused")
        assert REFUSED in typed("import came.csv --dry-run").err
        must(f"meeting open M1 {DAY} --attendance KEN")
        refused("correct @19 attendance=KEN,ERE --because error")
        refused(f"meeting arrive M1 ERE 10:00 {DAY}")
        refused(f"meeting proxy M1 KEN ERE {DAY}")

    @pytest.mark.slow
    def test_but_it_may_observe(self) -> None:
        """Then papers name it among the observers."""
        must(LEAVE, f"meeting open M1 {DAY} --attendance KEN --attendance ERE:observer")
        must(f"meeting close M1 {DAY}", f"report minutes M1 {DAY} --output minutes.md")

        assert "Observers: Land of ERE." in typed(f"presence M1 {DAY}").out


def test_an_observer_that_comes_later_stays_one() -> None:
    """By an hour alone it would be counted, and could vote."""
    sheet = "meeting,on,member,presence,came\nM1,2026-11-03,KEN,present,\n"
    Path("came.csv").write_text(f"{sheet}M1,2026-11-03,ATL,observer,10:00\n", encoding="utf-8")

    must("import came.csv")
    said = typed(f"meeting depart M1 ATL 11:00 {DAY}")

    assert "ATL is listed as an observer of M1, and stays one on that day." in said.err
    answer = typed(f"presence M1 {DAY}").out
    assert "1 present, 1 observing" in answer
    must("meeting quorum M1")
    assert "1 of 3 took part, 2 needed" in typed("log").out


class TestThatIsKnownLater:
    LISTED = f"meeting open M1 {DAY} --attendance KEN --attendance ERE --attendance ZUB"
    NOT_COUNTED = "Not counted, because not active members on that day: Land of ERE, Land of ZUB."

    @pytest.mark.slow
    def test_is_said_wherever_who_came_is_told(self) -> None:
        """A withdrawal that is recorded after the meeting changes every number in one way."""
        said = typed(self.LISTED)
        assert "ZUB was suspended on 2026-11-03; only an active member can be counted" in said.err
        must(LEAVE, "meeting quorum M1", f"meeting close M1 {DAY}")
        must(f"report minutes M1 {DAY} --output outcome.md")

        assert REFUSED in typed("conflicts").out.replace("\n", " ")
        assert "1 present, 1 absent" in typed(f"presence M1 {DAY}").out
        must(
            f"meeting session M1 1 --begins-at 09:00 {DAY}",
            f"report minutes M1 {DAY} --output minutes.md",
        )
        assert self.NOT_COUNTED in typed(f"presence M1 {DAY}").out.replace("\n", " ")
        for paper in ("outcome.md", "minutes.md"):
            text = Path(paper).read_text(encoding="utf-8")
            assert self.NOT_COUNTED in text
            assert "1 took part" in text
            assert text.count("| present") == 1


class TestTheSheetToFillIn:
    @pytest.mark.slow
    def test_lists_who_is_a_member_on_the_day_of_the_next_meeting(self) -> None:
        """Who has left by then need not be deleted, and can still be chosen."""
        must(LEAVE, f"member withdraw ATL {DAY}", "import --template form.xlsx")

        listed = read_file(Path("form.xlsx"), sheet="Attendance")

        assert [row.cells["member"] for row in listed.rows] == ["KEN", "ZUB"]
