"""All messages for translators: `python -m tests.messages > depositary.pot`.

Templates in code are found by `message_templates`; what is declared (the help of acts and commands,
the sentences of events, the groups of news) is asked of the declarations.
"""

import sys
from collections.abc import Iterable, Iterator

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from application.acts import all_acts
from application.questions.asking.sentences import SENTENCES
from application.reports.since import GROUPS
from infrastructure.cli.commands import COMMANDS
from infrastructure.cli.main import cli
from tests.message_templates import Code, Message


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
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command
        yield from _help(command, name)


def _help(command: click.Command, path: str) -> Iterator[Message]:
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph and not paragraph.startswith("\b"):
            yield Message("help", " ".join(paragraph.split()), f"command {path}")
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            yield Message("help", param.help, f"command {path}")
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _help(each, f"{path} {name}")


def all_messages() -> list[Message]:
    """Return every message, in the order of the code."""
    return [*Code().read().messages, *declared()]


def catalogue(messages: Iterable[Message]) -> Catalog:
    """Return the messages for translators, each once with all places where it is used."""
    made = Catalog(project="depositary", charset="utf-8", header_comment="# Words of Depositary.")
    for each in messages:
        locations = [(each.place, each.line)] if each.line else []
        comments = [] if locations else [each.place]
        made.add(each.template, locations=locations, auto_comments=comments)
    return made


if __name__ == "__main__":
    write_po(sys.stdout.buffer, catalogue(all_messages()), width=100)
