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
