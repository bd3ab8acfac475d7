"""What holds for every register that a test makes, and how often properties are tried."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.often import all_of_them
from tests.standing_rows import denials


def pytest_configure(config: pytest.Config) -> None:
    """Try properties less often where slow tests are left out."""
    if config.option.markexpr != "not slow":
        all_of_them()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test in whose folder a table of standings denies itself."""
    yield
    made = getattr(item, "funcargs", {}).get("tmp_path")
    if isinstance(made, Path):
        assert not list(denials(made))
