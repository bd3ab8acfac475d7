"""What `depositary` shows alone: which register this is, and what needs attention."""

from collections.abc import Sequence

import click

from application.questions.across.overview import Overview, overview
from application.questions.asking.ask import Ask
from application.questions.log.history import conflicts
from domain.values import Visibility
from domain.words import worded
from infrastructure.cli.screen import say
from infrastructure.cli.session import Session
from infrastructure.importers.names.country_names import country_names
from infrastructure.render.cells import position

BEGIN = """There is no register here yet.
  depositary demo            see it work, in a folder of its own
  depositary init            begin a register of your own in this folder
  depositary --help          what else it can do"""


def show(ctx: click.Context) -> None:
    """Print the overview of the register that is found, or how to begin."""
    session = Session(ctx)
    if session.settings.store is None:
        click.echo(BEGIN)
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
        known = conflicts(
            register.log, register.read_model, asked, register.today(), country_names().country
        )
        found = overview(register.read_model, asked, register.today(), len(known.rows))
    say(*lines(found))


def lines(found: Overview) -> list[str]:
    """Return the overview line by line."""
    at = found.as_of
    exercise = worded("EXERCISE: members and acts are made up")
    nature = exercise if found.nature == "exercise" else worded("REAL")
    members = [", ".join(f"{n} {standing}" for standing, n in found.members.items())]
    members[0] = members[0] or worded("not recorded")
    if found.chair:
        members.append(worded("chair {member}", member=found.chair))
    if found.vice_chair:
        members.append(worded("vice-chair {member}", member=found.vice_chair))
    said = [
        f"{found.name} ({found.code}), {nature}",
        position(at),
        worded("Members: {members}", members="; ".join(members)),
        *_block(worded("Texts"), found.texts, worded("no text is recorded")),
        *_block(worded("Meetings"), found.meetings, worded("not recorded")),
        *([worded("Needs attention:")] if found.attention else []),
    ]
    for each in found.attention:
        said += [f"  {each.what}", f"    {each.command}"]
    if found.others:
        said.append(
            worded(
                "Also in this register (--taskforce CODE): {others}", others=", ".join(found.others)
            )
        )
    return said


def _block(title: str, items: Sequence[str], empty: str) -> list[str]:
    if not items:
        return [f"{title}: {empty}"]
    return [f"{title}:", *(f"  {item}" for item in items)]
