"""Make a report from command-line parameters or from those in a manifest; its style."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from application.model_rows import AsOf
from application.questions.asking.ask import Ask
from application.read_model import ReadModel
from application.reports.document import Report
from domain.errors import Malformed, Unavailable
from infrastructure.bootstrap import Settings, checkpoints_folder
from infrastructure.cli.document_files import text_of
from infrastructure.cli.open_register import Session
from infrastructure.cli.reports.report_kinds import REPORT_KINDS, ReportKind, ReportParameter
from infrastructure.cli.screen import tell
from infrastructure.customary_names.members import names_by_language
from infrastructure.render.forms import ReportStyle


def parameter(each: ReportParameter) -> click.Parameter:
    """Return the argument or option by which a parameter is typed."""
    kind = click.Path(exists=True, dir_okay=False, path_type=Path) if each.file else None
    if not each.says:
        return click.Argument(
            [each.name], metavar=each.metavar or None, required=not each.optional, type=kind
        )
    return click.Option(
        [each.option, each.name],
        metavar=each.metavar or None,
        help=each.says,
        required=not each.optional,
        type=kind,
    )


def parameters(kind: ReportKind, options: Mapping[str, object]) -> dict[str, str]:
    """Return what a report was asked for, of a file what it says; without what was not given.

    Raises:
        Malformed: a file is no text, or too large.
    """
    given = {each.name: _given(each, options[each.name]) for each in kind.parameters}
    return {name: value for name, value in given.items() if value is not None}


def body_in(kind: ReportKind, given: Mapping[str, str]) -> str | None:
    """Return the reference by which the body can be found, if there is one."""
    return next((given.get(each.name) for each in kind.parameters if each.body), None)


def make_report(
    name: str, given: Mapping[str, str], read_model: ReadModel, ask: Ask, today: date
) -> Report:
    """Make a report of a kind.

    Raises:
        Unavailable: this version has no such kind.
        Malformed: the parameters are not those of the kind.
    """
    kind = REPORT_KINDS.get(name)
    if kind is None:
        raise Unavailable(
            "This version of Depositary makes no report of the kind {name!r}.", name=name
        )
    named = {each.name: each.optional for each in kind.parameters}
    wrong = [each for each in given if each not in named]
    wrong += [each for each, optional in named.items() if not optional and each not in given]
    if wrong:
        raise Malformed(
            "The report {name} has other parameters: {wrong} is wrong.",
            name=name,
            wrong=", ".join(wrong),
        )
    module, _, function = kind.function.partition(":")
    make: Callable[..., Report] = getattr(import_module(module), function)
    report = make(read_model, ask, today, **given)
    names = names_by_language(read_model, report.taskforce, report.as_of)
    return replace(report, names_by_language=names)


def say_if_ahead(at: AsOf) -> None:
    """Say of a report for a day in the future that what is recorded until then is not in it."""
    if at.ahead:
        tell(
            "Note: {on} is in the future. What will be recorded until then is not in this report.",
            on=at.on,
        )


def report_style(session: Session) -> ReportStyle:
    """Return the style of reports of this register.

    Raises:
        Malformed: the folder with the templates is not there, or what it or the settings say
            for the letterhead cannot be used.
        Unavailable: something of it cannot be read.
    """
    folder = session.settings.templates
    if folder is not None and not folder.is_dir():
        sentence = "There is no folder {folder}, which is named as templates."
        raise Malformed(sentence, folder=folder)
    return ReportStyle(
        templates=folder,
        authority=session.settings.authority,
        language=session.settings.language,
        letterhead=session.settings.letterhead.checked(folder),
        leading_out=_leading_out(session.settings) if folder else None,
    )


def _leading_out(settings: Settings) -> str | None:
    from infrastructure.output_safety.template_links import (  # noqa: PLC0415  # knows many files
        links_out,
    )

    return next(links_out(settings), None)


def with_checkpoint(session: Session, style: ReportStyle, report: Report) -> ReportStyle:
    """Add the newest checkpoint that covers no more entries than the report."""
    folder, key = checkpoints_folder(session.store), session.settings.checkpoints.key
    if not folder.exists():
        return style
    from infrastructure.audit.log.checkpoint_store import latest  # noqa: PLC0415  # loads keys

    checkpoint = latest(folder, report.as_of.position, key)
    return replace(style, checkpoint=checkpoint)


def _given(each: ReportParameter, value: object) -> str | None:
    if each.file and isinstance(value, Path):
        return text_of(value, each.option)
    return None if value is None else str(value)
