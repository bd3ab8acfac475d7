"""Bounds the time and the memory that a file of somebody else can take, whatever is in it.

A file of some kilobytes can be made so that reading it takes hours, in ways that nobody can list:
patterns, elements in one another, numbers of a million digits. So the work itself is bounded.
"""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from time import process_time

from domain.errors import Malformed

SECONDS, SECONDS_PER_BYTE = 15.0, 12e-6
"""Time of the processor: twice what large workbooks take, and more for small ones."""
MEMORY, MEMORY_PER_BYTE = 2_000_000_000, 100
_AGAIN = 0.1  # seconds; a library may forget an exception that comes while it cleans up


class _TooMuchWork(KeyboardInterrupt):
    """Comes where time is over; no `except Exception` of a library catches it.

    Where a person stops the command at the same moment, it may come too late to be caught here,
    and is then as good as that.
    """


@contextmanager
def bounded_reading(name: str, size: int) -> Iterator[None]:
    """Let reading a file of so many bytes take no more than files of people do.

    Raises:
        Malformed: it took more.
    """
    refusal = Malformed(
        "{name} takes more time or memory to be read than a file of its size may. Divide it, save "
        "a table as CSV, or leave out what it does not need.",
        name=name,
    )
    memory = MEMORY + size * MEMORY_PER_BYTE
    with bounded_work(refusal, SECONDS + size * SECONDS_PER_BYTE, memory):
        yield


@contextmanager
def bounded_work(refusal: Malformed, seconds: float, memory: int = 0) -> Iterator[None]:
    """Let what is done take so much time of the processor, and so many bytes more of memory.

    0 bytes do not bound the memory. Outside the main thread nothing is bounded, since only there
    Python handles signals. Within another of its kind, it has no more time than that one has left.

    Raises:
        Malformed: what is given, where it took more.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    left, began = signal.getitimer(signal.ITIMER_PROF)[0], process_time()
    limits = resource.getrlimit(resource.RLIMIT_DATA)
    try:
        signal.setitimer(signal.ITIMER_PROF, min(seconds, left or seconds), _AGAIN)
        if memory:
            limit(resource.RLIMIT_DATA, _taken() + memory)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except (_TooMuchWork, MemoryError) as error:
        raise refusal from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_DATA, limits)
        if left:
            remaining = max(left - (process_time() - began), _AGAIN)
            signal.setitimer(signal.ITIMER_PROF, remaining, _AGAIN)


def _stop(*_: object) -> None:
    raise _TooMuchWork


def limit(what: int, most: int) -> None:
    """Let this process have no more of a resource, such as `resource.RLIMIT_DATA`.

    What it may not have already, stays so.
    """
    soft, hard = resource.getrlimit(what)
    known = [each for each in (most, soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(what, (min(known), hard))


def _taken() -> int:
    """Return how many bytes this process has taken at most; less than the limit counts."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
