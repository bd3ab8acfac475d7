"""What is held for every register that any test makes."""

from pathlib import Path

import pytest

from tests.standing_rows import denials


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Fail a test in whose folder a table of standings denies itself."""
    made = getattr(item, "funcargs", {}).get("tmp_path")
    if isinstance(made, Path):
        assert not list(denials(made))
