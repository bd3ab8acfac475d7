"""Of a meeting, what an audience may not see is neither denied nor called nothing."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

pytestmark = pytest.mark.slow
HIDDEN = "--visibility secretariat"
HELD = (
    "taskforce voting-rights present_at_meetings --attended 1 --of-last 2 --on 2026-01-01",
    "meeting convene M1 ordinary_session --on 2026-03-01 --agenda Plan",
)
AFTER = "--on 2026-12-31"


@pytest.fixture(autouse=True)
def begun(once: Once) -> Path:
    """A body whose rights to vote rest on who came."""
    return once(tell, *HELD)


def right(audience: str, line: str = "rights") -> tuple[dict[str, object], object]:
    told = json.loads(typed(f"{line} --audience {audience} {AFTER} --format json").out)
    return {row["member"]: row["may_vote"] for row in told["rows"]}, told.get("counts")


def test_rights_that_rest_on_what_is_hidden_are_not_shown() -> None:
    """Members read that no meeting was held, and that somebody may vote who may not."""
    must(f"meeting open M1 --on 2026-03-01 --attendance KEN {HIDDEN}")

    whole, count = right("secretariat")
    seen, none = right("members")

    assert (whole["KEN"], whole["ATL"]) == ("yes", "no")
    assert count == {"may_vote": [*whole.values()].count("yes")}
    assert {*seen.values()} == {None}
    assert none == {}
    assert "no meeting was held" not in typed(f"rights --audience members {AFTER}").out
    must("show-to @15 members")
    assert right("members") == (whole, count)


def test_where_rights_are_told_beside_others_they_are_not_shown_either() -> None:
    """In presence, in the votes and in the minutes."""
    must(
        f"meeting open M1 --on 2026-03-01 --attendance KEN {HIDDEN}",
        "taskforce task RESPONSE Drive --on 2026-01-01",
        "taskforce majority HALF more_than_half --on 2026-01-01",
        "meeting convene M2 ordinary_session --on 2026-10-14 --agenda Plan",
        "meeting open M2 --on 2026-10-14 --attendance KEN --attendance ATL",
        "meeting vote D-1 M2 --item 1 --rule HALF --manner by_member --ballots KEN:for "
        "--title Plan --text One. --task RESPONSE --on 2026-10-14",
    )

    present, _ = right("members", "presence M2")
    votes = json.loads(typed(f"votes M2 --audience members {AFTER} --format json").out)["rows"]
    minutes = typed(f"report minutes M2 --audience members {AFTER} --format markdown").out
    whole = typed(f"report minutes M2 --audience secretariat {AFTER} --format markdown").out

    assert {*present.values()} == {None}
    assert {each["may_vote"] for each in votes[0]["voters"].values()} == {None}
    assert "not shown" in minutes
    assert "no: present at only" not in minutes
    assert "no: present at only" in whole


@pytest.mark.parametrize(
    "change", ["cancel M1 --reason Late", "reschedule M1 --begins-on 2026-04-01"]
)
def test_a_meeting_that_was_changed_unseen_is_not_confirmed(change: str) -> None:
    """People who subscribe to the calendar would come."""
    must("meeting session M1 1 --begins-at 09:00 --ends-at 12:00 --on 2026-03-01")
    before = typed("export calendar --audience members").out
    must(f"meeting {change} --on 2026-02-01 {HIDDEN}")

    after = typed("export calendar --audience members").out

    assert before.count("STATUS:CONFIRMED") == 2
    assert (after.count("STATUS:CONFIRMED"), after.count("STATUS:TENTATIVE")) == (0, 2)


def test_places_in_a_stream_tell_nothing_of_hidden_entries() -> None:
    """They told of whom something was hidden, and how much."""
    must(
        f"member suspend ATL --reason x --on 2026-02-01 {HIDDEN}",
        f"member reinstate ATL --on 2026-03-01 {HIDDEN}",
        "member rename ATL 'Republic of Atlantis' --on 2026-04-01",
    )

    places = {}
    for audience in ("members", "secretariat"):
        must(f"export analysis {audience}.db --audience {audience}")
        with closing(sqlite3.connect(f"{audience}.db")) as db:
            asked = "SELECT version FROM event WHERE member = 'ATL' AND topic LIKE 'member.%'"
            places[audience] = [place for (place,) in db.execute(f"{asked} ORDER BY position")]

    assert places["members"] == [1, 2]
    assert places["secretariat"] == [1, 2, 3, 4]


def test_an_audit_of_what_is_shown_denies_nothing_else() -> None:
    """It said that there were no changes of visibility."""
    must("show-to secretariat --recorded-with 'meeting convene'")

    told = {
        who: typed(f"report audit --from @1 --to @13 --sample 1 --seed 1 --audience {who}").out
        for who in ("members", "secretariat")
    }

    assert ": none that is shown" in told["members"]
    assert ": none\n" not in told["members"]
    assert ": none\n" in told["secretariat"]


@pytest.mark.parametrize("asked", ["meetings", "cadence", "overdue", "report brief"])
def test_a_meeting_that_was_moved_unseen_is_on_no_day(asked: str) -> None:
    """Members were told to come on the day from which it had been moved."""
    moved = f"meeting reschedule M1 --begins-on 2026-04-01 --on 2026-02-01 {HIDDEN}"
    line = f"{asked} --audience members --on 2026-02-10"
    before = typed(line).out
    must(moved)

    after = typed(line).out

    first = ("1 March 2026", "2026-03-01")
    assert any(day in before for day in first)
    assert "not shown" in after or not any(day in after for day in first)
    assert "No meeting is called." not in after
    brief = " ".join(typed("report brief M1 --audience members --on 2026-02-10").out.split())
    assert "it may be on another day, or cancelled." in brief
    whole = typed("report brief M1 --audience secretariat --on 2026-02-10").out
    assert "not shown" not in whole


def test_a_later_move_in_sight_is_all_that_counts() -> None:
    """The calendar said for ever that the meeting is not certain."""
    must(
        f"meeting reschedule M1 --begins-on 2026-04-01 --on 2026-02-01 {HIDDEN}",
        "meeting reschedule M1 --begins-on 2026-05-01 --on 2026-02-02",
    )

    assert "STATUS:CONFIRMED" in typed("export calendar --audience members").out
    assert "2026-05-01" in typed("meetings --audience members --on 2026-02-10").out


def test_minutes_that_are_not_shown_are_not_denied() -> None:
    must(f"meeting cancel M1 --reason Late --on 2026-02-01 {HIDDEN}")

    said = typed("report minutes M1 --audience members --on 2026-12-31").err

    assert "Whether meeting M1 has minutes is not shown to this audience." in said
    assert "cancelled" in typed("report minutes M1 --audience secretariat --on 2026-12-31").err


@pytest.fixture
def voted() -> None:
    """A vote by name at a meeting, of three members of which two voted."""
    must(
        "member join UTO --name Utopia --on 2022-06",
        "taskforce voting-rights rights_not_suspended --on 2026-01-02",
        "taskforce majority HALF more_than_half --on 2026-01-01",
        "taskforce quorum 1/2 --on 2026-01-01",
        "taskforce task RESPONSE Drive --on 2026-01-01",
        "meeting convene M2 ordinary_session --on 2026-10-14 --agenda Plan",
        "meeting open M2 --on 2026-10-14 --attendance KEN --attendance ATL --attendance UTO",
        "meeting vote D-1 M2 --item 1 --rule HALF --manner by_member --ballots KEN:for "
        "--ballots ATL:against --title Plan --text One. --task RESPONSE --on 2026-10-14 "
        "--hour 10:00",
    )


UNSEEN = (
    "member suspend-voting-rights UTO --reason x --on 2026-02-01",
    "member suspend-voting-rights KEN --reason x --on 2026-02-01",  # who voted
    "meeting depart M2 UTO 09:50 --on 2026-10-14",
    "meeting depart M2 UTO 10:05 --on 2026-10-14",  # after the vote
)


@pytest.mark.usefixtures("voted")
@pytest.mark.parametrize("deed", UNSEEN)
def test_counts_tell_nothing_of_whom_something_is_hidden(deed: str) -> None:
    """Two of two with the right took part, and the third was named."""
    line = f"report minutes M2 {AFTER} --format markdown --audience members"
    asked = f"votes M2 {AFTER} --format json --audience"
    before = typed(line).out
    must(f"{deed} {HIDDEN}")

    after = typed(line).out
    (row,) = json.loads(typed(f"{asked} members").out)["rows"]
    (whole,) = json.loads(typed(f"{asked} secretariat").out)["rows"]

    assert "took part; with" in before
    assert "took part; with" not in after
    assert "not voting" not in after
    assert "1\u00a0for, 1\u00a0against, 0\u00a0abstained." in after
    assert row["votes"] == "1 for, 1 against, 0 abstained"
    assert (row["quorum"], row["majority"], row["not_voting"], row["of"]) == ("", "", None, None)
    assert whole["votes"].startswith(("0" if "KEN" in deed else "1") + " for, 1 against")
    assert row["result"] == whole["result"]
    seats = {code: voter["presence"] for code, voter in row["voters"].items()}
    assert seats["UTO"] == (None if "depart" in deed else "present")


@pytest.mark.usefixtures("voted")
@pytest.mark.parametrize(
    "deeds",
    [
        ("member join ZZZ --name Zed --on 2022-06",),
        ("member withdraw UTO --on 2026-02-01", "member join UTO --name Utopia --on 2026-03-01"),
    ],
)
def test_counts_tell_of_no_member_that_is_hidden(deeds: tuple[str, ...]) -> None:
    """Three of four with the right took part, above a table of three."""
    *seen, last = deeds
    must(*seen, f"{last} {HIDDEN}")

    told = typed(f"report minutes M2 {AFTER} --format markdown --audience members").out
    counts = [
        json.loads(typed(f"rights {AFTER} --format json --audience {who}").out)["counts"]
        for who in ("members", "secretariat")
    ]

    assert "took part; with" not in told
    assert "1\u00a0for, 1\u00a0against, 0\u00a0abstained." in told
    assert counts[0] == {}
    assert counts[1] == {"may_vote": 4 if "ZZZ" in last else 3}


@pytest.mark.usefixtures("voted")
def test_nobody_is_absent_who_came_unseen() -> None:
    """Minutes for members said that a member was absent that was there."""
    must(
        "meeting convene M3 ordinary_session --on 2026-11-14 --agenda Plan",
        "meeting open M3 --on 2026-11-14 --attendance KEN",
        "meeting session M3 1 --begins-at 09:00 --on 2026-11-14",
        f"meeting arrive M3 ATL 09:45 --on 2026-11-14 {HIDDEN}",
    )

    seen = {
        asked: typed(f"{asked} {AFTER} --audience members --format json").out
        for asked in ("presence M3", "meetings", "report attendance 2026", "report profile ATL")
    }
    seats = {row["member"]: row["presence"] for row in json.loads(seen["presence M3"])["rows"]}
    at_hour = json.loads(
        typed(f"presence M3 --hour 10:00 {AFTER} --audience members --format json").out
    )["rows"]
    meetings = {row["meeting"]: row for row in json.loads(seen["meetings"])["rows"]}

    assert seats == {"ATL": None, "KEN": "present", "UTO": "absent"}
    assert {row["member"]: row["presence"] for row in at_hour}["ATL"] is None
    early = typed(f"presence M3 --hour 09:10 {AFTER} --audience members --format json").out
    assert {row["member"]: row["presence"] for row in json.loads(early)["rows"]}["ATL"] is None
    assert meetings["M3"]["came"] == "not shown"
    said = typed(f"presence M3 {AFTER} --audience members").out
    assert "Of some members it is not shown whether they were there." in said
    assert "Of some members it is not shown" in seen["report attendance 2026"]
    told = typed(f"report minutes M3 {AFTER} --audience members --format markdown").out
    assert "| Atlantis | not shown |" in told
    assert '"absent"' not in seen["report profile ATL"]
    whole = json.loads(typed(f"presence M3 {AFTER} --audience secretariat --format json").out)
    assert {row["member"]: row["presence"] for row in whole["rows"]}["ATL"] == "present"


def test_a_meeting_that_opened_unseen_is_named_as_left_out() -> None:
    """Who was at one of two meetings was said to have come to all."""
    must(
        f"meeting open M1 --on 2026-03-01 --attendance KEN {HIDDEN}",
        "meeting convene M2 ordinary_session --on 2026-10-14 --agenda Plan",
        "meeting open M2 --on 2026-10-14 --attendance KEN --attendance ATL",
    )

    line = f"report attendance 2026 {AFTER} --format markdown --audience"

    assert (
        "A meeting is left out that is not shown to this audience." in typed(f"{line} members").out
    )
    assert "left out" not in typed(f"{line} secretariat").out
    other = typed(f"report attendance 2025 {AFTER} --format markdown --audience members").out
    assert "left out" not in other
