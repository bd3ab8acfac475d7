"""What conflicts with an entry on record is told with what to do, where it may be the same act."""

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]
JOIN = "member join ZUB --name Zubrowka --on"


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        ("2026-01-05", "If the day on record is wrong, correct that entry: depositary correct @"),
        ("2026-01-01", "To record it otherwise, retract that entry first: depositary retract @"),
        ("2026", ""),
        ("unknown", ""),
    ],
)
def test_the_same_act_on_another_day(day: str, hint: str) -> None:
    """No day is to be corrected to one of which less is known."""
    must(f"{JOIN} 2026-01-01")

    said = typed(f"{JOIN} {day}")

    assert "ZUB is a member already." in said.err
    assert hint in said.err
    hinted = any(f"depositary {what} @" in said.err for what in ("correct", "retract"))
    assert hinted == bool(hint)


def test_another_person_in_the_same_office_is_not_the_same_act() -> None:
    """Its day has nothing to do with that of the first; who was it would be falsified."""
    must("member focal-point KEN p-7kq2mzx4ab --on 2026-03-01")

    for day in ("2026-03-01", "2026-06-01"):
        said = typed(f"member focal-point KEN p-2kq2mzx4ab --on {day}")
        assert "There is a main focal point already; release that one first." in said.err
        assert "correct" not in said.err
        assert "retract" not in said.err


@pytest.mark.parametrize("until", ["unknown", "2026-03", "2026-02-06"])
def test_who_has_signed_signs_no_second_time_whenever_that_ended(until: str) -> None:
    """The withdrawal of a list ended a second signature, and the first one stood."""
    must("member join ZUB --name Zubrowka --on 2025-01-01", "sign ZUB MISSION --on 2026-02-01")

    said = typed(f"sign ZUB MISSION --on 2026-02-05 --until {until}")

    assert said.code == 1, said
    assert "ZUB has signed this version of the text already" in said.err
