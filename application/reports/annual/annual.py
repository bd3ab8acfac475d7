"""The annual report: one page that sums the year up, then the work, ordered by the body's tasks."""

import re
from dataclasses import replace
from datetime import date

from application.questions.asking.ask import Ask
from application.questions.members.standings import uncertain_members
from application.read_model import ReadModel
from application.reports.annual import summary, tables
from application.reports.body import Body
from application.reports.document import Markdown, Report, Section
from application.reports.progress.progress import CORRECTED, COUNTED
from application.reports.progress.states import States
from application.reports.work import Days, by_task, work_within
from domain.errors import Malformed, Refused
from domain.events.bodies import RecordKeptFrom
from domain.values import FIRST_YEAR, LAST_YEAR
from domain.words import worded

_YEAR = re.compile(r"[0-9]{4}")


def year_of(text: str) -> int:
    """Read a calendar year.

    Raises:
        Malformed: it is not a year.
    """
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise Malformed.expected(
        worded("a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR), text
    )


def annual(
    read_model: ReadModel, ask: Ask, today: date, *, year: str, preface: str | None = None
) -> Report:
    """Report on a calendar year, up to the day asked for, or to its end if that lies behind.

    Only what surely happened in the year is counted. `preface` is Markdown.

    Raises:
        Malformed: `year` is not a year.
        Refused: the day asked for lies before the year.
    """
    days = _days(year, ask.on or today)
    body = Body.of(read_model, replace(ask, on=days.last), today)
    done, states = work_within(body, days), States(body, None)
    sections = [
        Section("summary", "The year on one page", [summary.summary(body, days, done)]),
        *([Section("preface", "Preface", [Markdown(preface)])] if preface else []),
        *by_task(body, done),
        *tables.sections(body, days, states),
    ]
    return body.report(
        "annual",
        worded("Annual report {year} of {name}", year=year, name=body.name),
        sections,
        scales=[scale.described for scale in states.scales],
        facts={"year": int(year), "from": str(days.first), "until": str(days.last)},
        notes=[*_notes(body, days), COUNTED, CORRECTED],
    )


def _days(year: str, on: date) -> Days:
    number = year_of(year)
    first, last = date(number, 1, 1), date(number, 12, 31)
    if on < first:
        raise Refused(
            "There is nothing to report on {year} as at {on}: it had not begun.", year=year, on=on
        )
    return Days(first, min(on, last))


def _notes(body: Body, days: Days) -> list[str]:
    notes = [
        "Only what surely happened within the year is counted: a date that may lie outside is not."
    ]
    if days.last.month != 12 or days.last.day != 31:  # noqa: PLR2004  # the last day of a year
        notes.append(worded("The report covers the year up to {last}.", last=days.last))
    moment = body.at.recorded_at
    if moment and moment.date() < days.last:
        notes.append(
            worded("The last entry in this report was made on {date}.", date=moment.date())
        )
    known = [fact.by for fact in body.facts.known(RecordKeptFrom)]
    kept = body.kept_from or min(known, default=None)
    if kept and kept > days.first:
        notes.append(
            worded("The record is kept from {kept}; what is before it may be missing.", kept=kept)
        )
    elif kept is None and not body.public:
        notes.append("It is not said from which day on the record is complete.")
    return [*notes, *uncertain_members(body.read_model, body.code, body.at)]
