"""`contacts import`: lists as mail programs write them."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            (
                "Title,First Name,Last Name,Company,E-mail Address,Business Phone,"
                "Business Country/Region"
            ),
            "Ms,Ada,Example,Justice,ada@example.org,+49 30 123456,Kenya",
        ),
        (
            "Name,Title,Job Title,Country,Email",
            "Ada Example,Ms,Justice,Kenya,ada@example.org",
        ),
        (
            "Name,Job Title,Title,Country,Email",
            "Ada Example,Justice,Ms,Kenya,ada@example.org",
        ),
        (
            "Name,Title,Company,Job Title,Country,Email,Business Country/Region",
            "Ada Example,Ms,Ministry,Justice,Kenya,ada@example.org,Ghana",
        ),
        (
            "Name,Position,Organisation,Country,Email",
            "Ada Example,Justice,Ministry,Kenya,ada@example.org",
        ),
        (
            "First Name,Last Name,Organization Title,Organization Name,E-mail 1 - Value,Country",
            "Ada,Example,Justice,Ministry,ada@example.org,Kenya",
        ),
        (
            "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Value,Country",
            "Ada,Example,Justice,ada@example.org,+254 20 555 0100,Kenya",
        ),
    ],
)
def test_lists_of_mail_programs_are_read(head: str, row: str) -> None:
    """Nobody types them anew; a number with + made the whole list be refused."""
    Path("people.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")

    must("contacts import people.csv")

    listed = typed("contacts list").out.rstrip("\n").split("  ")[1:]
    assert listed == ["Ada Example", "ada@example.org", "Justice", "KEN"]


def test_addresses_that_no_longer_hold_are_not_read() -> None:
    """Letters would go to them."""
    head = "Name,E-mail (former),E-mail"
    row = "Ada Example,old@example.org,ada@example.org"
    Path("people.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")

    said = typed("contacts import people.csv")

    assert said.code == 0, said
    assert "Not read: E-mail (former)." in said.err
    assert "old@example.org" not in typed("contacts list").out
