"""`mission …`: engagement, practices, inputs, advice, contributions to products, joint work."""

from typing import get_args

import click

from application.use_cases import legislation, mission
from application.use_cases.mission import Exchanged
from domain.events.legislation import EngagementRecorded, PracticeShowcased
from domain.events.mission import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    JointWorkRecorded,
    ProductContributionMade,
)
from domain.values import ImpreciseDate
from infrastructure.cli.options import ON, Group, example, recording_options
from infrastructure.cli.periods import EVIDENCE
from infrastructure.cli.session import Session
from infrastructure.cli.stated import stated

ENGAGE = (
    "mission engage KEN regional 'Hearing on reporting duties' --with 'African Union' "
    "--task ENGAGEMENT --on 2026-03-10"
)
TITLE = click.option("--title", required=True, help="What it is called.")
TEXT = click.option("--text", help="What it says, in a few sentences.")
TASK = click.option("--task", metavar="REF", help="The task of the body that it serves.")
THE_TASK = click.option(
    "--task", required=True, metavar="REF", help="The task of the body that it serves."
)
DECISION = click.option("--decision", metavar="REF", help="The decision that it rests on.")


def _exchange(
    ctx: click.Context,
    kind: type[Exchanged],
    on: ImpreciseDate,
    rest: dict[str, object],
    **others: str,
) -> None:
    Session(ctx).record(
        lambda r, body: mission.exchange(r, body, stated(kind, rest, **others), on), **rest
    )


@click.group(cls=Group, epilog=example(ENGAGE))
def mission_group() -> None:
    """Record engagement, practices, inputs, advice, contributions to products, joint work."""


@mission_group.command(epilog=example(ENGAGE))
@click.argument("member")
@click.argument(
    "level",
    metavar="LEVEL",
    type=click.Choice(get_args(EngagementRecorded.__annotations__["level"])),
)
@click.argument("title")
@click.option("--with", "partners", multiple=True, metavar="NAME", help="With whom; repeatable.")
@TEXT
@TASK
@ON
@recording_options
@click.pass_context
def engage(ctx: click.Context, /, member: str, on: ImpreciseDate, **rest: object) -> None:
    """Record that MEMBER engaged others. LEVEL is national, regional or global."""
    Session(ctx).record(
        lambda r, body: legislation.engage(
            r, body, stated(EngagementRecorded, rest, member=member.upper()), on
        ),
        **rest,
    )


@mission_group.command(
    epilog=example(
        "mission showcase ATL HOTLINE best --title 'A hotline for children' "
        "--text 'It answers in a day.' --commitment MISSION-1 --task PRACTICE --on 2026-03-12 "
        "--evidence 'supports_progress;data;Answers in a year;2026-02'"
    )
)
@click.argument("member")
@click.argument("practice")
@click.argument("maturity", metavar="best|emerging", type=click.Choice(["best", "emerging"]))
@TITLE
@click.option("--text", required=True, help="What it does, and what shows that it works.")
@click.option("--commitment", "commitments", multiple=True, metavar="REF", help="Repeatable.")
@TASK
@EVIDENCE
@click.option("--meeting", metavar="REF", help="The meeting at which it was shown.")
@ON
@recording_options
@click.pass_context
def showcase(
    ctx: click.Context,
    /,
    *,
    member: str,
    on: ImpreciseDate,
    **rest: object,
) -> None:
    """Record that MEMBER showed a practice, best (tried) or emerging."""
    Session(ctx).record(
        lambda r, body: legislation.showcase(
            r, body, stated(PracticeShowcased, rest, member=member.upper()), on
        ),
        **rest,
    )


@mission_group.command(
    "receive-input",
    epilog=example(
        "mission receive-input IN-1 'Five Country Ministerial' --title 'Voluntary principles' "
        "--task RESPONSE --on 2026-02-20"
    ),
)
@click.argument("reference")
@click.argument("initiative")
@TITLE
@TEXT
@TASK
@ON
@recording_options
@click.pass_context
def receive_input(ctx: click.Context, /, reference: str, on: ImpreciseDate, **rest: object) -> None:
    """Record what an INITIATIVE fed in, under a REFERENCE of your choice."""
    _exchange(ctx, InitiativeInputReceived, on, rest, input=reference)


@mission_group.command(
    "consider-input",
    epilog=example(
        "mission consider-input IN-1 2026-1 --item 1 --outcome 'Taken note of.' --on 2026-04-14"
    ),
)
@click.argument("reference")
@click.argument("meeting")
@click.option("--item", metavar="N", help="The item of the meeting's agenda.")
@click.option("--decision", metavar="REF", help="The decision that it led to, of that meeting.")
@click.option("--outcome", metavar="TEXT", help="What came of it.")
@ON
@recording_options
@click.pass_context
def consider_input(
    ctx: click.Context, /, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record that a MEETING took up the input REFERENCE."""
    _exchange(ctx, InitiativeInputConsidered, on, rest, input=reference)


@mission_group.command(
    "forward-advice",
    epilog=example(
        "mission forward-advice ADV-1 --to 'The Alliance' --title 'On generated material' "
        "--text 'Make it a theme.' --task PRODUCTS --on 2026-05-01"
    ),
)
@click.argument("reference")
@click.option("--to", required=True, metavar="NAME", help="Who was advised.")
@TITLE
@click.option("--text", required=True, help="What was advised.")
@THE_TASK
@DECISION
@ON
@recording_options
@click.pass_context
def forward_advice(
    ctx: click.Context, /, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record advice that the body gave its parent, under a REFERENCE of your choice."""
    _exchange(ctx, AdviceForwarded, on, rest, advice=reference)


@mission_group.command(
    "advice-answered",
    epilog=example("mission advice-answered ADV-1 --text 'It is in the plan.' --on 2026-06-01"),
)
@click.argument("reference")
@click.option("--text", required=True, help="The answer.")
@ON
@recording_options
@click.pass_context
def advice_answered(
    ctx: click.Context, /, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record how the advice REFERENCE was answered."""
    _exchange(ctx, AdviceAnswered, on, rest, advice=reference)


@mission_group.command(
    epilog=example(
        "mission contribute CON-1 'Global Threat Assessment' --title 'A chapter on reporting' "
        "--task PRODUCTS --on 2026-05-10"
    )
)
@click.argument("reference")
@click.argument("product")
@TITLE
@TEXT
@THE_TASK
@ON
@recording_options
@click.pass_context
def contribute(ctx: click.Context, /, reference: str, on: ImpreciseDate, **rest: object) -> None:
    """Record a contribution to a PRODUCT of the parent, under a REFERENCE of your choice."""
    _exchange(ctx, ProductContributionMade, on, rest, contribution=reference)


@mission_group.command(
    "taken-up", epilog=example("mission taken-up CON-1 2027 --where 'Chapter 3' --on 2026-11-01")
)
@click.argument("reference")
@click.argument("product_version", metavar="VERSION")
@click.option("--where", metavar="PLACE", help="Where in it, such as a chapter.")
@ON
@recording_options
@click.pass_context
def taken_up(ctx: click.Context, /, reference: str, on: ImpreciseDate, **rest: object) -> None:
    """Record that the contribution REFERENCE is in a VERSION of its product."""
    _exchange(ctx, ContributionTakenUp, on, rest, contribution=reference)


@mission_group.command(
    "work-with",
    epilog=example(
        "mission work-with Industry --title 'A guide to safety by design' --task PRACTICE "
        "--on 2026-06-10"
    ),
)
@click.argument("group")
@TITLE
@TEXT
@THE_TASK
@click.option("--meeting", metavar="REF", help="The meeting at which it was done.")
@ON
@recording_options
@click.pass_context
def work_with(ctx: click.Context, /, on: ImpreciseDate, **rest: object) -> None:
    """Record that the body and a reference GROUP worked on something together."""
    _exchange(ctx, JointWorkRecorded, on, rest)


COMMANDS = {"mission": mission_group}
