"""`contacts import`: names as other lists write them become names as letters greet."""

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import ADA
from tests.infrastructure.cli.upkeep.test_people_sheets import _file as file

pytestmark = pytest.mark.usefixtures("register")


def test_a_family_name_before_a_comma_is_turned_around() -> None:
    """A letter began with “Dear MORE, Thomas, Dr.,”."""
    file(
        "Name;E-mail;Country",
        "MORE, Thomas, Dr.;t@example.org;Kenya",
        "Ada Example, PhD;a@example.org;Kenya",
        "Bob Example, Jr.;b@example.org;Kenya",
        "Eve Example, Ministry of Finance;e@example.org;Kenya",
        "Flood, acting;f@example.org;Kenya",
        "Grant, OBE;g@example.org;Kenya",
    )

    must("contacts import people.csv")

    names = typed("contacts list").out
    kept = ("Eve Example, Ministry of Finance", "Flood, acting", "Grant, OBE")
    for name in ("Dr. Thomas MORE", "Ada Example, PhD", "Bob Example, Jr.", *kept):
        assert name in names


def test_a_list_with_the_family_name_first_is_turned_around_as_a_whole() -> None:
    """Letters greeted “Dear von HENTZAU, Rupert,” beside those that were turned."""
    file(
        "SURNAME, First name;E-mail;Country",
        "CORAL, Marina;m@example.org;Kenya",
        "GHANIMA, Siona;g@example.org;Kenya",
        "RUDOLF, Flavia;f@example.org;Kenya",
        "ELPHBERG, Michael;b@example.org;Kenya",
        "O'GIANT, Glum-dalclitch;o@example.org;Kenya",
        "von HENTZAU, Rupert;r@example.org;Kenya",
        "Example, Ministry of Finance;e@example.org;Kenya",
    )

    must("contacts import people.csv")

    names = typed("contacts list").out
    for name in ("Marina CORAL", "Siona GHANIMA", "Glum-dalclitch O'GIANT", "Rupert von HENTZAU"):
        assert name in names
    assert "Example, Ministry of Finance" in names


def test_who_may_be_in_office_no_more_is_asked_about() -> None:
    """The words stood in letters, and the person got them."""
    file("Name;E-mail", "Thomas More (until May);t@example.org", "Ada Example (Ms);a@example.org")

    said = typed("contacts import people.csv")

    assert (said.code, said.err.count("in office no more")) == (1, 1), said
    assert "Row 2" in said.err


def test_a_mark_that_turns_letters_around_is_refused() -> None:
    """It stood in the head of a letter, where programs may draw name and address backwards."""
    file("Name;E-mail", "A\u202eda Example;a@example.org", "Bob Example;b@example.org")
    must("contacts add 'Eve Example'")
    kept = typed("contacts list").out.split()[0]

    listed, added, office = (
        typed("contacts import people.csv"),
        typed("contacts add 'A\u202eda Example'"),
        typed(f"contacts change {kept} --office 'Of\u202efice'"),
    )

    assert (listed.code, added.code, office.code) == (1, 2, 2)
    assert "Row 2" in listed.err
    for said in (listed, added):
        assert "The field 'name' holds a direction mark (U+202E)" in said.err
    assert "The field 'office' holds a direction mark" in office.err
    must(f"contacts change {kept} --office Office")
    assert "Example" in typed("contacts list").out


@pytest.mark.usefixtures("register")
def test_a_person_may_be_typed_by_a_name_or_an_address_in_the_contacts() -> None:
    """The reference had to be copied by hand; only that is recorded."""
    must(ADA, "member focal-point KEN 'ADA example' --on 2026-02-01")
    assert "KEN designated p-7kq2mzx4ab as focal point" in typed("log").out
    must("member release-focal-point KEN ada@example.org --on 2026-03-01")

    must("contacts add 'Ada Example' --email other@example.org --ref p-bb4xx")
    several = typed("member focal-point KEN 'Ada Example' --on 2026-04-01")
    assert several.code == 2
    assert "is in the contacts as several people: p-7kq2mzx4ab, p-bb4xx. Write" in several.err
    for nobody in ("'Ada Example-Smith'", "Ada"):
        said = typed(f"member focal-point KEN {nobody} --on 2026-04-01")
        assert said.code == 2
        assert "Expected a reference such as p-7kq2mzx4ab" in said.err
