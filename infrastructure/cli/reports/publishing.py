"""How a report is written into a folder of its own, and recorded: `report publish KIND`."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from application.entries import log_acts
from application.questions.asking.ask import Ask, as_of
from application.recording.recording import Recording
from domain.errors import Malformed, UnfitText
from domain.events.log import ReportPublished
from domain.values import Visibility
from domain.words import worded
from infrastructure.audit.published.composing import Order
from infrastructure.audit.published.manifest import NAME as MANIFEST
from infrastructure.audit.published.publishing import Done, Publisher
from infrastructure.cli.hidden_reference import hint_at_hidden
from infrastructure.cli.open_register import Session, asked, sentences
from infrastructure.cli.provenance_options import Shared
from infrastructure.cli.questions.named_parameters import with_codes
from infrastructure.cli.recording import context_of, record
from infrastructure.cli.reports.making import (
    body_in,
    make_report,
    parameters,
    report_style,
    say_if_ahead,
    with_checkpoint,
)
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from infrastructure.cli.screen import tell
from infrastructure.language import ENGLISH
from infrastructure.output_safety.overwrite_rules import must_be_folder

MAX_REFERENCE = 50  # letters of a reference; a number may be put behind it
DEFAULT_FORMS = ("html", "json")
REFERENCE = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9._-]{{0,{MAX_REFERENCE - 2}}}[A-Za-z0-9])?")
_OTHER = re.compile(r"[^A-Za-z0-9._]+")


def publish(
    ctx: click.Context,
    /,
    *,
    name: str,
    forms: tuple[str, ...],
    output: Path | None,
    reference: str | None,
    **options: object,
) -> None:
    """Write a report into a folder of its own, and record it."""
    session = Session(ctx)
    if output is not None:
        must_be_folder(session.settings, output)
    given, shared = parameters(REPORT_KINDS[name], options), Shared({})
    context = context_of(session, shared)
    with session.register(recording=True) as register, sentences():
        question = asked(session.taskforce(register, body_in(REPORT_KINDS[name], given)), options)
        given = with_codes(register, question.taskforce, given)
        order = Order(
            kind=name,
            parameters=given,
            ask=question,
            forms=forms or DEFAULT_FORMS,
            reference=_reference(reference, name, question, given, session.settings.language),
            folder=output,
            language=session.settings.language,
        )

        def keep(event: ReportPublished) -> None:
            record(register, _decision(event, question.audience), context, shared)

        style = partial(with_checkpoint, session, report_style(session))
        publisher = Publisher(session.store, make_report, style, register.today())
        with hint_at_hidden(register, question):
            say_if_ahead(as_of(register.read_model, question, register.today()))
            _print_result(publisher.publish(order, keep))


def _decision(event: ReportPublished, audience: Visibility) -> Callable[[Recording], None]:
    """Return how it is recorded: without its title if the guard refuses the title."""

    def decide(recording: Recording) -> None:
        try:
            log_acts.report_published(recording, event, audience)
        except UnfitText:
            untitled = event.model_copy(update={"title": None})
            log_acts.report_published(recording, untitled, audience)

    return decide


def _print_result(done: Done) -> None:
    if done.before:
        tell(
            "There is nothing new to say: published before as {report}.",
            report=done.manifest.report,
        )
    files = [each.file for each in done.manifest.outputs]
    click.echo(f"{done.folder}: {', '.join([*files, MANIFEST])}", err=True)


def _reference(
    reference: str | None, kind: str, ask: Ask, given: Mapping[str, str], language: str
) -> str:
    """Return what a report is called: body, kind, what it was asked for, for whom if unusual.

    A language that is not English comes last.

    Raises:
        Malformed: it is to be called what can be no name of a folder.
    """
    if reference is None:
        wanted = REPORT_KINDS[kind]
        short = [given[p.name] for p in wanted.parameters if not p.file and p.name in given]
        readers = [] if ask.audience == wanted.audience else [ask.audience.value]
        words = _OTHER.sub("-", "-".join((ask.taskforce, kind, *short, *readers)))
        end = "" if language == ENGLISH else f"-{language}"
        return words[: MAX_REFERENCE - len(end)].rstrip("-.") + end
    if not REFERENCE.fullmatch(reference) or f"{reference}.json".lower() == MANIFEST:
        what = worded(
            "a reference of up to {most} letters, digits, dots and hyphens, other than manifest",
            most=MAX_REFERENCE,
        )
        raise Malformed.expected(what, reference)
    return reference
