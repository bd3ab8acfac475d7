"""`taskforce …`: its founding, chair, tasks, claims, partners and scales."""

from typing import Literal, get_args

import click

from application.recording import Recording
from application.use_cases import taskforces
from domain.errors import Malformed
from domain.events.taskforce import (
    ClaimRecorded,
    Established,
    InitiativeRecognised,
    ReferenceGroupLinked,
    ScaleRegistered,
    ScaleValue,
    Sector,
    TaskAdopted,
)
from domain.values import ImpreciseDate
from infrastructure.cli.ending import dissolve
from infrastructure.cli.options import DATE, ON, SINCE, Group, example, recording_options
from infrastructure.cli.quorum import quorum
from infrastructure.cli.session import Session, Shared, record, sentences


@click.group(cls=Group, epilog=example("taskforce chair KEN --on 2022-06"))
def taskforce() -> None:
    """Record what happens to a body: founding, chair, tasks, claims, partners, scales."""


@taskforce.command(
    epilog=example("taskforce establish GTF --name 'Global Taskforce' --nature real --on 2022-06")
)
@click.argument("code")
@click.option("--name", required=True, help="Its full name.")
@click.option(
    "--nature",
    type=click.Choice(["real", "exercise"]),
    required=True,
    help="An exercise has made-up members, and every table of it says so.",
)
@click.option("--short-name")
@click.option("--parent-body", help="The body that it belongs to.")
@click.option("--place", help="Where it was founded.")
@click.option("--occasion", help="At what event.")
@click.option("--founders", help="Who founded it, as the source says.")
@click.option("--meetings-per-year", type=click.IntRange(0, 366))
@click.option("--eligibility", help="Who may become a member.")
@click.option("--how-to-join", help="How.")
@ON
@recording_options
@click.pass_context
def establish(
    ctx: click.Context,
    /,
    *,
    code: str,
    name: str,
    nature: Literal["real", "exercise"],
    on: ImpreciseDate,
    **rest: object,
) -> None:
    """Record the founding of the body CODE."""
    session, options = Session(ctx), Shared(rest)
    per_year = rest["meetings_per_year"]
    with session.register(recording=True) as register, sentences():
        event = Established(
            code=code.upper(),
            name=name,
            nature=nature,
            short_name=options.text("short_name"),
            parent_body=options.text("parent_body"),
            place=options.text("place"),
            occasion=options.text("occasion"),
            founders=options.text("founders"),
            meetings_per_year=per_year if isinstance(per_year, int) else None,
            eligibility=options.text("eligibility"),
            how_to_join=options.text("how_to_join"),
        )
        record(
            register,
            lambda r: taskforces.establish(r, event, on),
            session.context(options),
            options,
        )


@taskforce.command("record-kept-from", epilog=example("taskforce record-kept-from --on 2026-01-01"))
@ON
@recording_options
@click.pass_context
def record_kept_from(ctx: click.Context, /, on: ImpreciseDate, **shared: object) -> None:
    """Record from which day on the record is complete; before it, silence means nothing."""
    Session(ctx).record(lambda r, body: taskforces.keep_record_from(r, body, on), **shared)


@taskforce.command(epilog=example("taskforce task RESPONSE 'Drive a coordinated response.'"))
@click.argument("reference")
@click.argument("text")
@SINCE
@recording_options
@click.pass_context
def task(
    ctx: click.Context, /, reference: str, text: str, on: ImpreciseDate, **shared: object
) -> None:
    """Record a task of the body."""
    Session(ctx).record(
        lambda r, body: taskforces.adopt_task(
            r, body, TaskAdopted(reference=reference, text=text), on
        ),
        **shared,
    )


TERM = click.option(
    "--term-ends", "term_ends_on", type=DATE, help="When the term ends, if that is known."
)


@taskforce.command(epilog=example("taskforce chair KEN --on 2022-06"))
@click.argument("member")
@TERM
@ON
@recording_options
@click.pass_context
def chair(
    ctx: click.Context,
    /,
    member: str,
    term_ends_on: ImpreciseDate | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER took the chair; the one before it leaves it."""
    Session(ctx).record(
        lambda r, body: taskforces.appoint_chair(
            r, body, member.upper(), on, term_ends_on=term_ends_on
        ),
        **shared,
    )


@taskforce.command("vice-chair", epilog=example("taskforce vice-chair ATL --on 2026-01-10"))
@click.argument("member")
@TERM
@ON
@recording_options
@click.pass_context
def vice_chair(
    ctx: click.Context,
    /,
    member: str,
    term_ends_on: ImpreciseDate | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER became vice-chair; the one before it leaves the office."""
    Session(ctx).record(
        lambda r, body: taskforces.appoint_chair(
            r, body, member.upper(), on, vice=True, term_ends_on=term_ends_on
        ),
        **shared,
    )


@taskforce.command(
    epilog=example(
        "taskforce claim founders 'Seventeen governments founded it.' --source 'Press release'"
    )
)
@click.argument("about")
@click.argument("claim")
@SINCE
@recording_options
@click.pass_context
def claim(
    ctx: click.Context, /, about: str, claim: str, on: ImpreciseDate, **shared: object
) -> None:
    """Record what a source says ABOUT something, beside what other sources say."""
    if shared.get("source") is None:
        raise Malformed("A claim is somebody's: name the source with --source.")
    Session(ctx).record(
        lambda r, body: taskforces.record_claim(
            r, body, ClaimRecorded(about=about, claim=claim), on
        ),
        **shared,
    )


@taskforce.command(epilog=example("taskforce initiative 'Five Country Ministerial'"))
@click.argument("name")
@click.option("--as-member", metavar="CODE", help="The member that it is itself.")
@SINCE
@recording_options
@click.pass_context
def initiative(
    ctx: click.Context, /, name: str, as_member: str | None, on: ImpreciseDate, **shared: object
) -> None:
    """Record an existing initiative that feeds in."""
    Session(ctx).record(
        lambda r, body: taskforces.recognise(
            r,
            body,
            InitiativeRecognised(name=name, as_member=as_member and as_member.upper()),
            on,
        ),
        **shared,
    )


@taskforce.command(
    "reference-group", epilog=example("taskforce reference-group Industry private_sector")
)
@click.argument("name")
@click.argument("sector", type=click.Choice(get_args(Sector)))
@SINCE
@recording_options
@click.pass_context
def reference_group(
    ctx: click.Context, /, name: str, sector: Sector, on: ImpreciseDate, **shared: object
) -> None:
    """Record a reference group that the body works beside."""
    Session(ctx).record(
        lambda r, body: taskforces.recognise(
            r, body, ReferenceGroupLinked(name=name, sector=sector), on
        ),
        **shared,
    )


@taskforce.command(
    epilog=example(
        "taskforce scale OGP 'Completion' not_started limited substantial complete "
        "--high substantial --high complete"
    )
)
@click.argument("reference")
@click.argument("title")
@click.argument("values", nargs=-1, required=True)
@click.option("--high", multiple=True, help="A value that counts as high completion.")
@click.option("--version", default="1", show_default=True)
@SINCE
@recording_options
@click.pass_context
def scale(
    ctx: click.Context,
    /,
    *,
    reference: str,
    title: str,
    values: tuple[str, ...],
    high: tuple[str, ...],
    version: str,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record a scale for progress, its VALUES from no to full completion."""
    unknown = sorted(set(high) - set(values))
    if unknown:
        raise Malformed(f"--high names {', '.join(unknown)}, which is no value of the scale.")

    def decide(recording: Recording, body: str) -> None:
        steps = tuple(
            ScaleValue(value=value, label=value.replace("_", " "), high=value in high)
            for value in values
        )
        registered = ScaleRegistered(scale=reference, version=version, title=title, values=steps)
        taskforces.register_scale(recording, body, registered, on)

    Session(ctx).record(decide, **shared)


taskforce.add_command(dissolve)
taskforce.add_command(quorum)
COMMANDS = {"taskforce": taskforce}
