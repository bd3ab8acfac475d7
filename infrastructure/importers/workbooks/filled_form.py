"""Reads the workbook of a member as it comes back: each report becomes a row in our columns.

The sheet of reports has one line a question. Its first row and its columns from `field` on are
hidden: `field` says what the line answers, or that it has words of ours, `means` what the words to
choose from stand for, and the line with a `row_id` begins a report and says what it is about. A
line with neither was inserted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Self

from pydantic import ValidationError

from application.entries.validation_messages import problems_of_form
from domain.errors import Malformed
from domain.events.progress import Evidence
from domain.progress.evidence import NO_PICTURES, in_full, is_picture
from domain.words import worded
from infrastructure.importers.rows.made_rows import MadeRow, MadeRows, made_of
from infrastructure.importers.rows.standard_columns import TO_FILL_IN, WORKBOOK
from infrastructure.importers.tables.date_formats import ColumnDays, day_text, days_of
from infrastructure.importers.tables.header_rows import CHANGED
from infrastructure.importers.tables.problems import CellFault, RowProblem, by_row
from infrastructure.importers.tables.table import InputTable, TableRow
from infrastructure.importers.workbooks.form_words import (
    CORRECTS,
    KINDS,
    STAGES,
    WORDS,
    folded,
    list_with,
    meanings_in,
    typed_over,
)

SHOWN = ("kind", "answer", "title", "day")
"""The columns that people see; the label of a line stands in the first."""
ABOUT = (
    *("row_id", "act", "member", "commitment", "due_on", "period_from", "period_until"),
    *("entry", "scale", "scale_version"),
)
BODY = "body"
"""The hidden column that says for which body, of which register, a report is asked."""
HEADER = (*SHOWN, "field", "means", *ABOUT, BODY)
EVIDENCE = "evidence"
_EVIDENCE_KIND = "other"
_ADDRESSES = ("https://", "http://")
_ACTS = ("report", CORRECTS)  # all that a member can say in its workbook


def filled_form(table: InputTable) -> MadeRows | None:
    """Return the rows that the workbook of a member means, None of any other table.

    Raises:
        Malformed: it is a workbook in a form that is not read any more, or one whose hidden cells
            say something else than reports of one member.
    """
    if not is_form(table.header):
        if any(row.cells.get("row_id", "").startswith(WORKBOOK) for row in table.rows):
            raise Malformed(
                "{name} is a member's workbook in an earlier form, which is not read any more. "
                "Write it anew: depositary export workbook MEMBER --output FILE",
                name=table.name,
            )
        return None
    _must_begin_as_written(table)
    days = days_of(cell for row in table.rows for cell in _days_in(row))
    forms = list(_forms(table, days))
    _must_be_ours(table.name, forms)
    problems = [problem for form in forms for problem in form.problems]
    of_forms = {problem.row for problem in problems}
    others = tuple(each for each in table.problems if each.row not in of_forms)
    fit = [form for form in forms if not form.problems]
    made = [MadeRow(form.cells, form.row, form.places, form.shown) for form in fit]
    ours = replace(table.layout, read_hidden=())  # what is hidden, is so by us
    plain = replace(table, problems=others, layout=ours, notes=tuple(typed_over(table.every_row)))
    return made_of(plain, (*ABOUT, *TO_FILL_IN, CHANGED), made, problems)


def _must_begin_as_written(table: InputTable) -> None:
    """Refuse what is written above the first report, which is of none.

    Raises:
        Malformed: a row was inserted there.
    """
    for row in takewhile(lambda each: not each.cells["row_id"], table.every_row):
        if row.cells and row.cells.keys() <= {*SHOWN}:
            raise Malformed(
                "Row {row} of {name} was inserted above all reports. Move the words; delete it.",
                row=row.number,
                name=table.name,
            )


def _must_be_ours(name: str, forms: Sequence["_Form"]) -> None:
    """Refuse a workbook whose hidden cells were changed: they say who did what.

    Raises:
        Malformed: a form is no report of the member that all others are of.
    """
    members = {form.cells["member"] for form in forms}
    for form in forms:
        cells = form.cells
        begins = f"{WORKBOOK}{cells['member']}/{cells['commitment']}/"
        is_report = cells["act"] in _ACTS and cells["row_id"].startswith(begins)
        if not is_report or len(members) > 1:
            raise not_as_written(name, form.row)


def not_as_written(name: str, row: int) -> Malformed:
    """Return the refusal of a workbook in which hidden cells of a row were changed."""
    return Malformed(
        "Row {row} of {name} is not as it was written: its hidden cells do not say which report of "
        "the member it is. Nothing was recorded. Copy the answers into a new workbook: depositary "
        "export workbook MEMBER --output FILE",
        row=row,
        name=name,
    )


def is_form(header: Iterable[str]) -> bool:
    """Say whether a sheet with these columns is the one of a member's reports."""
    return set(HEADER) <= set(header)


@dataclass(slots=True)
class _Form:
    """What was filled in about one report, and where each value stands."""

    cells: dict[str, str]
    row: int
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    evidence: list[Mapping[str, str]] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)

    def take(self, row: TableRow, days: ColumnDays, labels: Mapping[str, str], name: str) -> None:
        """Take what a line says; `labels` are those above its columns."""
        if name == EVIDENCE:
            self._take_evidence(row, days, labels)
            return
        if not name:
            self._refuse_inserted(row)
            return
        cell, label = row.cells["answer"], row.cells["kind"]
        self.places[name] = (row.number, label)
        if name == "stage":
            cell = self._chosen(row, "answer", label, STAGES)
        elif row.cells["means"]:
            self.shown[name] = cell
            cell = self._chosen(row, "answer", label)
        elif name == "on":
            cell = self._day(row, "answer", label, days)
        self.cells[name] = cell

    def miss(self, name: str, problems: Iterable[RowProblem]) -> None:
        """Note why a line cannot be used, if so: then nothing of the form is recorded."""
        if name != WORDS:
            self.problems.extend(replace(each, made=self.row) for each in problems)

    def take_change(self, row: TableRow) -> None:
        """Take what the first line that says it says of a change since it was imported."""
        if (cell := row.cells.get(CHANGED)) and CHANGED not in self.cells:
            self.cells[CHANGED], self.places[CHANGED] = cell, (row.number, CHANGED)

    def _take_evidence(self, row: TableRow, days: ColumnDays, labels: Mapping[str, str]) -> None:
        kind = self._chosen(row, "kind", labels["kind"], KINDS)
        link, title = in_full(row.cells["answer"]), row.cells["title"]
        on = self._day(row, "day", labels["day"], days)
        if not any((kind, link, title, on)):
            return
        self.places.setdefault(EVIDENCE, (row.number, labels["answer"]))
        if not link.startswith(_ADDRESSES):
            if link and title:
                reason = worded("Expected an address that begins with https:// or http://.")
                self._refuse(row, link, labels["answer"], reason)
            link, title = "", title or link
        if not (link or title):
            reason = worded("Evidence needs a link or a title.")
            self._refuse(row, "", labels["answer"], reason)
        if is_picture(Evidence.model_construct(title=title, url=link or None)):
            self._refuse(row, link or title, labels["answer"], NO_PICTURES, unfit=True)
        told = {"title": title or link, "url": link, "published_on": on}
        given = {name: text for name, text in told.items() if text}
        given = {"direction": "supports_progress", "type": kind or _EVIDENCE_KIND, **given}
        if not (self.problems and self.problems[-1].row == row.number):
            self._check_form(row, given, labels)
        self.evidence.append(given)

    def whole(self) -> Self:
        """Return it with all evidence in one cell, once each line is taken."""
        if self.evidence:
            self.cells[EVIDENCE] = json.dumps(self.evidence, ensure_ascii=False)
            self.shown[EVIDENCE] = "; ".join(each.get("title", "") for each in self.evidence)
        return self

    def _check_form(
        self, row: TableRow, given: Mapping[str, str], labels: Mapping[str, str]
    ) -> None:
        """Note values of evidence that are not of their form, each where it stands."""
        try:
            Evidence.model_validate(given)
        except ValidationError as error:
            titled = labels["title"] if row.cells["title"] else labels["answer"]
            faults = {
                titled if problem.field == "title" else labels["answer"]: problem
                for problem in problems_of_form(error)
            }
            for label, problem in faults.items():
                self._refuse(row, problem.value, label, problem.reason)

    def _chosen(
        self, row: TableRow, column: str, label: str, choices: Mapping[str, str] | None = None
    ) -> str:
        """Return what the words stand for that were chosen, or the stored word itself.

        What is hidden says it only where the `choices` are not known here.
        """
        cell = row.cells[column]
        means = list_with(cell, choices) if choices else meanings_in(row.cells["means"])
        found = {folded(word): value for word, value in means.items()}.get(folded(cell), cell)
        if cell and found not in means.values():
            reason = worded("Choose one of the list: {words}.", words="; ".join(means))
            self._refuse(row, cell, label, reason)
        return found

    def _day(self, row: TableRow, column: str, label: str, days: ColumnDays) -> str:
        """Return a day in our form, whatever usual form it was written in."""
        cell = row.cells[column]
        if cell in days.odd or (days.otherwise and cell):
            formats: Sequence[str] = ()
        else:
            formats = days.formats
        try:
            return day_text(cell, tuple(formats)) if cell else ""
        except Malformed as error:
            self._refuse(row, cell, label, str(error))
            return ""

    def _refuse_inserted(self, row: TableRow) -> None:
        """Note a line that is not of the form, if anything is written in it."""
        written = " ".join(filter(None, (row.cells[name] for name in SHOWN)))
        if written:
            reason = worded(
                "This row was inserted, and is no part of the form. Write it into a cell that is "
                "to be filled in, or delete the row."
            )
            self._refuse(row, written, "", reason)

    def _refuse(
        self, row: TableRow, cell: str, label: str, reason: str, *, unfit: bool = False
    ) -> None:
        problem = CellFault(label, cell, reason, unfit=unfit).at(row.number)
        self.problems.append(replace(problem, made=self.row))


def _days_in(row: TableRow) -> Iterator[str]:
    if row.cells["field"] == "on":
        yield row.cells["answer"]
    elif row.cells["field"] == EVIDENCE:
        yield row.cells["day"]


def _forms(table: InputTable, days: ColumnDays) -> Iterator[_Form]:
    """Yield the reports in the order of the sheet.

    Raises:
        Malformed: what is hidden in the first line of a report is gone.
    """
    form: _Form | None = None
    labels: Mapping[str, str] = {}
    name = ""
    bad = by_row(table.problems)
    for row in table.every_row:
        is_more = name == EVIDENCE and not row.cells["row_id"]  # a line inserted below others
        name = row.cells["field"] or (EVIDENCE if is_more else "")
        if row.cells["row_id"]:
            if form:
                yield form.whole()
            form = _Form({name: row.cells[name] for name in ABOUT}, row.number)
            form.shown.update({"commitment": row.cells["kind"], BODY: row.cells[BODY]})
        elif name not in ("", WORDS) and (form is None or name in form.cells.keys() - {EVIDENCE}):
            raise not_as_written(table.name, row.number)
        elif form and name != WORDS and row.number not in bad:
            form.take(row, days, labels, name)
        if form:
            form.take_change(row)
            form.miss(name, bad.get(row.number, ()))
        labels = labels if name == EVIDENCE else row.cells
    if form:
        yield form.whole()
