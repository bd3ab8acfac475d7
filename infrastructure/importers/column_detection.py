"""Detect what the columns of a foreign table are about: by their names, or else by their cells.

What is not clear is said and left to a person; nothing is guessed.
"""

import json
import re
from collections.abc import Mapping, Sequence

from domain.names import normal
from domain.values import MEMBER_CODE
from domain.words import worded
from infrastructure.importers.names.country_names import country_names
from infrastructure.importers.names.headers import DATES, kind_name, kind_of
from infrastructure.importers.tables.date_formats import formats_of, is_misread, unreadable
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.known_references import OFFICIAL

PLACEHOLDER = "FILL-IN"
"""What stands in a proposal where a person has to write something."""
LISTED = 5
_LOOKED_AT, _MOSTLY = 300, 0.8
_CODE = re.compile(MEMBER_CODE)
_YES_OR_NO = frozenset({"yes", "no", "y", "n", "true", "false", "oui", "non", "si", "да", "нет"})


class DetectedColumns:
    """What the columns of a table are about.

    `by_kind` has the column of each kind that was found, `date_formats` the formats of its dates,
    `doubtful` the kinds of date columns in which a few cells are no dates. `understood` and `open`
    say in sentences what is clear, and what a person has to decide.
    """

    def __init__(self, table: InputTable, known: Mapping[str, tuple[str, ...]]) -> None:
        self._table, self._members = table, known.get("member", ())
        self._official = {normal(name) for name in known.get(OFFICIAL, ())}
        self.by_kind: dict[str, str] = {}
        self.date_formats: dict[str, None] = {}
        self.doubtful: set[str] = set()
        self.understood: list[str] = []
        self.open: list[str] = []
        for column in table.header:
            self._detect(column)

    def cells(self, column: str) -> list[str]:
        """Return different cells of a column that are not blank, up to a number."""
        cells = dict.fromkeys(row.cells[column] for row in self._table.rows)
        return [cell for cell in cells if cell][:_LOOKED_AT]

    def are_codes(self, kind: str) -> bool:
        """Say whether the column of a kind holds codes of members alone."""
        return all(_CODE.fullmatch(cell) for cell in self.cells(self.by_kind[kind]))

    def no_members(self, column: str) -> list[str]:
        """Return the cells that are neither a code nor the name of one member."""
        cells = (cell for cell in self.cells(column) if not self._is_member(cell))
        return [cell for cell in cells if not _CODE.fullmatch(cell)]

    def to_decide(self, sentence: str, /, **values: object) -> None:
        """Add what a person has to decide."""
        self.open.append(worded(sentence, **values))

    def _detect(self, column: str) -> None:
        cells = self.cells(column)
        kind = kind_of(column)
        if kind in self.by_kind:
            self.to_decide("{column!r} seems to say the same as another column.", column=column)
        elif kind in DATES:
            self._detect_dates(kind, column, cells)
        elif kind and kind != "date":
            self.by_kind[kind] = column
        elif "member" not in self.by_kind and cells and self._are_members(cells):
            self.by_kind["member"] = column
            self.understood.append(worded("{column!r} holds names of members.", column=column))
        elif not cells:
            self.to_decide("{column!r}: it is blank.", column=column)
        elif {cell.casefold() for cell in cells} <= _YES_OR_NO:
            self.to_decide("{column!r}: it says yes or no, but not to what.", column=column)
        elif formats_of(cells):
            self.to_decide("{column!r}: it holds days, but not of what.", column=column)
        else:
            self.to_decide("{column!r}: its name is not known.", column=column)

    def _detect_dates(self, kind: str, column: str, cells: Sequence[str]) -> None:
        formats = formats_of(cells)
        if formats is None:
            self._detect_few_dates(kind, column, cells)
        elif len(formats) > 1:
            self.by_kind[kind] = column
            self.to_decide(
                "{column!r} can be read as {formats}: write the right one into date_formats.",
                column=column,
                formats=" or ".join(each for (each,) in formats),
            )
        elif is_misread(cells, tuple(self.date_formats), formats[0]):
            self.to_decide(
                "{column!r} has its days in another order than an earlier column, so that one "
                "mapping cannot read both.",
                column=column,
            )
        else:
            self.by_kind[kind] = column
            self.date_formats |= dict.fromkeys(formats[0])
            self.understood.append(_dates_understood(column, kind, *formats[0]))

    def _detect_few_dates(self, kind: str, column: str, cells: Sequence[str]) -> None:
        """Leave a column with a few cells that are no dates to a person, and others alone."""
        odd, values = unreadable(cells), {"column": column, "kind": kind_name(kind)}
        if not cells:
            self.to_decide("{column!r} looks like {kind}, but it is blank.", **values)
        elif len(odd) * 2 > len(cells):
            self.to_decide(
                "{column!r} looks like {kind}, but not all of its cells are dates, "
                "such as {odd!r}.",
                **values,
                odd=odd[0],
            )
        else:
            self._detect_dates(kind, column, [cell for cell in cells if cell not in odd])
            self.doubtful.add(kind)
            self.to_decide(
                "{column!r} looks like {kind}, but not all of its cells are dates: {odd}. Correct "
                "them in the file, and write {{ column = {quoted} }} for {placeholder}.",
                **values,
                odd=", ".join(map(repr, odd[:LISTED])) + (" …" if odd[LISTED:] else ""),
                quoted=quoted(column),
                placeholder=PLACEHOLDER,
            )

    def _are_members(self, cells: Sequence[str]) -> bool:
        return sum(map(self._is_member, cells)) >= _MOSTLY * len(cells)

    def _is_member(self, cell: str) -> bool:
        ours = cell in self._members or normal(cell) in self._official
        return ours or country_names().find(cell).code is not None


def _dates_understood(column: str, kind: str, date_format: str = "") -> str:
    if not date_format:
        return worded("{column!r} holds days ({kind}).", column=column, kind=kind_name(kind))
    return worded(
        "{column!r} holds days ({kind}), in the form {date_format}.",
        column=column,
        kind=kind_name(kind),
        date_format=date_format,
    )


def quoted(text: str) -> str:
    """Return a text as a value in TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
