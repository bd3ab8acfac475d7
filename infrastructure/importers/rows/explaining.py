"""Which cell a refusal is about, and what it says to somebody who sees a spreadsheet."""

import re
from collections.abc import Sequence

from pydantic import ValidationError

from application.context import Context
from application.declarations.validation_messages import is_about, problems_of_form
from domain.errors import DepositaryError
from infrastructure.importers.rows.given import Given
from infrastructure.importers.rows.plan import Call
from infrastructure.importers.tables.problems import Fault

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
        if is_about(error, name, given.values[name]):
            return Fault(given.columns.get(name, name), given.values[name], reason)
    return Fault(error.field, "", reason)


def in_columns(sentence: str) -> str:
    """Say to somebody who sees a spreadsheet in which column a value goes, instead of an option.

    Commands that are to be typed stay as they are.
    """
    return _OPTION.sub(_column, sentence)


def _column(found: re.Match[str]) -> str:
    return f"column {found[1].replace('-', '_')}" if found[1] else found[0]


def _of_form(error: ValidationError, cells: Sequence[tuple[str, Given]]) -> Fault:
    problem = next(problems_of_form(error))
    for name, given in cells:
        if name == problem.field:
            return Fault(given.columns.get(name, name), given.values[name], problem.reason)
    return Fault(_OUTSIDE.get(problem.field, problem.field), "", problem.reason)


_OUTSIDE = {"title": "source"}
"""Fields that are no value of an act, by the column that gives them."""
