"""Commands that amend entries: shown before and after, and tried on a temporary copy first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from application.context import Context
from application.declarations.on_entries import OnEntries
from application.questions.across.answer_changes import AnswerChange
from application.questions.across.entry_changes import (
    EntryChange,
    audiences,
    effects_answer,
    entries_answer,
    entry_changes,
    json_answer,
)
from application.questions.asking.answer import Answer
from application.questions.asking.ask import Ask
from application.questions.log.history import conflicts
from application.recording.recording import Recording
from application.register import RecordingResult, Register
from domain.errors import Unavailable
from domain.values import Visibility
from infrastructure.cli.open_register import Session, sentences
from infrastructure.cli.provenance_options import Shared
from infrastructure.cli.recording import (
    Trial,
    context_of,
    say_notices,
    show_receipt,
    show_records,
    stored,
)
from infrastructure.cli.screen import put, screen_width, tell
from infrastructure.customary_names.country_names import country_names
from infrastructure.render.tables import render


@dataclass(frozen=True, slots=True)
class EntryDecision:
    """An act on entries of a body; `found` has every entry that is meant, before and after."""

    taskforce: str
    act: OnEntries
    found: list[EntryChange] = field(default_factory=list)

    def decide(self, recording: Recording) -> None:
        """Record the act; only the last attempt counts, if others recorded in between."""
        acts = self.act.meant(recording, self.taskforce)
        self.act.record(recording, self.taskforce)
        self.found[:] = entry_changes(acts, recording.pending, recording.codes(self.taskforce))


def amend(ctx: click.Context, act: OnEntries, form: str, shared: dict[str, object]) -> None:
    """Record an act on entries, or try it on a copy, and print what it changes in them."""
    session, options = Session(ctx), Shared(shared)
    with session.register(recording=True) as register, sentences():
        decision = EntryDecision(session.taskforce(register), act)
        context = context_of(session, options)
        if options.dry_run and not register.recorded_before(options.command_key):
            _try(session.store, register, decision, context, form)
            return
        known = _conflicts(register, decision.taskforce)
        receipt = stored(register, decision.decide, context, options)
        if form == "json" or not receipt.repeated:
            with _recorded_all_the_same(receipt, form):
                answer = _answer(register, decision)
                new = _conflicts(register, decision.taskforce) - known
            show_receipt(receipt, lambda: _show(answer, decision, form, receipt))
            say_notices(receipt.records, receipt.notices, register.today())
            _say_new(new, receipt.notices)


@contextmanager
def _recorded_all_the_same(receipt: RecordingResult, form: str) -> Iterator[None]:
    """Say what was recorded where it cannot be told what changes by it, such as on a full disk.

    Raises:
        Unavailable: the tables cannot be asked, after that was said.
    """
    try:
        yield
    except Unavailable:
        if form == "text":
            show_records(receipt.records, receipt.first)
        tell("Recorded from @{first} on. What it changes cannot be shown:", first=receipt.first)
        raise


def _conflicts(register: Register, taskforce: str) -> set[tuple[str, str]]:
    """Return what contradicts what: what it is about, and a sentence."""
    ask, today = Ask(taskforce=taskforce, audience=Visibility.SECRETARIAT), register.today()
    country = country_names().country_of_party
    found = conflicts(register.log, register.read_model, ask, today, country)
    return {
        (about, problem)
        for row in found.rows
        if isinstance(about := row["about"], str) and isinstance(problem := row["problem"], str)
    }


def _say_new(
    found: set[tuple[str, str]], said: Sequence[str], changed: Sequence[AnswerChange] = ()
) -> None:
    """Print what contradicts what, but what was `said`, and counts that are told as `changed`."""
    told = [each.about for each in changed if each.kind in ("quorum", "vote")]
    counted = {word.rstrip(",") for about in told for word in about.split()}  # "vote on D-1"
    new = {problem for about, problem in found if about not in counted}
    for problem in sorted(new.difference(said)):
        tell("Note: {problem} See: depositary conflicts", problem=problem)


def _answer(register: Register, decision: EntryDecision) -> Answer:
    """Return the entries before and after."""
    read_model, taskforce = register.read_model, decision.taskforce
    return entries_answer(read_model, taskforce, decision.found, register.today())


def _show(
    answer: Answer,
    decision: EntryDecision,
    form: str,
    receipt: RecordingResult | None = None,
    changed: Sequence[AnswerChange] | None = None,
    effects: Answer | None = None,
) -> None:
    """Print entries before and after, behind the receipt, and the answers that would change."""
    if form == "json":
        put(render(json_answer(answer, decision.found, receipt, changed), "json"))
        return
    if receipt:
        show_records(receipt.records, receipt.first)
        click.echo()
    click.echo(render(answer, "text", screen_width()), nl=False)
    if effects is not None:
        click.echo(f"\n{render(effects, 'text', screen_width())}", nl=False)


def _try(
    store: Path, register: Register, decision: EntryDecision, context: Context, form: str
) -> None:
    """Record on a copy, and print what changes in the entries and in the answers."""
    recording = register.prepare(decision.decide, context)  # refused before anything is copied
    trial = Trial(store, register, decision.taskforce)
    found = _conflicts(register, decision.taskforce)
    known = set(found)
    changed = trial.changes(
        decision.decide,
        context,
        audiences(decision.found),
        lambda copy: found.update(_conflicts(copy, decision.taskforce)),
    )
    tell("Would record (nothing was stored):")
    if form == "text":
        show_records(recording.pending, None)
        click.echo()
    answer = _answer(register, decision)
    told = effects_answer(register.read_model, decision.taskforce, changed, register.today())
    _show(answer, decision, form, changed=changed, effects=told)
    say_notices(recording.pending, recording.notices, register.today())
    _say_new(found - known, recording.notices, changed)
