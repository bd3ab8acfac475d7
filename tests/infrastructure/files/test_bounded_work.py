"""A file of somebody else takes so much time and memory, and no more."""

import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

import pytest

from domain.errors import Malformed
from infrastructure.files import bounded_work
from infrastructure.files.bounded_work import bounded_reading, limit


def _for_ever() -> None:
    while True:
        with suppress(Exception):  # as libraries do that go on after every error
            int("1" * 4_000)


def _hoard() -> None:
    held = list[bytes]()
    while True:
        held.append(bytes(10_000_000))


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file take a tenth of a second and 200 MB."""
    monkeypatch.setattr(bounded_work, "SECONDS", 0.1)
    monkeypatch.setattr(bounded_work, "MEMORY", 200_000_000)


@pytest.mark.parametrize("work", [_for_ever, _hoard])
def test_what_takes_too_much_is_refused(
    work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told in one sentence, and what comes after it has its time and memory."""
    monkeypatch.setattr(bounded_work, "SECONDS", 5.0 if work is _hoard else 0.1)
    before = signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_DATA)

    with (
        pytest.raises(Malformed, match="takes more time or memory to be read than a file"),
        bounded_reading("list.csv", 10),
    ):
        work()

    after = signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_DATA)
    assert after == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_larger_file_has_more_time() -> None:
    """Large files of people are read."""
    with bounded_reading("list.csv", 10_000_000):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 100  # seconds


@pytest.mark.slow
def test_a_part_has_no_more_time_than_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns of a mapping are bounded on their own, within all that its rows ask for."""
    monkeypatch.setattr(bounded_work, "SECONDS", 100.0)
    with bounded_work.bounded_work(Malformed("all"), 20):
        with bounded_reading("list.csv", 10):
            assert signal.getitimer(signal.ITIMER_PROF)[0] < 21  # seconds
        assert 0 < signal.getitimer(signal.ITIMER_PROF)[0] < 21

    def with_a_part() -> None:
        with bounded_work.bounded_work(Malformed("part"), 20):
            pass
        _for_ever()

    with pytest.raises(Malformed, match="all"), bounded_work.bounded_work(Malformed("all"), 0.2):
        with_a_part()


def test_nothing_is_bounded_beside_the_main_thread() -> None:
    """Python handles signals nowhere else; a program that embeds this one reads its files."""
    read = list[int]()

    def reading() -> None:
        with bounded_reading("list.csv", 10):
            read.append(1)

    thread = Thread(target=reading)
    thread.start()
    thread.join()

    assert read == [1]


def test_a_limit_that_is_lower_already_stays() -> None:
    """Whoever runs the program may have set it."""
    before = resource.getrlimit(resource.RLIMIT_CORE)

    limit(resource.RLIMIT_CORE, 1 << 60)

    assert resource.getrlimit(resource.RLIMIT_CORE) == before
