"""Warnings of a command that goes on, such as what it waits for."""

from collections.abc import Callable


def _log(sentence: str) -> None:
    import logging  # noqa: PLC0415  # most commands warn of nothing

    logging.getLogger("depositary").warning(sentence)


class Warnings:
    """Shows warnings: by the logger `depositary`, unless a program sets another way.

    `in_vain` is for how many seconds a command waited in vain for locks so far; None where there is
    no command, and each wait is one of its own.
    """

    def __init__(self) -> None:
        self.show: Callable[[str], object] = _log
        self.in_vain: float | None = None


WARNINGS = Warnings()
