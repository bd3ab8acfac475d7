"""`replay`: the history, printed step by step, where other questions answer with rows."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import click

from application.questions.across import replay as walked
from application.questions.across.replay import Replay, ReplayRange, ReplayStep
from application.questions.asking.ask import Ask
from domain.values import Visibility
from domain.words import worded
from infrastructure.cli.common_options import DAY, audience_option, known_option
from infrastructure.cli.groups import example
from infrastructure.cli.open_register import Session
from infrastructure.cli.questions.named_parameters import with_codes
from infrastructure.cli.screen import progress, put_in
from infrastructure.render.replay import STEP_FORMS

POINT = "@POSITION|DAY|MEETING"


@click.command(
    epilog=example(
        "replay", "replay KEN --from 2026-01-01 --by day", "replay --to @6 --format jsonl"
    )
)
@click.argument("reference", required=False)
@click.option("--from", "begin", metavar=POINT, help="Begin there.  [the first entry]")
@click.option("--to", "end", metavar=POINT, help="End there, inclusive.  [now]")
@click.option(
    "--by", "steps", type=click.Choice(["event", "day"], case_sensitive=False), default="event"
)
@click.option("--on", type=DAY, metavar="DAY", help="By event: as at this day.  [its own]")
@known_option
@audience_option
@click.option(
    "--format", "form", type=click.Choice(list(STEP_FORMS), case_sensitive=False), default="text"
)
@click.pass_context
def replay(
    ctx: click.Context,
    /,
    *,
    reference: str | None,
    begin: str | None,
    end: str | None,
    steps: str,
    on: date | None,
    known: str | None,
    audience: str,
    form: str,
) -> None:
    """Walk through the history, event by event or day by day, and see what each changed.

    REFERENCE is a member, a text or a commitment; alone, it is the whole body. Event by event,
    each is shown with what it changed on the day on which it was recorded. Day by day, each day is
    shown as it was known at its end, with what was recorded and what began, ended or fell due; with
    --known, all days are shown as known then.
    """
    session = Session(ctx)
    with session.register() as register:
        body = session.taskforce(register, reference)
        reference = with_codes(register, body, {"reference": reference})["reference"]
        asked = Ask(taskforce=body, on=on, known=known, audience=Visibility(audience))
        walk = ReplayRange(reference=reference, begin=begin, end=end, by_day=steps == "day")
        found = walked.replay(register.read_model, asked, walk, register.today())
        if not found.by_day and not sys.stdout.isatty():  # there, the steps show how far it is
            found = replace(found, steps=_watched(found))
        for line in STEP_FORMS[form](found):
            put_in(form, f"{line}\n")


def _watched(found: Replay) -> Iterator[ReplayStep]:
    """Yield the steps, and show how far in the log they are."""
    with progress(worded("Replaying"), len(found.positions)) as done:
        following = found.positions.start
        for step in found.steps:
            yield step
            done(step.position + 1 - following)
            following = step.position + 1
        done(found.positions.stop - following)


COMMANDS = {"replay": replay}
