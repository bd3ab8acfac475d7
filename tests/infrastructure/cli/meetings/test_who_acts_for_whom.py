"""Who is represented counts only while the member that acts for it is there itself."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]
DAY = "--on 2026-05-13"
SHEET = """meeting,on,member,presence,came,left,represented_by
M2,2026-05-13,KEN,present,,09:30,
M2,2026-05-13,ATL,present,,10:00,
M2,2026-05-13,UTO,present,15:00,,
M2,2026-05-13,LIL,represented,,,UTO
"""


@pytest.fixture(autouse=True)
def convened(register: Path) -> None:
    del register
    must(
        "member join UTO --name Utopia --on 2026-01-20",
        "member join LIL --name Lilliput --on 2026-01-20",
        "taskforce quorum 1/2 --more-than --on 2026-01-10",
        f"meeting convene M2 ordinary_session --agenda Laws {DAY}",
    )


def test_whose_proxy_comes_when_the_others_have_left_makes_no_quorum() -> None:
    """Minutes said that there was one, at a meeting that had two of four at every moment."""
    Path("a.csv").write_text(SHEET, encoding="utf-8")
    must("import a.csv", "meeting quorum M2")

    assert "no quorum" in typed("report minutes M2").out
    early = typed(f"presence M2 --hour 09:10 {DAY}").out
    assert "2 present, 2 absent" in early
    late = typed(f"presence M2 --hour 15:10 {DAY}").out
    assert "1 present, 1 represented, 2 absent" in late
    assert "4 of 4 in the attendance list were there or represented" in typed("").out


def test_whose_proxy_comes_in_time_is_counted_from_then_on() -> None:
    Path("a.csv").write_text(SHEET.replace("15:00", "09:20"), encoding="utf-8")

    must("import a.csv", "meeting quorum M2")

    assert "4 of 4" in typed("meetings").out


def test_whose_proxy_left_is_there_no_more() -> None:
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance ATL --attendance LIL:represented",
        f"meeting proxy M2 LIL ATL {DAY}",
        f"meeting depart M2 ATL 10:00 {DAY}",
        "meeting quorum M2",
    )

    assert "3 of 4" in typed("meetings").out
    assert "1 present, 3 absent" in typed(f"presence M2 --hour 11:00 {DAY}").out


def test_a_count_that_took_in_who_was_not_there_is_found() -> None:
    """What was counted before the proxy was written down."""
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance ATL --attendance LIL:represented",
        "meeting quorum M2",
        f"meeting proxy M2 LIL UTO {DAY}",
    )

    said = typed("conflicts").out

    assert "was counted as 3 of 4, 3 needed; by what is known now it is 2 of 4" in said
    minutes = typed("report minutes M2").out
    assert "Lilliput gave its proxy to Utopia." in minutes
    assert "acted for" not in minutes


def test_who_comes_itself_is_there_whoever_acted_for_it() -> None:
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance UTO:excused "
        "--attendance LIL:represented",
        f"meeting proxy M2 LIL UTO {DAY}",
        f"meeting arrive M2 LIL 10:00 {DAY}",
        f"meeting arrive M2 ATL 10:30 {DAY}",
        "meeting quorum M2",
    )

    assert "3 of 4" in typed("meetings").out


def test_a_proxy_counts_from_the_hour_from_which_it_holds() -> None:
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance ATL --attendance LIL:excused",
        f"meeting proxy M2 LIL ATL --from-hour 10:30 {DAY}",
        "meeting quorum M2",
    )

    assert "3 of 4" in typed("meetings").out
    assert "3 of 3 in the attendance list were there or represented" in typed("").out


def test_who_is_suspended_acts_for_nobody() -> None:
    must(
        "member suspend ATL --on 2026-02-01",
        f"meeting open M2 {DAY} --attendance KEN --attendance ATL --attendance LIL:excused "
        "--attendance UTO:absent",
        f"meeting proxy M2 LIL ATL {DAY}",
        "meeting quorum M2",
    )

    assert "1 of 3" in typed("meetings").out
    assert "1 present, 1 absent, apologies from 1" in typed(f"presence M2 {DAY}").out.replace(
        "apologies from 1, 1 absent", "1 absent, apologies from 1"
    )
    assert "acted for" not in typed("report minutes M2").out


def test_a_proxy_whose_holder_left_before_it_began_is_told_as_given() -> None:
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance ATL --attendance LIL:excused",
        f"meeting depart M2 ATL 10:00 {DAY}",
        f"meeting proxy M2 LIL ATL --from-hour 10:30 --items 1 {DAY}",
    )

    assert (
        "Lilliput gave its proxy to Atlantis from 10:30 on item 1."
        in typed("report minutes M2").out
    )


def test_who_was_represented_for_an_hour_was_represented() -> None:
    """The overview said that three of two were there."""
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance ATL",
        f"meeting proxy M2 LIL ATL --from-hour 10:30 {DAY}",
        f"meeting depart M2 ATL 12:00 {DAY}",
        "meeting quorum M2",
    )

    assert "3 of 3 in the attendance list were there or represented" in typed("").out
    said = typed("meetings").out
    assert "2 present, 1 represented" in said
    assert "3 of 4" in said


def test_who_came_after_the_hour_of_a_proxy_acted_from_when_it_came() -> None:
    """A line said that it had acted from that hour."""
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance LIL:excused",
        f"meeting proxy M2 LIL ATL --from-hour 10:30 {DAY}",
        f"meeting proxy M2 LIL KEN --from-hour 10:30 {DAY}",
        f"meeting arrive M2 ATL 14:00 {DAY}",
    )

    said = typed("report minutes M2").out
    assert "Atlantis acted for Lilliput from 14:00." in said
    assert "Kenya acted for Lilliput from 10:30." in said
    assert "Atlantis, Kenya" in said


def test_a_proxy_is_not_acted_by_while_its_giver_is_there() -> None:
    """Who came itself before the holder did was told to have been acted for."""
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance LIL:excused",
        f"meeting proxy M2 LIL ATL --from-hour 09:30 {DAY}",
        f"meeting arrive M2 LIL 10:00 {DAY}",
        f"meeting arrive M2 ATL 11:00 {DAY}",
    )
    before = typed("report minutes M2").out

    must(f"meeting depart M2 LIL 15:00 {DAY}")

    assert "Lilliput gave its proxy to Atlantis from 09:30." in before
    assert "Atlantis acted for Lilliput from 15:00." in typed("report minutes M2").out


def test_a_proxy_of_who_never_came_is_none_of_who_acted() -> None:
    """The table named it beside the one that did."""
    must(
        f"meeting open M2 {DAY} --attendance KEN --attendance LIL:excused",
        f"meeting proxy M2 LIL ATL {DAY}",
        f"meeting proxy M2 LIL KEN {DAY}",
    )

    said = typed("report minutes M2").out
    assert "Lilliput gave its proxy to Atlantis." in said
    assert "Kenya acted for Lilliput." in said
    assert "Atlantis, Kenya" not in said
