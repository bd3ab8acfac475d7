"""A notice of withdrawal ends nothing by itself; when its day has come, the overview says so."""

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

NOTICE = "member notify-withdrawal {code} --takes-effect-on {day} --on 2026-02-01"
COMMAND = "depositary member withdraw ATL --on 2026-02-02"


@pytest.fixture(autouse=True)
def told(once: Once) -> None:
    """A register in which two members said that they will leave, the one on a day that has come."""
    once(
        tell,
        NOTICE.format(code="ATL", day="2026-02-02"),
        NOTICE.format(code="KEN", day="2190-01-01"),
    )


def overview() -> str:
    return " ".join(typed("").out.split())


def test_is_told_from_its_day_on_until_the_withdrawal_is_recorded() -> None:
    """The member was counted for every quorum, and asked for reports, for years."""
    said = overview()
    assert "1 member(s) said that they leave by a day that has come" in said
    assert "(ATL)" in said
    assert COMMAND in said

    must(COMMAND.removeprefix("depositary "))
    assert "said that they leave" not in overview()
    must("member join ATL --name Atlantis --on 2026-02-03")
    assert "said that they leave" not in overview()


def test_is_not_told_where_it_left_earlier_or_no_day_was_said() -> None:
    must("member withdraw ATL --on 2026-02-01")
    must("member notify-withdrawal KEN --on 2026-02-01")

    assert "Needs attention" in overview()
    assert "said that they leave" not in overview()
