"""`meeting …`: its quorum, what it decides and what is to be done, its minutes."""

from hashlib import sha256
from pathlib import Path

import click

from application.recording import Recording
from application.use_cases import meetings
from application.use_cases.notation import action_of
from domain.events.meetings import DecisionAdopted, MinutesApproved, Votes
from domain.values import ImpreciseDate
from infrastructure.cli.options import ON, example, recording_options
from infrastructure.cli.session import Session
from infrastructure.files import read_bounded

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST = 50_000_000  # bytes
SHARE = click.IntRange(0, 10_000)


@click.command(epilog=example("meeting quorum 2026-2"))
@click.argument("reference")
@recording_options
@click.pass_context
def quorum(ctx: click.Context, /, reference: str, **shared: object) -> None:
    """Count who came to a meeting, and record whether that was a quorum.

    It is counted by the rule of the day on which the meeting opened, among those that were active
    members then, and never typed. Where nobody wrote down who came, nothing is counted.
    """
    Session(ctx).record(lambda r, body: meetings.establish_quorum(r, body, reference), **shared)


@click.command(
    epilog=example(
        "meeting decide D-1 2026-2 --title 'A guide' --text 'We publish a guide.' --task RESPONSE "
        "--on 2026-11-03",
        "meeting decide D-2 2026-2 --title 'Hosting' --text 'We review our laws on hosting.' "
        "--task RESPONSE --item 2 --in-favour 2 --commitment MISSION-2 "
        "--action 'A-1 | KEN | Draft the questions. | 2027-01-31' --on 2026-11-03",
    )
)
@click.argument("reference")
@click.argument("meeting")
@click.option("--title", required=True, help="A few words.")
@click.option("--text", required=True, help="What was decided.")
@click.option("--task", required=True, metavar="REF", help="The task that it serves.")
@click.option("--item", metavar="NUMBER", help="The item of the agenda.")
@click.option("--in-favour", type=SHARE, help="Votes for it; without votes: by consensus.")
@click.option("--against", type=SHARE)
@click.option("--abstained", type=SHARE)
@click.option("--commitment", multiple=True, metavar="REF", help="That it is about; repeat.")
@click.option(
    "--action",
    multiple=True,
    metavar="'REF | OWNER | TEXT | DUE'",
    help="What a member or an office is to do, and until when; repeat.",
)
@ON
@recording_options
@click.pass_context
def decide(  # each argument is an option of the command
    ctx: click.Context,
    /,
    *,
    reference: str,
    meeting: str,
    title: str,
    text: str,
    task: str,
    item: str | None,
    in_favour: int | None,
    against: int | None,
    abstained: int | None,
    commitment: tuple[str, ...],
    action: tuple[str, ...],
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that a MEETING adopted the decision REFERENCE, by consensus or by a vote.

    A meeting that was counted and had no quorum cannot decide.
    """

    def record(recording: Recording, body: str) -> None:
        decision = DecisionAdopted(
            decision=reference,
            meeting=meeting,
            title=title,
            text=text,
            task=task,
            item=item,
            votes=_votes(in_favour, against, abstained),
            commitments=commitment,
            actions=tuple(map(action_of, action)),
        )
        meetings.decide(recording, body, decision, on)

    Session(ctx).record(record, **shared)


def _votes(*given: int | None) -> Votes | None:
    if given == (None, None, None):
        return None
    in_favour, against, abstained = (number or 0 for number in given)
    return Votes(in_favour=in_favour, against=against, abstained=abstained)


@click.command(epilog=example("meeting complete A-1 --on 2027-01-20 --outcome 'Sent to all.'"))
@click.argument("action")
@click.option("--outcome", help="What came of it.")
@ON
@recording_options
@click.pass_context
def complete(
    ctx: click.Context,
    /,
    *,
    action: str,
    outcome: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that what a decision asked for, ACTION, has been done."""
    Session(ctx).record(
        lambda r, body: meetings.complete_action(r, body, action, on, outcome), **shared
    )


@click.command(epilog=example("meeting circulate 2026-2 --file minutes.txt --on 2026-11-20"))
@click.argument("reference")
@click.option("--file", type=FILE, help="The draft, of which the sha256 is recorded.")
@ON
@recording_options
@click.pass_context
def circulate(
    ctx: click.Context,
    /,
    *,
    reference: str,
    file: Path | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that draft minutes of a meeting were sent to the members."""
    digest = None
    if file:
        digest = sha256(read_bounded(file, LARGEST)).hexdigest()
    Session(ctx).record(
        lambda r, body: meetings.circulate_minutes(r, body, reference, on, digest), **shared
    )


@click.command(
    "approve-minutes",
    epilog=example("meeting approve-minutes 2026-2 --at 2027-1 --on 2027-04-13"),
)
@click.argument("reference")
@click.option("--at", required=True, metavar="MEETING", help="The later meeting that did so.")
@click.option("--changes", help="What was changed in the draft.")
@ON
@recording_options
@click.pass_context
def approve_minutes(
    ctx: click.Context,
    /,
    *,
    reference: str,
    at: str,
    changes: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that the minutes of a meeting were approved at a later one."""

    def decide(recording: Recording, body: str) -> None:
        approved = MinutesApproved(meeting=reference, at=at, changes=changes)
        meetings.approve_minutes(recording, body, approved, on)

    Session(ctx).record(decide, **shared)


OUTCOMES = (quorum, decide, complete, circulate, approve_minutes)
