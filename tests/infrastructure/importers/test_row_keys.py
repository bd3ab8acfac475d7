"""The key of somebody else's table is found in time, however wide the table is."""

import sys
from itertools import product
from types import FrameType

import pytest

from infrastructure.importers.row_keys import key_columns
from tests.infrastructure.importers.given import file


def _wide(columns: int) -> str:
    """Write rows of one country that no column tells apart, but the last ones together."""
    digits = [",".join(["0"] * (columns - 3) + list(each)) for each in product("123", repeat=3)]
    names = ",".join(f"c{number}" for number in range(columns))
    return "\n".join([f"Country,{names}", *(f"Atlantis,{each}" for each in digits)])


def _key(table: str) -> list[str]:
    return key_columns(file(table), "Country", (), (), ())


def test_as_few_columns_are_taken_as_can_be() -> None:
    """What is in the key cannot be corrected later."""
    assert _key("Country,a,b,c\nX,1,1,1\nX,1,2,1\nX,2,1,1\n") == ["Country", "a", "b"]
    assert _key("Country,a,b,c\nX,1,1,1\nX,1,1,2\nX,2,1,1\nX,1,2,1\n") == ["Country", *"abc"]
    assert _key("Country,a,b\nX,1,1\nX,1,1\n") == ["Country"]
    assert _key("Country,a,b\nX,1,\nX,,2\n") == ["Country"]


@pytest.mark.slow
def test_a_column_is_as_much_work_in_a_wide_table() -> None:
    """A table of 450 rows and 992 columns kept `import` busy for more than a minute."""

    def cells(columns: int) -> int:
        table, counted = file(_wide(columns)), [0]

        def count(_: FrameType, event: str, __: object) -> None:
            counted[0] += event == "call"

        sys.setprofile(count)
        try:
            assert len(key_columns(table, "Country", (), (), ())) == columns + 1
        finally:
            sys.setprofile(None)
        return counted[0]

    assert cells(200) < 6 * cells(50)
