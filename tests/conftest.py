"""What holds for every register that a test makes, and how often properties are tried."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment

from infrastructure.cli.acts import act_commands
from infrastructure.files import bounded_work
from tests.often import all_of_them, every, left_out, often
from tests.standing_rows import denials

UNCOUNTED = (
    "tests/application/questions/progress/test_replay_of_a_year.py",
    "tests/application/reports/audit/test_figures.py",
    "tests/domain/test_guard.py",
    "tests/domain/test_history_grown.py",
    "tests/domain/test_machines.py",
    "tests/domain/voting/test_any_vote.py",
    "tests/faults/",
    "tests/infrastructure/cli/acts/test_late_facts.py",
    "tests/infrastructure/cli/upkeep/test_expunging_everything.py",
    "tests/infrastructure/demonstration/test_documents.py",
    "tests/infrastructure/exports/test_nothing_above.py",
    "tests/infrastructure/importers/rows/test_order_of_rows.py",
    "tests/infrastructure/importers/test_any_order.py",
    "tests/infrastructure/importers/test_facts_in_any_order.py",
    "tests/infrastructure/importers/test_replay_of_every_act.py",
    "tests/infrastructure/read_model/test_codes_all_along.py",
    "tests/infrastructure/read_model/test_equals_the_fold.py",
    "tests/infrastructure/read_model/test_kept.py",
    "tests/infrastructure/read_model/test_replayed_meetings.py",
    "tests/infrastructure/render/reports/test_every_report.py",
    "tests/infrastructure/render/reports/test_in_programs.py",
    "tests/infrastructure/render/reports/test_same_bytes.py",
)
"""Where slow tests run without coverage, which takes as long again and gets nothing from them."""
MEMORY, ROOM = Path("/dev/shm"), 2**30  # noqa: S108  # pytest makes a folder of its own there


def pytest_configure(config: pytest.Config) -> None:
    """Spare time: no writing to a disk, and fewer examples where slow tests are left out.

    Bytecode is kept in any case, or each process that a test starts would compile all modules.
    No variable of the person who runs the tests names a register.
    """
    for name in [name for name in os.environ if name.startswith("DEPOSITARY_")]:
        del os.environ[name]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if config.option.markexpr != "not slow":
        all_of_them()
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    settings.register_profile(  # a machine with other work is no mistake of a test
        "ours",
        max_examples=often(100),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("ours")
    bounded_work._stop = _stop_outside_tools


_STOP = bounded_work._stop


def _stop_outside_tools(*given: object) -> None:
    """Stop work at its bound, but not in coverage's own code: that would leave its lock closed.

    Nor where Python ignores errors: when an object is freed, and when Hypothesis is told that. The
    timer comes again.
    """
    frame = given[-1]
    code = frame.f_code if isinstance(frame, FrameType) else None
    tools = (f"{os.sep}coverage{os.sep}", f"{os.sep}hypothesis{os.sep}")
    if code is None or not (code.co_name == "__del__" or any(t in code.co_filename for t in tools)):
        _STOP()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what is left out of tests in part, before the slow ones are left out."""
    left = set(left_out(items))
    for item in items:
        in_part = item in left and item.get_closest_marker("in_part")
        if item.nodeid.startswith(UNCOUNTED) and (in_part or item.get_closest_marker("slow")):
            item.add_marker(pytest.mark.no_cover)
        if item in left:
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Fail a test in whose folder a row of the table of standings contradicts its own dates.

    Without the slow tests, the folders of some tests are looked through, always the same.
    """
    yield tmp_path
    if crc32(request.node.nodeid.encode()) % every(5) == 0:
        assert not list(denials(tmp_path))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the collector of garbage what stays until the end: all modules and tests."""
    gc.disable()
    collected = yield
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
    return collected


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """Compile each template, and make the command of each act, once and not in every test."""
    compiled: dict[tuple[object, ...], object] = {}
    compile_: Callable[..., object] = Environment.compile

    def compile_once(
        self: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> object:
        ways = (self.autoescape, self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline)
        key = (*ways, source, name, filename)
        if key not in compiled:
            compiled[key] = compile_(self, source, name, filename)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImmutableSandboxedEnvironment, "compile", compile_once)
        patch.setattr(act_commands, "command", cache(act_commands.command))
        yield
