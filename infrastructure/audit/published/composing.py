"""Makes what a report consists of from the log as it is: its content, its files, its manifest."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from application.questions.asking.ask import Ask, as_of
from application.read_model import ReadModel
from application.reports.document import Report
from application.reports.versions import RULES, WORDS
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.published.manifest import (
    LANGUAGE,
    SCHEMA,
    Manifest,
    Rested,
    content_sha256,
    data_sha256,
)
from infrastructure.audit.published.prefix import LogPrefix
from infrastructure.language import ENGLISH, Spoken, speaking
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.render import provenance
from infrastructure.render.forms import FORMS, ReportStyle, render
from infrastructure.translation import report_translated

Make: TypeAlias = Callable[[str, Mapping[str, str], ReadModel, Ask, date], Report]
"""Makes a report of a kind from its parameters, tables, a question and today's date."""
Outputs: TypeAlias = Mapping[str, bytes]
"""The files of a report, by form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be published: a kind of report with its parameters, for both clocks, in forms.

    `reference` is what it is called; a later one with another content gets a number behind it.
    `folder` is where it goes, None for a folder of that name beside the register. `language` is
    that of the forms for people.
    """

    kind: str
    parameters: Mapping[str, str]
    ask: Ask
    forms: Sequence[str]
    reference: str
    folder: Path | None = None
    language: str = ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A report with the entries that it rests on, and the position that it is known at.

    `made_on` is the day of the body, in its time zone, on which it was made.
    """

    report: Report
    rests: Rested
    known: str
    made_on: date

    @property
    def sha256(self) -> str:
        """The hash of what it says."""
        return content_sha256(self.report)


def compose(
    log: LogFile, order: Order, make: Make, today: date, passed_over: Container[int]
) -> Composed:
    """Make a report from all that is in the log.

    Unless a position was asked for, the report is known at the last one that is not
    `passed_over`: that a report was published is no news for the next one, or no two would ever be
    the same.

    Raises:
        NotProven: an event of the log is not what was recorded.
        Unavailable: the log cannot be read.
    """
    prefix = LogPrefix(log, log.size())
    looked = prefix.check()
    if looked.rests is None or looked.changed:
        raise NotProven(
            "Nothing was published: {changed} what was recorded. See: depositary audit verify",
            changed=_named(looked.changed),
        )
    with SQLiteReadModel(prefix) as tables:
        now = as_of(tables, order.ask._replace(on=None), today)
        position = now.position
        while position in passed_over and not (order.ask.known or "").startswith("@"):
            position -= 1
        known = f"@{position}"
        report = make(order.kind, order.parameters, tables, order.ask._replace(known=known), now.on)
    return Composed(report=report, rests=looked.rests, known=known, made_on=now.on)


def _named(changed: Sequence[int]) -> str:
    return (
        worded("@{changed} is not", changed=changed[0])
        if changed
        else worded("the log is empty, and so not")
    )


def written(report: Report, forms: Sequence[str], style: ReportStyle) -> Outputs:
    """Write a report in each of these forms.

    Raises:
        Unavailable: a form needs a part that is not installed.
        Malformed: a template of the secretariat's own has a mistake.
    """
    return {form: render(report, form, style) for form in dict.fromkeys(forms)}


def file_of(reference: str, form: str) -> str:
    """Return the name of the file of a published report in a form."""
    return f"{reference}{FORMS[form].endings[0]}"


def _title(report: Report, language: str) -> str:
    with speaking(Spoken(language, report.names_by_language.get(language, {}))):
        return report_translated(report).title


def _parameters(order: Order) -> Mapping[str, str]:
    """Return what it was asked for, with its language where that is not English."""
    language = {} if order.language == ENGLISH else {LANGUAGE: order.language}
    return {**order.parameters, **language}


def manifest_of(
    order: Order,
    reference: str,
    composed: Composed,
    style: ReportStyle,
    outputs: Outputs,
) -> Manifest:
    """Return what says how a report was made.

    Raises:
        Malformed: it holds what canonical JSON has no spelling for.
    """
    on = order.ask.on
    return Manifest.model_validate(
        {
            "schema": SCHEMA,
            "report": reference,
            "kind": order.kind,
            "title": _title(composed.report, order.language),
            "taskforce": order.ask.taskforce,
            "prefix": composed.rests,
            "on": on and on.isoformat(),
            "known": composed.known,
            "audience": order.ask.audience,
            "made_on": composed.made_on.isoformat(),
            "parameters": _parameters(order),
            "content_sha256": composed.sha256,
            "data": data_sha256(composed.report),
            "words": WORDS,
            "rules": RULES,
            "versions": provenance.versions(outputs),
            "templates": provenance.templates(outputs, style),
            "authority": style.authority,
            "checkpoint": style.checkpoint,
            "outputs": [
                {
                    "form": form,
                    "file": file_of(reference, form),
                    "sha256": sha256(content).hexdigest(),
                    "size": len(content),
                }
                for form, content in outputs.items()
            ],
        }
    )
