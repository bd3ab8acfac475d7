"""Corrections as people type them, write them into a cell, and as programs send them."""

import json

import pytest

from application.acts.entries import Correct, CorrectReport, Retract
from application.acts.texts.signatures import SignText
from application.acts.visibility import ShowTo
from application.declarations.declared import InvalidFields, made
from application.declarations.on_entries import OnEntries
from domain.errors import Malformed
from domain.values import ImpreciseDate
from tests.application.given import BODY, Office

TYPED = ["@9", "on=2026-01-20", "theme=", "10", "place=New York"]
CELL = "9 on=2026-01-20\ntheme=\n\n@10\nplace=New York"
SENT = [
    {"entry": "@9", "changes": {"on": "2026-01-20", "theme": None}},
    {"entry": "@10", "changes": {"place": "New York"}},
]


def test_a_correction_is_the_same_however_it_is_written() -> None:
    """A line of a shell, a cell of a spreadsheet, and JSON."""
    typed, cell = made(Correct, {"changes": TYPED}), made(Correct, {"changes": CELL})
    sent = Correct.model_validate_json(json.dumps({"changes": SENT}))

    told = [[(each.entry, each.texts()) for each in act.changes] for act in (typed, cell, sent)]

    assert told[0] == told[1] == told[2]
    assert typed.named() == ["@9", "@10"]


def test_a_list_is_told_as_json() -> None:
    """As `correct` reads it."""
    sent = [{"entry": "@9", "changes": {"open_to": ["state"]}}]

    (change,) = made(Correct, {"changes": sent}).changes

    assert change.texts() == {"open_to": '["state"]'}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["on=2026"], "Name the entry before 'on=2026', such as: @5 on=2026"),
        (["@9"], "Say what is new, such as: @9 on=2026-01-20"),
        (["@9", "on=2026", "on=2027"], "on is given twice for @9; say it once."),
        ([{"entry": "@9", "changes": {}}, "on=2026"], ""),
    ],
)
def test_what_is_no_correction_is_told_with_its_field(words: list[object], reason: str) -> None:
    """Every door says it at the same place."""
    with pytest.raises(InvalidFields) as refused:
        made(Correct, {"changes": words})

    problem = refused.value.problems[0]
    assert (problem.field, reason in problem.reason) == ("changes", True)


def test_a_field_that_cannot_be_changed_is_told_with_its_field(office: Office) -> None:
    """What only the register knows is told at the same place as what is seen at once."""
    act = made(Correct, {"changes": ["@1", "code=NEW"]})

    with pytest.raises(Malformed, match="'code' cannot be changed") as refused:
        office.act(act.record)

    assert refused.value.field == "changes"


def test_what_one_act_recorded_is_meant_together_at_every_door(office: Office) -> None:
    """A row means what the same command means."""
    office.join()
    office.adopt_text(commitments_of_it=("T-1", "T-2", "T-3"))
    sign = made(SignText, {"member": "atl", "instrument": "T", "on": "2021"})
    first = office.record(lambda r: sign.record(r, BODY)).first

    def after(act: OnEntries) -> int:
        receipt = office.act(act.record)
        return receipt.last - receipt.first + 1

    assert after(made(ShowTo, {"entry": f"{first}", "shown_to": "public", "only": "yes"})) == 1
    assert after(made(ShowTo, {"entry": f"{first + 1}", "shown_to": "public"})) == 2
    assert after(made(Correct, {"changes": f"{first} on=2022"})) == 3
    assert after(made(Retract, {"entry": f"{first}; {first + 1}", "reason": "x"})) == 2


def test_who_does_not_say_which_entries_are_meant_is_no_act() -> None:
    """The base knows none."""
    with pytest.raises(NotImplementedError):
        OnEntries().named()


def test_a_report_is_corrected_in_what_is_said() -> None:
    """A blank leaves it as it was, so there is nothing that has to be said."""
    act = made(CorrectReport, {"member": "KEN", "commitment": "C1", "on": "2022"})

    assert (act.on, act.assessment) == (ImpreciseDate.parse("2022"), None)
