"""Recording from the command line: the context, a dry run, and what is printed of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from application.context import Context
from application.model_rows import Today
from application.questions.asking.sentences import sentence
from application.recording.recording import Recording
from application.register import RecordingResult, Register
from domain.event import Ending, Recorded
from domain.values import UNKNOWN, Visibility
from domain.words import worded
from infrastructure.backup.copying import copy_database
from infrastructure.bootstrap import open_register
from infrastructure.cli.open_register import Session, sentences
from infrastructure.cli.provenance_options import Shared
from infrastructure.cli.screen import say, screen_width, show_done, tell
from infrastructure.language import translated
from infrastructure.render.tables import render

if TYPE_CHECKING:
    from application.questions.across.answer_changes import AnswerChange

SHOWN, TRIED = 12, 200  # events that a receipt lists one by one
Decide = Callable[[Recording, str], None]


def context_of(session: Session, shared: Shared) -> Context:
    """Return the context of all events of this command.

    Raises:
        Refused: nobody is named as the one who records.
    """
    context = shared.context(session.actor())
    return context._replace(by_default=session.settings.visibility)


def record_act(session: Session, decide: Decide, body: str = "", /, **shared: object) -> None:
    """Record what is decided for a body, or for the one that is meant, and print the receipt."""
    options = Shared(shared)
    with session.register(recording=True) as register, sentences():
        taskforce = body or session.taskforce(register)
        context = context_of(session, options)

        def use_case(recording: Recording) -> None:
            decide(recording, taskforce)

        record(register, use_case, context, options, taskforce, session.store)


def record(
    register: Register,
    use_case: Callable[[Recording], None],
    context: Context,
    options: Shared,
    body: str = "",
    store: Path | None = None,
) -> RecordingResult | None:
    """Record, or only show what would be recorded, and print the receipt on stdout.

    A trial also shows which recorded votes and quorums of the `body` would be counted otherwise;
    of what ends something, such as a withdrawal, all answers that would change, where the `store`
    is given.
    """
    if options.dry_run and not register.recorded_before(options.command_key):
        recording = register.prepare(use_case, context)
        tell("Would record (nothing was stored):")
        show_records(recording.pending, None)
        if store and any(isinstance(each.event, Ending) for each in recording.pending):
            Trial(store, register, body).show(use_case, context)
        else:
            show_counted_otherwise(register, body, recording)
        say_notices(recording.pending, recording.notices, register.today())
        return None
    receipt = stored(register, use_case, context, options)
    if not receipt.repeated:
        show_receipt(receipt, lambda: show_records(receipt.records, receipt.first))
        say_notices(receipt.records, receipt.notices, register.today())
    return receipt


def show_counted_otherwise(register: Register, body: str, recording: Recording) -> None:
    """Print which recorded votes and quorums would come out otherwise, if any would."""
    from application.questions.across import answer_changes, entry_changes  # noqa: PLC0415  # a trial

    changed = answer_changes.counted_otherwise(register, body, recording)
    if changed:
        told = entry_changes.effects_answer(register.read_model, body, changed, register.today())
        click.echo(f"\n{render(told, 'text', screen_width())}", nl=False)


def stored(
    register: Register, use_case: Callable[[Recording], None], context: Context, options: Shared
) -> RecordingResult:
    """Record, and say if it was recorded before; the receipt is left to be printed."""
    receipt = register.record(use_case, context, key=options.command_key)
    if receipt.repeated:
        tell("Recorded before, at @{first} to @{last}.", first=receipt.first, last=receipt.last)
    return receipt


def show_receipt(receipt: RecordingResult, show: Callable[[], None]) -> None:
    """Print a receipt; what was recorded stays so when there is nobody to read it."""
    show_done(worded("Recorded at @{first}", first=receipt.first), show)


def say_notices(records: Sequence[Recorded], notices: Sequence[str], today: date) -> None:
    """Print what the author should know, such as days in the future (mostly typing errors)."""
    say_future(records, today)
    for notice in notices:
        tell("Note: {notice}", notice=notice)


def say_future(records: Sequence[Recorded], today: date) -> None:
    """Print the first days that are in the future wherever a body may be, if there are any."""
    now = today.anywhere if isinstance(today, Today) else today
    days = [each.envelope.effective_on for each in records]
    ahead = sorted({str(day) for day in days if day and day.earliest and day.earliest > now})
    if ahead:
        told = [*ahead[:SHOWN], *(["…"] if len(ahead) > SHOWN else [])]
        tell("Note: {ahead} is in the future.", ahead=", ".join(told))


def show_records(records: Sequence[Recorded], first: int | None) -> None:
    """Print what was recorded, from position `first` on, at most `SHOWN`; or would be (None).

    Of what is tried, somebody wants to look at each, so at most `TRIED` are shown.
    """
    most = TRIED if first is None else SHOWN
    for number, each in enumerate(records[:most]):
        place = f"@{first + number}" if first else "-"
        on = each.envelope.effective_on
        when = f", {on}" if on and on != UNKNOWN else ""
        content = each.event.model_dump(mode="json")
        said = " ".join(translated(sentence(each.event.TOPIC, content)).split())
        click.echo(f"{place}  {said}{when}")
    if len(records) > most:
        say(worded("… and {count} more", count=len(records) - most))


@dataclass(frozen=True, slots=True)
class Trial:
    """A register in which an act is tried, on a copy of it."""

    store: Path
    register: Register
    taskforce: str

    def changes(
        self,
        decide: Callable[[Recording], None],
        context: Context,
        asking: Sequence[Visibility] = (Visibility.SECRETARIAT,),
        then: Callable[[Register], None] = lambda _: None,
    ) -> "list[AnswerChange]":
        """Return the answers to these audiences that the act would change; `then` asks more."""
        from application.questions.across.answer_changes import answer_changes, answers  # noqa: PLC0415  # a trial

        with _copy(self.store, self.register) as copy:
            before = [answers(copy, self.taskforce, each) for each in asking]
            copy.record(decide, context)
            after = [answers(copy, self.taskforce, each) for each in asking]
            then(copy)
        pairs = zip(before, after, strict=True)
        return [each for was, now in pairs for each in answer_changes(was, now)]

    def show(self, decide: Callable[[Recording], None], context: Context) -> None:
        """Print what the secretariat would be answered otherwise, if anything."""
        if changed := self.changes(decide, context):
            from application.questions.across.entry_changes import effects_answer  # noqa: PLC0415  # a trial

            today = self.register.today()
            told = effects_answer(self.register.read_model, self.taskforce, changed, today)
            click.echo(f"\n{render(told, 'text', screen_width())}", nl=False)


@contextmanager
def _copy(store: Path, register: Register) -> Iterator[Register]:
    """Yield a temporary copy of a register to record in.

    Raises:
        Unavailable: the register could not be copied.
    """
    with TemporaryDirectory(prefix="depositary-") as folder:
        path = Path(folder) / "trial.db"
        copy_database(store, path)
        with open_register(path) as copy:
            yield replace(
                copy, names_in=register.names_in, says_who=register.says_who, today=register.today
            )
