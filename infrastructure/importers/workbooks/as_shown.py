"""Whether the hidden cells of a member's workbook say what people see in it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from application.questions.asking.cited_commitments import CitedCommitment, cited_commitments
from application.questions.asking.facts import Facts
from application.questions.progress.obligations import obligations
from domain.events.bodies import ScaleRegistered
from domain.events.progress import ProgressReported, ReportReturned
from domain.normal_form import normal_form
from infrastructure.importers.rows.made_rows import MadeRows
from infrastructure.importers.tables.table import FilledCells
from infrastructure.importers.workbooks.filled_form import not_as_written
from infrastructure.importers.workbooks.form_words import (
    CORRECTS,
    called,
    in_each_language,
    levels,
    meanings,
    title_of,
)
from infrastructure.language import translated


def must_be_as_shown(made: MadeRows, facts: Facts) -> None:
    """Refuse a workbook whose hidden cells mean another report, or level, than it shows.

    Raises:
        Malformed: they do, or it would correct a report that nobody returned to the member.
    """
    returned = {str(fact.event.report) for fact in facts.known(ReportReturned)}
    reports = {
        f"@{fact.entry}": fact.event
        for fact in facts.known(ProgressReported)
        if fact.entry_id in returned
    }
    cited = cited_commitments(facts)
    for row in made.table.rows:
        cells, seen = row.cells, made.made[row.number].shown if row.number in made.made else {}
        report = reports.get(cells["entry"]) if cells["act"] == CORRECTS else None
        if cells["act"] == CORRECTS and report is None:
            raise not_as_written(made.table.name, row.number)
        scale = (
            (report.scale, report.scale_version)
            if report
            else (cells["scale"], cells["scale_version"])
        )
        commitment = cited.get(cells["commitment"])
        is_named = commitment and _is_called(seen, cells, commitment, facts)
        if seen and not (is_named and _is_level(seen, cells, scale, facts)):
            raise not_as_written(made.table.name, row.number)


def _is_called(
    seen: Mapping[str, str], cells: FilledCells, commitment: CitedCommitment, facts: Facts
) -> bool:
    """Say whether the title is that of this report, in any language, then or now."""
    names = in_each_language(lambda: [*_titles(cells, commitment, facts)])
    return seen["commitment"] in {normal_form(name) for each in names for name in each}


def _titles(cells: FilledCells, commitment: CitedCommitment, facts: Facts) -> Iterator[str]:
    days = {cells["due_on"]}
    for each in obligations(facts):
        mine = (each.member, each.commitment) == (cells["member"], cells["commitment"])
        if mine and str(each.due_on or "") == cells["due_on"]:
            days.add(str(each.due_by or ""))
    of_text = [replace(commitment, alone=False, only_text=only) for only in (True, False)]
    for heading in (*(each.heading for each in of_text), commitment.text):
        for day in days:
            yield translated(called(heading, title_of(cells["act"], day)))


def _is_level(
    seen: Mapping[str, str], cells: FilledCells, named: tuple[str, str], facts: Facts
) -> bool:
    """Say whether the words that were chosen stand for this level on its scale."""
    word = seen.get("assessment", "")
    if not word or word == cells["assessment"]:
        return True
    scales = [fact.event for fact in facts.known(ScaleRegistered)]
    lists = in_each_language(
        lambda: [meanings(levels(s)) for s in scales if (s.scale, s.version) == named]
    )
    return any(
        normal_form(label).casefold() == word.casefold() and value == cells["assessment"]
        for each in lists
        for choices in each
        for label, value in choices.items()
    )
