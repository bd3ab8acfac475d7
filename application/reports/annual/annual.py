"""The annual report: the year on one page, who belongs, what is promised and done, and gaps."""

from datetime import date

from application.questions.asking.ask import Ask, as_of
from application.questions.laws.gap_states import gap_records
from application.questions.laws.gaps import banners
from application.questions.members.counted import leaving, shown_in_part, uncertain_members
from application.read_model import ReadModel
from application.reports.annual import summary
from application.reports.annual.members import commitments, corrections, members
from application.reports.annual.texts_of_year import texts
from application.reports.annual.work_of_year import gaps, meetings, practices
from application.reports.body_context import Body
from application.reports.document import Markdown, Report, Section
from application.reports.progress.assessments_and_milestones import assessed, milestones
from application.reports.progress.missing import counted_how
from application.reports.progress.progress import CORRECTED
from application.reports.progress.states import States
from application.reports.work_by_task import Days, by_task, work_within, year_of
from domain.errors import Refused
from domain.events.bodies import RecordKeptFrom
from domain.words import worded


def annual(
    read_model: ReadModel, ask: Ask, today: date, *, year: str, preface: str | None = None
) -> Report:
    """Report on a calendar year, up to the day asked for, or to its end if that lies behind.

    Only what surely happened in the year is counted. `preface` is Markdown.

    Raises:
        Malformed: `year` is not a year.
        Refused: the day asked for lies before the year.
    """
    days = _days(year, as_of(read_model, ask, today).on)
    body = Body.of(read_model, ask._replace(on=days.last), today)
    done, states = work_within(body, days), States(body, None, silent_alone=True)
    records = gap_records(body.facts)
    sections = [
        Section("summary", "The year on one page", [summary.summary(body, days, states, done)]),
        *([Section("preface", "Preface", [Markdown(preface)])] if preface else []),
        members(body, days),
        *texts(body, days),
        commitments(body, states),
        Section("judged", "Independent assessments", [assessed(states)]),
        Section("steps", "Milestones", [milestones(states)]),
        meetings(body, days),
        *by_task(body, done),
        *gaps(body, days, records),
        practices(body, days),
    ]
    return body.report(
        "annual",
        worded("Annual report {year} of {name}", year=year, name=body.name),
        [*sections, *corrections(body, days)],
        scales=[scale.described for scale in states.scales],
        facts={"year": int(year), "from": str(days.first), "until": str(days.last)},
        banners=[] if body.public else banners(records),
        notes=[*_notes(body, days), *_on_progress(states)],
    )


def _on_progress(states: States) -> list[str]:
    return [*counted_how(states), CORRECTED] if states.scales or states.unseen else []


def _days(year: str, on: date) -> Days:
    number = year_of(year)
    first, last = date(number, 1, 1), date(number, 12, 31)
    if on < first:
        raise Refused(
            "There is nothing to report on {year} as at {on}: it had not begun.", year=year, on=on
        )
    return Days(first, min(on, last))


def _notes(body: Body, days: Days) -> list[str]:
    notes: list[str] = [
        worded(
            "Only what surely happened within the year is counted: a date that may lie outside "
            "is not."
        )
    ]
    if days.last.month != 12 or days.last.day != 31:  # noqa: PLR2004  # the last day of a year
        notes.append(worded("The report covers the year up to {last}.", last=days.last))
    moment = body.at.recorded_at
    if moment and moment.date() < days.last:
        notes.append(
            worded("The last entry in this report was made on {date}.", date=moment.date())
        )
    known = [fact.by for fact in body.facts.known(RecordKeptFrom)]
    complete = body.complete_from or min(known, default=None)
    if complete and complete > days.first:
        notes.append(
            worded(
                "The record is kept from {kept}; what is before it may be missing.", kept=complete
            )
        )
    elif complete is None and not body.public:
        notes.append("It is not said from which day on the record is complete.")
    return [
        *notes,
        *uncertain_members(body.facts),
        *leaving(body.facts),
        *shown_in_part(body.facts),
    ]
