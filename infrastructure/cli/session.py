"""What commands share: finding the register, recording with a receipt, asking with both clocks."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from os import environ
from pathlib import Path

import click
from pydantic import ValidationError

from application.context import Context
from application.declarations.forms import problems_of_form
from application.questions.asking.answer import Answer
from application.questions.asking.ask import Ask
from application.questions.asking.sentences import sentence
from application.recording import Recording
from application.register import Receipt, Register
from domain.errors import DepositaryError, Malformed, Refused, UnknownReference
from domain.event import Recorded
from domain.suggestions import near
from domain.values import Visibility
from infrastructure.bootstrap import Settings, open_register, settings
from infrastructure.cli.screen import put_in
from infrastructure.cli.shared import Shared
from infrastructure.cli.sound import sound_tables
from infrastructure.cli.telling import tell_on_stderr
from infrastructure.cli.unseen import tells_of_unseen
from infrastructure.render.tables import render
from infrastructure.sealed import must_be_live

SHOWN = 12  # events that a receipt lists one by one
Decide = Callable[[Recording, str], None]


class Session:
    """One run of a command: its settings, and the options that all commands of a kind share."""

    def __init__(self, ctx: click.Context) -> None:
        tell_on_stderr()
        self.settings: Settings = settings(ctx.find_root().obj, environ, Path.cwd())
        self.named: str | None = ctx.find_root().obj["taskforce"]
        self.told = self.named or self.settings.taskforce

    @property
    def store(self) -> Path:
        """The register's file.

        Raises:
            Refused: none is named and none is found.
        """
        if self.settings.store is None:
            raise Refused(
                "There is no register here. Begin one with: depositary init, or see one with: "
                "depositary demo"
            )
        return self.settings.store

    @contextmanager
    def register(self, *, recording: bool = False) -> Iterator[Register]:
        """Open the register, for questions only or for `recording`."""
        opened = open_register(self.store, recording=recording, settled=self.settings.settled)
        with opened as register, sound_tables(self.store):
            yield register

    def taskforce(self, register: Register, reference: str | None = None) -> str:
        """Return the body that is meant: named, or the only one, or the only one that has it.

        Raises:
            Refused: there are several, or none.
        """
        known = register.read_model.taskforces()
        told = self.told
        if self.named is None and reference is not None:
            having = list(dict.fromkeys(tf for tf, _ in register.read_model.where_is(reference)))
            if told not in having and len(having) == 1:
                return having[0]
        if told:
            if told not in known:
                raise UnknownReference("taskforce", told, near(told, known))
            return told
        if len(known) == 1:
            return known[0]
        if not known:
            raise Refused(
                "The register has no body yet. Begin with: depositary taskforce establish"
            )
        raise Refused(
            f"Say which body is meant, with --taskforce or as taskforce in depositary.toml: "
            f"{', '.join(known)}."
        )

    def context(self, shared: Shared) -> Context:
        """Return what is true of all events of this command.

        Raises:
            Refused: nobody is named as the one who records.
        """
        return shared.context(self.actor())

    def actor(self) -> str:
        """Return who records.

        Raises:
            Refused: nobody is named, or this is a backup.
        """
        must_be_live(self.store)
        if not self.settings.actor:
            raise Refused(
                "Say who records: --actor p-… (see: depositary contacts add), or put it as actor "
                "into depositary.toml."
            )
        return self.settings.actor

    def reading(self) -> Context:
        """Return a context for looking only, in which nothing can be recorded by anybody."""
        return Context(actor=self.settings.actor or "p-reader")

    def record(self, decide: Decide, body: str = "", /, **shared: object) -> None:
        """Record what a use case decides for a body, or the one meant, and print the receipt."""
        options = Shared(shared)
        with self.register(recording=True) as register, sentences():
            taskforce = body or self.taskforce(register)
            record(register, lambda r: decide(r, taskforce), self.context(options), options)


def record(
    register: Register,
    use_case: Callable[[Recording], None],
    context: Context,
    options: Shared,
) -> Receipt | None:
    """Record, or only show what would be recorded, and print the receipt on stdout."""
    if options.dry_run:
        recording = register.prepare(use_case, context)
        click.echo("Would record (nothing was stored):", err=True)
        show_records(recording.pending, None)
        say_notices(recording.pending, recording.notices, register.today())
        return None
    receipt = stored(register, use_case, context, options)
    if not receipt.repeated:
        show_receipt(receipt, lambda: show_records(receipt.records, receipt.first))
        say_notices(receipt.records, receipt.notices, register.today())
    return receipt


def stored(
    register: Register, use_case: Callable[[Recording], None], context: Context, options: Shared
) -> Receipt:
    """Record, and say if it was recorded before; the receipt is left to be printed.

    Raises:
        Malformed: the command's key is empty.
    """
    key = options.command_key
    if key == "":
        raise Malformed("--command-key is empty, so it cannot tell a command that was sent before.")
    receipt = register.record(use_case, context, key=key)
    if receipt.repeated:
        click.echo(f"Recorded before, at @{receipt.first} to @{receipt.last}.", err=True)
    return receipt


def show_receipt(receipt: Receipt, show: Callable[[], None]) -> None:
    """Print a receipt; what was recorded stays so when there is nobody to read it."""
    try:
        show()
        sys.stdout.flush()
    except OSError as error:
        click.echo(f"Recorded at @{receipt.first}; not printed: {error.strerror}.", err=True)


def say_notices(records: Sequence[Recorded], notices: Sequence[str], today: date) -> None:
    """Print what the author should know, such as days in the future: most are slips of the pen."""
    days = [each.envelope.effective_on for each in records]
    ahead = sorted({str(day) for day in days if day and day.earliest and day.earliest > today})
    if ahead:
        click.echo(f"Note: {', '.join(ahead)} is in the future.", err=True)
    for notice in notices:
        click.echo(f"Note: {notice}", err=True)


def show_records(records: Sequence[Recorded], first: int | None) -> None:
    """Print what was recorded, from position `first` on, or would be (None); at most `SHOWN`."""
    for number, each in enumerate(records[:SHOWN]):
        place = f"@{first + number}" if first else "-"
        when = f", {on}" if (on := each.envelope.effective_on) else ""
        content = each.event.model_dump(mode="json")
        said = " ".join(sentence(each.event.TOPIC, content).split())
        click.echo(f"{place}  {said}{when}")
    if len(records) > SHOWN:
        click.echo(f"… and {len(records) - SHOWN} more")


def ask(
    ctx: click.Context, question: Callable[[Register, Ask, date], Answer], **options: object
) -> Answer:
    """Ask a question with `question_options`, print the answer and return it."""
    session = Session(ctx)
    reference = options.get("reference")
    with session.register() as register:
        body = session.taskforce(register, str(reference) if reference else None)
        told = asked(body, options)
        with tells_of_unseen(register, told):
            answer = question(register, told, register.today())
    put_in(str(options["form"]), render(answer, str(options["form"])))
    return answer


def asked(taskforce: str, options: Mapping[str, object]) -> Ask:
    """Return what `clock_options` ask of a body."""
    on, known = options.get("on"), options.get("known")
    return Ask(
        taskforce=taskforce,
        on=on if isinstance(on, date) else None,
        known=None if known is None else str(known),
        audience=Visibility(str(options.get("audience", Visibility.MEMBERS))),
    )


@contextmanager
def sentences() -> Iterator[None]:
    """Turn a value that is not of its form into one clear sentence.

    Raises:
        Malformed: with the field and what was expected.
    """
    try:
        yield
    except ValidationError as error:
        raise malformed(error) from error


def malformed(error: ValidationError) -> DepositaryError:
    """Return the first thing that is wrong, as a sentence."""
    problem = next(problems_of_form(error))
    return Malformed(f"{problem.field}: {problem.reason}")
