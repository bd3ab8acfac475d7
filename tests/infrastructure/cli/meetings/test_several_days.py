"""An hour is told with its day as soon as a meeting sat on several days."""

import json
import re
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

FIRST, SECOND = "--on 2026-11-09", "--on 2026-11-10"
VOTE = "--text 'We adopt it.' --task WORK --rule ORDINARY --in-favour 1"


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """Atlantis left on the first day and came again on the second."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce voting-rights all_active --on 2026-01-01",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
        "taskforce quorum 1 --on 2026-01-01",
        f"meeting convene M1 ordinary_session {FIRST} --ends-on 2026-11-10 --agenda Plan",
        f"meeting open M1 {FIRST} --attendance KEN --attendance ATL",
        f"meeting depart M1 ATL 17:00 {FIRST}",
        f"meeting vote D-1 M1 --title Plan {VOTE} --item 1 --hour 11:00 {FIRST}",
        f"meeting session M1 2 --begins-at 09:00 --ends-at 17:00 {SECOND}",
        f"meeting arrive M1 ATL 09:30 {SECOND}",
        f"meeting proxy M1 ATL KEN --from-hour 12:00 {SECOND}",
        f"meeting representative M1 ATL Deputy --hour 11:00 {SECOND}",
        f"meeting vote D-2 M1 --title Map {VOTE} --hour 10:00 {SECOND}",
        f"meeting close M1 {SECOND}",
    )


def test_minutes_give_the_day_with_each_hour() -> None:
    """Else who came on the second day seems to have been there on the first."""
    must(f"report minutes M1 {SECOND} --output minutes.md")

    text = Path("minutes.md").read_text(encoding="utf-8")

    for words in (
        "at the opening, left 17:00 on 9 November 2026, came 09:30 on 10 November 2026",
        "At 11:00 on 9 November 2026, 2 of 2 members",
        "At 10:00 on 10 November 2026, 2 of 2 members",
        "Kenya acted for Atlantis from 12:00 on 10 November 2026.",
        "Deputy spoke for Atlantis from 11:00 on 10 November 2026.",
        "| On ",
    ):
        assert words in text, words


@pytest.mark.slow
def test_minutes_give_the_day_of_apologies_and_of_who_acted_for_whom() -> None:
    """Who was excused on the first day may be there on the second."""
    must(
        "member join ERE --name Erewhon --on 2026-01-01",
        f"meeting convene M2 ordinary_session {FIRST} --ends-on 2026-11-10 --agenda Plan"
        " --agenda Map",
        f"meeting open M2 {FIRST} --attendance KEN --attendance ERE:excused",
        f"meeting arrive M2 ERE 09:00 {SECOND}",
        f"meeting proxy M2 ATL KEN {FIRST}",
        f"meeting proxy M2 ERE KEN --items 1 {SECOND}",
        f"meeting proxy M2 ERE KEN --items 1 --items 2 {SECOND}",
        f"meeting representative M2 KEN Deputy {SECOND}",
        f"report minutes M2 {SECOND} --output minutes.md",
    )
    text = Path("minutes.md").read_text(encoding="utf-8")

    for words in (
        "Apologies on 9 November 2026: Erewhon.",
        "9 November 2026: Kenya acted for Atlantis.",
        "10 November 2026: Kenya acted for Erewhon on item 1.",
        "10 November 2026: Kenya acted for Erewhon on items 1, 2.",
        "10 November 2026: Deputy spoke for Kenya.",
    ):
        assert words in text, words


def test_presence_is_asked_for_a_day_and_its_hour() -> None:
    """Without a day before the hour it is the one asked for, or the first one, which is said."""
    first = typed("presence M1 --hour 9:15 --on 2026-12-01").out
    assert "2 present" in first
    assert "This was so at 09:15 on 2026-11-09." in first

    for options in (f"--hour 9:15 {SECOND}", "--hour '2026-11-10 9:15' --on 2026-12-01"):
        second = typed(f"presence M1 {options}").out
        assert "1 present, 1 absent" in second
        assert "This was so at 09:15 on 2026-11-10." in second
    assert typed(f"presence M1 --hour 'May 9:15' {SECOND}").code


def test_the_year_has_all_days_of_a_meeting() -> None:
    """Its first day alone is half of it."""
    must(f"report annual 2026 {SECOND} --output annual.md")
    text = Path("annual.md").read_text(encoding="utf-8")

    assert "| 9 November 2026 to 10 November 2026 |" in text
    told = json.loads(typed(f"report annual 2026 {SECOND} --format json").out)
    (section,) = (each for each in told["sections"] if each["key"] == "meetings")
    (meeting,) = section["blocks"][0]["rows"]
    assert (meeting["begins_on"], meeting["ends_on_latest"]) == ("2026-11-09", "2026-11-10")


def test_the_year_has_the_evidence_that_a_member_gave() -> None:
    """Members fill it in into their workbooks."""
    must(
        "taskforce scale OGP Completion none some all",
        f"progress report KEN MISSION-1 some --scale OGP {FIRST}"
        " --evidence 'supports_progress;legislation;Act on one contact'",
        f"report annual 2026 {SECOND} --output annual.md",
    )
    text = Path("annual.md").read_text(encoding="utf-8")

    assert "supports progress: Act on one contact (legislation)" in text


@pytest.mark.slow
def test_days_of_a_meeting_are_a_phrase_in_french() -> None:
    """“Tenue le 9 novembre au 10 novembre” is none."""
    told = typed(f"report minutes M1 {SECOND} --language fr").out

    assert re.search("Tenue +du 9 novembre 2026 au 10 novembre 2026", told)
