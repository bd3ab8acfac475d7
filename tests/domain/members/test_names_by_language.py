"""What a member is called in another language, on which day."""

from datetime import date

import pytest

from domain.errors import Refused
from domain.events.entries import Retracted
from domain.events.members import NameRecorded
from domain.members.member import Member
from domain.members.names_by_language import GivenName, name_said_on
from domain.values import UNKNOWN
from tests.domain.given import day, entered, id_of, joined

FRENCH = NameRecorded(member="ATL", language="fr", name="Atlantide")
NEW = NameRecorded(member="ATL", language="fr", name="Nouvelle-Atlantide")


def called(name: NameRecorded = FRENCH, on: str = "2021-01-01") -> Member:
    return entered(entered(Member(), joined(), "2020-01-01"), name, on)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2019, 1, 1), "First"),  # before all
        (date(2020, 1, 1), "First"),
        (date(2021, 6, 1), "Second"),
        (date(2022, 1, 1), "Corrected"),  # of one day, the one that was entered last
        (None, "Corrected"),
    ],
)
def test_the_name_given_last_by_a_day_holds(on: date | None, said: str) -> None:
    """In whatever order they came; on a day before all, the first one does."""
    given = [
        GivenName(date(2022, 1, 1), 2, "Third"),
        GivenName(date(2020, 1, 1), 3, "First"),
        GivenName(date(2021, 6, 1), 1, "Second"),
        GivenName(date(2022, 1, 1), 4, "Corrected"),
    ]

    assert name_said_on(given, on) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2019, 1, 1), "First"),
        (date(2021, 1, 1), "Second"),
        (date(2022, 1, 1), "Second"),  # although the first one was recorded on that day
        (date(2023, 1, 1), "Third"),
        (None, "Third"),
    ],
)
def test_a_first_name_without_a_day_holds_until_another_one_does(
    on: date | None, said: str
) -> None:
    """A later one without a day holds from the day on which it was recorded."""
    given = [
        GivenName(date(2022, 1, 1), 1, "First", dated=False),
        GivenName(date(2021, 1, 1), 2, "Second"),
        GivenName(date(2023, 1, 1), 3, "Third", dated=False),
    ]

    assert name_said_on(given[:1], on) == "First"
    assert name_said_on(given, on) == said


def test_there_is_none_where_none_was_given() -> None:
    """So a customary one may stand in."""
    assert name_said_on([], date(2020, 1, 1)) == ""


def test_a_name_is_recorded_in_each_language() -> None:
    """The same text in another language says something, too."""
    spanish = FRENCH.model_copy(update={"language": "es"})

    assert called().name_by_language(spanish, UNKNOWN) == spanish
    assert called().name_by_language(NEW, day("2022")) == NEW


@pytest.mark.parametrize("on", ["unknown", "2021", "2030-01-01"])
def test_a_name_that_it_has_in_that_language_is_no_new_one(on: str) -> None:
    """An event must say something."""
    with pytest.raises(Refused, match=r"ATL is called 'Atlantide' in the language fr already\."):
        called().name_by_language(FRENCH, day(on))


def test_an_earlier_name_may_come_back_and_a_retracted_one_be_given_again() -> None:
    """What holds on the day counts."""
    twice = entered(called(), NEW, "2022-01-01")
    gone = entered(called(), Retracted(entry_id=id_of(2), reason="Another party."))

    assert twice.name_by_language(FRENCH, day("2023-01-01")) == FRENCH
    assert gone.name_by_language(FRENCH, day("2023-01-01")) == FRENCH


def test_the_official_name_is_another_matter() -> None:
    """It stays whatever it is called elsewhere."""
    assert called().name == "Atlantis"
