"""Signals that end a command, such as Ctrl-C, also where a library ignores their exception.

An exception that arises while Python cleans up, or in a callback of a library in C, is printed and
forgotten: the command would go on. Some libraries make another error of it.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from domain.words import worded
from infrastructure.cli.interruption import NOTHING

UNFINISHED = 3
AGAIN = 0.01  # seconds after which an exception that was forgotten is raised again
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupts:
    """Whether this process was asked to end, and what a signal does."""

    def __init__(self) -> None:
        self.came = False

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Let a signal end the process at once: while the program loads, nothing is begun."""
        with _handled(self._leave):
            yield

    @contextmanager
    def raising(self) -> Iterator[None]:
        """Let a signal raise `KeyboardInterrupt`, again and again until it is not forgotten."""
        before = sys.unraisablehook
        alarm = signal.signal(signal.SIGALRM, self._interrupt)
        sys.unraisablehook = self._remember
        try:
            with _handled(self._interrupt):
                yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, alarm)
            sys.unraisablehook = before

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.came = True
        raise KeyboardInterrupt

    def _remember(self, forgotten: "sys.UnraisableHookArgs") -> None:
        if issubclass(forgotten.exc_type, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
        else:
            sys.__unraisablehook__(forgotten)

    def _leave(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        with suppress(OSError):  # standard error may be closed
            sentence = worded("depositary: stopped; {done}", done=NOTHING)
            os.write(2, f"\n{sentence}\n".encode())
        os._exit(UNFINISHED)


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Handle the signals that are not ignored, as `nohup` and shells in the background want it."""
    handled = [each for each in ENDING if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, handler) for each in handled}
    try:
        yield
    finally:
        for each, earlier in before.items():
            signal.signal(each, earlier)


INTERRUPTS = Interrupts()
"""Those of this process."""
