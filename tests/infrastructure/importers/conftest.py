"""A register for each test: an empty one, and one with a body and texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infrastructure.importers.given import Office, office


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        yield opened


@pytest.fixture
def ready(empty: Office) -> Office:
    empty.set_up()
    return empty
