"""Find the cell that a refusal is about, and name columns in it instead of options."""

import re
from collections.abc import Sequence
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from application.context import Context
from application.entries.validation_messages import is_about, problems_of_form
from domain.errors import Contradicted, DepositaryError, UnfitText, UnknownReference
from domain.names import as_word
from infrastructure.importers.rows.act_request import ActRequest
from infrastructure.importers.tables.problems import CellFault, RowFaults

T = TypeVar("T")
_OPTION = re.compile(r"depositary [^.;]+|--([a-z][a-z-]*)")


def refused_cell(
    error: DepositaryError | ValidationError, requests: Sequence[ActRequest], context: Context
) -> CellFault:
    """Find the cell that a refusal is about; the whole row where it is about no single one."""
    cells = [
        (name, request.columns.get(name, name), value)
        for request in requests
        for name, value in request.values.items()
    ]
    if context.note:
        cells.append(("note", "note", context.note))
    if isinstance(error, ValidationError):
        problem = next(problems_of_form(error))
        unfit = isinstance(problem.refusal, UnfitText)
        for name, column, value in cells:
            if name == problem.field:
                return CellFault(column, value, problem.reason, unfit=unfit)
        place = "source" if problem.field == "title" else problem.field
        return CellFault(place, "", problem.reason, unfit=unfit)
    reason, unfit = in_columns(str(error)), isinstance(error, UnfitText)
    for name, column, value in cells:
        if is_about(error, name, value):
            return CellFault(column, value, reason, unfit=unfit)
    named = error.reference if isinstance(error, Contradicted | UnknownReference) else ""
    return CellFault(error.field, named, reason, unfit=unfit)


def in_columns(sentence: str) -> str:
    """Say to somebody who sees a spreadsheet in which column a value goes, instead of an option.

    Commands that are to be typed stay as they are.
    """
    return _OPTION.sub(_column, sentence)


def _column(found: re.Match[str]) -> str:
    return f"column {found[1].replace('-', '_')}" if found[1] else found[0]


def word(words: TypeAdapter[T], column: str, value: str) -> T:
    """Return a value that must be one of some words, in whatever letters.

    Raises:
        RowFaults: it is another; the reason lists the words.
    """
    try:
        return words.validate_python(as_word(value))
    except ValidationError as error:
        raise RowFaults(CellFault(column, value, next(problems_of_form(error)).reason)) from error
