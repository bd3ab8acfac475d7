"""A clerk with a register in a file of its own, and one whose body has members and texts."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from application.context import Context
from infrastructure.bootstrap import open_register
from tests.application.questions.given import PLEDGE, TREATY, Clerk, Clock

Deed = Callable[[Clerk], object]
After = Callable[[*tuple[Deed, ...]], Clerk]


@contextmanager
def _clerk_in(folder: Path, *, create: bool = False) -> Iterator[Clerk]:
    clock = Clock()
    with open_register(folder / "register.db", create=create, clock=clock) as register:
        clerk = Clerk(register, clock)
        clerk.on_day("2026-01-10")
        yield clerk


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Clerk]:
    """A register without an entry, on 2026-01-10."""
    with _clerk_in(tmp_path, create=True) as clerk:
        yield clerk


@pytest.fixture(scope="session")
def kept() -> dict[tuple[Deed, ...], tuple[Path, int, Context]]:
    """Where the register is after deeds, with what its clock says and how it is recorded in."""
    return {}


@pytest.fixture
def after(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    kept: dict[tuple[Deed, ...], tuple[Path, int, Context]],
) -> Iterator[After]:
    """Return what does deeds in a register without an entry; the next time it copies the files."""
    with ExitStack() as stack:

        def do(*deeds: Deed) -> Clerk:
            if deeds not in kept:
                folder = tmp_path_factory.mktemp("kept")
                with _clerk_in(folder, create=True) as clerk:
                    for deed in deeds:
                        deed(clerk)
                    clerk.tables.head()  # so that its tables stand there too
                    kept[deeds] = folder, clerk.clock.microseconds, clerk.context
            folder, microseconds, context = kept[deeds]
            shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
            copy = stack.enter_context(_clerk_in(tmp_path))
            copy.clock.microseconds, copy.context = microseconds, context
            return copy

        yield do


def once(*before: Deed) -> Callable[[Deed], object]:
    """Make a fixture of a deed, which is done once after others: the register in which it was."""

    def made(deed: Deed) -> object:
        @pytest.fixture(name=deed.__name__)
        def told(after: After) -> Clerk:
            return after(*before, deed)

        return told

    return made


def begin(clerk: Clerk) -> None:
    """Tell of a body (@1), ATL (@2), ERE (@3), a pledge of two (@4 to @6), a treaty (@7, @8)."""
    clerk.found()
    clerk.join("ATL", "Atlantis")
    clerk.join("ERE", "Erewhon")
    clerk.adopt(PLEDGE, "PLEDGE-1", "PLEDGE-2")
    clerk.adopt(TREATY, TREATY, treaty=True)


@pytest.fixture
def clerk(after: After) -> Clerk:
    """A body with two members and two texts."""
    return after(begin)
