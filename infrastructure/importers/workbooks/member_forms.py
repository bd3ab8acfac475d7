"""What the workbook of a member says and asks: instructions, and a form for each report."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from application.questions.asking.cited_commitments import first_words
from application.questions.asking.fact import Fact
from application.questions.progress.obligations import Obligation
from domain.events.bodies import ScaleRegistered
from domain.events.progress import ProgressReported
from domain.words import Words, joined, worded
from infrastructure.importers.workbooks.filled_form import ABOUT, BODY, EVIDENCE, HEADER
from infrastructure.importers.workbooks.form_sheet import FormCell, FormLine, FormSheet
from infrastructure.importers.workbooks.form_words import (
    BEFORE,
    BESIDE,
    CHOOSE,
    CORRECTS,
    HEADS,
    INSTRUCTIONS_SHEET,
    KINDS,
    LAST,
    STAGES,
    STAYS,
    WHAT,
    WHEN,
    WORDS,
    called,
    label_of,
    levels,
    meanings,
    title_of,
)
from infrastructure.importers.workbooks.sheet_writer import LONGEST, TextSheet
from infrastructure.language import date_in_words, translated
from infrastructure.translation import customary_said

REPORTS_SHEET = worded("Reports")
_WIDTHS = (24, 60, 32, 14)
_EVIDENCE_LINES = 3
_ROOM = "\n" * 4  # makes the line higher, which then still grows with what is written in it
_HEAD = 500  # letters of a cell that are kept for the line before a narrative
_HOW = (
    worded("Go through the sheet “{sheet}”. Each commitment begins on a new page."),
    worded("Fill in the cells with a border; all others are locked."),
    worded("Write days as 15 August 2026 or 2026-08-15."),
    worded(
        "Never name a person, and never describe a case. A report with what looks like an address, "
        "a telephone number or a case number is not recorded."
    ),
    worded(
        "As evidence, a link is enough. Say what it leads to, and when that was published, if you "
        "know. Never a picture or a film."
    ),
    worded("A report that you leave blank says nothing."),
    worded("Save the file as a workbook, and send it back as an answer to the letter with it."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReport:
    """A report that is asked for, or possible; `about` is what a row of it has in our columns.

    `last` is the report that is shown beside it, which was `said_on` a scale.
    """

    about: Mapping[str, str]
    asked: Obligation | None
    last: Fact[ProgressReported] | None
    said_on: ScaleRegistered | None
    scale: ScaleRegistered

    @property
    def is_returned(self) -> bool:
        """Whether it is an earlier report, to be corrected."""
        return self.about["act"] == CORRECTS

    @property
    def title(self) -> Words:
        """What is asked, in a few words."""
        due_by = self.asked.due_by if self.asked else None
        return title_of(self.about["act"], str(due_by or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentForm:
    """A commitment as it is called, its wording, and the reports on it."""

    heading: str
    words: str
    reports: Sequence[AskedReport]

    def called(self, report: AskedReport) -> Words:
        """Return what a report is called, with the commitment that it is on."""
        return called(self.heading, report.title)


def instructions(
    member: str, body: str, forms: Sequence[CommitmentForm], banners: Sequence[str]
) -> TextSheet:
    """Return the sheet that the workbook opens on."""
    sheet = {"sheet": REPORTS_SHEET}
    title = translated(worded("Reports of {member} to {body}", member=member, body=body))
    lines: list[tuple[str, ...]] = [
        *((banner,) for banner in banners),
        (title,),
        *(("", sentence) for sentence in customary_said()),
        *((str(n), worded(each, **sheet)) for n, each in enumerate(_HOW, 1)),
        ("",),
        (worded("What is asked"),),
        *((str(n), told) for n, told in enumerate(_in_short(forms), 1)),
    ]
    for scale in {each.scale: None for form in forms for each in form.reports}:
        lines += [
            ("",),
            (worded("How far you are: {title}", title=scale.title),),
            *((str(n), label_of(value)) for n, value in enumerate(scale.values, 1)),
        ]
    return TextSheet(INSTRUCTIONS_SHEET, lines)


def _in_short(forms: Sequence[CommitmentForm]) -> Iterator[str]:
    for form in forms:
        for each in form.reports:
            late = each.asked is not None and each.asked.state == "overdue"
            overdue = [worded("This report is overdue.")] if late else []
            yield joined("\n", [form.called(each), first_words(form.words), *overdue])


def forms_sheet(forms: Sequence[CommitmentForm], banners: Sequence[str]) -> FormSheet:
    """Return the sheet with a form for each report, and a page for each commitment."""
    lines = [line for n, form in enumerate(forms) for line in _commitment(form, first=not n)]
    return FormSheet(REPORTS_SHEET, HEADER, _WIDTHS, lines, list(map(translated, banners)), [WORDS])


def _commitment(form: CommitmentForm, *, first: bool) -> Iterator[FormLine]:
    yield FormLine([FormCell(translated(form.heading), "heading")], [WORDS], not first)
    yield _told(worded("Wording"), form.words)
    for number, each in enumerate(form.reports):
        yield FormLine()
        yield from _report(form, each, new_page=number > 0)


def _report(form: CommitmentForm, each: AskedReport, *, new_page: bool) -> Iterator[FormLine]:
    hidden = ["", "", *(each.about.get(name, "") for name in (*ABOUT, BODY))]
    head = [FormCell(translated(form.called(each)), "bar"), *([FormCell("", "bar")] * 3)]
    yield FormLine(head, hidden, new_page)
    asked = each.asked
    if asked and asked.period_from:
        period = worded(
            "{begin} to {end}",
            begin=date_in_words(str(asked.period_from)),
            end=date_in_words(str(asked.period_until)),
        )
        yield _told(worded("Period"), period)
    if each.last:
        label = worded("That report") if each.is_returned else worded("Your last report")
        yield _told(label, _said(each.last, each.said_on))
    if asked and asked.returns:
        said = "\n".join(f"{date_in_words(str(f.on))}: {f.event.reason}" for f in asked.returns)
        yield _told(worded("Why it was returned"), _cut(said))
    yield from _answers(each)
    yield from _evidence()


def _answers(each: AskedReport) -> Iterator[FormLine]:
    yield _asked(
        "assessment",
        worded("How far you are"),
        STAYS if each.is_returned else CHOOSE,
        levels(each.scale),
    )
    yield _asked("on", worded("As of which day"), BEFORE if each.is_returned else WHEN)
    if not each.is_returned:
        yield _asked("stage", worded("Is it your last report on this?"), LAST, STAGES)
    yield _asked("narrative", worded("What was done"), joined("", [WHAT, _ROOM]))


def _evidence() -> Iterator[FormLine]:
    yield FormLine([FormCell(translated(each), "label") for each in HEADS], [WORDS])
    kinds = meanings(KINDS)
    cells = [FormCell("", "fill_in", tuple(kinds)), *([FormCell("", "fill_in")] * 3)]
    for _ in range(_EVIDENCE_LINES):
        yield FormLine(cells, [EVIDENCE, json.dumps(kinds, ensure_ascii=False)])


def _told(label: str, text: str) -> FormLine:
    cells = [FormCell(translated(label), "label"), FormCell(_cut(translated(text)))]
    return FormLine(cells, [WORDS])


def _asked(field: str, label: str, hint: str, choices: Mapping[str, str] | None = None) -> FormLine:
    means = meanings(choices) if choices else {}
    cells = [
        FormCell(translated(label), "label"),
        FormCell("", "fill_in", tuple(means)),
        FormCell(translated(hint), "hint"),
    ]
    return FormLine(cells, [field, json.dumps(means, ensure_ascii=False) if means else ""])


def _said(fact: Fact[ProgressReported], scale: ScaleRegistered | None) -> str:
    """Return what a report said, in the words of its scale."""
    value = fact.event.assessment
    level = translated((levels(scale) if scale else BESIDE).get(value, value))
    told = worded("{assessment}, as of {on}", assessment=level, on=date_in_words(str(fact.on)))
    narrative = _cut(fact.event.narrative or "", LONGEST - _HEAD)
    return joined("\n", [told, narrative]) if narrative else told


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
