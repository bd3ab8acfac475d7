"""What an ending or a confirmation on a text leaves to be asked, and what waits for an answer."""

import pytest

from domain.endings import must_be_clear
from domain.errors import Refused
from domain.events.texts import EnteredIntoForce, SignatureConfirmed, Withdrawn
from domain.texts.confirmed_acts import entries_into_force
from tests.domain.given import after, day, id_of
from tests.domain.texts.test_commitment import (
    AMENDED,
    OTHER,
    REPORT,
    RESERVATION,
    consent,
    political,
    signature,
    with_acts,
)

LATER = day("2023-01-01")
FULL = with_acts(
    (signature(), "2021-01-01"),
    (consent(), "2021-01-01"),
    (RESERVATION, "2021-01-01"),
    (REPORT, "2022-01-01"),
)


def test_who_says_a_withdrawal_twice_is_told_so() -> None:
    """A command that was typed twice must not look like two facts."""
    left = after(FULL, FULL.withdraw("ATL", "participation", LATER).event, "2023-01-01")

    with pytest.raises(Refused, match="says the same already"):
        must_be_clear([left.withdraw("ATL", "participation", LATER)])


def test_an_act_of_another_kind_on_the_day_of_the_end_is_asked_for() -> None:
    """A re-entry on that day began again; a consent of that day may have ended with the rest."""
    both = with_acts((signature(), "2021-01-01"), (consent(on="2022-01-01"), "2022-01-01"))
    on = day("2022-01-01")

    asked = both.withdraw("ATL", "participation", on)
    with pytest.raises(Refused, match=r"name it \(--ends 2022-01-01\); if not"):
        must_be_clear([asked])
    goes_on = both.withdraw("ATL", "participation", on, ["nothing"])
    assert (goes_on.event.ends, goes_on.event.excepting) == ((), (id_of(3),))
    with pytest.raises(Refused, match="not both"):
        both.withdraw("ATL", "participation", on, ["nothing", "2022-01-01"])


def test_what_is_ended_by_name_is_not_excepted() -> None:
    """Only the named end, so there is nothing to except."""
    with pytest.raises(Refused, match="A reservation is ended by name"):
        FULL.withdraw("ATL", "reservation", LATER, (), ["2021-01-01"])


def test_nobody_withdraws_a_consent_to_a_political_text() -> None:
    """Nobody was bound by it."""
    with pytest.raises(Refused, match="is a political text"):
        political().withdraw("ATL", "consent", LATER)


def test_what_names_no_act_waits_for_a_name_when_a_second_one_is_found_out() -> None:
    """The confirmation of the first must not become that of the second without a word."""
    confirmed = with_acts(
        (signature("signature_ad_referendum"), "2021-01-01"),
        (SignatureConfirmed(commitment="T-1", member="ATL"), "2022-01-01"),
        (AMENDED, "2021-02-01"),
    )

    late = after(
        confirmed,
        signature("signature_ad_referendum", "2").model_copy(update={"text_sha256": OTHER}),
        "2021-06-01",
    )

    (waiting,) = late.contradictions("ATL")
    assert waiting.waiting
    assert "Name one, as in: depositary correct @NUMBER act=@NUMBER" in waiting.sentence
    with pytest.raises(Refused, match="no unconfirmed"):
        confirmed.confirm("ATL", day("2022-06-01"))
    assert late.confirm("ATL", day("2022-06-01")).act == id_of(2)


def test_a_succession_that_had_ended_does_not_take_effect_afterwards() -> None:
    """Of two that look back, each entry into force is of the one that was deposited next."""
    twice = with_acts(
        (consent("succession", on="2025-01-01"), "2025-01-01"),
        (EnteredIntoForce(commitment="T-1", member="ATL"), "2021-01-01"),
        (Withdrawn(commitment="T-1", member="ATL", of="consent"), "2028-01-01"),
        (consent("succession", on="2035-01-01"), "2035-01-01"),
        (EnteredIntoForce(commitment="T-1", member="ATL"), "2030-01-01"),
    )

    found = {entry.id: act.id for entry, act in entries_into_force(twice.history.about("ATL"))}

    assert found == {id_of(3): id_of(2), id_of(6): id_of(5)}
    ended = with_acts(
        (consent("succession", on="2025-01-01"), "2025-01-01"),
        (Withdrawn(commitment="T-1", member="ATL", of="consent"), "2028-01-01"),
    )
    with pytest.raises(Refused, match="has not consented"):
        ended.enter_into_force("ATL", day("2030-01-01"))


def test_a_day_that_several_have_is_not_enough_of_a_name() -> None:
    """Two reservations of one day are told apart by their entries."""
    both = with_acts((RESERVATION, "2021-01-01"), (RESERVATION, "2021-01-01"))

    with pytest.raises(Refused, match="Several are of 2021-01-01; name the entry"):
        both.withdraw("ATL", "reservation", LATER, ["2021-01-01"])
