"""Whether the hidden cells of a member's workbook say what people see in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from application.questions.asking.cited_commitments import CitedCommitment, cited_commitments
from application.questions.asking.facts import Facts
from application.questions.progress.obligations import Obligation, obligations
from domain.errors import Malformed
from domain.events.bodies import Established, ScaleRegistered
from domain.events.progress import ProgressReported, ReportReturned
from domain.normal_form import normal_form
from infrastructure.importers.rows.made_rows import MadeRows
from infrastructure.importers.tables.table import FilledCells
from infrastructure.importers.workbooks.filled_form import BODY, not_as_written
from infrastructure.importers.workbooks.form_words import (
    CORRECTS,
    called,
    folded,
    in_each_language,
    levels,
    meanings,
    title_of,
)
from infrastructure.language import translated


def written_for(facts: Facts) -> str:
    """Return what hidden cells say of a body: its code, and by which entry it was established."""
    (established, *_) = facts.everything.known(Established)
    return f"{facts.taskforce}/{established.entry_id}"


def must_be_as_shown(made: MadeRows, facts: Facts) -> None:
    """Refuse a workbook whose hidden cells mean another report, or level, than it shows.

    Raises:
        Malformed: they do, or it would correct a report that nobody returned to the member; or it
            was written for another body, or by another register.
    """
    if any(seen.shown[BODY] != written_for(facts) for seen in made.made.values()):
        raise Malformed(
            "{name} was written for another body, or in another register, such as one for "
            "exercises. Nothing was recorded. Import it there.",
            name=made.table.name,
        )
    returned = {str(fact.event.report) for fact in facts.known(ReportReturned)}
    said = [fact for fact in facts.known(ProgressReported) if fact.entry_id in returned]
    reports = {f"@{f.entry}": (f.event.scale, f.event.scale_version) for f in said}
    cited, asked = cited_commitments(facts), obligations(facts)
    for row in made.table.rows:
        cells, seen = row.cells, made.made.get(row.number)
        named = (cells["scale"], cells["scale_version"])
        if cells["act"] == CORRECTS:
            named = reports.get(cells["entry"], ("", ""))
        is_told = not seen or (
            normal_form(seen.shown["commitment"]) in _titles(cells, cited, asked)
            and _is_level(seen.shown.get("assessment", ""), cells["assessment"], named, facts)
        )
        if not (named[0] and is_told):
            raise not_as_written(made.table.name, row.number)


def _titles(
    cells: FilledCells, cited: Mapping[str, CitedCommitment], asked: Sequence[Obligation]
) -> set[str]:
    """Return what this report is called in all languages, with other texts beside or without."""
    commitment, days = cited.get(cells["commitment"]), {cells["due_on"]}
    if commitment is None or not _is_day(cells["due_on"]):
        return set()
    for each in asked:
        mine = (each.member, each.commitment) == (cells["member"], cells["commitment"])
        if mine and str(each.due_on or "") == cells["due_on"]:
            days.add(str(each.due_by or ""))
    of_text = [replace(commitment, alone=False, only_text=only).heading for only in (True, False)]
    names = in_each_language(
        lambda: [
            normal_form(translated(called(heading, title_of(cells["act"], day))))
            for heading in (*of_text, commitment.text)
            for day in days
        ]
    )
    return {name for each in names for name in each}


def _is_day(cell: str) -> bool:
    """Say whether a hidden cell has a day as we wrote it, or none."""
    try:
        return not cell or str(date.fromisoformat(cell)) == cell
    except ValueError:
        return False


def _is_level(word: str, level: str, named: tuple[str, str], facts: Facts) -> bool:
    """Say whether a word that was chosen stands for a level on the scale of that name."""
    scales = [fact.event for fact in facts.known(ScaleRegistered)]
    lists = in_each_language(
        lambda: [meanings(levels(s)) for s in scales if (s.scale, s.version) == named]
    )
    meant = {
        folded(normal_form(label)): value
        for each in lists
        for choices in each
        for label, value in choices.items()
    }
    return word in ("", level) or meant.get(folded(word)) == level
