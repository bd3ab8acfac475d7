"""`member focal-point` and `member release-focal-point`: who speaks for a member, by reference."""

from typing import get_args

import click

from application.use_cases import legislation
from domain.events.member import FocalPointDesignated, FocalRole
from domain.values import ImpreciseDate
from infrastructure.bootstrap import contacts_path
from infrastructure.cli.options import ON, PERSON, example, recording_options
from infrastructure.cli.session import Session
from infrastructure.cli.stated import stated
from infrastructure.contacts.store import Contacts

ROLES = click.Choice(get_args(FocalRole))


@click.command(
    "focal-point", epilog=example(f"member focal-point KEN {PERSON} --role main --on 2026-02-01")
)
@click.argument("code")
@click.argument("person", metavar="P-REF")
@click.option("--role", type=ROLES, default="main", help="[main]")
@ON
@recording_options
@click.pass_context
def focal_point(
    ctx: click.Context, /, code: str, person: str, on: ImpreciseDate, **rest: object
) -> None:
    """Record who is the focal point of CODE, by the reference that the contacts gave."""
    session = Session(ctx)
    session.record(
        lambda r, body: legislation.designate(
            r, body, stated(FocalPointDesignated, rest, member=code.upper(), person=person), on
        ),
        **rest,
    )
    with Contacts(contacts_path(session.store)) as people:
        known = {each.person_ref for each in people.list(None)}
    if person not in known:
        click.echo(f"Note: {person} is not in the contacts (depositary contacts add).", err=True)


@click.command(
    "release-focal-point",
    epilog=example(f"member release-focal-point KEN {PERSON} --on 2026-11-01"),
)
@click.argument("code")
@click.argument("person", metavar="P-REF")
@click.option("--role", type=ROLES, help="In this role only.  [all]")
@ON
@recording_options
@click.pass_context
def release_focal_point(
    ctx: click.Context,
    /,
    *,
    code: str,
    person: str,
    role: FocalRole | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that a person is a focal point of CODE no more."""
    Session(ctx).record(
        lambda r, body: legislation.release_focal_point(r, body, code.upper(), person, on, role),
        **shared,
    )
