"""Which cell a refusal is about, and what it says to somebody who sees a spreadsheet."""

import re
from collections.abc import Sequence

from pydantic import ValidationError

from application.context import Context
from domain.errors import DepositaryError, Malformed, UnfitText, UnknownReference
from domain.guard import check_text
from infrastructure.importers.given import Given
from infrastructure.importers.plan import Call
from infrastructure.importers.problems import Fault

_OPTION = re.compile(r"depositary [^.;]+|--([a-z][a-z-]*)")


def explained(
    error: DepositaryError | ValidationError, calls: Sequence[Call], context: Context
) -> Fault:
    """Find the cell that a refusal is about; the whole row where it is about no single one."""
    cells = [(name, call.given) for call in calls for name in call.given.values]
    if context.note:
        cells.append(("note", Given({"note": context.note}, {})))
    if isinstance(error, ValidationError):
        return _of_form(error, cells)
    reason = in_columns(str(error))
    for name, given in cells:
        if _is_about(error, name, given):
            return Fault(given.columns.get(name, name), given.values[name], reason)
    return Fault(error.field, "", reason)


def in_columns(sentence: str) -> str:
    """Say to somebody who sees a spreadsheet in which column a value goes, instead of an option.

    Commands that are to be typed stay as they are.
    """
    return _OPTION.sub(_column, sentence)


def _column(found: re.Match[str]) -> str:
    return f"column {found[1].replace('-', '_')}" if found[1] else found[0]


def _is_about(error: DepositaryError, name: str, given: Given) -> bool:
    value = given.values[name]
    if error.field:
        return error.field == name
    if isinstance(error, UnknownReference):
        return value == error.reference
    if isinstance(error, Malformed | UnfitText):
        return str(error) == _text_fault(value, name)
    return False


def _text_fault(value: str, name: str) -> str:
    try:
        check_text(value, field=name)
    except (Malformed, UnfitText) as error:
        return str(error)
    return ""


def _of_form(error: ValidationError, cells: Sequence[tuple[str, Given]]) -> Fault:
    place = str(error.errors(include_url=False, include_input=False)[0]["loc"][0])
    for name, given in cells:
        if name == place:
            column = given.columns.get(name, name)
            return Fault(column, given.values[name], given.explain(error, name))
    reason = Given({}, {}).explain(error, place)
    return Fault(_OUTSIDE.get(place, place), "", reason)


_OUTSIDE = {"title": "source"}
"""Fields that are no value of an act, by the column that gives them."""
