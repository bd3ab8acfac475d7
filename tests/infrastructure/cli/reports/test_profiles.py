"""Profiles of members tell of what their readers may see."""

from pathlib import Path

from tests.infrastructure.cli.given import must, typed


def test_a_profile_tells_of_no_end_that_its_readers_may_not_see(register: Path) -> None:
    """They read "withdrawn" where the end is for the secretariat alone."""
    must("member withdraw KEN --on 2026-04-03 --visibility secretariat")
    must("member join KEN --on 2026-09-01")

    told = [typed(f"report profile KEN --audience {a}").out for a in ("members", "secretariat")]

    assert ["withdrawn" in each for each in told] == [False, True]
    assert register.exists()


def test_a_profile_has_every_membership_also_of_an_unknown_day(register: Path) -> None:
    """Those before the last one were found by their days, so one was missing."""
    must(
        "member join ISE --name Isengard --on 2020-01-01",
        "member withdraw ISE --on 2021-01-01",
        "member join ISE --on unknown",
        "member withdraw ISE --on 2023-01-01",
    )
    profile = "report profile ISE --format markdown"

    early = typed(f"{profile} --on 2020-06-01").out
    ended = typed(f"{profile} --on 2023-06-01").out
    must("member join ISE --on 2024-01-01")
    now = typed(profile).out

    first = "| withdrawn | state | 1 January 2020 | 1 January 2021 |"
    second = "| withdrawn | state |  | 1 January 2023 |"
    assert "withdrawn" not in early
    assert [row in ended for row in (first, second)] == [True, True]
    assert [row in now for row in (first, second)] == [True, True]
    assert "| active | state | 1 January 2024 |  |" in now
    assert register.exists()
