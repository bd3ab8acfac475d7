"""What columns of other people's tables are about, by their names."""

import pytest

from infrastructure.customary_names.headers import kind_of


@pytest.mark.parametrize("header", ["ISO", "ISO-3", "ISO 3166-1 alpha-3", "Alpha-3 code"])
def test_a_column_of_iso_codes_has_the_codes_of_members(header: str) -> None:
    """Else each code is asked for, one by one, though it stands in the row."""
    assert kind_of(header) == "code"


def test_headers_of_groups_count_where_a_name_says_nothing() -> None:
    """`Date` under `Signature` is a day of signature; of two acts, nobody knows which is meant."""
    assert [kind_of(f"Signature / {each}") for each in ("Date", "Joined on")] == ["signed", None]
    assert [kind_of(f"Whatever / {each}") for each in ("Date", "Joined on")] == ["date", "joined"]
    heads = ("Signed (dd/mm/yyyy)", "Consent to be bound / Ratification", "Accession / Consent")
    assert [*map(kind_of, heads)] == ["signed", "ratification", None]


def test_headers_mean_the_same_in_any_case() -> None:
    """And with or without accents."""
    heads = ("ETAT MEMBRE", "état membre", "whatever")
    assert [*map(kind_of, heads)] == ["member", "member", None]
