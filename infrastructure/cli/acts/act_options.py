"""Parameters of commands that record, made from the table of acts (`acts.json`); light to load.

``python -m tests.infrastructure.cli.make_act_table`` writes the table anew; a test compares both.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict, TypeVar

import click

FILE = Path(__file__).with_name("acts.json")
F = TypeVar("F", bound=Callable[..., object])


class Param(TypedDict):
    """One field of an act, or one of its shared options, as help shows it."""

    name: str
    argument: bool
    required: bool
    many: bool
    flag: bool
    file: bool
    metavar: str
    choices: list[str]
    help: str


class ActHelp(TypedDict):
    """One act as help shows it; `subject` is the module of `application.acts` that it is in."""

    subject: str
    help: str
    examples: list[str]
    on_entries: bool
    params: list[Param]


class HelpTable(TypedDict):
    """All acts by name, and the options that all of them share."""

    around: list[Param]
    acts: dict[str, ActHelp]


@cache
def help_table() -> HelpTable:
    """Return the whole table."""
    content: HelpTable = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def acts_help() -> Mapping[str, ActHelp]:
    """Return all acts by name."""
    return help_table()["acts"]


def parameter(told: Param) -> click.Parameter:
    """Return a parameter that takes any text; the act checks all values at once."""
    name = told["name"]
    if told["argument"]:
        many = -1 if told["many"] else 1
        metavar = f"{name.upper()} …" if told["many"] else name.upper()
        return click.Argument([name], required=False, nargs=many, metavar=metavar)
    declarations = [f"--{name.replace('_', '-')}", name]
    needed = "  [required]" if told["required"] else ""
    if told["flag"]:
        return click.Option(declarations, is_flag=True, help=told["help"])
    return click.Option(
        declarations, multiple=told["many"], metavar=told["metavar"], help=told["help"] + needed
    )


def recording_params() -> list[click.Parameter]:
    """Return the options that all acts share: source, note, audience, further days."""
    return [
        *map(parameter, help_table()["around"]),
        click.Option(["--command-key"], metavar="KEY", help="A key; sent twice, it records once."),
        click.Option(["--dry-run"], is_flag=True, help="Show what would be recorded."),
    ]


def recording_options(command: F) -> F:
    """Add the options that all acts share."""
    params = [*getattr(command, "__click_params__", []), *reversed(recording_params())]
    setattr(command, "__click_params__", params)  # noqa: B010  # where click's decorators put them
    return command
