"""An act, or what is true around it, is made of what a door was given, or refused by field."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError

from application.declarations.declared import Declared
from application.declarations.forms import Problem, problems_of_form

A = TypeVar("A", bound=Declared)


class Unfit(Exception):  # named by what happened, as all errors
    """Values are not of their form; a door says it in its own way. `problems` has at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(each.reason for each in problems))
        self.problems = tuple(problems)


def made(kind: type[A], given: Mapping[str, object]) -> A:
    """Make an act of what a door was given.

    Raises:
        Unfit: with every value that is not of its form, and every field that lacks one.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise Unfit(list(problems_of_form(error))) from error
