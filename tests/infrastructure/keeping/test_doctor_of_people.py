"""`doctor` sees what would keep letters from people, and references that say who somebody is."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.keeping.given import settings
from tests.infrastructure.keeping.harms import touch

pytestmark = pytest.mark.usefixtures("healthy")


def test_sees_that_no_machine_has_that_name() -> None:
    """The weekly run would end with it, and nobody is reminded."""
    settings('host = "..invalid"')

    said = typed("doctor")

    assert said.code == 1
    assert (
        "mail: Expected a name such as mail.example.org as host of [mail], not '..inv" in said.out
    )


def test_sees_that_letters_have_no_folder(healthy: Path) -> None:
    """No letter can be written into a file."""
    touch("../letters")()

    said = typed("doctor")

    assert said.code == 1
    assert f"{healthy.parent.parent}" in said.out
    assert "letters is no folder for letters." in said.out


def test_tells_of_references_that_say_who_it_is(healthy: Path) -> None:
    """They go on working, so nobody else would see that the log tells names."""
    told = healthy.with_name("depositary.toml")
    told.write_text(told.read_text().replace("p-tester", "p-lemuel"))
    must(
        "contacts add 'Jan Sample' --ref p-qr7x",
        "member rename KEN Kenia --on 2026 --on-behalf-of p-gulliver7",
        "contacts add 'Lemuel Gulliver'",
    )

    said = typed("doctor")

    assert said.code == 0
    noted = [line for line in said.out.splitlines() if "references: " in line]
    assert [line.split(" says ")[0] for line in noted] == [
        "note, references: The reference p-gulliver7",
        "note, references: The reference p-lemuel",
    ]
    assert "put that as actor into depositary.toml" in said.out


def test_leaves_contacts_that_cannot_be_read_to_the_look_at_the_actor() -> None:
    """One cause is told once."""
    touch("register.contacts", b"?" * 900)()

    assert typed("doctor").out.count("register.contacts cannot be read") == 1
