"""What commands share: finding the register, its body and its actor, and asking questions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from os import environ
from pathlib import Path
from shlex import quote

import click
from pydantic import ValidationError

from application.context import Context
from application.model_rows import AsOf
from application.questions.asking.answer import Answer
from application.questions.asking.ask import Ask
from application.questions.members.names_by_language import recorded_names
from application.register import Register
from domain.errors import Malformed, Refused, Unavailable, UnknownReference
from domain.suggestions import near
from domain.values import Visibility
from domain.words import Words, worded
from infrastructure.bootstrap import CONFIG, Settings, open_register, settings
from infrastructure.cli.hidden_reference import hint_at_hidden
from infrastructure.cli.screen import put_in, screen_width
from infrastructure.files.backup_marker import BACKUP
from infrastructure.files.read_only import must_be_no_backup
from infrastructure.files.store_path import must_be_there
from infrastructure.language import ENGLISH, Spoken, chosen, speak, speaking, spoken_now
from infrastructure.render.tables import pieces

_FEW = 3  # folders that are named


def says_where_one_is() -> Words | None:
    """Say in which folders below this one registers are, None where there are none."""
    found = (each.parent for each in Path.cwd().glob(f"*/{CONFIG}"))
    below = sorted(each.name for each in found if not (each / BACKUP).exists())
    if not below:
        return None
    return worded(
        "There is no register here, but in {folders}. Go there first: cd {first}",
        folders=", ".join(below[:_FEW]),
        first=quote(below[0]),
    )


def _none_here() -> Refused:
    """Return the refusal where no register is found; people are often one folder too high."""
    if below := says_where_one_is():
        return Refused(below)
    return Refused(
        "There is no register here. Begin one with: depositary init, or see one with: depositary "
        "demo"
    )


class Session:
    """One run of a command: its settings, and the options that all commands of a kind share."""

    def __init__(self, ctx: click.Context) -> None:
        self.settings: Settings = settings(ctx.find_root().obj, environ, Path.cwd())
        if chosen() is None:
            speak(self.settings.language)
        self.named: str | None = ctx.find_root().obj["taskforce"]
        self.told = self.named or self.settings.taskforce
        self._ctx = ctx

    @property
    def given_files(self) -> Sequence[Path]:
        """The files that the command was given to read: those that have to be there."""
        given = (
            self._ctx.params.get(each.name or "")
            for each in self._ctx.command.params
            if isinstance(each.type, click.Path) and each.type.exists
        )
        return [path for path in given if isinstance(path, Path)]

    @property
    def store(self) -> Path:
        """The register's file.

        Raises:
            Refused: none is named and none is found.
        """
        if self.settings.store is None:
            raise _none_here()
        return self.settings.store

    @property
    def live_store(self) -> Path:
        """The register's file, which is there, and is no backup.

        Raises:
            Unavailable: it is not there.
            Refused: none is named, or it is a backup.
        """
        must_be_no_backup(self.store)
        must_be_there(self.store)
        return self.store

    @contextmanager
    def register(self, *, recording: bool = False) -> Iterator[Register]:
        """Open the register, for questions only or for `recording`."""
        opened = open_register(self.store, recording=recording, settled=self.settings.settled)
        with opened as register, check_for_corruption(self.store):
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
            "Say which body is meant, with --taskforce or as taskforce in depositary.toml: "
            "{known}.",
            known=", ".join(known),
        )

    def actor(self) -> str:
        """Return who records.

        Raises:
            Refused: nobody is named, or this is a backup.
        """
        must_be_no_backup(self.store)
        if not self.settings.actor:
            raise Refused(
                "Say who records: --actor p-… (see: depositary contacts add), or put it as actor "
                "into depositary.toml."
            )
        return self.settings.actor

    def reading(self) -> Context:
        """Return a context for reading only."""
        return Context(actor=self.settings.actor or "p-reader")


def ask(
    ctx: click.Context, question: Callable[[Register, Ask, date], Answer], **options: object
) -> Answer:
    """Ask a question with `question_options`, print the answer and return it."""
    session = Session(ctx)
    reference = options.get("reference")
    with session.register() as register:
        body = session.taskforce(register, str(reference) if reference else None)
        told = asked(body, options)
        with hint_at_hidden(register, told), register.read_model.followed_once():
            answer = question(register, told, register.today())
        speech = speech_of(register, body, answer.as_of)
        form, width = str(options["form"]), screen_width()
        with speaking(speech):
            said = pieces(answer, form, width)
            for piece in said if width is None else ["".join(said)]:
                put_in(form, piece)
    return answer


def speech_of(register: Register, body: str, at: AsOf) -> Spoken:
    """Return the language that is spoken now, with what members are called in it."""
    language, tables = spoken_now(), register.read_model
    if language == ENGLISH and not recorded_names(tables, body, at).get(language):
        return Spoken(language)
    from infrastructure.customary_names.members import names_by_language  # noqa: PLC0415  # large

    return Spoken(language, names_by_language(tables, body, at)[language])


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
        from application.entries.validation_messages import problems_of_form  # noqa: PLC0415  # seldom

        problem = next(problems_of_form(error))
        raise Malformed("{field}: {reason}", field=problem.field, reason=problem.reason) from error


@contextmanager
def check_for_corruption(store: Path) -> Iterator[None]:
    """On an error that bad data can cause, compare the tables beside a store with the log.

    The tables are read without checks, since comparing makes them anew from the log, which is slow.

    Raises:
        Unavailable: they are damaged.
    """
    try:
        yield
    except (LookupError, ValueError, TypeError) as error:
        from infrastructure.audit.log.findings import Verification  # noqa: PLC0415  # hardly ever needed
        from infrastructure.audit.log.proving import compare_projections  # noqa: PLC0415  # the same
        from infrastructure.bootstrap import tables_folder  # noqa: PLC0415  # the same

        found = Verification()
        compare_projections(store, tables_folder(store), found)
        if found.total:
            raise Unavailable(
                "The tables are damaged. Make them anew with: depositary rebuild"
            ) from error
        raise
