"""`member …`: who applied, joined, was suspended, left, came back, has another name or code."""

import click

from application.recording import Recording
from application.use_cases import members, recoding
from domain.events.member import Applied
from domain.values import ImpreciseDate, MemberKind
from infrastructure.cli.focal_points import focal_point, release_focal_point
from infrastructure.cli.options import DATE, ENDS, ON, Group, example, recording_options
from infrastructure.cli.session import Session

KIND = click.option(
    "--kind", type=click.Choice([str(k) for k in MemberKind]), help="What it is.  [state]"
)


@click.group(cls=Group, epilog=example("member join KEN --name Kenya --on 2022-06"))
def member() -> None:
    """Record who applied, joined, was suspended, left, came back, was renamed."""


DISTINCT = click.option(
    "--distinct", metavar="WHY", help="Why it is another party than a member that is called alike."
)


@member.command(epilog=example("member apply ERE --name Erewhon --on 2026-01-10"))
@click.argument("code")
@click.option("--name", required=True, help="Its official name.")
@KIND
@click.option("--evidence", help="What shows that it is eligible, such as the page that lists it.")
@DISTINCT
@ON
@recording_options
@click.pass_context
def apply(
    ctx: click.Context,
    /,
    *,
    code: str,
    name: str,
    kind: str | None,
    evidence: str | None,
    distinct: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record an expression of interest by CODE, in any form."""
    Session(ctx).record(
        lambda r, taskforce: members.apply(
            r,
            taskforce,
            Applied(
                member=code.upper(),
                name=name,
                kind=MemberKind(kind or "state"),
                evidence=evidence,
                distinct=distinct,
            ),
            on,
        ),
        **shared,
    )


@member.command(
    epilog=example(
        "member join KEN --name Kenya --on 2022-06",
        "member join ZUB --name Zubrowka --on 1996 --until 2004-05-01",
    )
)
@click.argument("code")
@click.option("--name", help="Its official name; needed the first time.")
@KIND
@click.option("--founding", is_flag=True, help="It is a founding member.")
@click.option("--until", type=DATE, help="For a past membership: the day on which it ended.")
@DISTINCT
@ON
@recording_options
@click.pass_context
def join(
    ctx: click.Context,
    /,
    *,
    code: str,
    name: str | None,
    kind: str | None,
    founding: bool,
    until: ImpreciseDate | None,
    distinct: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that CODE was admitted, or came back. Codes are ISO 3166-1 alpha-3 for states."""
    Session(ctx).record(
        lambda r, taskforce: members.join(
            r,
            taskforce,
            code.upper(),
            on,
            name=name,
            kind=MemberKind(kind) if kind else None,
            founding=founding,
            until=until,
            distinct=distinct,
        ),
        **shared,
    )


@member.command(epilog=example("member suspend ATL --on 2026-08-01 --reason 'At its own request.'"))
@click.argument("code")
@click.option("--reason", help="Why.")
@click.option("--until", type=DATE, help="For a past suspension: the day on which it ended.")
@ON
@recording_options
@click.pass_context
def suspend(
    ctx: click.Context,
    /,
    *,
    code: str,
    reason: str | None,
    until: ImpreciseDate | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that CODE is suspended. It signs nothing until it is reinstated."""
    Session(ctx).record(
        lambda r, taskforce: members.suspend(r, taskforce, code.upper(), on, reason, until),
        **shared,
    )


@member.command(epilog=example("member reinstate ATL --on 2026-09-01"))
@click.argument("code")
@ON
@ENDS
@recording_options
@click.pass_context
def reinstate(
    ctx: click.Context, /, code: str, on: ImpreciseDate, ends: tuple[str, ...], **shared: object
) -> None:
    """Record that the suspension of CODE ended."""
    Session(ctx).record(
        lambda r, taskforce: members.reinstate(r, taskforce, code.upper(), on, ends), **shared
    )


@member.command(
    "notify-withdrawal",
    epilog=example("member notify-withdrawal ATL --on 2026-10-01 --takes-effect-on 2027-01-01"),
)
@click.argument("code")
@click.option("--takes-effect-on", type=DATE, help="When it says that it will leave.")
@ON
@recording_options
@click.pass_context
def notify_withdrawal(
    ctx: click.Context,
    /,
    code: str,
    takes_effect_on: ImpreciseDate | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that CODE gave notice. It stays a member until `member withdraw` is recorded."""
    Session(ctx).record(
        lambda r, taskforce: members.notify_withdrawal(
            r, taskforce, code.upper(), on, takes_effect_on
        ),
        **shared,
    )


@member.command(
    epilog=example(
        "member withdraw ATL --on 2027-01-01",
        "member withdraw ZUB --on 2024-05-01 --rejoined 2025-06-01",
    )
)
@click.argument("code")
@ON
@ENDS
@click.option("--rejoined", type=DATE, help="The day on which it came back, if it did.")
@recording_options
@click.pass_context
def withdraw(
    ctx: click.Context,
    /,
    code: str,
    on: ImpreciseDate,
    ends: tuple[str, ...],
    rejoined: ImpreciseDate | None,
    **shared: object,
) -> None:
    """Record that CODE left the body. From a text: depositary withdraw.

    It ends the membership that began on an earlier day, also if that is recorded later.
    """
    Session(ctx).record(
        lambda r, taskforce: members.withdraw(r, taskforce, code.upper(), on, ends, rejoined),
        **shared,
    )


@member.command(epilog=example("member rename ZUB 'Republic of Zubrowka' --on 2026-03-01"))
@click.argument("code")
@click.argument("name")
@ON
@recording_options
@click.pass_context
def rename(
    ctx: click.Context, /, code: str, name: str, on: ImpreciseDate, **shared: object
) -> None:
    """Record the new official NAME of CODE. What was signed keeps its spelling."""
    Session(ctx).record(
        lambda r, taskforce: members.rename(r, taskforce, code.upper(), name, on), **shared
    )


@member.command(epilog=example("member recode ZUB ZBR --on 2026-03-01"))
@click.argument("code")
@click.argument("new")
@ON
@recording_options
@click.pass_context
def recode(ctx: click.Context, /, code: str, new: str, on: ImpreciseDate, **shared: object) -> None:
    """Record that the code of CODE is NEW now; what was recorded stays under CODE and means NEW.

    If NEW is the code of another member, both are one party and are one member from here on; what
    stands twice is listed by: depositary conflicts
    """
    joined: list[str | None] = [None]

    def decide(recording: Recording, taskforce: str) -> None:
        joined[0] = recoding.recode(recording, taskforce, code.upper(), new.upper(), on)

    Session(ctx).record(decide, **shared)
    if joined[0]:
        click.echo(
            f"{new.upper()} ({joined[0]}) is a member already: both are one member from here on. "
            f"What stands twice then is told by: depositary conflicts",
            err=True,
        )


member.add_command(focal_point)
member.add_command(release_focal_point)
COMMANDS = {"member": member}
