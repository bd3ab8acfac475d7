"""What only a person can say of a file: values that fit no rule, the order of days, constants."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from domain.names import normal
from domain.values import UNKNOWN
from domain.words import Words, worded
from infrastructure.customary_names.consent_letters import reads_letters
from infrastructure.customary_names.headers import DUE
from infrastructure.customary_names.statuses import names_end, says_no
from infrastructure.customary_names.tables import names_what_is_to_come
from infrastructure.importers.answers.mapping_answers import OF_FILE
from infrastructure.importers.answers.open_value import NOTHING, OpenValue, named
from infrastructure.importers.answers.questions import Asking, asking, asking_for_member
from infrastructure.importers.answers.unread_columns import unread_states
from infrastructure.importers.rows.act_request import ACTS, day_fields, member_fields, unknown_days
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import PLACEHOLDER, constant_of
from infrastructure.importers.rows.value_source import ValueSource
from infrastructure.importers.tables.date_formats import (
    day_text,
    days_of,
    in_this_century,
    is_date,
    is_day,
    perhaps_exchanged,
)
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.problems import RowFaults
from infrastructure.importers.tables.table import TableRow
from infrastructure.importers.workbooks.known_references import (
    DUE_DAYS,
    EXTRAORDINARY,
    TITLES,
    PartyNames,
)

DAY_FIRST, MONTH_FIRST = "day first", "month first"
AS_SHOWN, EXCHANGED = "as shown", "exchanged"
_WORDS = ("instrument", "assessment")
"""Fields whose values the body has to know already."""
_MOST = 200
_SHOWN = 8
"""Cells of a column of which likely answers are looked for, which takes its time."""


@dataclass(slots=True)
class _Column:
    """A column that an act reads in one way, with the rows of each cell; days `may_be_unknown`."""

    source: ValueSource
    may_be_unknown: bool = False
    cells: dict[str, dict[int, TableRow]] = field(default_factory=dict)

    def first_row(self, cell: str) -> TableRow:
        """Return the first row that has this cell."""
        rows = self.cells[cell]
        return rows[min(rows)]


def open_values(mapped: MappedFile, known: Mapping[str, tuple[str, ...]]) -> Sequence[OpenValue]:
    """Return what has to be said of a file; `known` are the words of the body by column."""
    return list(_OpenValues(mapped, known).all())


class _OpenValues:
    def __init__(self, mapped: MappedFile, known: Mapping[str, tuple[str, ...]]) -> None:
        self._mapped = mapped
        self._parties = PartyNames(known)
        texts = known.get("instrument", ())
        opened = {each.reference: each.title for each in mapped.mapping.setup.instrument}
        self._titles = dict(zip(texts, known.get(TITLES, texts), strict=True)) | opened
        self._known = {**known, "instrument": tuple(self._titles)}

    def all(self) -> Iterator[OpenValue]:
        """Yield constants, then orders of days, then cells; each once."""
        yield from self._constants()
        members, days, words = self._columns()
        for column, found in days.items():
            yield from self._days(column, found)
        ask = asking_for_member(self._parties)
        for column, found in members.items():
            answers = frozenset(self._mapped.mapping.cells.get(column, {}).values())
            yield from self._cells(column, found, self._parties.named_in(column, answers), ask)
        for column, acts in self._mapped.mapping.words_of_acts.items():
            found = _Column(ValueSource(column=column))
            _gather(found, column, self._rows)
            known = (*acts, *self._mapped.mapping.nothing.cells.get(column, ()))
            likely = tuple({normal(word): word for word in reversed(acts)}.values())[::-1]
            yield from self._cells(column, found, known.__contains__, asking("", likely))
        for (column, name), found in words.items():
            if choices := self._known.get(name, ()):
                titles = self._titles_of(name)
                ask = asking(name, choices)
                for each in self._cells(column, found, choices.__contains__, ask):
                    yield replace(each, titles=titles)
        yield from unread_states(self._mapped, self._parties)

    def _constants(self) -> Iterator[OpenValue]:
        names = dict.fromkeys(
            constant_of(name)
            for act in self._mapped.mapping.act
            for name, source in act.parameters.items()
            if source.value == PLACEHOLDER
        )
        said, file = self._mapped.mapping.constants, self._mapped.table.sha256
        if DUE in names or (DUE in said and said.get(OF_FILE) != file):
            names.pop(DUE, None)  # what is due is another day in the list of next month
            yield _ask_for_due(self._known.get(DUE_DAYS, (EXTRAORDINARY,)), file)
        for name in names:
            if name == "scale_version" and not self._known.get("scale"):
                continue  # the scale is asked for
            choices, titles = self._known.get(name, ()), self._titles_of(name)
            question = worded(
                "No column gives the {name}, and none is on record yet: record it ({command}), "
                "then import again.",
                name=name,
                command="depositary text adopt"
                if name == "instrument"
                else "depositary taskforce scale",
            )
            if choices:
                question = worded(
                    "No column gives the {name}: which one of {choices} is it in all rows?",
                    name=name,
                    choices=", ".join(named(choices, titles)),
                )
            yield OpenValue(value=name, question=question, choices=choices, titles=titles)

    def _titles_of(self, name: str) -> Mapping[str, str]:
        return self._titles if name == "instrument" else {}

    def _columns(
        self,
    ) -> tuple[dict[str, _Column], dict[str, _Column], dict[tuple[str, str], _Column]]:
        """Return the columns of members, of days, and of words by their field, with their cells."""
        members: dict[str, _Column] = {}
        days: dict[str, _Column] = {}
        words: dict[tuple[str, str], _Column] = {}
        for act in self._mapped.mapping.act:
            kinds = ACTS[act.record]
            rows = [row for row in self._rows if act.applies(row.cells)]
            for name, source in act.parameters.items():
                column = source.column
                if column is None:
                    continue
                if name in member_fields(kinds):
                    _gather(members.setdefault(column, _Column(source)), column, rows)
                elif name in day_fields(kinds):
                    dated = _Column(source, name in unknown_days(kinds))
                    _gather(days.setdefault(column, dated), column, rows)
                elif name in _WORDS:
                    _gather(words.setdefault((column, name), _Column(source)), column, rows)
        return members, days, words

    @cached_property
    def _rows(self) -> Sequence[TableRow]:
        """The rows that say anything yet."""
        nothing = self._mapped.mapping.nothing
        return [row for row in self._mapped.rows if not nothing.applies(row.cells)]

    def _days(self, column: str, found: _Column) -> Iterator[OpenValue]:
        """Ask for the order of days of a column, and for each cell that is no day in any order."""
        mapping = self._mapped.mapping
        texts = {cell: self._text(found.source, found.first_row(cell)) for cell in found.cells}
        judged, formats = days_of(texts.values()), mapping.formats_of(column)
        answered = mapping.cells.get(column, {})
        whole = {c: in_this_century(t) for c, t in texts.items() if c not in answered}
        odd = [text for text in whole.values() if not is_day(text, formats)]
        is_told = column in mapping.dates or bool(mapping.date_formats)
        if is_told and not mapping.only_date_formats and any(map(is_date, odd)):
            judged = days_of([*texts.values(), *whole.values()])
            orders = (judged.formats, judged.otherwise or formats)  # this month it may be another
        else:
            orders = (judged.formats, () if is_told else judged.otherwise)
        fit = all(judged.example and is_day(judged.example, order) for order in orders)
        if fit and orders[0][:1] != orders[1][:1]:
            yield _ask_for_order(column, judged.example, orders)
            fits = partial(is_day, formats=formats) if is_told else is_date
            yield from self._cells(column, found, fits, partial(_ask_for_day, found))
            return
        if doubtful := perhaps_exchanged({c: t for c, t in texts.items() if c not in answered}):
            yield _ask_for_exchange(column, tuple(doubtful))
        fits = partial(is_day, formats=formats)
        yield from self._cells(column, found, fits, partial(_ask_for_day, found))

    def _cells(
        self, column: str, found: _Column, fits: Callable[[str], bool], ask: Asking
    ) -> Iterator[OpenValue]:
        asked = 0
        for cell, rows in sorted(found.cells.items(), key=lambda each: -len(each[1])):
            meant = self._mapped.mapping.cells.get(column, {}).get(cell)
            text = self._text(found.source, found.first_row(cell))
            if fits(text if meant is None else found.source.from_answer(meant)):
                continue
            numbers = tuple(sorted(rows))
            asked += 1
            question, choices = ask(column, cell, listed(numbers), likely=asked <= _MOST)
            if meant is not None:
                again = "{answer!r}, as answered, cannot be used. {question}"
                question = worded(again, answer=meant, question=question)
            yield OpenValue(
                column=column, value=cell, rows=numbers, question=question, choices=choices
            )

    def _text(self, source: ValueSource, row: TableRow) -> str:
        try:
            return source.read(row.cells, self._mapped.mapping.values)
        except RowFaults:
            return row.cells[source.column or ""]


def _gather(found: _Column, column: str, rows: Sequence[TableRow]) -> None:
    for row in rows:
        if row.cells[column]:
            found.cells.setdefault(row.cells[column], {})[row.number] = row


def _in_order(formats: Sequence[str]) -> tuple[str, ...]:
    return (DAY_FIRST, MONTH_FIRST) if formats[0].startswith("%d") else (MONTH_FIRST, DAY_FIRST)


def _ask_for_due(choices: tuple[str, ...], file: str) -> OpenValue:
    *days, extraordinary = choices
    question = worded(
        "No column says which reports these are, and none is due on any day now: are they "
        "{extraordinary} ones?",
        extraordinary=extraordinary,
    )
    if days:
        question = worded(
            "No column says which reports these are: those that are due on a day such as {days}, "
            "or {extraordinary} ones?",
            days=", ".join(days[-_SHOWN:]),
            extraordinary=extraordinary,
        )
    return OpenValue(value=DUE, question=question, choices=choices, of_file=file)


def _ask_for_order(
    column: str, example: str, orders: tuple[tuple[str, ...], tuple[str, ...]]
) -> OpenValue:
    first, second = (day_text(example, each) for each in orders)
    question = worded(
        "{example!r} in {column!r} can be {first} or {second}: does the day or the month come "
        "first in this column?",
        example=example,
        column=column,
        first=first,
        second=second,
    )
    choices = _in_order(orders[0])
    return OpenValue(column=column, question=question, choices=choices, formats=orders)


def _ask_for_exchange(column: str, doubtful: tuple[tuple[str, str], ...]) -> OpenValue:
    sentence = (
        "{column!r} has dates such as {first} beside texts of which the day is always beyond the "
        "12th: a spreadsheet may have taken {other} for it. Are these dates as shown, or are day "
        "and month exchanged?"
    )
    question = worded(sentence, column=column, first=doubtful[0][0], other=doubtful[0][1])
    return OpenValue(
        column=column, question=question, choices=(AS_SHOWN, EXCHANGED), exchanged=doubtful
    )


def _ask_for_day(
    found: _Column, column: str, cell: str, rows: Words, *, likely: bool
) -> tuple[Words, tuple[str, ...]]:
    del likely  # they are the same for each
    sentence = (
        "{cell!r} in {column!r} is no date ({rows}); write what is known of it, such as 2026-03, "
        "or unknown."
        if found.may_be_unknown
        else "{cell!r} in {column!r} is no date ({rows})."
    )
    told = worded(sentence, cell=cell, column=column, rows=rows)
    if reads_letters(found.source.patterns):
        told = worded("{question} A letter behind it is read, too: 2026-03 AA.", question=told)
    if names_end(cell):
        sentence = "{question} That something ended is not read from it: record that by hand."
        told = worded(sentence, question=told)
    if not found.may_be_unknown:
        return told, ()
    is_nothing = says_no(cell) or names_end(cell) or names_what_is_to_come(cell)
    return told, (NOTHING, str(UNKNOWN)) if is_nothing else (str(UNKNOWN),)
