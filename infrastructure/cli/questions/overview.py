"""What `depositary` shows alone: which register this is, and what needs attention."""

from collections.abc import Iterator, Sequence

import click

from application.questions.across.overview import Overview, overview
from application.questions.asking.ask import Ask
from application.questions.log.history import conflicts
from application.questions.members.counted import members_in_words
from domain.values import Visibility
from domain.words import joined, worded
from infrastructure.cli.open_register import Session, says_where_one_is, speech_of
from infrastructure.cli.screen import say, spoken
from infrastructure.customary_names.country_names import country_names
from infrastructure.language import speaking
from infrastructure.render.cells import position

BEGIN = {
    "demo": worded("see it work, in a folder of its own"),
    "init": worded("begin a register of your own in this folder"),
    "--help": worded("what else it can do"),
}
"""What can be typed where there is no register."""


def show(ctx: click.Context) -> None:
    """Print the overview of the register that is found, or how to begin."""
    session = Session(ctx)
    if session.settings.store is None:
        say(says_where_one_is() or worded("There is no register here yet."))
        say(*(f"  depositary {typed:<15} {spoken(what)}" for typed, what in BEGIN.items()))
        return
    with session.register() as register:
        if not register.read_model.taskforces():
            say(worded("{name} is an empty register. Begin with:", name=session.store.name))
            click.echo("  depositary taskforce establish CODE --name NAME --nature real --on DAY")
            return
        bodies = register.read_model.taskforces()
        if not session.told and len(bodies) > 1:
            say(
                worded(
                    "{name} holds several bodies. Show one of them with:", name=session.store.name
                )
            )
            for code in bodies:
                click.echo(f"  depositary --taskforce {code}")
            return
        asked = Ask(taskforce=session.taskforce(register), audience=Visibility.SECRETARIAT)
        tables, today = register.read_model, register.today()
        with tables.followed_once():
            known = conflicts(register.log, tables, asked, today, country_names().country_of_party)
            found = overview(tables, asked, today, len(known.rows))
            speech = speech_of(register, asked.taskforce, found.as_of)
    with speaking(speech):
        say(*lines(found))


def lines(found: Overview) -> list[str]:
    """Return the overview line by line."""
    said = [
        worded(
            "{name} ({code}), {nature}", name=found.name, code=found.code, nature=_nature(found)
        ),
        position(found.as_of),
        worded("Members: {members}", members=joined("; ", _members(found))),
        *_inside(found.uncertain),
        worded("Texts:") if found.texts else worded("Texts: no text is recorded"),
        *_inside(found.texts),
        worded("Meetings:") if found.meetings else worded("Meetings: not recorded"),
        *_inside(found.meetings),
        *([worded("Needs attention:")] if found.attention else []),
    ]
    for each in found.attention:
        said += [*_inside([each.what]), f"    {each.command}"]
    if found.others:
        others = ", ".join(found.others)
        said.append(worded("Also in this register (--taskforce CODE): {others}", others=others))
    return said


def _nature(found: Overview) -> str:
    if found.nature == "exercise":
        return worded("EXERCISE: members and acts are made up")
    return worded("REAL")


def _members(found: Overview) -> Iterator[str]:
    yield members_in_words(found.members) or worded("not recorded")
    if found.chair:
        yield worded("chair {member}", member=found.chair)
    if found.vice_chair:
        yield worded("vice-chair {member}", member=found.vice_chair)


def _inside(items: Sequence[str]) -> Iterator[str]:
    return (f"  {spoken(item)}" for item in items)
