"""What columns of other people's tables are about, by their names."""

import pytest

from infrastructure.customary_names.headers import kind_of


@pytest.mark.parametrize("header", ["ISO", "ISO-3", "ISO 3166-1 alpha-3", "Alpha-3 code"])
def test_a_column_of_iso_codes_has_the_codes_of_members(header: str) -> None:
    """Else each code is asked for, one by one, though it stands in the row."""
    assert kind_of(header) == "code"
