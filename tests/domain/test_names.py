"""Names as people look for them in a list."""

from domain.names import alphabetical


def test_names_are_sorted_without_accents_and_capitals() -> None:
    """États-Unis stands among E, Œuvre among O, and accents decide only where all else is alike."""
    names = ["Zambie", "États-Unis", "Estonie", "Œuvre", "Otan", "côte", "Cote", "Åland", "Bénin"]

    assert sorted(names, key=alphabetical) == [
        *("Åland", "Bénin", "Cote", "côte", "Estonie", "États-Unis", "Œuvre", "Otan", "Zambie")
    ]
