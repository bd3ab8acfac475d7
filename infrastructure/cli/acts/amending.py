"""Recording about entries: of the body that is meant, shown before and after, tried on a copy."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from application.context import Context
from application.declarations.on_entries import OnEntries
from application.questions.across.amending import (
    Amended,
    amended,
    audiences,
    effects_answer,
    entries_answer,
    json_answer,
)
from application.questions.across.effects import Effect, answers, effects
from application.recording import Recording
from application.register import RecordingResult, Register
from domain.words import worded
from infrastructure.backup.copying import copy_database
from infrastructure.bootstrap import open_register
from infrastructure.cli.recording import context_of, say_notices, show_receipt, show_records, stored
from infrastructure.cli.screen import put
from infrastructure.cli.session import Session, sentences
from infrastructure.cli.shared import Shared
from infrastructure.render.tables import as_json, as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is decided on entries of the body that is meant."""

    taskforce: str
    act: OnEntries

    def on(self, recording: Recording) -> list[Amended]:
        """Decide, and return every entry of the acts that were named, before and after."""
        acts = self.act.meant(recording, self.taskforce)
        self.act.record(recording, self.taskforce)
        return amended(acts, recording.pending)


def amend(ctx: click.Context, act: OnEntries, form: str, shared: dict[str, object]) -> None:
    """Record what is decided on the acts of entries, and print what it changes in them."""
    session, options = Session(ctx), Shared(shared)
    with session.register(recording=True) as register, sentences():
        taskforce = session.taskforce(register)
        deed = Deed(taskforce=taskforce, act=act)
        context = context_of(session, options)
        if options.dry_run:
            _try(session.store, register, deed, context, form)
        else:
            _record(register, deed, context, options, form)


def _record(register: Register, deed: Deed, context: Context, options: Shared, form: str) -> None:
    found: list[Amended] = []

    def decide(recording: Recording) -> None:
        found[:] = deed.on(recording)  # of the last attempt, if others recorded in between

    receipt = stored(register, decide, context, options)
    if form == "json" or not receipt.repeated:
        show_receipt(receipt, lambda: _show(register, deed, found, form, receipt))
        say_notices(receipt.records, receipt.notices, register.today())


def _show(
    register: Register,
    deed: Deed,
    found: Sequence[Amended],
    form: str,
    receipt: RecordingResult | None = None,
    changed: Sequence[Effect] | None = None,
) -> None:
    """Print entries before and after, behind the receipt, and the answers that would change."""
    answer = entries_answer(register.read_model, deed.taskforce, found, register.today())
    if form == "json":
        put(as_json(json_answer(answer, found, receipt, changed)))
        return
    if receipt:
        show_records(receipt.records, receipt.first)
        click.echo()
    click.echo(as_text(answer), nl=False)
    if changed is not None:
        told = effects_answer(register.read_model, deed.taskforce, changed, register.today())
        click.echo(f"\n{as_text(told)}", nl=False)


def _try(store: Path, register: Register, deed: Deed, context: Context, form: str) -> None:
    """Record on a copy, and print what changes in the entries and in the answers."""
    found: list[Amended] = []

    def decide(recording: Recording) -> None:
        found[:] = deed.on(recording)

    recording = register.prepare(decide, context)  # refused before anything is copied
    asking = audiences(found)
    with _copy(store, register) as copy:
        before = [answers(copy, deed.taskforce, each) for each in asking]
        copy.record(decide, context)
        after = [answers(copy, deed.taskforce, each) for each in asking]
    changed = [each for was, now in zip(before, after, strict=True) for each in effects(was, now)]
    click.echo(worded("Would record (nothing was stored):"), err=True)
    if form == "text":
        show_records(recording.pending, None)
        click.echo()
    _show(register, deed, found, form, changed=changed)
    say_notices(recording.pending, recording.notices, register.today())


@contextmanager
def _copy(store: Path, register: Register) -> Iterator[Register]:
    """Give a copy of a register, in which all can be recorded, and which is gone afterwards.

    Raises:
        Unavailable: the register could not be copied.
    """
    with TemporaryDirectory(prefix="depositary-") as folder:
        path = Path(folder) / "trial.db"
        copy_database(store, path)
        with open_register(path) as copy:
            yield replace(
                copy,
                names_in=register.names_in,
                says_who=register.says_who,
                today=register.today,
            )
