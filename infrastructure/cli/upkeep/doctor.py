"""`doctor`: what is wrong with a register, and what to do about it."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from application.questions.asking.answer import Json
from domain.errors import DepositaryError
from domain.words import worded
from infrastructure.bootstrap import CONFIG, utc_now
from infrastructure.cli.groups import DEBUGGED, example
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import put_json, put_traceback, say
from infrastructure.doctor.doctor import CHECKS, LOG_CHECKS, Health, examine
from infrastructure.doctor.finding import HealthFinding, Installation, problem
from infrastructure.files.config_file import governing_config


@click.command(epilog=example("doctor"))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"], case_sensitive=False), default="text"
)
@click.pass_context
def doctor(ctx: click.Context, /, form: str) -> int:
    """Look at the register and all around it, and say what is wrong and what to do.

    Nothing is changed. Exit code 0: healthy. 1: there is something to do. 3: the log cannot be
    looked at. Whether anybody changed the log is told by `audit verify` only.
    """
    health = _examined(ctx)
    if DEBUGGED in ctx.ensure_object(dict):
        for each in health.unexpected:
            put_traceback(each)
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
        remedy = "Go to the register's folder, or name a register: --store FILE"
        if governing_config(Path.cwd(), named=True):
            remedy = "Correct {config}, or name a register: --store FILE"
        return Health(not_examined=problem(str(error), remedy, config=CONFIG))
    return examine(
        Installation(store=store, settings=session.settings, now=utc_now(), environ=os.environ)
    )


def _lines(health: Health) -> Iterator[str]:
    for name, found in health.listed(serious=True):
        yield _line("{name}: {sentence} → {remedy}", found, name)
    for name, found in health.listed(serious=False):
        yield _line("note, {name}: {sentence} → {remedy}", found, name)
    if health.not_examined:
        yield _line("{sentence} → {remedy}", health.not_examined)
    yield _result(health)


def _line(template: str, found: HealthFinding, name: str = "") -> str:
    return worded(template, name=name, sentence=found.sentence, remedy=found.remedy)


def _result(health: Health) -> str:
    if health.not_examined:
        return worded("The log could not be looked at.")
    if number := len(health.listed(serious=True)):
        return worded("{number} things to do." if number > 1 else "1 thing to do.", number=number)
    notes = len(health.listed(serious=False))  # there is always that on backups
    return worded("Healthy; {notes} notes." if notes > 1 else "Healthy; 1 note.", notes=notes)


def _as_json(health: Health) -> Json:
    return {
        "exit_code": health.exit_code,
        "result": _result(health),
        "unseen": _finding("log", health.not_examined) if health.not_examined else None,
        "looked_at": [*CHECKS, *LOG_CHECKS],
        "to_do": [_finding(*each) for each in health.listed(serious=True)],
        "notes": [_finding(*each) for each in health.listed(serious=False)],
    }


def _finding(name: str, found: HealthFinding) -> dict[str, str]:
    return {"look": name, "sentence": found.sentence, "step": found.remedy}


COMMANDS = {"doctor": doctor}
