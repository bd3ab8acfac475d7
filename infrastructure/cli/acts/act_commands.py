"""The commands that record one act each, made from the table of acts (`acts.json`).

An act itself is loaded when its command runs, not for help.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import click

from infrastructure.cli.acts.act_options import (
    ActHelp,
    Param,
    acts_help,
    parameter,
    recording_params,
)
from infrastructure.cli.commands import COMMANDS as MODULES
from infrastructure.cli.commands import HEADINGS
from infrastructure.cli.groups import Group, example


class ActCommand(click.Command):
    """A command that lists what its arguments mean, as it does its options."""

    def __init__(self, name: str, told: ActHelp) -> None:
        super().__init__(
            name.rpartition(" ")[2],
            params=[*map(parameter, told["params"]), *_shown(told), *recording_params()],
            callback=partial(_run, name, told),
            help=told["help"],
            epilog=example(*told["examples"]),
        )
        self.arguments = [each for each in told["params"] if each["argument"]]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the arguments, then the options."""
        if self.arguments:
            told = [(each["name"].upper(), _meaning(each)) for each in self.arguments]
            with formatter.section("Arguments"):
                formatter.write_dl(told)
        super().format_options(ctx, formatter)


def _meaning(param: Param) -> str:
    choices = f"  {param['metavar']}" if param["choices"] else ""
    return f"{param['help']}{choices}"


def _shown(told: ActHelp) -> Iterator[click.Option]:
    """Yield the option of acts that print more than a receipt."""
    if told["on_entries"]:
        yield click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json"], case_sensitive=False),
            default="text",
        )


def _run(name: str, told: ActHelp, /, form: str = "text", **values: object) -> None:
    from infrastructure.cli.acts.act_running import run  # noqa: PLC0415  # loads the act

    run(name, told["subject"], _given(told["params"], values), values, form)


def _given(params: Sequence[Param], values: dict[str, object]) -> Mapping[str, object]:
    """Take out what was given for the fields of the act; the rest is true of any act."""
    given = {each["name"]: values.pop(each["name"]) for each in params}
    return {name: value for name, value in given.items() if value not in (None, (), False)}


def command(name: str) -> click.Command:
    """Return the command of one act."""
    return ActCommand(name, acts_help()[name])


def names_in(group: str) -> Iterator[str]:
    """Yield the names of the acts whose commands are in a group."""
    return (name for name in acts_help() if name.partition(" ")[0] == group and " " in name)


def add_acts(group: click.Group, name: str) -> click.Group:
    """Add the commands of a group's acts to those that it has."""
    for each in names_in(name):
        group.add_command(command(each))
    return group


def _made(name: str) -> click.Command:
    """Return the command of one act, or the group of all acts whose names begin so."""
    if name in acts_help():
        return command(name)
    first = acts_help()[next(names_in(name))]["examples"][0]
    return add_acts(Group(name, help=HEADINGS["Record"][name], epilog=example(first)), name)


COMMANDS = {
    name: partial(_made, name) for name, module in MODULES.items() if module == "acts.act_commands"
}
