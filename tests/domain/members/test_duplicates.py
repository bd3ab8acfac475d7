"""Members that look like one party: by a name that both have or had, or by one country."""

import pytest

from domain.codes import NO_CODES, Codes
from domain.events.members import Renamed
from domain.members.duplicates import (
    NamedMember,
    duplicate_refusal,
    duplicates_commands,
    duplicates_sentence,
    no_country,
    possible_duplicates,
)
from domain.members.member import Member
from tests.domain.given import entered, joined


def party(
    code: str, name: str, *, before: str | None = None, distinct: str | None = None
) -> NamedMember:
    came = joined(code, before or name).model_copy(update={"distinct": distinct})
    member = entered(Member(), came, "2020-01-01")
    if before:
        member = entered(member, Renamed(member=code, name=name), "2021-01-01")
    return NamedMember.of(member, NO_CODES)


def pairs(*parties: NamedMember) -> list[tuple[str, str, str]]:
    return [
        (one.code, other.code, by) for one, other, by in possible_duplicates(parties, no_country)
    ]


@pytest.mark.parametrize("name", ["Union of Cities", "UNION OF CITIES", "The Union, of Cítiés"])
def test_a_name_is_compared_without_case_accents_and_marks(name: str) -> None:
    """Two people write one name in two ways."""
    found = pairs(party("UC1", "Union of Cities"), party("UC2", name))

    assert [pair[:2] for pair in found] == [("UC1", "UC2")]


def test_a_name_that_one_had_before_counts() -> None:
    """A party that was renamed is often entered anew under its new name, or its old one."""
    one, other = party("ATL", "Atlantis"), party("ATN", "New Atlantis", before="Atlantis")

    assert pairs(one, other) == [("ATL", "ATN", "'Atlantis' and 'Atlantis'")]
    assert pairs(party("ATL", "Atlantis"), party("ERE", "Erewhon")) == []


def test_a_code_that_is_a_name_of_another_counts() -> None:
    """Whoever writes names in capitals makes codes of them."""
    assert [p[:2] for p in pairs(party("ATL", "Atlantis"), party("ATLANTIS", "A state"))] == [
        ("ATL", "ATLANTIS")
    ]


def test_two_names_of_one_country_count() -> None:
    """A table of names knows what folding cannot."""
    meaning = {"Land of Zu": "ZUB", "ZUB": "ZUB"}
    one, other = party("ZUB", "Zubrowka"), party("ZU", "Land of Zu")

    (found,) = possible_duplicates([one, other], meaning.get)

    assert found == (other, one, "'Land of Zu' and 'ZUB'")


def test_who_was_said_to_be_another_party_is_asked_about_no_more() -> None:
    """Two cities may well have one name."""
    assert pairs(party("UC1", "Union"), party("UC2", "Union", distinct="Another city.")) == []


def test_the_codes_that_a_member_had_are_its_names() -> None:
    """A freed code is not given to another."""
    member = entered(Member(), joined("ATS"), "2020-01-01")

    assert NamedMember.of(member, Codes.after([("ATL", "ATS")])).called == {
        "Atlantis",
        "ATL",
        "ATS",
    }


def test_both_ways_on_are_told() -> None:
    """Only the secretariat knows whether they are one party."""
    one, other = party("ATL", "Atlantis"), party("ATN", "Atlantis")

    assert (
        duplicates_sentence(one, other, "x")
        == "ATL (Atlantis) and ATN (Atlantis) look like one party, by x."
    )
    assert "depositary member recode ATL ATN --on DAY" in duplicates_commands(one, other)
    assert "depositary correct @0 distinct=WHY" in duplicates_commands(one, other)
    refusal = str(duplicate_refusal("Atlantis", "ATN", "ATL", "Atlantis"))
    assert "depositary member recode ATL ATN --on DAY" in refusal
    assert "with --distinct" in refusal


def test_a_pair_is_told_once() -> None:
    """Two names in common are one question."""
    one = party("ATL", "New Atlantis", before="Atlantis")
    other = party("ATN", "New Atlantis", before="Atlantis")

    assert len(pairs(one, other)) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ruritania", "Kingdom of Ruritania"),
        ("Zubrowka", "République de Zubrowka"),
        ("Grand Fenwick", "Grand Fenwik"),
        ("Lilliput and Blefuscu", "Lilliput & Blefusku"),
    ],
)
def test_similar_names_are_of_one_party_perhaps(name: str, other: str) -> None:
    """Tables of others leave out "Republic of", or have a typing error."""
    assert pairs(party("ONE", name), party("TWO", other)) == [
        ("ONE", "TWO", f"{name!r} and {other!r}")
    ]


@pytest.mark.parametrize(
    ("name", "other"),
    [("Union A", "Union B"), ("Bay 10", "Bay 11"), ("Oza", "Ozo"), ("Republic", "Kingdom")],
)
def test_a_letter_of_a_short_word_makes_another_name(name: str, other: str) -> None:
    """Numbers and letters tell parties apart."""
    assert pairs(party("ONE", name), party("TWO", other)) == []


def test_two_countries_with_similar_names_are_two() -> None:
    """Nobody is asked about what a table of names tells."""
    meaning = {"Marland": "MAR", "Farland": "FAR"}
    parties = [party("ONE", "Marland"), party("TWO", "Farland")]

    assert list(possible_duplicates(parties, meaning.get)) == []
    assert pairs(*parties) == [("ONE", "TWO", "'Marland' and 'Farland'")]
