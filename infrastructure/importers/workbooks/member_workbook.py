"""The workbook of one member: its commitments and outstanding reports, with cells to fill in.

It comes back by an import: a row in which nothing was filled in records nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from application.questions.asking.facts import Fact, Facts
from application.questions.progress.obligations import OUTSTANDING, Obligation, bound, obligations
from domain.errors import Refused, UnknownReference
from domain.events.bodies import ScaleRegistered
from domain.events.members import Joined, Renamed
from domain.events.progress import OUTSIDE_SCALES, ProgressReported
from domain.events.texts import Adopted, Amended
from domain.suggestions import near
from domain.values import Visibility
from domain.words import joined, worded
from infrastructure.importers.rows.standard_columns import WORKBOOK
from infrastructure.importers.workbooks.column_choices import choices_of
from infrastructure.importers.workbooks.sheet_writer import (
    LONGEST,
    Sheet,
    SheetColumn,
    TextSheet,
    workbook,
)
from infrastructure.importers.workbooks.templates import ROWS_SHEET

_HEAD = 500  # letters of a cell that are kept for the line before a narrative
HOW_SHEET = worded("How to fill in")
_DAY = worded(
    "The day as of which you say this, as text: 2026-08-15, or 2026-08 if that is all you know."
)
_LINES = (
    (
        "1",
        worded(
            "Fill in the white cells of the sheet {sheet}; leave the grey ones as they are.",
            sheet=ROWS_SHEET,
        ),
    ),
    (
        "2",
        worded(
            "assessment: how far you are, chosen from the list; what the words mean stands below."
        ),
    ),
    ("3", worded("on: {day}", day=_DAY)),
    (
        "4",
        worded(
            "narrative: what was done, in your own words. Never name a person or describe a case."
        ),
    ),
    (
        "5",
        worded(
            "evidence, if any: direction;type;title;publisher;day;address. More of it behind a bar."
        ),
    ),
    (
        "6",
        worded(
            "stage: interim, or final if you will not report on this again. Blank means interim."
        ),
    ),
    ("7", worded("A row that you leave blank says nothing. Then send the file back.")),
    (
        "8",
        worded("correct_report is for a report that was returned; blank cells stay as they were."),
    ),
)


def member_workbook(facts: Facts, member: str) -> bytes:
    """Return the workbook of a member: the same bytes for the same register and day.

    Raises:
        UnknownReference: it never was a member.
        Refused: there is no scale to report on, or nothing to report about.
    """
    if facts.at.audience is Visibility.PUBLIC:
        raise Refused("A workbook shows what is owed and was returned, so it is never public.")
    if member not in (names := _names(facts)):
        raise UnknownReference("member", member, near(member, names))
    scales = [fact.event for fact in facts.known(ScaleRegistered)]
    if not scales:
        raise Refused("There is no scale to report on. Register one: depositary taskforce scale")
    rows = sorted(_rows(facts, member, scales[-1]), key=lambda row: row.place)
    if not rows:
        raise Refused(
            "{member} is bound by no commitment, so there is nothing to report about.",
            member=member,
        )
    asked = {row.scale for row in rows} | {(scales[-1].scale, scales[-1].version)}
    used = [scale for scale in scales if (scale.scale, scale.version) in asked]
    columns = _columns(used)
    cells = [[row.cells.get(column.name, "") for column in columns] for row in rows]
    title = worded("Reports of {member}", member=names[member])
    return workbook(
        Sheet(name=ROWS_SHEET, columns=columns, rows=cells, extra_rows=0),
        TextSheet(HOW_SHEET, ((title,), *_LINES, *_scale_help(used))),
    )


@dataclass(frozen=True, slots=True)
class _ReportRow:
    """One row: the scale that it is stated on, and its cells by column."""

    scale: tuple[str, str]
    cells: Mapping[str, str]

    @property
    def place(self) -> tuple[str, str, str]:
        """Its place among the rows."""
        return self.cells["commitment"], self.cells["due_on"], self.cells["row_id"]


def _columns(scales: Iterable[ScaleRegistered]) -> list[SheetColumn]:
    words = dict.fromkeys(value.value for scale in scales for value in scale.values)
    note = worded("Choose one; the sheet {sheet} says what they mean.", sheet=HOW_SHEET)
    return [
        *(_locked(name) for name in ("row_id", "act", "member", "commitment")),
        _locked("(text)", 50),
        _locked("due_on", 12),
        _locked("(period)", 24),
        _locked("entry", 8),
        _locked("(last report)", 40),
        _locked("(the reviewer said)", 40),
        _locked("scale", 12),
        _locked("scale_version", 12),
        SheetColumn("assessment", note, (*words, *OUTSIDE_SCALES)),
        SheetColumn("on", _DAY, width=14),
        SheetColumn("stage", worded("Blank means interim."), choices_of("stage"), width=12),
        SheetColumn("narrative", _LINES[3][1], width=50),
        SheetColumn("evidence", _LINES[4][1], width=40),
    ]


def _locked(name: str, width: int = 18) -> SheetColumn:
    return SheetColumn(name, worded("Leave it as it is."), width=width, is_open=False)


def _scale_help(scales: Iterable[ScaleRegistered]) -> Iterator[tuple[str, ...]]:
    for scale in scales:
        yield (
            worded(
                "{title} ({scale}, version {version}), from none to full",
                title=scale.title,
                scale=scale.scale,
                version=scale.version,
            ),
        )
        for value in scale.values:
            yield value.value, value.label
    yield (worded("Beside any scale"),)
    yield OUTSIDE_SCALES[0], worded("It was further before than it is now.")
    yield OUTSIDE_SCALES[1], worded("It cannot be said how far it is.")
    yield OUTSIDE_SCALES[2], worded("The commitment does not apply to it.")


def _rows(facts: Facts, member: str, newest: ScaleRegistered) -> Iterator[_ReportRow]:
    """Yield what is owed and was returned; one report anew where there is neither."""
    words = _wordings(facts)
    told = obligations(facts)
    mine = [each for each in told if each.member == member and _is_open(each)]
    binding = {text for text, who in bound(facts, words) if who == member}
    reports = [f for f in facts.standing(ProgressReported) if f.event.member == member]
    for commitment in binding | {each.commitment for each in mine}:
        about = [fact for fact in reports if fact.event.commitment == commitment]
        last = about[-1] if about else None
        asked = [each for each in mine if each.commitment == commitment]
        row = partial(_report_row, member, commitment, words[commitment], last, newest)
        yield from map(row, asked or (None,))


def _is_open(each: Obligation) -> bool:
    return each.state == "returned" or (each.owed and each.state in OUTSTANDING)


def _report_row(
    member: str,
    commitment: str,
    text: str,
    last: Fact[ProgressReported] | None,
    newest: ScaleRegistered,
    each: Obligation | None,
) -> _ReportRow:
    """Return the row for an obligation, or for a report that nobody asked for."""
    returned = each.report if each and each.state == "returned" else None
    shown = returned or last
    scale = (newest.scale, newest.version)
    if shown:
        scale = (shown.event.scale, shown.event.scale_version)
    cells = {"member": member, "commitment": commitment, "(text)": _cut(text), "due_on": ""}
    if returned and each:
        mark = f"returned-{each.returns[-1].entry}"
        cells |= {"act": "correct_report", "entry": f"@{returned.entry}"}
    else:
        cells |= {"act": "report", "due_on": str(each.due_on or "") if each else ""}
        cells |= {"scale": scale[0], "scale_version": scale[1]}
        mark = f"due-{cells['due_on']}" if cells["due_on"] else f"after-{last.entry if last else 0}"
    cells |= {
        "row_id": f"{WORKBOOK}{member}/{commitment}/{mark}",
        "(last report)": _reported(shown),
    }
    if each and each.period_from:
        period = {"begin": each.period_from, "end": each.period_until}
        cells["(period)"] = worded("{begin} to {end}", **period)
    if each:
        said = "\n".join(f"{fact.on}: {fact.event.reason}" for fact in each.returns)
        cells["(the reviewer said)"] = _cut(said)
    return _ReportRow(scale, cells)


def _reported(fact: Fact[ProgressReported] | None) -> str:
    if fact is None:
        return ""
    told = worded("{assessment}, as of {on}", assessment=fact.event.assessment, on=fact.on)
    narrative = _cut(fact.event.narrative or "", LONGEST - _HEAD)
    return joined("\n", [told, narrative]) if narrative else told


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _wordings(facts: Facts) -> dict[str, str]:
    """Return the words of each commitment on the day, as far as it was there."""
    words = {fact.event.commitment: fact.event.text for fact in facts.begun(Adopted)}
    later = [fact.event for fact in facts.begun(Amended)]
    return words | {event.commitment: event.text for event in later}


def _names(facts: Facts) -> dict[str, str]:
    joined = {f.event.member: f.event.name for f in facts.known(Joined) if f.event.name}
    return joined | {fact.event.member: fact.event.name for fact in facts.begun(Renamed)}
