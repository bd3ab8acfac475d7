"""`names`: one answer, or suggestions and no answer."""

from tests.infrastructure.cli.given import typed


def test_says_the_code_and_the_names() -> None:
    """It works anywhere, without a register."""
    said = typed("names 'the KENYA'")

    assert (said.code, said.out.splitlines()[:3]) == (0, ["KEN", "ar  كينيا", "de  Kenia"])
    assert typed("names ken").out == said.out


def test_says_the_code_of_what_is_no_country() -> None:
    """Those codes are our own, and have no customary names."""
    assert typed("names 'European Commission (Chair)'").out == "EUU\n"


def test_never_guesses() -> None:
    """The person who asks knows which one is meant."""
    several, none = typed("names Congo"), typed("names Atlantis")

    assert (several.code, none.code) == (1, 1)
    assert "Did you mean COD (Congo - Kinshasa), COG (Congo - Brazzaville)?" in several.err
    assert none.err.startswith("depositary: 'Atlantis' is not the name of exactly one country. ")
