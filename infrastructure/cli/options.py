"""Options that commands share: dates, what is true of an entry, and both clocks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from domain.errors import Malformed
from domain.values import ImpreciseDate, Visibility
from infrastructure.render.tables import FORMS

PERSON = "p-7kq2mzx4ab"
"""A reference to a person as it is made up, for examples."""
F = TypeVar("F", bound=Callable[..., object])


class Group(click.Group):
    """A group that lists its commands with whole sentences; click cuts them short."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the first sentence of each, in the order of their names."""
        del ctx
        with formatter.section("Commands"):
            named = sorted(self.commands.items())
            formatter.write_dl([(name, first_sentence(each)) for name, each in named])


def first_sentence(command: click.Command) -> str:
    """Return what stands behind a command's name in a list."""
    paragraph = " ".join((command.help or "").split("\n\n")[0].split())
    return paragraph.partition(". ")[0].removesuffix(".") + "."


class DateType(click.ParamType[ImpreciseDate]):
    """A date that may be imprecise."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> ImpreciseDate:
        """Read one of the forms of `ImpreciseDate`."""
        try:
            return ImpreciseDate.parse(str(value))
        except Malformed as error:
            self.fail(str(error), param, ctx)


class DayType(click.ParamType[date]):
    """One day, to ask for."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a precise day."""
        try:
            day = ImpreciseDate.parse(str(value))
        except Malformed as error:
            self.fail(str(error), param, ctx)
        if day.latest is None or day.earliest != day.latest:
            self.fail("A question is for one day, such as 2026-01-16.", param, ctx)
        return day.latest


DATE, DAY = DateType(), DayType()
DOCUMENT = click.Path(exists=True, dir_okay=False, path_type=Path)
ON = click.option("--on", type=DATE, required=True, help="Day of the act, or `unknown`.")
ENDS = click.option(
    "--ends",
    multiple=True,
    metavar="DAY|@POSITION",
    help="What it ends of the same day, or of dates too coarse to tell; or `nothing` of that.",
)
SINCE = click.option("--on", type=DATE, default="unknown", help="Day of the act.  [unknown]")


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def example(*lines: str) -> str:
    """Return the end of a command's help, which a test runs."""
    return "\n".join(["\b", "Example:", *(f"  depositary {line}" for line in lines)])


def recording_params() -> list[click.Option]:
    """Return the options that are true of any act: its source, a note, its audience, other days."""
    return [
        click.Option(["--source"], metavar="TITLE", help="Title of the source that says so."),
        click.Option(["--source-reference"], metavar="REF", help="Its number or page."),
        click.Option(["--source-url"], metavar="URL", help="Its public address."),
        click.Option(
            ["--source-file"], type=DOCUMENT, help="Its file, of which the sha256 is kept."
        ),
        click.Option(
            ["--basis"],
            type=click.Choice(["stated", "inferred"]),
            help="Whether it says so, or we infer.",
        ),
        click.Option(["--note"], metavar="TEXT", help="A remark; never about a person or a case."),
        click.Option(
            ["--visibility"],
            type=click.Choice([str(v) for v in Visibility]),
            help="Who may see it.",
        ),
        click.Option(["--notified-on"], type=DATE, help="Day on which the depositary was told."),
        click.Option(
            ["--occurred-on"], type=DATE, help="Day on which the act was done, if another."
        ),
        click.Option(["--on-behalf-of"], metavar="REF", help="For whom you record: p-… or a code."),
        click.Option(
            ["--public-reference"],
            metavar="REASON",
            help="A number in the text is public, because …",
        ),
        click.Option(["--command-key"], metavar="KEY", help="A key; sent twice, it records once."),
        click.Option(["--dry-run"], is_flag=True, help="Show what would be recorded."),
    ]


def recording_options(command: F) -> F:
    """Add the options that are true of any act."""
    params = [*getattr(command, "__click_params__", []), *reversed(recording_params())]
    setattr(command, "__click_params__", params)  # noqa: B010  # where click's decorators put them
    return command


FORM = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    help="In csv, an apostrophe before a cell keeps it from running as a formula.",
)

known_option = click.option("--known", metavar="DAY|@POSITION", help="As known then.  [now]")


def _for(audience: str) -> Callable[[F], F]:
    return click.option(
        "--audience",
        type=click.Choice([str(v) for v in Visibility]),
        default=audience,
        help=f"Who will read it.  [{audience}]",
    )


def clock_options_for(audience: str) -> Callable[[F], F]:
    """Return the options for both clocks and an audience, for whom it is where nobody says so."""
    return _all(
        click.option("--on", type=DAY, metavar="DAY", help="What held on that day.  [today]"),
        known_option,
        _for(audience),
    )


audience_option = _for("members")
clock_options = clock_options_for("members")
question_options = _all(clock_options, FORM)
list_options = _all(known_option, audience_option, FORM)
