"""What holds for every register that a test makes, and how often properties are tried."""

import gc
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment

from infrastructure.cli.acts import act_commands
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


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays until the end: all modules and tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
