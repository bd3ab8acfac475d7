"""`members`, `status`, `matrix`, `history`, `log`, `conflicts`: one question each, printed."""

import click

from application.questions import histories, standings
from infrastructure.cli.groups import example
from infrastructure.cli.options import FORM, question_options
from infrastructure.cli.session import ask
from infrastructure.importers.country_names import names

REFUSED = 1


@click.command(epilog=example("members --on 2026-01-16"))
@question_options
@click.pass_context
def members(ctx: click.Context, /, **options: object) -> None:
    """Ask who belongs."""
    ask(ctx, lambda r, a, today: standings.members(r.read_model, a, today), **options)


@click.command(epilog=example("status MISSION --on 2026-01-16 --known @11"))
@click.argument("reference", metavar="INSTRUMENT|COMMITMENT")
@question_options
@click.pass_context
def status(ctx: click.Context, /, reference: str, **options: object) -> None:
    """Ask where every member stands on an instrument or on one commitment."""
    ask(
        ctx,
        lambda r, a, today: standings.status(r.read_model, a, reference, today),
        reference=reference,
        **options,
    )


@click.command(epilog=example("matrix --format markdown"))
@click.option("--instrument", metavar="REF", help="Only this text, commitment by commitment.")
@question_options
@click.pass_context
def matrix(ctx: click.Context, /, instrument: str | None, **options: object) -> None:
    """Ask where every member stands on every text."""
    ask(
        ctx,
        lambda r, a, today: standings.matrix(r.read_model, a, instrument, today),
        reference=instrument,
        **options,
    )


@click.command(epilog=example("history KEN"))
@click.argument("reference")
@question_options
@click.pass_context
def history(ctx: click.Context, /, reference: str, **options: object) -> None:
    """Ask what was recorded about a member, an instrument or a commitment, oldest first."""
    ask(
        ctx,
        lambda r, a, today: histories.history(r.read_model, a, reference, today),
        reference=reference,
        **options,
    )


@click.command(epilog=example("log --format csv"))
@question_options
@click.pass_context
def log(ctx: click.Context, /, **options: object) -> None:
    """Ask for everything that was recorded, in order.

    With it comes what was recorded of the log itself: keys, clocks, removed texts, reports.
    """
    ask(ctx, lambda r, a, today: histories.log(r.read_model, a, today), **options)


@click.command(epilog=example("conflicts"))
@FORM
@click.pass_context
def conflicts(ctx: click.Context, /, **options: object) -> int:
    """Ask what stands in the register and cannot all be true.

    It is judged on all that is known now. The exit code is 1 if there is anything.
    """
    answer = ask(
        ctx,
        lambda r, a, today: histories.conflicts(r.log, r.read_model, a, today, names().country),
        **options,
    )
    return REFUSED if answer.rows else 0


COMMANDS = {command.name: command for command in (members, status, matrix, history, log, conflicts)}
