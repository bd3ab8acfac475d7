"""`gaps`, `practices`, `work`: what members and the body do, one question each."""

from typing import get_args

import click

from application.questions.laws import gaps as of_gaps
from application.questions.laws.gap_states import GapState
from application.questions.laws.gaps import GapsAsked
from application.questions.work import practices as of_practices
from application.questions.work import work as of_work
from application.questions.work.practices import MATURITIES, PracticesAsked
from domain.events.laws import Area
from infrastructure.cli.groups import example
from infrastructure.cli.options import question_options
from infrastructure.cli.session import ask

MEMBER = click.option("--member", metavar="CODE", help="Only of this member.")
TASK = click.option("--task", metavar="REF", help="Only for this task of the body.")


@click.command(epilog=example("gaps --state open", "gaps --by-area --on 2026-03-01"))
@click.option("--area", type=click.Choice(get_args(Area)), help="Only in this area of law.")
@MEMBER
@click.option("--state", type=click.Choice([str(s) for s in GapState]), help="Only these.")
@click.option("--help-asked", is_flag=True, help="Only open ones for which help is asked.")
@click.option("--by-area", is_flag=True, help="As a matrix of areas and members.")
@question_options
@click.pass_context
def gaps(
    ctx: click.Context,
    /,
    *,
    area: str | None,
    member: str | None,
    state: str | None,
    help_asked: bool,
    by_area: bool,
    **options: object,
) -> None:
    """Ask which gaps and opportunities there are in laws, how far each is, and who helps.

    The public is told only of those that a law had closed by the day.
    """
    asked = GapsAsked(
        area=area, member=member.upper() if member else None, state=state, help=help_asked
    )
    question = of_gaps.gaps_by_area if by_area else of_gaps.gaps
    ask(ctx, lambda r, a, today: question(r.read_model, a, today, asked), **options)


@click.command(epilog=example("practices --maturity best"))
@MEMBER
@click.option("--maturity", type=click.Choice(MATURITIES), help="Only these.")
@click.option("--commitment", metavar="REF", help="Only for this commitment.")
@TASK
@question_options
@click.pass_context
def practices(
    ctx: click.Context,
    /,
    *,
    member: str | None,
    maturity: str | None,
    commitment: str | None,
    task: str | None,
    **options: object,
) -> None:
    """Ask which practices were shown, for which commitments, on what evidence."""
    asked = PracticesAsked(
        member=member.upper() if member else None,
        maturity=maturity,
        commitment=commitment,
        task=task,
    )
    ask(ctx, lambda r, a, today: of_practices.practices(r.read_model, a, today, asked), **options)


@click.command(epilog=example("work inputs", "work contributions --task PRODUCTS"))
@click.argument("kind", metavar="KIND", type=click.Choice(list(of_work.KINDS)))
@TASK
@question_options
@click.pass_context
def work(ctx: click.Context, /, *, kind: str, task: str | None, **options: object) -> None:
    """Ask what was fed in, advised, contributed or jointly done, and what came of it.

    KIND is inputs, advice, contributions, engagements or joint-work. An input is followed to the
    agenda item and the decision that it led to.
    """
    ask(ctx, lambda r, a, today: of_work.work(r.read_model, a, kind, today, task), **options)


COMMANDS = {command.name: command for command in (gaps, practices, work)}
