"""`doctor`: what is wrong with a register, and what to do about it."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from application.questions.asking.answer import Json
from domain.errors import DepositaryError
from domain.words import worded
from infrastructure.bootstrap import CONFIG, find_config, utc_now
from infrastructure.cli.groups import example
from infrastructure.cli.screen import put_json, say
from infrastructure.cli.session import Session
from infrastructure.doctor.doctor import AROUND, INSIDE, Health, examine
from infrastructure.doctor.finding import HealthFinding, Installation


@click.command(epilog=example("doctor"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
def doctor(ctx: click.Context, /, form: str) -> int:
    """Look at the register and all around it, and say what is wrong and what to do.

    Nothing is changed. Exit code 0: healthy. 1: there is something to do. 3: the log cannot be
    looked at. Whether anybody changed the log is told by `audit verify` only.
    """
    health = _examined(ctx)
    if form == "json":
        put_json(_as_json(health))
    else:
        say(*_lines(health))
    return health.exit_code


def _examined(ctx: click.Context) -> Health:
    try:
        session = Session(ctx)
        store = session.store
    except DepositaryError as error:
        step = f"Correct {CONFIG}" if find_config(Path.cwd()) else "Go to the register's folder"
        return Health(
            unseen=HealthFinding(
                str(error), worded("{step}, or name a register: --store FILE", step=step)
            )
        )
    return examine(
        Installation(store=store, settings=session.settings, now=utc_now(), environ=os.environ)
    )


def _lines(health: Health) -> Iterator[str]:
    for name, sign in health.to_do:
        yield f"{name}: {sign.sentence} → {sign.step}"
    for name, sign in health.notes:
        yield f"note, {name}: {sign.sentence} → {sign.step}"
    if health.unseen:
        yield f"{health.unseen.sentence} → {health.unseen.step}"
    yield _result(health)


def _result(health: Health) -> str:
    number = len(health.to_do)
    if health.unseen:
        return "The log could not be looked at."
    if number:
        return worded("{number} things to do.", number=number) if number > 1 else "1 thing to do."
    notes = len(health.notes)
    return worded(
        "Healthy; {notes} note{value}.", notes=notes, value="s" if notes > 1 else ""
    )  # there is always that on backups


def _as_json(health: Health) -> Json:
    return {
        "exit_code": health.exit_code,
        "result": _result(health),
        "unseen": _sign("log", health.unseen) if health.unseen else None,
        "looked_at": [*AROUND, *INSIDE],
        "to_do": [_sign(*each) for each in health.to_do],
        "notes": [_sign(*each) for each in health.notes],
    }


def _sign(name: str, sign: HealthFinding) -> dict[str, str]:
    return {"look": name, "sentence": sign.sentence, "step": sign.step}


COMMANDS = {"doctor": doctor}
