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
