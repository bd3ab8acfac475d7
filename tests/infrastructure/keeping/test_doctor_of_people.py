"""`doctor` sees what would keep letters from people, and references that say who somebody is."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import typed
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
