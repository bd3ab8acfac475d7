"""`meetings`, `decisions`, `actions`, `cadence`: one question each, printed."""

import click

from application.questions import actions as of_actions
from application.questions import cadence as of_cadence
from application.questions import meetings as of_meetings
from infrastructure.cli.groups import example
from infrastructure.cli.options import question_options
from infrastructure.cli.session import ask


@click.command(epilog=example("meetings --on 2026-11-03"))
@question_options
@click.pass_context
def meetings(ctx: click.Context, /, **options: object) -> None:
    """Ask which meetings there were and are to come, with attendance, quorum and minutes."""
    ask(ctx, lambda r, a, today: of_meetings.meetings(r.read_model, a, today), **options)


@click.command(epilog=example("decisions --format markdown"))
@question_options
@click.pass_context
def decisions(ctx: click.Context, /, **options: object) -> None:
    """Ask what meetings decided, by consensus or by how many votes."""
    ask(ctx, lambda r, a, today: of_meetings.decisions(r.read_model, a, today), **options)


@click.command(epilog=example("actions --owner KEN --on 2027-02-01"))
@click.option("--owner", metavar="CODE|OFFICE", help="Only what this one is to do.")
@question_options
@click.pass_context
def actions(ctx: click.Context, /, owner: str | None, **options: object) -> None:
    """Ask what decisions ask somebody to do: open, done, overdue."""
    ask(ctx, lambda r, a, today: of_actions.actions(r.read_model, a, owner, today), **options)


@click.command(epilog=example("cadence --on 2026-12-31"))
@question_options
@click.pass_context
def cadence(ctx: click.Context, /, **options: object) -> None:
    """Ask how often the body met in each year, as against its promise, and what is due next.

    Two meetings a year are due six months apart. Nothing is judged before the day from which the
    record is complete (see: depositary taskforce record-kept-from --help).
    """
    ask(ctx, lambda r, a, today: of_cadence.cadence(r.read_model, a, today), **options)


COMMANDS = {command.name: command for command in (meetings, decisions, actions, cadence)}
