"""Options and arguments that are empty, as a variable of a script is that was never set."""

import pytest

from tests.infrastructure.cli.given import typed

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("audit verify --checkpoint ''", "--checkpoint"),
        ("audit verify --checkpoint=", "--checkpoint"),
        ("votes ' '", "votes"),
        ("export calendar --output ''", "--output"),
        ("import --dry-run ''", "--dry-run"),
    ],
)
def test_what_is_empty_is_refused(line: str, name: str) -> None:
    """A variable that was never set was taken for the folder in which we are, and all passed."""
    told = f"What stands behind {name} is empty; say which one, or leave it out."
    assert typed(line).err == f"depositary: {told}\n"
