"""`gap …`: gaps and opportunities in members' laws, what is said of them, and what closed them."""

from typing import get_args

import click

from application.use_cases import legislation
from domain.events.legislation import (
    Area,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
)
from domain.values import ImpreciseDate
from infrastructure.cli.options import ON, Group, example, recording_options
from infrastructure.cli.session import Session
from infrastructure.cli.stated import stated

FIND = (
    "gap find KEN KEN-1 hosting --text 'No duty to remove.' --law 'Act 5 of 2018' "
    "--help-asked 'A model law.' --on 2026-02-01"
)
AREA = click.argument("area", metavar="AREA", type=click.Choice(get_args(Area)))
TEXT = click.option("--text", required=True, help="What it is, in a few sentences.")
LAW = click.option("--law", help="The law that it is in.")
PLANNED = click.option("--planned-measure", help="What the member plans to do about it.")
HELP = click.option("--help-asked", help="What help the member asks for.")


@click.group(cls=Group, epilog=example(FIND))
def gap() -> None:
    """Record gaps and opportunities in members' laws, answers, offers of help, closings."""


@gap.command(epilog=example(FIND))
@click.argument("member")
@click.argument("reference")
@AREA
@TEXT
@LAW
@PLANNED
@HELP
@ON
@recording_options
@click.pass_context
def find(
    ctx: click.Context, /, member: str, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record a gap in MEMBER's law, under a REFERENCE of your choice.

    AREA is criminalisation, jurisdiction, hosting, reporting_duty, data_retention, victim_support,
    international_cooperation, age_assurance, generated_material or other. The public never sees an
    open gap.
    """
    Session(ctx).record(
        lambda r, body: legislation.find_gap(
            r,
            body,
            stated(LegislativeGapIdentified, rest, member=member.upper(), gap=reference),
            on,
        ),
        **rest,
    )


@gap.command(
    epilog=example(
        "gap opportunity ATL ATL-1 reporting_duty --text 'A bill on platforms is before "
        "parliament.' --on 2026-02-01"
    )
)
@click.argument("member")
@click.argument("reference")
@AREA
@TEXT
@LAW
@PLANNED
@HELP
@ON
@recording_options
@click.pass_context
def opportunity(
    ctx: click.Context, /, member: str, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record that MEMBER's law could well be bettered; it is followed like a gap.

    AREA is one of those of gap find.
    """
    Session(ctx).record(
        lambda r, body: legislation.find_gap(
            r,
            body,
            stated(LegislativeOpportunityIdentified, rest, member=member.upper(), gap=reference),
            on,
        ),
        **rest,
    )


@gap.command(
    "offer-help",
    epilog=example(
        "gap offer-help KEN KEN-1 --by ATL --text 'Our law and its notes.' --on 2026-02-15"
    ),
)
@click.argument("member")
@click.argument("reference")
@click.option("--by", required=True, metavar="CODE", help="The member that offers.")
@click.option("--text", required=True, help="What it offers.")
@ON
@recording_options
@click.pass_context
def offer_help(
    ctx: click.Context,
    /,
    *,
    member: str,
    reference: str,
    by: str,
    on: ImpreciseDate,
    **rest: object,
) -> None:
    """Record that another member offered MEMBER help with REFERENCE."""
    Session(ctx).record(
        lambda r, body: legislation.offer_help(
            r,
            body,
            stated(
                LegislativeHelpOffered, rest, member=member.upper(), gap=reference, by=by.upper()
            ),
            on,
        ),
        **rest,
    )


@gap.command(
    epilog=example(
        "gap answer KEN KEN-1 --text 'A bill is being drafted.' "
        "--planned-measure 'A bill in autumn.' --on 2026-03-01"
    )
)
@click.argument("member")
@click.argument("reference")
@click.option("--text", required=True, help="Its reply, in its own words.")
@PLANNED
@HELP
@ON
@recording_options
@click.pass_context
def answer(
    ctx: click.Context, /, member: str, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record MEMBER's own reply about REFERENCE, and what it plans."""
    Session(ctx).record(
        lambda r, body: legislation.answer_gap(
            r,
            body,
            stated(LegislativeGapAnswered, rest, member=member.upper(), gap=reference),
            on,
        ),
        **rest,
    )


@gap.command(
    epilog=example("gap close KEN KEN-1 --law 'Online Safety Act 2026, s. 4' --on 2026-10-01")
)
@click.argument("member")
@click.argument("reference")
@click.option("--law", required=True, help="The law that did it.")
@click.option("--text", help="How.")
@ON
@recording_options
@click.pass_context
def close(
    ctx: click.Context, /, member: str, reference: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record that a law closed REFERENCE, from the day on which it took effect."""
    Session(ctx).record(
        lambda r, body: legislation.close_gap(
            r,
            body,
            stated(LegislativeGapClosed, rest, member=member.upper(), gap=reference),
            on,
        ),
        **rest,
    )


COMMANDS = {"gap": gap}
