"""A clerk with a register in a file of its own, and one whose body has members and texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.bootstrap import open_register
from tests.application.questions.given import PLEDGE, TREATY, Clerk, Clock


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Clerk]:
    """A register without an entry, on 2026-01-10."""
    clock = Clock()
    with open_register(tmp_path / "register.db", create=True, clock=clock) as register:
        clerk = Clerk(register, clock)
        clerk.on_day("2026-01-10")
        yield clerk


@pytest.fixture
def clerk(new: Clerk) -> Clerk:
    """A body (@1) with ATL (@2) and ERE (@3), a pledge of two (@4 to @6), a treaty (@7, @8)."""
    new.found()
    new.join("ATL", "Atlantis")
    new.join("ERE", "Erewhon")
    new.adopt(PLEDGE, "PLEDGE-1", "PLEDGE-2")
    new.adopt(TREATY, TREATY, treaty=True)
    return new
