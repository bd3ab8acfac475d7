"""The dates beside a standing, and the standing of a member in the body."""

from functools import partial

import pytest

from domain.events.entries import Retracted
from domain.events.members import Applied, Reinstated, Renamed, Suspended, Withdrew
from domain.texts.standing import CommitmentStanding, commitment_standing, membership
from domain.texts.standing_kinds import POLITICAL_STANDINGS, MemberStanding, Standing
from domain.values import MemberKind
from tests.domain.given import Log, day, exactly, id_of, joined
from tests.domain.texts.test_standing import (
    CASES,
    RATIFIED,
    Act,
    confirmed,
    consented,
    in_force,
    signed,
    standing_of,
    withdrew,
)


def test_dates_of_a_party() -> None:
    """A status table has a column for each."""
    found = standing_of(list(RATIFIED), "2022-01-01")

    assert found == CommitmentStanding(
        standing=Standing.PARTY,
        signed_on=day("2020-01-01"),
        signature="signature",
        version="1",
        deposited_on=day("2021-01-01"),
        consent="ratification",
        in_force_on=day("2022-01-01"),
    )


def test_dates_stay_when_the_act_has_ended() -> None:
    """Who reads that a party left wants to know since when it had been one."""
    found = standing_of([*RATIFIED, withdrew("2023-01-01", 1, 2)], "2024-01-01")

    assert (found.standing, found.withdrawn_on) == (Standing.FORMER_PARTY, day("2023-01-01"))
    assert (found.signed_on, found.deposited_on, found.in_force_on) == (
        day("2020-01-01"),
        day("2021-01-01"),
        day("2022-01-01"),
    )


def test_who_withdrew_its_consent_still_stands_as_a_signatory_with_the_day() -> None:
    """Without it, the days of deposit and entry into force would look as if they held."""
    found = standing_of([*RATIFIED, withdrew("2023-01-01", 2, of="consent")], "2024-01-01")

    assert (found.standing, found.withdrawn_on) == (Standing.SIGNATORY, day("2023-01-01"))
    assert standing_of(RATIFIED, "2024-01-01").withdrawn_on is None


def test_the_act_that_stands_is_shown_before_one_that_ended_later() -> None:
    """Version 1 still stands; that version 2 was signed and withdrawn is history."""
    acts = [
        signed("2020-01-01"),
        signed("2021-01-01", version="2"),
        withdrew("2022-01-01", 2, of="signature", excepting=(1,)),
    ]

    assert standing_of(acts, "2021-06-01").version == "2"
    assert standing_of(acts, "2022-01-01").version == "1"


def test_the_first_of_two_days_of_withdrawal_counts() -> None:
    """What had ended cannot end again."""
    acts = [
        signed("2020-01-01"),
        withdrew("2022-01-01", 1, of="signature"),
        withdrew("2021-01-01", 1, of="signature"),
    ]

    assert standing_of(acts, "2023-01-01").withdrawn_on == day("2021-01-01")


def test_provisional_application_is_marked_where_nothing_else_gives_the_standing() -> None:
    """It counts as contracting party, but a reader must see that it can end by a notice."""
    provisional = consented("2020-01-01", "2020-01-01", "provisional_application")
    ratified = consented("2021-01-01", "2022-01-01")

    assert standing_of([provisional], "2020-06-01").provisional
    assert not standing_of([provisional, ratified], "2021-06-01").provisional
    assert not standing_of([provisional, ratified], "2022-06-01").provisional
    assert not standing_of(list(RATIFIED), "2021-06-01").provisional


def test_a_signature_ad_referendum_shows_the_day_of_signature_once_confirmed() -> None:
    """It counts from the confirmation, and was given on its own day."""
    acts = [signed("2020-01-01", "signature_ad_referendum"), confirmed("2020-06-01", 1)]

    assert standing_of(acts, "2020-05-31").signed_on is None
    assert standing_of(acts, "2020-06-01").signed_on == day("2020-01-01")


def test_entry_into_force_on_an_unknown_day_counts_from_its_own_recording() -> None:
    """The consent was recorded years before anybody knew that it had taken effect."""
    log = Log(today="2020-01-01")
    consented("2020-01-01")(log)
    log.today = "2025-01-01"
    in_force("unknown", 1)(log)

    history = log.history()

    assert commitment_standing(history, exactly("2024-12-31")).standing is (
        Standing.CONTRACTING_PARTY
    )
    assert commitment_standing(history, exactly("2025-01-01")).standing is Standing.PARTY


def applied() -> Applied:
    return Applied(member="ATL", name="Atlantis", kind=MemberKind.STATE)


def of_the_body(log: Log, *days: str) -> list[MemberStanding]:
    return [membership(log.history(), exactly(each)).standing for each in days]


def test_a_member_applies_joins_is_suspended_comes_back_and_leaves() -> None:
    """Every standing in the body, each from its first day on."""
    log = Log()
    log.add(applied(), "2020-01-01")
    member = log.add(joined(), "2020-02-01")
    suspension = log.add(Suspended(member="ATL"), "2020-03-01")
    log.add(Reinstated(member="ATL", ends=(suspension,)), "2020-04-01")
    log.add(Withdrew(member="ATL", ends=(member,)), "2020-05-01")

    standings = of_the_body(
        log, "2019-12-31", "2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01"
    )

    assert standings == [
        MemberStanding.NONE,
        MemberStanding.APPLICANT,
        MemberStanding.ACTIVE,
        MemberStanding.SUSPENDED,
        MemberStanding.ACTIVE,
        MemberStanding.WITHDRAWN,
    ]


def test_who_leaves_while_suspended_has_left() -> None:
    """Suspension is a standing of members only."""
    log = Log()
    member = log.add(joined(), "2020-01-01")
    suspension = log.add(Suspended(member="ATL"), "2020-02-01")
    log.add(Withdrew(member="ATL", ends=(member, suspension)), "2020-03-01")
    log.add(joined(), "2020-04-01")

    assert of_the_body(log, "2020-02-01", "2020-03-01", "2020-04-01") == [
        MemberStanding.SUSPENDED,
        MemberStanding.WITHDRAWN,
        MemberStanding.ACTIVE,
    ]


def test_a_membership_says_since_when_it_is_what_it_is() -> None:
    """Each date is that of the act which gives the standing."""
    log = Log()
    log.add(applied(), "2019")
    member = log.add(joined(), "2020-01-01")
    log.add(Suspended(member="ATL"), "2020-02-01")
    log.add(Suspended(member="ATL"), "2020-03-01")
    log.add(Withdrew(member="ATL", ends=(member,)), "2020-04-01")

    suspended = membership(log.history(), exactly("2020-03-15"))
    gone = membership(log.history(), exactly("2020-04-01"))

    assert (suspended.applied_on, suspended.joined_on) == (day("2019"), day("2020-01-01"))
    assert (suspended.suspended_on, suspended.withdrew_on) == (day("2020-03-01"), None)
    assert (gone.suspended_on, gone.withdrew_on) == (None, day("2020-04-01"))


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2019-12-31", ""),
        ("2020-01-01", "Atlantis"),
        ("2021-01-01", "Atlantida"),
        ("2023-01-01", "New Atlantis"),
    ],
)
def test_a_member_is_called_what_it_was_called_last_by_that_day(on: str, name: str) -> None:
    """A new name on rejoining is newer than one that was given before it left."""
    log = Log()
    member = log.add(joined(), "2020-01-01")
    log.add(Renamed(member="ATL", name="Atlantida"), "2021-01-01")
    log.add(Withdrew(member="ATL", ends=(member,)), "2022-01-01")
    log.add(joined(name="New Atlantis"), "2023-01-01")

    found = membership(log.history(), exactly(on))

    assert found.name == name
    assert found.kind == ("state" if name else "")


def test_a_second_admission_of_an_unknown_day_is_not_older_than_every_new_name() -> None:
    """Only the first one came before any name that was given later."""
    log = Log()
    member = log.add(joined(), "unknown")
    log.add(Renamed(member="ATL", name="Atlantida"), "2021-01-01")
    assert membership(log.history(), exactly("2026-01-02")).name == "Atlantida"
    log.add(Withdrew(member="ATL", ends=(member,)), "2022-01-01")
    log.add(joined(name="New Atlantis"), "unknown")

    assert membership(log.history(), exactly("2026-01-02")).name == "New Atlantis"


def test_who_was_never_a_member_leaves_no_trace_in_the_body() -> None:
    """The joining was retracted, so there was none."""
    log = Log()
    member = log.add(joined(), "2020-01-01")
    log.add(Retracted(entry_id=member, reason="Another body"))

    assert of_the_body(log, "2021-01-01") == [MemberStanding.NONE]
    assert log.history().entries[id_of(1)].retracted


def test_a_political_text_has_three_standings() -> None:
    """Endorsing binds nobody in law, and no table may say so."""
    (case,) = [case for case in CASES if case.name == "endorsed"]

    assert set(case.standings.values()) == set(POLITICAL_STANDINGS)


@pytest.mark.parametrize(
    ("acts", "standing", "consent", "in_force"),
    [
        (
            [
                consented("2020-01-01", "2020-06-01"),
                consented("2020-03-01", None, "provisional_application"),
            ],
            Standing.PARTY,
            "ratification",
            "2020-06-01",
        ),
        (
            [
                signed("2020-01-01", "definitive_signature", "2020-06-01"),
                consented("2020-03-01", None),
            ],
            Standing.PARTY,
            "ratification",
            "2020-06-01",
        ),
    ],
)
def test_dates_are_of_the_act_that_gives_the_standing(
    acts: list[Act], standing: Standing, consent: str, in_force: str
) -> None:
    """A row must not be a party by one act with the days of another."""
    found = standing_of(acts, "2021-01-01")

    assert (found.standing, found.consent) == (standing, consent)
    assert found.in_force_on == day(in_force)


def test_what_was_ended_by_something_else_was_not_withdrawn() -> None:
    """Replay never judges: a log may hold an ending that no decision would make."""
    reinstated = Reinstated(member="ATL", ends=(id_of(2),))
    stray: Act = partial(Log.add, event=reinstated, on="2021-01-01")
    acts = [signed("2020-01-01"), consented("2020-02-01"), stray]

    found = standing_of(acts, "2022-01-01")

    assert (found.standing, found.withdrawn) == (Standing.SIGNATORY, None)
