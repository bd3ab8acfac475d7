"""Acts about texts and signatures: what their fields can hold, and what goes with what."""

from functools import partial

import pytest

from application.acts import rows
from application.acts.texts.consents import Consent, MakeStatement, WithdrawFromText
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment, AdoptCommitmentOnce, OpenText
from application.declarations.act import Act
from application.declarations.declared import InvalidFields, made
from domain.errors import Malformed, Refused
from domain.events.texts import Consented, Signed, StatementMade, Withdrawn
from tests.application.given import ANYBODY, BODY, Office

DIGEST = "0a" * 32
ON = {"member": "ATL", "commitment": "T-1", "on": "2021"}


def test_an_authentic_text_is_written_on_one_line() -> None:
    """Or given as an object, by a program."""
    base = {"reference": "T", "title": "T", "legal_nature": "treaty", "on": "2020"}
    objects = [{"language": "en", "file_sha256": DIGEST}]

    written = made(OpenText, base | {"authentic_texts": f"en {DIGEST}"})

    assert written == made(OpenText, base | {"authentic_texts": objects})
    with pytest.raises(InvalidFields) as refused:
        made(OpenText, base | {"authentic_texts": "en 12"})
    assert refused.value.problems[0].field == "authentic_texts"
    assert "Expected a language and the sha256" in refused.value.problems[0].reason


def test_a_commitment_is_adopted_once(office: Office) -> None:
    """Of many rows with one parent, the first one adopts it."""
    office.adopt_text()
    given = {"instrument": "T", "text": "X", "on": "2020"}
    acts = [
        made(kind, given | {"commitment": reference})
        for kind in (AdoptCommitmentOnce, AdoptCommitment)
        for reference in ("T-1", "T-2")
    ]
    needed: list[bool] = []

    office.register.prepare(
        lambda r: needed.extend(act.is_needed(r, BODY) for act in acts), ANYBODY
    )

    assert needed == [False, True, True, True]
    assert (AdoptCommitmentOnce.NAME, rows()["adopt_once"]) == ("", AdoptCommitmentOnce)


def test_a_consent_of_a_kind_that_nobody_knows_is_that_by_default() -> None:
    """Many public tables give a day and no act."""
    base = {"member": "ATL", "commitment": "T-1", "deposited_on": "2021"}

    assert made(Consent, base) == made(Consent, base | {"kind": "unknown"})


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"of": "withdrawal", "ends": "2020"}, "ends", "is named in revokes"),
        ({"revokes": "2020"}, "revokes", "Only a withdrawal of a withdrawal"),
    ],
)
def test_a_withdrawal_names_in_the_right_place(
    office: Office, given: dict[str, str], field: str, reason: str
) -> None:
    """The refusal is about the field in which it is wrong."""
    act = made(WithdrawFromText, ON | given)

    with pytest.raises(Malformed, match=reason) as refused:
        office.act(act.record)

    assert refused.value.field == field


@pytest.mark.parametrize("name", ["yesterday", "5 6"])
@pytest.mark.parametrize("field", ["ends", "excepting", "revokes"])
def test_an_act_is_named_by_its_day_or_position(field: str, name: str) -> None:
    """It is seen before anything is looked up."""
    with pytest.raises(InvalidFields) as refused:
        made(WithdrawFromText, ON | {field: name})

    assert {each.field for each in refused.value.problems} == {field}
    assert made(WithdrawFromText, ON | {"ends": "nothing"}).ends == ("nothing",)


def test_which_act_is_meant_is_asked_at_its_field(office: Office) -> None:
    """Of two statements that stand, the dates do not say which."""
    office.join()
    office.adopt_text()
    for text in ("One.", "Another."):
        act = made(MakeStatement, ON | {"kind": "objection", "text": text})
        office.record(partial(act.record, body=BODY))
    withdraw = made(WithdrawFromText, ON | {"of": "objection", "on": "2022"})

    with pytest.raises(Refused, match="name one in ends") as refused:
        office.act(withdraw.record)

    assert refused.value.field == "ends"


@pytest.mark.parametrize(
    ("kind", "given", "main"),
    [
        (SignText, {"instrument": "T", "on": "2021"}, Signed),
        (Consent, {"commitment": "T", "deposited_on": "2021"}, Consented),
        (
            MakeStatement,
            {"commitment": "T-1", "kind": "objection", "text": "No.", "on": "2021"},
            None,
        ),
    ],
)
def test_an_act_that_is_over_is_recorded_with_its_end(
    office: Office, kind: type[Act], given: dict[str, str], main: type[object] | None
) -> None:
    """In one act, which ends by name."""
    office.join()
    office.adopt_text()
    act = made(kind, given | {"member": "ATL", "until": "2022"})

    office.act(act.record)

    begun, ended = office.records[-2:]
    assert isinstance(begun.event, main or StatementMade)
    assert isinstance(ended.event, Withdrawn)
    assert ended.event.ends == (begun.entry_id,)
