"""`meeting …`: convened, opened with attendance or without, closed."""

from collections.abc import Sequence
from typing import get_args

import click

from application.recording import Recording
from application.use_cases import taskforces
from domain.errors import Malformed
from domain.events.meetings import AgendaItem, Attendance, MeetingConvened, MeetingKind
from domain.values import ImpreciseDate
from infrastructure.cli.options import DATE, ON, Group, example, recording_options
from infrastructure.cli.session import Session, sentences


@click.group(cls=Group, epilog=example("meeting convene 2026-1 ordinary_session --on 2026-04-14"))
def meeting() -> None:
    """Record meetings: convened, opened with attendance, closed."""


@meeting.command(epilog=example("meeting convene 2026-1 ordinary_session --on 2026-04-14"))
@click.argument("reference")
@click.argument("kind", type=click.Choice(get_args(MeetingKind)))
@ON
@click.option("--ends-on", type=DATE, help="Its last day, if it has several.")
@click.option("--place")
@click.option("--item", "agenda", multiple=True, help="An item of the agenda; repeat in order.")
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
    """Record that the meeting REFERENCE is called for a day."""

    def decide(recording: Recording, body: str) -> None:
        items = tuple(
            AgendaItem(item=str(number), title=title) for number, title in enumerate(agenda, 1)
        )
        called = MeetingConvened(
            meeting=reference, kind=kind, ends_on=ends_on, place=place, agenda=items
        )
        taskforces.convene(recording, body, called, on)

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
        lambda r, body: taskforces.open_meeting(r, body, reference, on, attendance), **rest
    )


def _codes(value: object) -> Sequence[str]:
    assert isinstance(value, tuple)
    return value


@meeting.command(epilog=example("meeting close 2026-1 --on 2026-04-15"))
@click.argument("reference")
@ON
@recording_options
@click.pass_context
def close(ctx: click.Context, /, reference: str, on: ImpreciseDate, **shared: object) -> None:
    """Record that a meeting ended."""
    Session(ctx).record(lambda r, body: taskforces.close_meeting(r, body, reference, on), **shared)


COMMANDS = {"meeting": meeting}
