"""Detect what the columns of a foreign table are about: by their names, or else by their cells.

What is not clear is said and left to a person; nothing is guessed.
"""

from collections.abc import Mapping, Sequence

from domain.words import Words, worded
from infrastructure.customary_names.headers import (
    CONSENTS,
    DATES,
    JOINED,
    LEFT,
    SIGNED,
    STATED,
    SUSPENDED,
    group_of,
    kind_name,
    kind_of,
)
from infrastructure.customary_names.statuses import among, are_marks, is_status, marks_for_yes
from infrastructure.customary_names.titles import without_titles
from infrastructure.importers.day_columns import (
    days_understood,
    letters_in,
    letters_understood,
    marks_beside_days,
    without_letter,
)
from infrastructure.importers.member_columns import MemberColumns
from infrastructure.importers.tables.date_formats import days_of, is_date
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.text_columns import TextHeads, has_days, holds_marks
from infrastructure.importers.workbooks.known_references import PartyNames

_LOOKED_AT = 300


class DetectedColumns:
    """What the columns of a table are about.

    `by_kind` has the column of each kind that was found, `members` says whether those of members
    hold codes, `date_formats` has by column the formats of its dates. `marks` has the cells of a
    column of signatures that has no days, and says yes or no; `days_of_marks` has the column of its
    days, if there is one, and `meant` what marks among days mean, by column. Where it says what
    came of each, `withdrawn` has the cells that say that one was withdrawn, `not_signed` those that
    say nothing yet. `letters` has what letters behind the days of a column of consents mean.
    `understood` and `unused` say in sentences what is clear, and what is not used and why.
    """

    def __init__(self, table: InputTable, known: Mapping[str, tuple[str, ...]]) -> None:
        self._table = table
        self.heads = TextHeads(known)
        self.of_texts = self.heads.columns(table)
        self.by_kind: dict[str, str] = {}
        self.members = MemberColumns(table, self.by_kind, PartyNames(known))
        self.date_formats: dict[str, tuple[str, ...]] = {}
        self.marks: dict[str, Sequence[str]] = {}
        self.days_of_marks: dict[str, str] = {}
        self.letters: dict[str, Mapping[str, str]] = {}
        self.meant: dict[str, dict[str, str]] = {}
        self.withdrawn: dict[str, Sequence[str]] = {}
        self.not_signed: dict[str, Sequence[str]] = {}
        self._dated: list[str] = []
        self._mixed: list[str] = []
        self._blank: dict[str, str] = {}
        self.understood: list[Words] = []
        self.unused: list[Words] = []
        without = {*table.layout.hidden, *self.of_texts}
        shown = [column for column in table.header if column not in without]
        status = next(filter(self._is_status, shown), None)
        if status is not None:  # days of signatures beside it, on either side, are its days
            self._take_status(status)
        for column in shown:
            if column != status:
                self._detect(column)
        self._settle_marks()
        self._settle_blank()
        for column in self.of_texts:
            self._take_text(column)
        self._settle_mixed()

    def cells(self, column: str, most: int | None = None) -> list[str]:
        """Return different cells of a column that are not blank, up to a number."""
        cells = dict.fromkeys(row.cells[column] for row in self._table.rows)
        return [cell for cell in cells if cell][:most]

    def take_off_titles(self, column: str) -> None:
        """Say which names of parties have an office or a mark around them that is no part of it."""
        for cell in self.cells(column):
            if (name := without_titles(cell)) != cell:
                read = worded("{cell!r} is read as {name!r}.", cell=cell, name=name)
                self.understood.append(read)

    def not_used(self, sentence: str, /, **values: object) -> None:
        """Say what of the table is not used, and why."""
        self.unused.append(worded(sentence, **values))

    def _detect(self, column: str) -> None:
        cells = self.cells(column, _LOOKED_AT)
        kind = self._kind(column, cells)
        if kind == SIGNED and self.by_kind.get(kind) in self.marks and has_days(cells):
            self._dated.append(column)
        elif self._is_of_another_text(column):
            self._leave_to_a_person(column)
        elif kind == "member" and cells and not any(map(str.isalpha, "".join(cells))):
            self.not_used("{column!r}: it holds numbers, and no names.", column=column)
        elif kind in self.by_kind:
            self._leave_second(kind, column, cells)
        elif kind in DATES:
            self._detect_dates(kind, column)
        elif kind and kind != "date":
            self.by_kind[kind] = column
        elif "member" not in self.by_kind and cells and self.members.are_named(cells):
            self.by_kind["member"] = column
            self.understood.append(worded("{column!r} holds names of members.", column=column))
        else:
            self._set_aside(column, cells)

    def kind(self, column: str) -> str | None:
        """Return what a column is about."""
        return self._kind(column, self.cells(column, _LOOKED_AT))

    def _kind(self, column: str, cells: Sequence[str]) -> str | None:
        """Return what a column is about; below a head of days, the name of a text is of its days.

        A column of a text's name may hold the texts of the rows, too.
        """
        kind = self.heads.kind_of(column)
        if kind == "instrument" and has_days(cells):
            return kind_of(group_of(column)) or kind
        if kind is None and has_days(cells) and self.heads.signed(column):
            return SIGNED
        texts = sum(self.heads.text(cell) is not None for cell in cells)
        if (kind == "text" and texts) or (kind is None and 2 * texts > len(cells)):
            return "instrument"
        return kind

    def _leave_second(self, kind: str, column: str, cells: Sequence[str]) -> None:
        if kind == SIGNED and self.heads.signed(column):
            return self._leave_to_a_person(column)
        sentence = "{column!r} seems to say the same as another column."
        if kind in DATES and cells and not has_days(cells):
            sentence = "{column!r}: it stands beside days, and holds none."
        return self.not_used(sentence, column=column)

    def _is_of_another_text(self, column: str) -> bool:
        """Say whether a column is of signatures, or their days, beside those that are read.

        It stands in another group, or in one of signatures in which each column is of a text.
        """
        signed = self.by_kind.get(SIGNED, "")
        group, kind = group_of(signed), self.kind(column)
        if group_of(column) == group:
            return kind == kind_of(group) == SIGNED
        of_signatures = kind in (SIGNED, "date") or self._is_status(column)
        return bool(group and group_of(column)) and of_signatures

    def _leave_to_a_person(self, column: str) -> None:
        self.not_used(
            "{column!r} stands beside {signed!r} and is perhaps of another text: add an [[act]] "
            "for that text to the mapping, and the column to nothing = {{ … }}, or import its "
            "columns as a file of their own.",
            column=column,
            signed=self.by_kind[SIGNED],
        )

    def _is_status(self, column: str) -> bool:
        might_be = kind_of(column) in (None, "assessment", "member", SIGNED)  # "Estado" is both
        return might_be and is_status(self.cells(column, _LOOKED_AT))

    def _take_status(self, column: str) -> None:
        """Take a column that says of each row whether it was signed, not signed, or withdrawn."""
        cells = self.cells(column)
        self.by_kind[SIGNED] = column
        self.marks[column] = among(cells, ["signed"], "signed")
        self.withdrawn[column] = among(cells, ["withdrawn"], "withdrawn")
        self.not_signed[column] = among(cells, ["not_signed", "pending"], "not signed")
        self.understood.append(
            worded(
                "{column!r} says what came of each signature: {signed} or {withdrawn}.",
                column=column,
                signed=", ".join(self.marks[column]),
                withdrawn=", ".join(self.withdrawn[column]),
            )
        )

    def _take_text(self, column: str) -> None:
        """Take a column of the signatures of one text, with days or with marks."""
        cells = self.cells(column)
        if holds_marks(self._table, column):
            self._take_marks(column, cells)
            self._say_without_days(column)
        else:
            self._take_days(column, SIGNED)
            self._mixed.append(column)

    def _set_aside(self, column: str, cells: Sequence[str]) -> None:
        """Say why a column is not used; its days may be those of another one."""
        if not cells:
            self.not_used("{column!r}: it is blank.", column=column)
        elif are_marks(cells):
            self.not_used("{column!r}: it says yes or no, but not to what.", column=column)
        elif all(map(is_date, cells)) or (kind_of(column) == "date" and has_days(cells)):
            self._dated.append(column)
        else:
            self.not_used("{column!r}: its name is not known.", column=column)

    def _detect_dates(self, kind: str, column: str) -> None:
        """Judge the dates of a whole column; single cells that are none are asked for later."""
        cells, values = self.cells(column), {"column": column, "kind": kind_name(kind)}
        if kind in CONSENTS and (letters := letters_in(cells)):
            self.letters[column] = letters
            self.understood.append(letters_understood(column, letters))
            cells = [*map(without_letter, cells)]
        days = days_of(cells)
        if not cells:
            self._blank[column] = kind
        elif has_days(cells):
            self.by_kind[kind] = column
            self._take_days(column, kind)
            if kind in (SIGNED, JOINED):
                self._mixed.append(column)
        elif kind == SIGNED and are_marks(cells):
            self.by_kind[kind] = column
            self._take_marks(column, cells)
        else:
            self.not_used(
                "{column!r} looks like {kind}, but has no date with a four-digit year, "
                "only {odd!r}.",
                **values,
                odd=days.odd[0],
            )

    def _settle_blank(self) -> None:
        """Take blank columns of who left: they will be filled in lists of who joined."""
        for column, kind in self._blank.items():
            if kind in (LEFT, SUSPENDED) and JOINED in self.by_kind and kind not in self.by_kind:
                self.by_kind[kind] = column
                sentence = "{column!r} is blank so far; days in it are read ({kind})."
                self.understood.append(worded(sentence, column=column, kind=kind_name(kind)))
            else:
                sentence = "{column!r} looks like {kind}, but it is blank."
                self.not_used(sentence, column=column, kind=kind_name(kind))

    def _settle_marks(self) -> None:
        """Take the only column of days that are of nothing else for the days of marks."""
        dated = list(self._dated)
        for marks in self.marks:
            beside = self._beside(marks, dated)
            if len(beside) == 1:
                (days,) = beside
                dated.remove(days)
                self.days_of_marks[marks] = days
                self._take_days(days, SIGNED)
            else:
                self._say_without_days(marks)
        for column in dated:
            reports = {"assessment", "commitment"} <= self.by_kind.keys() and dated == [column]
            if reports and STATED not in self.by_kind and kind_of(column) == "date":
                self.by_kind[STATED] = column
                self._take_days(column, STATED)
            elif self._is_of_another_text(column):
                self._leave_to_a_person(column)
            else:
                self.not_used("{column!r}: it holds days, but not of what.", column=column)

    def _beside(self, marks: str, dated: Sequence[str]) -> Sequence[str]:
        """Return the days that may be of marks: in their group, and of signatures, if any are."""
        group = group_of(marks)
        alike = [each for each in dated if group_of(each) == group] or dated
        signed = [each for each in alike if self.kind(each) == SIGNED]
        return signed or alike

    def _take_marks(self, column: str, cells: Sequence[str]) -> None:
        self.marks[column] = marks_for_yes(cells)

    def _settle_mixed(self) -> None:
        """Take marks among days, unless their days may stand in another column, or a head denies.

        Then each is asked about.
        """
        for column in () if self._dated else self._mixed:
            meant, said = marks_beside_days(column, self.cells(column), self._table.header)
            self.understood.extend(said)
            if meant:
                self.meant[column] = meant

    def _say_without_days(self, column: str) -> None:
        self.understood.append(worded("{column!r} says who signed, and not when.", column=column))

    def _take_days(self, column: str, kind: str) -> None:
        """Note the formats of the days of a column, where they are of one order."""
        cells = self.cells(column)
        judged = days_of(map(without_letter, cells) if column in self.letters else cells)
        formats = () if judged.otherwise else judged.formats
        if formats:
            self.date_formats[column] = formats
        self.understood.append(days_understood(column, kind, formats))
