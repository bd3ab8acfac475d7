"""Names of countries: recognised exactly, in any script and spelling, or never."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import normal
from infrastructure.customary_names.country_names import country_names, shortened
from infrastructure.customary_names.headers import kind_of
from tests.infrastructure.customary_names.make_country_names import LANGUAGES, TARGET, content

PAGE = Path(__file__).parents[2] / "data" / "global_taskforce_page.txt"
LISTED = {
    "African Union": "AU",
    "Argentina": "ARG",
    "Australia": "AUS",
    "Belgium": "BEL",
    "Brazil": "BRA",
    "Cambodia": "KHM",
    "Canada": "CAN",
    "Estonia": "EST",
    "European Commission (Chair)": "EUU",
    "Finland": "FIN",
    "Ghana": "GHA",
    "Guatemala": "GTM",
    "Kenya": "KEN",
    "Lanzarote Committee – Council of Europe": "COE-T-ES",  # noqa: RUF001  # as the page writes it
    "Moldova (Republic of)": "MDA",
    "New Zealand": "NZL",
    "North Macedonia, Republic of": "MKD",
    "Sweden": "SWE",
    "The Netherlands": "NLD",
    "The Philippines": "PHL",
    "The United Arab Emirates": "ARE",
    "The United Kingdom": "GBR",
    "The United States of America": "USA",
}
NAMES = sorted(country_names().codes)


def test_the_table_is_what_the_repository_of_unicode_says() -> None:
    """A name that somebody changed here by hand would be ours, and not the customary one."""
    assert TARGET.read_text(encoding="utf-8") == content()
    assert len(country_names().called) == 249
    assert all(set(called) == set(LANGUAGES) for called in country_names().called.values())


def test_the_list_of_the_page_is_these_names_in_this_order() -> None:
    """The page runs them together; two of them could be divided in two ways."""
    first = PAGE.read_text(encoding="utf-8").splitlines()[0]

    assert " ".join(LISTED) == first


@pytest.mark.parametrize(("name", "code"), LISTED.items())
def test_the_names_of_the_page_resolve(name: str, code: str) -> None:
    """All 23, as they are written there."""
    assert country_names().find(name).code == code


def test_so_does_the_other_reading_of_the_page() -> None:
    """Where the one ends and the other begins, nobody can tell."""
    assert country_names().find("North Macedonia").code == "MKD"
    assert country_names().find("Republic of Sweden").code == "SWE"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("KENYA", "KEN"),
        ("Кения", "KEN"),
        ("肯尼亚", "KEN"),
        ("كينيا", "KEN"),
        ("Cote d’Ivoire", "CIV"),  # noqa: RUF001  # as word processors write it
        ("cote divoire", "CIV"),
        ("Gambia, The", "GMB"),
        ("Bosnia & Herzegovina", "BIH"),
        ("St. Lucia", "LCA"),
        ("Islamic Republic of Iran", "IRN"),
        ("Federal Republic of Germany", "DEU"),
        ("République du Mali", "MLI"),
        ("Republic of Korea", "KOR"),
        ("Democratic Republic of the Congo", "COD"),
    ],
)
def test_a_name_is_known_in_its_spellings(name: str, code: str) -> None:
    """Lists come in capitals, in other languages, with and without accents."""
    assert country_names().find(name).code == code


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Congo", ("COD", "COG")),
        ("Korea", ("KOR", "PRK")),
        ("Guinea", ("GIN", "GNB", "GNQ", "PNG")),
        ("Guinée", ("GIN", "GNB", "GNQ", "PNG")),
        ("Republic of Guinea", ("GIN", "GNB", "GNQ", "PNG")),
        ("Virgin Islands", ("VGB", "VIR")),
        ("Kenja", ("KEN",)),
        ("Macedonia", ("MKD",)),
        ("Republic of China", ("CHN",)),
        ("Atlantis", ()),
        ("", ()),
        ("The", ()),
    ],
)
def test_a_name_of_several_or_none_is_never_guessed(name: str, suggested: tuple[str, ...]) -> None:
    """A signature of the wrong Congo is worse than a question."""
    match = country_names().find(name)

    assert match.code is None
    assert match.suggestions[: len(suggested)] == suggested


def test_every_code_is_found_by_each_of_its_names() -> None:
    """Except where the name is a part of other names."""
    found = {
        (code, name): country_names().find(name).code
        for code, called in country_names().called.items()
        for name in called.values()
    }

    missed = {code for (code, _), answer in found.items() if answer is None}
    assert {answer for (code, _), answer in found.items() if answer not in (code, None)} == set()
    assert missed == {"COG", "GIN", "MAF"}


@pytest.mark.slow
@given(st.text(max_size=40))
def test_a_normal_name_stays_as_it_is(name: str) -> None:
    """What was made comparable once must not move when it is compared again."""
    assert normal(normal(name)) == normal(name)


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.title, str.casefold]))
def test_case_and_blanks_never_matter(name: str, cased: object) -> None:
    """Whatever a program did with the letters."""
    assert callable(cased)
    assert normal(f"  {cased(name)} ".replace(" ", "  ")) == name


@given(st.sampled_from(NAMES))
def test_a_style_before_a_name_never_leads_to_another_country(name: str) -> None:
    """`Republic of` may be dropped, but what is left has to mean one country."""
    plain, styled = country_names().find(name), country_names().find(f"Republic of {name}")

    assert styled.code in (plain.code, None) or f"republic of {name}" in country_names().codes


@given(st.text(alphabet="abc republic of kingdom", max_size=40))
def test_only_a_whole_style_is_dropped(text: str) -> None:
    """Half a word must never go with it."""
    left = shortened(text)

    assert left == text or re.search(rf"(^|\s){re.escape(left)}(\s|$)", text)


def test_a_style_may_stand_behind_the_name() -> None:
    """Lists in order of the alphabet are written so."""
    assert country_names().find("Peru, Republic of").code == "PER"


@pytest.mark.parametrize("text", ["a" + " " * 100_000 + "b", "[1]" * 30_000, "(" * 100_000])
def test_a_text_that_is_longer_than_any_name_is_none(text: str) -> None:
    """One cell of 100 KB, of blanks or marks of notes, took minutes."""
    assert country_names().country(text) is None
    assert kind_of(text) is None
