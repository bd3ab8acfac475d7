"""`correct`, `retract` and `show-to`: the record was wrong, never true, or not for all."""

from collections.abc import Sequence

import click

from application.use_cases import entries
from application.use_cases.entries import Amendment
from domain.errors import Malformed
from domain.event import Because
from domain.values import Visibility
from infrastructure.cli.options import example, recording_options
from infrastructure.cli.session import Session

_ID_DIGITS = 8


@click.command(
    epilog=example(
        "correct @9 on=2026-01-20",
        "correct @9 on=2026-01-21 @10 on=2026-01-21 --because completed",
    )
)
@click.argument("changes", nargs=-1, required=True, metavar="@POSITION FIELD=VALUE …")
@click.option(
    "--because",
    type=click.Choice(["error", "completed"]),
    default="error",
    help="The record was wrong, or had a blank.  [error]",
)
@recording_options
@click.pass_context
def correct(
    ctx: click.Context, /, changes: tuple[str, ...], because: Because, **shared: object
) -> None:
    """Mend entries, where the record was wrong or had a blank.

    Several take effect together or not at all. An entry is named by its @position or event id
    (see: depositary history), then come its new values, `on=DAY` for its day; an empty value makes
    a field unknown. Readers of an earlier --known still see what was thought then.
    """
    amendments = _amendments(changes)
    Session(ctx).record(
        lambda r, _: entries.correct(r, amendments, because),
        [each.entry for each in amendments],
        **shared,
    )


def _amendments(words: Sequence[str]) -> list[Amendment]:
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
    return [Amendment(entry, values) for entry, values in found]


def entry_named(name: str) -> str:
    """Read `5` as `@5`; longer names are the digits of an event's id."""
    return f"@{name}" if name.isdecimal() and len(name) < _ID_DIGITS else name


@click.command(epilog=example("retract @11 --reason 'Recorded for the wrong member.'"))
@click.argument("names", nargs=-1, required=True, metavar="@POSITION …")
@click.option("--reason", required=True, help="Why it was never true.")
@recording_options
@click.pass_context
def retract(ctx: click.Context, /, names: tuple[str, ...], reason: str, **shared: object) -> None:
    """Record that an entry was never true. If the world changed, record a withdrawal instead.

    Several entries are retracted together or not at all.
    """
    found = [entry_named(name) for name in names]
    Session(ctx).record(lambda r, _: entries.retract(r, found, reason), found, **shared)


@click.command("show-to", epilog=example("show-to @9 public"))
@click.argument("entry", metavar="@POSITION")
@click.argument("audience", type=click.Choice([str(v) for v in Visibility]))
@click.option("--reason", help="Why.")
@recording_options
@click.pass_context
def show_to(
    ctx: click.Context, /, entry: str, audience: str, reason: str | None, **shared: object
) -> None:
    """Change who may see an entry, from now on and whatever day is asked for."""
    name = entry_named(entry)
    Session(ctx).record(
        lambda r, _: entries.show_to(r, name, Visibility(audience), reason), [name], **shared
    )


COMMANDS = {command.name: command for command in (correct, retract, show_to)}
