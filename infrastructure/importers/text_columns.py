"""Columns that are each of one text: a table of members and texts, with a day in each cell."""

from collections.abc import Mapping, Sequence

from domain.grouping import grouped
from domain.names import normal
from infrastructure.customary_names.headers import IN_GROUP, JOINED, LEFT, SIGNED, kind_of
from infrastructure.customary_names.statuses import are_mostly_marks, is_status
from infrastructure.importers.tables.date_formats import days_of
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.known_references import POLITICAL, TITLES


class TextHeads:
    """What the heads of columns say of texts of the body.

    `known` are the words of the body by column, as for a template. What several texts are called
    means none of them.
    """

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        references = known.get("instrument", ())
        titled = zip(known.get(TITLES, references), references, strict=True)
        names = [*titled, *zip(references, references, strict=True)]
        meant = {key: {*found} for key, found in grouped((normal(n), t) for n, t in names).items()}
        self._texts = {name: next(iter(found)) for name, found in meant.items() if len(found) == 1}
        self._political = frozenset(known.get(POLITICAL, ()))
        self._treaties = frozenset(references) - self._political

    def kind_of(self, column: str) -> str | None:
        """Return what a column is about; who accedes joins, where the body has no treaty."""
        kind = kind_of(column)
        return JOINED if kind == "accession" and not self._treaties else kind

    def text(self, cell: str) -> str | None:
        """Return the reference of the text of which a cell is the title or the reference."""
        return self._texts.get(normal(cell))

    def signed(self, column: str) -> str | None:
        """Return the text that a head says was signed, as "Charter signed" does."""
        head = f" {normal(column)} "
        for name, text in self._texts.items():
            before, _, rest = head.partition(f" {name} ")
            if head != before and kind_of(f"{before} {rest}".removesuffix(" of ")) == SIGNED:
                return text
        return None

    def columns(self, table: InputTable) -> dict[str, str]:
        """Return the texts of columns of signatures that are each of one text.

        The head names a text, alone or with the word that it was signed, or stands below such a
        word; below it are days, or yes and no. The name of a treaty alone does not tell whether its
        days are those of signatures. There is none where two columns are of one text, or where
        another column says in general what was signed, withdrawn, or came of it.
        """
        shown = [each for each in table.header if each not in table.layout.hidden]
        cells = {each: [row.cells[each] for row in table.rows if row.cells[each]] for each in shown}
        found = {each: text for each in shown if (text := self._signed_in(each, cells[each]))}
        others = [each for each in shown if each not in found]
        kinds = set(map(kind_of, others))
        clear = (
            len(found) == len(set(found.values()))
            and kinds.isdisjoint({SIGNED, "instrument"})
            and (JOINED in kinds or LEFT not in kinds)
            and not any(is_status(cells[each]) for each in others)
        )
        return found if clear else {}

    def _signed_in(self, column: str, cells: Sequence[str]) -> str | None:
        if not has_days(cells) and not are_mostly_marks(cells):
            return None
        group, _, head = column.rpartition(IN_GROUP)
        named = self._texts.get(normal(head))
        if named and group and kind_of(group) == SIGNED:
            return named
        if named in self._political and not group and kind_of(head) in (None, "instrument"):
            return named
        return self.signed(column)


def holds_marks(table: InputTable, column: str) -> bool:
    """Say whether most filled cells of a column say yes or no, and none is a day.

    Others are asked about.
    """
    cells = [row.cells[column] for row in table.rows if row.cells[column]]
    return are_mostly_marks(cells) and not has_days(cells)


def has_days(cells: Sequence[str]) -> bool:
    """Say whether one of these cells is a day."""
    return len(days_of(cells).odd) < len(set(cells))
