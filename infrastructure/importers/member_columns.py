"""Which columns of a foreign table are of members, and whether they hold codes or names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.names import normal
from domain.values import MEMBER_CODE
from infrastructure.customary_names.country_names import country_names
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.known_references import PartyNames

_MOSTLY = 0.8
_CODE = re.compile(MEMBER_CODE)


@dataclass(frozen=True, slots=True)
class MemberColumns:
    """The columns of members of a table, as far as they were found by their kind."""

    table: InputTable
    by_kind: Mapping[str, str]
    parties: PartyNames

    def are_codes(self, kind: str) -> bool:
        """Say whether the column of a kind holds codes of members alone.

        In one of codes, where most are, single ones in small letters are asked about, and a title
        between the rows, which stands alone in its row, is none. One in which any is the name of
        a country in capitals (CHAD, PERU) holds names.
        """
        column, rows = self.by_kind[kind], self.table.rows
        beside = [row for row in rows if sum(map(bool, row.cells.values())) > 1]
        looked_at = beside if beside and kind == "code" else rows
        cells = [*dict.fromkeys(row.cells[column] for row in looked_at if row.cells[column])]
        as_codes = [cell for cell in cells if _CODE.fullmatch(cell)]
        names = country_names()
        if kind == "member" and any(map(names.in_capitals, as_codes)):
            return False
        most = kind == "code" and 2 * len(as_codes) > len(cells)
        return as_codes == cells or (most and all(_CODE.fullmatch(c.upper()) for c in cells))

    def has_codes(self) -> bool:
        """Say whether a column holds codes of members alone.

        ISO codes of two letters beside names are not those of members, unless a member has one.
        """
        column = self.by_kind.get("code")
        if column is None or not self.are_codes("code"):
            return False
        if "member" not in self.by_kind or "iso" not in normal(column):
            return True
        two = country_names().of_two_letters.keys() & {row.cells[column] for row in self.table.rows}
        return not two or any(code in self.parties for code in two)

    def are_named(self, cells: Sequence[str]) -> bool:
        """Say whether most of some cells name a party each."""
        return sum(cell in self.parties for cell in cells) >= _MOSTLY * len(cells)
