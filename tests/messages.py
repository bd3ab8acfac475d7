"""All messages for translators; `python -m tests.catalogue` writes them into catalogues.

Templates in code are found by `message_templates`; what is declared (the help of acts and commands,
the sentences of events, the groups of news, the values of closed lists) is asked of the
declarations.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cache

import click

from application.acts import all_acts
from application.questions.asking.sentences import SENTENCES
from application.reports.since import GROUPS
from domain.events.progress import OUTSIDE_SCALES
from infrastructure.cli.acts.act_commands import ActCommand
from infrastructure.cli.commands import COMMANDS, HEADINGS
from infrastructure.cli.main import cli
from tests.message import Message
from tests.message_templates import code

SCALE = ("no_evidence_available", "not_started", "limited", "substantial", "complete")
"""The scale of the Open Government Partnership, which most bodies begin with."""
COUNTED = ("may_vote",)
"""What answers count that is no value of a closed list."""
_CLICK = (
    *("Usage", "Options", "Commands", "Arguments", "Example", "Examples"),
    *("Show this message and exit.", "Show the version and exit.", "required", "default"),
)
"""What click says of its own in help."""


def declared() -> Iterator[Message]:
    """Yield what is declared: the help of acts and commands, and the sentences of events."""
    for act in all_acts():
        for paragraph in act.help().split("\n\n"):
            yield Message("help", " ".join(paragraph.split()), f"act {act.NAME or act.ROW}")
    for key, (title, _) in GROUPS.items():
        yield Message("report", title, f"group {key}")
    for topic, said in SENTENCES.items():
        for template in (said,) if isinstance(said, str) else () if callable(said) else said:
            yield Message("event", template, f"event {topic}")
    for sentence in (*_CLICK, *HEADINGS):
        yield Message("help", sentence, "click")
    yield from _help(cli, "depositary")
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command
        yield from _help(command, name)


def _help(command: click.Command, path: str) -> Iterator[Message]:
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph and not paragraph.startswith("\b"):
            yield Message("help", " ".join(paragraph.split()), f"command {path}")
    options = [each.help or "" for each in command.params if isinstance(each, click.Option)]
    arguments = command.arguments if isinstance(command, ActCommand) else []
    for told in filter(None, [*options, *(each["help"] for each in arguments)]):
        yield Message("help", told, f"command {path}")
    if isinstance(command, click.Group) and command is not cli:
        for name, each in command.commands.items():
            yield from _help(each, f"{path} {name}")


def closed_lists() -> Iterator[tuple[str, str]]:
    """Yield the values of closed lists, as people read them, each with its module."""
    for place, module in code().modules.items():
        if "infrastructure" in place:
            continue
        for node in (*module.subscripts, *module.classes):
            match node:
                case ast.Subscript(value=ast.Name(id="Literal"), slice=inside):
                    values = list(ast.walk(inside))
                case ast.ClassDef(bases=[ast.Name(id="StrEnum")], body=body):
                    values = [each.value for each in body if isinstance(each, ast.Assign)]
                case _:
                    continue
            for each in values:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value.replace("_", " "), place


def codes() -> Iterator[Message]:
    """Yield the values of closed lists, of the domain and of the demonstration's scale."""
    for value, place in closed_lists():
        yield Message("code", value, place)
    for value in (*OUTSIDE_SCALES, *SCALE, *COUNTED):
        yield Message("code", value.replace("_", " "), "scales")


@cache
def all_messages() -> Sequence[Message]:
    """Return every message, each once, in the order of the code."""
    every = [*code().found.messages, *declared(), *codes()]
    return tuple({each.key: each for each in reversed(every)}.values())[::-1]
