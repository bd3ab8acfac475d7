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


def test_a_membership_of_which_the_end_is_hidden_has_no_later_end(register: Path) -> None:
    """It had the end of the next one, so both were there at once."""
    public = "--visibility public"
    must(
        f"member join ISE --name Isengard --on 2020-01-02 {public}",
        "member withdraw ISE --on 2021-01-02 --visibility members",
        f"member join ISE --on 2022-01-02 {public}",
        f"member withdraw ISE --on 2024-01-02 --rejoined 2024-06-01 {public}",
    )

    told = typed("report profile ISE --audience public --format markdown").out

    assert "2020" not in told
    assert "| withdrawn | state | 2 January 2022 | 2 January 2024 |" in told
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


def test_a_profile_has_statements_names_and_what_was_left_out(register: Path) -> None:
    """It said that what is not listed is not recorded, and had none of them."""
    must(
        "statement ATL MISSION-1 reservation --text 'Not on Sundays.' --on 2026-05-01",
        "statement ATL MISSION-2 objection --text 'We disagree.' --on 2026-05-02",
        "withdraw ATL MISSION-2 --of objection --on 2026-06-01",
        "member rename ATL 'Republic of Atlantis' --on 2026-03-01",
        "member notify-withdrawal ATL --on 2026-01-01 --takes-effect-on 2026-07-01",
    )

    told = typed("report profile ATL --on 2026-12-31 --format markdown").out

    for row in (
        "| 1 May 2026 | reservation | 1. We will act together | Not on Sundays. |  |",
        "| 2 May 2026 | objection | 2. We will share what works | We disagree. | withdrawn |",
        "| June 2022 | Atlantis |",
        "| 1 March 2026 | Republic of Atlantis |",
        "| 3.1. We will report every year | has not signed |",
        "it is recorded that it left: Republic of Atlantis (for 1 July 2026).",
    ):
        assert row in told, told
    kenya = typed("report profile KEN --on 2026-12-31 --format markdown").out
    assert "notice" not in kenya
    assert "Its names" not in kenya
    assert register.exists()


def test_members_and_the_year_say_who_gave_notice(register: Path) -> None:
    """The day had come, and the member was active without a word."""
    must("member notify-withdrawal ATL --on 2026-01-01 --takes-effect-on 2026-07-01")
    note = "Gave notice of withdrawal, and belongs until it is recorded that it left: Atlantis (for"

    for question in ("members", "report annual 2026"):
        assert note in " ".join(typed(f"{question} --on 2026-12-31").out.split())
    must("member withdraw ATL --on 2026-07-01", "member join ATL --on 2026-08-01")

    assert note not in " ".join(typed("members --on 2026-12-31").out.split())
    assert register.exists()
