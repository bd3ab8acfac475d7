"""What is held for every register that any test makes."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.standing_rows import denials


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test in whose folder a table of standings denies itself."""
    yield
    made = getattr(item, "funcargs", {}).get("tmp_path")
    if isinstance(made, Path):
        assert not list(denials(made))
