"""`correct`, `retract` and `show-to`: the record was wrong, never true, or not for all."""

from collections.abc import Sequence

import click

from application.use_cases import entries, whole_acts
from domain.errors import Malformed
from domain.event import Because
from domain.values import Visibility
from infrastructure.cli.amending import FORM, ONLY, amend
from infrastructure.cli.options import example, recording_options

_ID_DIGITS = 8


@click.command(
    epilog=example(
        "correct @9 on=2026-01-20",
        "correct @9 on=2026-01-21 --because completed --dry-run",
        "correct @9 on=2026-01-21 @10 on=2026-01-22",
    )
)
@click.argument("changes", nargs=-1, required=True, metavar="@POSITION FIELD=VALUE …")
@click.option(
    "--because",
    type=click.Choice(["error", "completed"]),
    default="error",
    help="The record was wrong, or had a blank.  [error]",
)
@ONLY
@FORM
@recording_options
@click.pass_context
def correct(
    ctx: click.Context,
    /,
    changes: tuple[str, ...],
    because: Because,
    *,
    only: bool,
    form: str,
    **shared: object,
) -> None:
    """Correct entries, where the record was wrong or had a blank.

    An entry is named by its @position or event id (see: depositary history), then come its new
    values, `on=DAY` for its day; an empty value makes a field unknown. What one act recorded (the
    signatures of all commitments of a text) is corrected together; --only, or naming several
    entries of it, leaves the others. All take effect together or not at all. Readers of an earlier
    --known still see what was thought then.

    With --dry-run it is tried on a temporary copy of the register, and the answers that would
    change are listed: standings on which days, counts, what is due, and quorums.
    """
    wanted = _changes(changes)
    amend(
        ctx,
        [name for name, _ in wanted],
        lambda r, acts: entries.correct(
            r, whole_acts.amendments(acts, [values for _, values in wanted]), because
        ),
        only=only,
        form=form,
        **shared,
    )


def _changes(words: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            found.append((entry_named(word), {}))
        elif found and name in found[-1][1]:
            raise Malformed(f"{name} is given twice for {found[-1][0]}; say it once.")
        elif found:
            found[-1][1][name] = value
        else:
            raise Malformed(f"Name the entry before {word!r}, such as: correct @5 {word}")
    for entry, values in found:
        if not values:
            raise Malformed(f"Say what is new, such as: correct {entry} on=2026-01-20")
    return found


def entry_named(name: str) -> str:
    """Read `5` as `@5`; longer names are the digits of an event's id."""
    return f"@{name}" if name.isdecimal() and len(name) < _ID_DIGITS else name


@click.command(epilog=example("retract @11 --only --reason 'Recorded for the wrong member.'"))
@click.argument("names", nargs=-1, required=True, metavar="@POSITION …")
@click.option("--reason", required=True, help="Why it was never true.")
@ONLY
@FORM
@recording_options
@click.pass_context
def retract(
    ctx: click.Context,
    /,
    names: tuple[str, ...],
    reason: str,
    *,
    only: bool,
    form: str,
    **shared: object,
) -> None:
    """Record that entries were never true. If the world changed, record a withdrawal instead.

    All that the same act recorded is retracted with an entry; --only, or naming several entries of
    it, leaves the others. All are retracted together or not at all.

    With --dry-run it is tried on a temporary copy of the register, and the answers that would
    change are listed.
    """
    amend(
        ctx,
        [entry_named(name) for name in names],
        lambda r, acts: entries.retract(r, whole_acts.taken_back(acts), reason),
        only=only,
        form=form,
        **shared,
    )


@click.command("show-to", epilog=example("show-to @9 public"))
@click.argument("entry", metavar="@POSITION")
@click.argument("audience", type=click.Choice([str(v) for v in Visibility]))
@click.option("--reason", help="Why.")
@ONLY
@FORM
@recording_options
@click.pass_context
def show_to(
    ctx: click.Context,
    /,
    entry: str,
    audience: str,
    reason: str | None,
    *,
    only: bool,
    form: str,
    **shared: object,
) -> None:
    """Change who may see an entry, from now on and whatever day is asked for.

    All that the same act recorded is shown to the same; --only leaves the others.

    With --dry-run it is tried on a temporary copy of the register, and the answers that would
    change are listed.
    """
    shown = Visibility(audience)
    amend(
        ctx,
        [entry_named(entry)],
        lambda r, acts: whole_acts.show_to(
            r,
            whole_acts.entries_of(acts, lambda each: each.visibility is not shown),
            shown,
            reason,
        ),
        only=only,
        form=form,
        **shared,
    )


COMMANDS = {command.name: command for command in (correct, retract, show_to)}
