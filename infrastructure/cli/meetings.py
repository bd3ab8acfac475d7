"""`meeting …`: convened, moved, cancelled, opened with attendance or without, closed."""

from collections.abc import Sequence
from typing import get_args

import click

from application.recording import Recording
from application.use_cases import meetings
from application.use_cases.notation import agenda_of
from domain.errors import Malformed
from domain.events.meetings import (
    Attendance,
    MeetingConvened,
    MeetingKind,
    MeetingRescheduled,
)
from domain.values import ImpreciseDate
from infrastructure.cli import outcomes
from infrastructure.cli.options import DATE, ON, Group, example, recording_options
from infrastructure.cli.session import Session, sentences


@click.group(cls=Group, epilog=example("meeting convene 2026-1 ordinary_session --on 2026-04-14"))
def meeting() -> None:
    """Record meetings: convened, moved, opened, counted, what they decide, minutes."""


@meeting.command(
    epilog=example(
        "meeting convene 2026-1 ordinary_session --on 2026-04-14",
        "meeting convene 2026-2 ordinary_session --on 2026-10-13 --ends-on 2026-10-14 "
        "--place Geneva --item Opening --item 'Hosting law | RESPONSE, MISSION-2'",
        "meeting convene 2026-W1 written_procedure --on 2026-06-01 --ends-on 2026-06-30 "
        "--item 'Logo'",
    )
)
@click.argument("reference")
@click.argument("kind", type=click.Choice(get_args(MeetingKind)))
@ON
@click.option("--ends-on", type=DATE, help="Its last day, if it has several; that for replies.")
@click.option("--place")
@click.option(
    "--item",
    "agenda",
    multiple=True,
    metavar="'TITLE | REF, …'",
    help="An item of the agenda, and what it is about; repeat in order.",
)
@recording_options
@click.pass_context
def convene(
    ctx: click.Context,
    /,
    *,
    reference: str,
    kind: MeetingKind,
    on: ImpreciseDate,
    ends_on: ImpreciseDate | None,
    place: str | None,
    agenda: tuple[str, ...],
    **shared: object,
) -> None:
    """Record that the meeting REFERENCE is called for a day.

    Behind a bar an item may name what it is about: its task, commitments, initiatives by name,
    gaps. Where a word is the name of two of them, write task:WORD, commitment:WORD and so on.
    A written procedure is called in the same way and never opened.
    """

    def decide(recording: Recording, body: str) -> None:
        items = agenda_of(recording, body, agenda)
        called = MeetingConvened(
            meeting=reference, kind=kind, ends_on=ends_on, place=place, agenda=items
        )
        meetings.convene(recording, body, called, on)

    Session(ctx).record(decide, **shared)


@meeting.command(
    "open",
    epilog=example(
        "meeting open 2026-1 --on 2026-04-14 --present KEN --excused ATL",
        "meeting open 2022-1 --on 2022-10-11 --attendance-not-recorded",
    ),
)
@click.argument("reference")
@ON
@click.option("--present", multiple=True, metavar="CODE", help="Took part.")
@click.option("--represented", multiple=True, metavar="CODE", help="Was represented by another.")
@click.option("--observer", multiple=True, metavar="CODE", help="Observed.")
@click.option("--excused", multiple=True, metavar="CODE", help="Sent apologies.")
@click.option("--absent", multiple=True, metavar="CODE", help="Did not come.")
@click.option("--attendance-not-recorded", is_flag=True, help="Nobody wrote down who came.")
@recording_options
@click.pass_context
def open_(
    ctx: click.Context,
    /,
    *,
    reference: str,
    on: ImpreciseDate,
    attendance_not_recorded: bool,
    **rest: object,
) -> None:
    """Record that a meeting began, and who came."""
    with sentences():
        attended = [
            Attendance.model_validate({"member": code.upper(), "presence": presence})
            for presence in ("present", "represented", "observer", "excused", "absent")
            for code in _codes(rest.pop(presence))
        ]
    if attendance_not_recorded and attended:
        raise Malformed("Either say who came, or --attendance-not-recorded.")
    if not attendance_not_recorded and not attended:
        raise Malformed("Say who came (--present CODE …), or --attendance-not-recorded.")
    attendance = None if attendance_not_recorded else attended
    Session(ctx).record(
        lambda r, body: meetings.open_meeting(r, body, reference, on, attendance), **rest
    )


def _codes(value: object) -> Sequence[str]:
    assert isinstance(value, tuple)
    return value


@meeting.command(
    epilog=example(
        "meeting reschedule 2026-2 --to 2026-11-03 --on 2026-09-01 --reason 'The venue closed.'"
    )
)
@click.argument("reference")
@click.option("--to", "begins_on", type=DATE, required=True, help="Its new first day.")
@click.option("--ends-on", type=DATE, help="Its new last day, if it has several.")
@click.option("--place", help="Its new place, if that changed too.")
@click.option("--reason")
@click.option("--on", type=DATE, required=True, help="Day on which the change was made known.")
@recording_options
@click.pass_context
def reschedule(
    ctx: click.Context,
    /,
    *,
    reference: str,
    begins_on: ImpreciseDate,
    ends_on: ImpreciseDate | None,
    place: str | None,
    reason: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that a meeting was moved to another day."""

    def decide(recording: Recording, body: str) -> None:
        moved = MeetingRescheduled(
            meeting=reference, begins_on=begins_on, ends_on=ends_on, place=place, reason=reason
        )
        meetings.reschedule(recording, body, moved, on)

    Session(ctx).record(decide, **shared)


@meeting.command(
    epilog=example("meeting cancel 2026-3 --on 2026-11-20 --reason 'Nothing to decide.'")
)
@click.argument("reference")
@click.option("--reason")
@click.option("--on", type=DATE, required=True, help="Day on which it was called off.")
@recording_options
@click.pass_context
def cancel(
    ctx: click.Context,
    /,
    *,
    reference: str,
    reason: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that a meeting was called off; it stays in the list."""
    Session(ctx).record(lambda r, body: meetings.cancel(r, body, reference, on, reason), **shared)


@meeting.command(epilog=example("meeting close 2026-1 --on 2026-04-15"))
@click.argument("reference")
@ON
@recording_options
@click.pass_context
def close(ctx: click.Context, /, reference: str, on: ImpreciseDate, **shared: object) -> None:
    """Record that a meeting ended."""
    Session(ctx).record(lambda r, body: meetings.close_meeting(r, body, reference, on), **shared)


for command in outcomes.OUTCOMES:
    meeting.add_command(command)
COMMANDS = {"meeting": meeting}
