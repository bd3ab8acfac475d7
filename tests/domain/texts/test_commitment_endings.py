"""What ends on a text, what is confirmed or takes effect, and what is refused."""

from datetime import date

import pytest
from pydantic import ValidationError

from domain.errors import Contradicted, Refused
from domain.event import Event
from domain.events.entries import Retracted
from domain.events.texts import EnteredIntoForce, SignatureConfirmed, Withdrawn, WithdrawnWhat
from domain.texts.commitment import Commitment
from domain.texts.confirmed_acts import entries_into_force
from domain.texts.standing import commitment_standing
from domain.texts.standing_kinds import Standing
from tests.domain.given import adopted, after, day, id_of
from tests.domain.texts.test_commitment import (
    REPORT,
    RESERVATION,
    consent,
    signature,
    treaty,
    with_acts,
)


def test_the_adoption_of_a_text_that_was_signed_cannot_be_retracted() -> None:
    """Everything about it would hang in the air."""
    signed = with_acts((signature(), "2020-02-01"))

    with pytest.raises(Contradicted, match="not adopted"):
        after(signed, Retracted(entry_id=id_of(1), reason="Never"))


def test_the_adoption_of_a_text_that_was_signed_cannot_move_behind_the_signature() -> None:
    """A correction is judged as everything else."""
    signed = with_acts((signature(), "2020-02-01"))

    with pytest.raises(Contradicted, match="not yet adopted"):
        after(signed, adopted(), "2020-03-01", corrects=id_of(1))


def test_a_signature_ad_referendum_is_confirmed_once() -> None:
    """The one that stood on that day is meant, without its being named."""
    signed = with_acts((signature("signature_ad_referendum"), "2020-02-01"))
    confirmation = SignatureConfirmed(commitment="T-1", member="ATL")

    assert signed.confirm("ATL", day("2020-03-01")) == confirmation
    with pytest.raises(Refused, match="no unconfirmed signature"):
        after(signed, confirmation, "2020-03-01").confirm("ATL", day("2020-04-01"))


def test_of_two_that_may_be_confirmed_one_is_named() -> None:
    """The dates are too coarse to tell which of them stood."""
    signed = with_acts(
        (signature("signature_ad_referendum"), "2020"),
        (Withdrawn(commitment="T-1", member="ATL", of="signature", ends=(id_of(2),)), "2021"),
        (signature("signature_ad_referendum"), "2021"),
    )

    with pytest.raises(Refused, match=r"Several can be meant; name one in of_act"):
        signed.confirm("ATL", day("2021"))
    assert signed.confirm("ATL", day("2021"), "2020").act == id_of(2)


@pytest.mark.parametrize(
    "commitment",
    [
        treaty(),
        with_acts((signature(), "2020-02-01")),
        with_acts(
            (signature("signature_ad_referendum"), "2020-02-01"),
            (Withdrawn(commitment="T-1", member="ATL", of="signature"), "2020-03-01"),
        ),
    ],
    ids=["nothing", "ordinary", "withdrawn"],
)
def test_without_an_open_signature_ad_referendum_there_is_nothing_to_confirm(
    commitment: Commitment,
) -> None:
    """An ordinary signature needs no confirmation, and a withdrawn one can have none."""
    with pytest.raises(Refused, match="no unconfirmed signature"):
        commitment.confirm("ATL", day("2020-03-01"))


def test_nothing_is_confirmed_before_it_was_signed() -> None:
    """The order of the two acts is their meaning, named or not."""
    signed = with_acts((signature("signature_ad_referendum"), "2020-02-01"))
    named = SignatureConfirmed(commitment="T-1", member="ATL", act=id_of(2))

    with pytest.raises(Refused, match="no unconfirmed signature"):
        signed.confirm("ATL", day("2020-01-31"))
    with pytest.raises(Contradicted, match="not yet signed"):
        after(signed, named, "2020-01-31")


def test_nothing_is_confirmed_by_name_that_had_ended() -> None:
    """Its withdrawal is one of the entries that the refusal names."""
    signed = with_acts(
        (signature("signature_ad_referendum"), "2020-02-01"),
        (Withdrawn(commitment="T-1", member="ATL", of="signature"), "2020-03-01"),
    )
    named = SignatureConfirmed(commitment="T-1", member="ATL", act=id_of(2))

    with pytest.raises(Contradicted, match="did not stand any more"):
        after(signed, named, "2020-03-01")


@pytest.mark.parametrize("of", ["confirmation", "entry into force"])
def test_what_others_rest_on_cannot_be_retracted(of: str) -> None:
    """They would say something about what never was."""
    act = signature("signature_ad_referendum") if of == "confirmation" else consent()
    signed, on = with_acts((act, "2021-01-01")), day("2022-01-01")
    event = (
        signed.confirm("ATL", on) if of == "confirmation" else signed.enter_into_force("ATL", on)
    )

    with pytest.raises(Contradicted, match="rests on an act that does not stand"):
        after(after(signed, event, "2022-01-01"), Retracted(entry_id=id_of(2), reason="Never"))


@pytest.mark.parametrize("act", [consent(), signature("definitive_signature")])
def test_a_consent_or_definitive_signature_enters_into_force(act: Event) -> None:
    """Both bind."""
    signed = with_acts((act, "2021-01-01"))

    assert signed.enter_into_force("ATL", day("2022")).act is None
    assert signed.enter_into_force("ATL", day("2022"), "2021-01-01").act == id_of(2)


@pytest.mark.parametrize("act", [signature(), consent("provisional_application"), RESERVATION])
def test_nothing_else_enters_into_force(act: Event) -> None:
    """Provisional application never is entry into force."""
    with pytest.raises(Refused, match="has not consented to be bound"):
        with_acts((act, "2021-01-01")).enter_into_force("ATL", day("2022"))


def test_what_enters_into_force_is_the_consent_of_that_day() -> None:
    """A consent that ended before, or came later, is not meant, whenever it was recorded."""
    both = with_acts(
        (consent(on="2030-01-01"), "2030-01-01"),
        (EnteredIntoForce(commitment="T-1", member="ATL"), "2031-01-01"),
        (Withdrawn(commitment="T-1", member="ATL", of="consent"), "2025-01-01"),
        (consent(on="2021-01-01"), "2021-01-01"),
        (EnteredIntoForce(commitment="T-1", member="ATL"), "2022-01-01"),
    )

    found = {entry.id: act.id for entry, act in entries_into_force(both.history.about("ATL"))}

    assert found == {id_of(3): id_of(2), id_of(6): id_of(5)}


FULL = with_acts(
    (signature(), "2021-01-01"),
    (consent(), "2021-01-01"),
    (RESERVATION, "2021-01-01"),
    (REPORT, "2022-01-01"),
)
LATER = day("2023-01-01")


@pytest.mark.parametrize(
    ("of", "ends"),
    [
        ("signature", (2,)),
        ("consent", (3,)),
        ("participation", (2, 3)),
        ("provisional_application", ()),
        ("reservation", (4,)),
        ("report", (5,)),
    ],
)
def test_a_withdrawal_ends_what_stands_of_its_kind(
    of: WithdrawnWhat, ends: tuple[int, ...]
) -> None:
    """Who withdrew its ratification may still be a signatory, as Russia is."""
    closed = FULL.withdraw("ATL", of, LATER)

    assert tuple(entry.id for entry in closed.ends) == tuple(map(id_of, ends))


def test_what_is_ended_by_name_is_named() -> None:
    """Of several reports that stand, the day says which one; nothing is guessed."""
    twice = after(FULL, REPORT, "2022-06-01")

    with pytest.raises(Refused, match=r"Several can be meant; name one in ends"):
        twice.withdraw("ATL", "report", LATER)
    assert twice.withdraw("ATL", "report", LATER, ["2022-06-01"]).event.ends == (id_of(6),)
    with pytest.raises(Refused, match=r"2022-07-01 names nothing .* On record: "):
        twice.withdraw("ATL", "report", LATER, ["2022-07-01"])


@pytest.mark.parametrize("of", ["interpretative_declaration", "objection"])
def test_each_kind_of_statement_is_withdrawn_by_its_name(of: WithdrawnWhat) -> None:
    """Who withdraws a reservation still objects to another's."""
    statement = RESERVATION.model_copy(update={"kind": of})
    treaty_with_both = with_acts((RESERVATION, "2021-01-01"), (statement, "2021-01-01"))

    assert treaty_with_both.withdraw("ATL", of, LATER).event.ends == (id_of(3),)
    assert treaty_with_both.withdraw("ATL", "reservation", LATER).event.ends == (id_of(2),)


def test_a_withdrawal_is_revoked_and_the_revocation_too() -> None:
    """A withdrawal that was revoked is none any more, so the only one that stands is meant."""
    left = after(FULL, FULL.withdraw("ATL", "participation", LATER).event, "2023-01-01")
    back = after(left, left.withdraw("ATL", "withdrawal", LATER).event, "2023-06-01")

    assert left.withdraw("ATL", "withdrawal", LATER).event.ends == (id_of(6),)
    with pytest.raises(Refused, match="has no withdrawal on T-1 that stands"):
        back.withdraw("ATL", "withdrawal", LATER)
    assert back.withdraw("ATL", "withdrawal", LATER, ["2023-06-01"]).event.ends == (id_of(7),)
    again = back.withdraw("ATL", "participation", day("2024-01-01"))
    assert {entry.id for entry in again.ends} == {id_of(2), id_of(3)}


@pytest.mark.parametrize("of", ["reservation", "withdrawal", "report"])
def test_what_does_not_stand_cannot_be_withdrawn_by_name(of: WithdrawnWhat) -> None:
    """The sentence says where to look."""
    with pytest.raises(Refused, match=f"ATL has no {of} on T-1 .*depositary history T-1"):
        treaty().withdraw("ATL", of, LATER)


@pytest.mark.parametrize("of", ["signature", "consent", "participation", "provisional_application"])
def test_what_is_not_recorded_yet_may_be_withdrawn(of: WithdrawnWhat) -> None:
    """The signature may be found out later; the ending covers it then."""
    closed = treaty().withdraw("ATL", of, LATER)

    assert (closed.event.ends, closed.ends, closed.unclear) == ((), (), ())


def test_a_text_unknown_to_the_register_is_named_by_a_question_mark() -> None:
    """A refusal must not fail for want of a name."""
    with pytest.raises(ValidationError, match="commitment"):
        Commitment().withdraw("ATL", "signature", LATER)


@pytest.mark.parametrize("on", ["2022-06-01", "2023-01-01", "2023-06-01"])
def test_a_withdrawal_is_revoked_before_on_or_after_the_day_for_which_it_was_announced(
    on: str,
) -> None:
    """Most revocations come before: the member thought better of it."""
    left = after(FULL, FULL.withdraw("ATL", "participation", LATER).event, "2023-01-01")
    revocation = left.withdraw("ATL", "withdrawal", day(on)).event

    assert after(left, revocation, on).version == left.version + 1


def test_an_instrument_is_signed_late_after_it_was_left() -> None:
    """A signature that was found out late ended with the withdrawal that was recorded before."""
    left = with_acts(
        (consent(on="2021-09-03"), "2021-09-03"),
        (Withdrawn(commitment="T-1", member="ATL", of="participation"), "2025-11-04"),
        (signature(), "2021-04-22"),
    )

    standing = commitment_standing(left.history.about("ATL"), date(2025, 12, 1))

    assert standing.standing is Standing.FORMER_SIGNATORY
    assert standing.withdrawn_on == day("2025-11-04")
