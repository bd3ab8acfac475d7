"""`reports`, `overdue`, `assessments`, `milestones`: one question each, printed."""

import click

from application.questions import reports as questions
from infrastructure.cli.groups import example
from infrastructure.cli.options import question_options
from infrastructure.cli.session import ask

REFERENCE = click.argument("reference", required=False, metavar="[MEMBER|INSTRUMENT|COMMITMENT]")


@click.command(
    epilog=example("reports", "reports ATL --on 2026-08-16", "reports MISSION-1 --format markdown")
)
@REFERENCE
@question_options
@click.pass_context
def reports(ctx: click.Context, /, reference: str | None, **options: object) -> None:
    """Ask which reports were due, what came, and what was said of it."""
    ask(
        ctx,
        lambda r, a, today: questions.reports(r.read_model, a, reference, today),
        reference=reference,
        **options,
    )


@click.command(epilog=example("overdue --on 2026-08-05", "overdue KEN --on 2026-08-05"))
@REFERENCE
@question_options
@click.pass_context
def overdue(ctx: click.Context, /, reference: str | None, **options: object) -> None:
    """Ask what is overdue, and what is due within 30 days; for any past day, too.

    What a past day's list was: --on DAY --known DAY. It is never shown to the public.
    """
    ask(
        ctx,
        lambda r, a, today: questions.overdue(r.read_model, a, reference, today),
        reference=reference,
        **options,
    )


@click.command(epilog=example("assessments MISSION-1"))
@REFERENCE
@question_options
@click.pass_context
def assessments(ctx: click.Context, /, reference: str | None, **options: object) -> None:
    """Ask how far members say they are, and what others judged, with the members' answers."""
    ask(
        ctx,
        lambda r, a, today: questions.assessments(r.read_model, a, reference, today),
        reference=reference,
        **options,
    )


@click.command(epilog=example("milestones --on 2026-09-20"))
@REFERENCE
@question_options
@click.pass_context
def milestones(ctx: click.Context, /, reference: str | None, **options: object) -> None:
    """Ask which steps on the way were set, by when, and which were reached."""
    ask(
        ctx,
        lambda r, a, today: questions.milestones(r.read_model, a, reference, today),
        reference=reference,
        **options,
    )


COMMANDS = {command.name: command for command in (reports, overdue, assessments, milestones)}
