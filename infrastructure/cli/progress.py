"""`progress …`: what members report about commitments, and what is said of it."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

import click

from application.recording import Recording
from application.use_cases import commitments
from application.use_cases import progress as use_cases
from domain.errors import Malformed
from domain.events.progress import Confidence, Evidence, ProgressAssessed, ProgressReported
from domain.values import ImpreciseDate
from infrastructure.cli import schedules
from infrastructure.cli.options import DAY, ON, Group, example, recording_options
from infrastructure.cli.periods import EVIDENCE, PERIOD
from infrastructure.cli.session import Session

SCALE = click.option("--scale", required=True, metavar="REF", help="The scale it is stated on.")
SCALE_VERSION = click.option("--scale-version", default="1", show_default=True)
NARRATIVE = click.option("--narrative", help="What was done, or found.")
PERIOD_OF = click.option(
    "--period", type=PERIOD, metavar="FROM..UNTIL", help="The period it is about."
)
ENTRY = click.option(
    "--report", metavar="@POSITION", help="Its entry, where several wait for a review."
)
DUE = click.option("--due", type=DAY, metavar="DAY", help="Or the day on which it was due.")
REVIEWER = click.option("--reviewer", metavar="REF", help="Who reviewed it: p-… or a code.  [you]")


@click.group(
    cls=Group, epilog=example("progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31")
)
def progress() -> None:
    """Record progress: reports, and what is asked, reviewed and assessed."""


@progress.command(
    epilog=example(
        "progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31",
        "progress report ATL MISSION-1 substantial --scale OGP --due 2026-07-31 --on 2026-08-15 "
        "--narrative 'The law is in force.' "
        "--evidence 'supports_progress;legislation;Act 12;Official Journal;2026-06-30'",
    )
)
@click.argument("member")
@click.argument("commitment")
@click.argument("assessment")
@SCALE
@SCALE_VERSION
@click.option("--due", type=DAY, metavar="DAY", help="It is the report that is due on that day.")
@PERIOD_OF
@NARRATIVE
@EVIDENCE
@click.option("--final", is_flag=True, help="It is the final report, not an interim one.")
@ON
@recording_options
@click.pass_context
def report(
    ctx: click.Context,
    /,
    *,
    member: str,
    commitment: str,
    assessment: str,
    scale: str,
    scale_version: str,
    due: date | None,
    period: tuple[str, str] | None,
    narrative: str | None,
    evidence: Sequence[Evidence],
    final: bool,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record MEMBER's own statement that COMMITMENT is at ASSESSMENT, a value of the scale.

    Without --due it is extraordinary. Beside any scale one may state regressed, unable_to_assess
    or not_applicable; that there is no report is computed.
    """
    if due and period:
        raise Malformed("The period follows from --due; leave out --period.")

    def decide(recording: Recording, taskforce: str) -> None:
        begins, ends = _days(period)
        if due:
            begins, ends = use_cases.due_period(recording, taskforce, commitment, due)
        made = ProgressReported(
            commitment=commitment,
            member=member.upper(),
            scale=scale,
            scale_version=scale_version,
            assessment=assessment,
            occasion="scheduled" if due else "extraordinary",
            stage="final" if final else "interim",
            period_from=begins,
            period_until=ends,
            narrative=narrative,
            evidence=tuple(evidence),
        )
        commitments.report_progress(recording, taskforce, made, on)

    Session(ctx).record(decide, **shared)


def _days(period: tuple[str, str] | None) -> tuple[date | None, date | None]:
    if period is None:
        return None, None
    return date.fromisoformat(period[0]), date.fromisoformat(period[1])


@progress.command(
    "return",
    epilog=example(
        "progress return ATL MISSION-1 --report @27 --reason 'Say which law.' --on 2026-08-20"
    ),
)
@click.argument("member")
@click.argument("commitment")
@click.option("--reason", required=True, help="What is missing or unclear; it stays readable.")
@ENTRY
@DUE
@REVIEWER
@ON
@recording_options
@click.pass_context
def return_(
    ctx: click.Context,
    /,
    *,
    member: str,
    commitment: str,
    reason: str,
    report: str | None,
    due: date | None,
    reviewer: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER's report on COMMITMENT was returned, and why.

    It is answered by a new report, or by a correction of that one (depositary correct).
    """

    def decide(recording: Recording, body: str) -> None:
        use_cases.send_back(
            recording, body, member.upper(), commitment, reason, on, report=report or due,
            reviewer=reviewer,
        )  # fmt: skip

    Session(ctx).record(decide, **shared)


@progress.command(epilog=example("progress approve ATL MISSION-1 --due 2026-07-31 --on 2026-09-01"))
@click.argument("member")
@click.argument("commitment")
@click.option("--remark", help="What is to be said beside.")
@ENTRY
@DUE
@REVIEWER
@ON
@recording_options
@click.pass_context
def approve(
    ctx: click.Context,
    /,
    *,
    member: str,
    commitment: str,
    remark: str | None,
    report: str | None,
    due: date | None,
    reviewer: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER's report on COMMITMENT was approved."""

    def decide(recording: Recording, body: str) -> None:
        use_cases.approve(
            recording, body, member.upper(), commitment, on, report=report or due,
            reviewer=reviewer, remark=remark,
        )  # fmt: skip

    Session(ctx).record(decide, **shared)


@progress.command(
    epilog=example(
        "progress assess ATL MISSION-1 limited --scale OGP --assessor 'University of Utopia' "
        "--confidence medium --method 'Desk review' --method-version 2 --on 2026-10-01 "
        "--evidence 'contradicts_progress;report;The law has no budget;2026-09'"
    )
)
@click.argument("member")
@click.argument("commitment")
@click.argument("assessment")
@SCALE
@SCALE_VERSION
@click.option("--assessor", required=True, help="The institution that judged; never a person.")
@click.option("--confidence", required=True, type=click.Choice(get_args(Confidence)))
@click.option("--method", required=True, help="What its method is called.")
@click.option("--method-version", default="1", show_default=True)
@PERIOD_OF
@NARRATIVE
@EVIDENCE
@ON
@recording_options
@click.pass_context
def assess(
    ctx: click.Context,
    /,
    *,
    member: str,
    commitment: str,
    assessment: str,
    scale: str,
    scale_version: str,
    assessor: str,
    confidence: Confidence,
    method: str,
    method_version: str,
    period: tuple[str, str] | None,
    narrative: str | None,
    evidence: Sequence[Evidence],
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record what somebody independent judged of MEMBER's progress, apart from its own reports."""

    def decide(recording: Recording, taskforce: str) -> None:
        begins, ends = _days(period)
        made = ProgressAssessed(
            commitment=commitment,
            member=member.upper(),
            assessor=assessor,
            scale=scale,
            scale_version=scale_version,
            assessment=assessment,
            confidence=confidence,
            method=method,
            method_version=method_version,
            period_from=begins,
            period_until=ends,
            narrative=narrative,
            evidence=tuple(evidence),
        )
        use_cases.assess(recording, taskforce, made, on)

    Session(ctx).record(decide, **shared)


@progress.command(
    epilog=example("progress answer ATL MISSION-1 'The budget follows.' --on 2026-10-20")
)
@click.argument("member")
@click.argument("commitment")
@click.argument("text")
@click.option(
    "--assessment", metavar="@POSITION", help="The assessment's entry.  [the unanswered one]"
)
@ON
@recording_options
@click.pass_context
def answer(
    ctx: click.Context,
    /,
    *,
    member: str,
    commitment: str,
    text: str,
    assessment: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record MEMBER's reply to an assessment, which is printed beside it."""

    def decide(recording: Recording, body: str) -> None:
        use_cases.answer(recording, body, member.upper(), commitment, text, on, assessed=assessment)

    Session(ctx).record(decide, **shared)


for _command in schedules.COMMANDS:
    progress.add_command(_command)
COMMANDS = {"progress": progress}
