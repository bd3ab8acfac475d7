"""What a written procedure comes to is told once it is over, and tells no hidden reply."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def begun(once: Once) -> None:
    """A body with two members."""
    once(tell)


PROCEDURE = (
    "member join UTO --name Utopia --on 2022-06",
    "taskforce task WORK 'To work.' --on 2026-01-01",
    "taskforce majority SIL more_than_half --base all --silence assent --on 2026-01-01",
    "meeting convene W1 written_procedure --on 2026-06-01 --ends-on 2026-06-30",
    (
        "meeting vote D-1 W1 --title Logo --text One. --task WORK --manner written --rule SIL "
        "--on 2026-06-01"
    ),
    "meeting reply W1 D-1 ATL against --on 2026-06-25",
)


def test_a_written_procedure_comes_to_nothing_while_replies_can_come() -> None:
    """It was told as adopted from the first day, since silence counts as assent."""
    must(*PROCEDURE)

    told = {
        day: json.loads(typed(f"votes W1 --on {day} --format json").out)["rows"][0]
        for day in ("2026-06-15", "2026-06-30", "2026-07-01")
    }
    during = typed("report minutes W1 --on 2026-06-26 --format markdown").out
    early = typed("report minutes W1 --on 2026-06-15 --format markdown").out

    assert [row["result"] for row in told.values()] == ["still open", "still open", "adopted"]
    assert told["2026-06-15"]["votes"] == told["2026-06-15"]["majority"] == ""
    assert told["2026-06-15"]["why"] == "replies can still come"
    assert "Replies can still come; the vote is counted after that." in during
    assert "adopted" not in during
    assert "| Atlantis | against |" in during
    assert "| Kenya | no reply yet |" in during
    assert "| Atlantis | no reply yet |" in early


def test_a_close_on_an_unknown_day_ends_no_procedure_before_its_end() -> None:
    """It may have been closed after the day that is asked for."""
    must(*PROCEDURE, "meeting close W1 --on unknown")

    told = [
        json.loads(typed(f"votes W1 --on {day} --format json").out)["rows"][0]["result"]
        for day in ("2026-06-01", "2026-06-30", "2026-07-01")
    ]

    assert told == ["still open", "still open", "adopted"]


def test_the_result_of_a_written_procedure_is_told_from_its_day() -> None:
    """Where no end is set, replies can come until the result; and a close ends it early."""
    must(*PROCEDURE, "meeting close W1 --on 2026-06-27", "meeting result D-1 --on 2026-06-27")
    first = {
        day: json.loads(typed(f"votes W1 --on {day} --format json").out)["rows"][0]["result"]
        for day in ("2026-06-26", "2026-06-27")
    }
    must(
        "meeting convene W2 written_procedure --on 2026-07-01",
        "meeting vote D-2 W2 --title Logo --text One. --task WORK --manner written --rule SIL "
        "--on 2026-07-01",
        "meeting result D-2 --on 2026-08-01",
    )
    second = {
        day: json.loads(typed(f"votes W2 --on {day} --format json").out)["rows"][0]["result"]
        for day in ("2026-07-31", "2026-08-01")
    }

    minutes = typed("report minutes W1 --on 2026-06-26 --format markdown").out
    assert "by what is known now" not in minutes
    recorded = json.loads(typed("votes D-1 --on 2026-06-26 --format json").out)["rows"][0]
    assert recorded["recorded"] is None
    assert [*first.values()] == ["still open", "adopted"]
    assert [*second.values()] == ["still open", "adopted"]


def test_a_procedure_that_was_closed_on_an_unknown_day_is_over() -> None:
    must(*PROCEDURE[:3], PROCEDURE[3].partition(" --ends-on")[0], *PROCEDURE[4:])
    line = "votes W1 --on 2026-07-15 --format json"
    before = json.loads(typed(line).out)["rows"][0]["result"]
    must("meeting close W1 --on unknown")

    assert before == "still open"
    assert json.loads(typed(line).out)["rows"][0]["result"] == "adopted"


def test_a_hidden_reply_cannot_be_counted_back() -> None:
    """One against, and one member of which it is not shown how it voted."""
    must(
        *PROCEDURE,
        "meeting reply W1 D-1 KEN against --on 2026-06-10 --visibility secretariat",
        "meeting result D-1 --on 2026-07-01",
    )

    told = typed("report minutes W1 --on 2026-12-31 --audience members --format markdown").out

    assert "| Kenya | not shown |" in told
    assert "Rule SIL; its counts are not shown." in told
    assert "replied in time" not in told
    assert "1 for, 2 against" in " ".join(
        typed("report minutes W1 --on 2026-12-31 --audience secretariat --format markdown")
        .out.replace(chr(160), " ")
        .split()
    )


def test_a_later_reply_that_is_hidden_is_not_shown() -> None:
    """It was printed as the vote of a member of which an earlier reply is shown."""
    must(
        *PROCEDURE,
        "meeting reply W1 D-1 KEN for --on 2026-06-10",
        "meeting reply W1 D-1 KEN against --on 2026-06-12 --visibility secretariat",
    )
    during = typed("report minutes W1 --on 2026-06-26 --audience members --format markdown").out
    must("meeting result D-1 --on 2026-07-01")
    after = typed("report minutes W1 --on 2026-12-31 --audience members --format markdown").out

    assert "| Kenya | not shown |" in during
    assert "| Kenya | not shown |" in after


@pytest.mark.parametrize(
    ("deed", "result"),
    [
        (
            (
                "meeting session W1 1 --begins-at 09:00 --on 2026-06-01 --ends-on 2026-12-30 "
                "--ends-at 12:00"
            ),
            "still open",
        ),
        (
            "meeting reschedule W1 --begins-on 2026-06-01 --ends-on 2026-06-20 --on 2026-06-05",
            "adopted",
        ),
    ],
)
def test_whether_it_is_over_is_told_as_it_is(deed: str, result: str) -> None:
    """Members read that a vote was adopted that was still open, or the other way round."""
    must(*PROCEDURE[:-1], f"{deed} --visibility secretariat")
    day = "2026-11-20" if result == "still open" else "2026-06-25"

    told = [
        json.loads(typed(f"votes W1 --on {day} --audience {who} --format json").out)["rows"][0]
        for who in ("members", "secretariat")
    ]

    assert [row["result"] for row in told] == [result, result]
