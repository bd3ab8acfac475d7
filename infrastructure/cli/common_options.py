"""Options that commands share: dates, forms, both clocks and the audience."""

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TypeVar

import click

from domain.errors import Malformed
from domain.values import ImpreciseDate, Visibility, day_of
from domain.words import worded
from infrastructure.render.tables import FORMS

PERSON = "p-7kq2mzx4ab"
"""A reference to a person as it is made up, for examples."""
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


class Written(click.ParamType[T]):
    """The type of a value that people write, read as in `application.declarations.text_parsing`."""

    def __init__(self, name: str, read: Callable[[str], T]) -> None:
        self.name, self._read = name, read

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> T:
        """Read the value; one that is not of its form is a usage error."""
        try:
            return self._read(str(value))
        except Malformed as error:
            self.fail(str(error), param, ctx)


class NewPath(click.Path):
    """The type of a place to write to; it is never `-`, which people type for the screen."""

    def __init__(self, *, dir_okay: bool = True) -> None:
        super().__init__(dir_okay=dir_okay, path_type=Path)

    def convert(
        self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | PathLike[str]:
        """Read the place; `-` is a usage error."""
        if str(value) == "-":
            self.fail(worded("'-' is no name for a file here."), param, ctx)
        return super().convert(value, param, ctx)


NEW_FILE, NEW_PLACE = NewPath(dir_okay=False), NewPath()
DATE, DAY = Written("date", ImpreciseDate.parse), Written("day", day_of)
DOCUMENT = click.Path(exists=True, dir_okay=False, path_type=Path)
ON = click.option("--on", type=DATE, required=True, help="Day of the act, or `unknown`.")


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


FORM = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS), case_sensitive=False),
    default="text",
    help="In csv, an apostrophe before a cell keeps it from running as a formula.",
)

known_option = click.option("--known", metavar="DAY|@POSITION", help="As known then.  [now]")


def _for(audience: str) -> Callable[[F], F]:
    return click.option(
        "--audience",
        type=click.Choice([str(v) for v in Visibility], case_sensitive=False),
        default=audience,
        help=worded("Who will read it.  [{audience}]", audience=audience),
    )


def clock_options_for(audience: str) -> Callable[[F], F]:
    """Return the options for both clocks and the audience, with this audience as the default."""
    return _all(
        click.option("--on", type=DAY, metavar="DAY", help="What held on that day.  [today]"),
        known_option,
        _for(audience),
    )


audience_option = _for("members")
rows_audience_option = _for("secretariat")
clock_options = clock_options_for("members")
question_options = _all(clock_options, FORM)
list_options = _all(known_option, audience_option, FORM)
