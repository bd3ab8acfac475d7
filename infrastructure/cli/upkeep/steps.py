"""What each step of `run-due` is given, and what it tells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from application.register import Register
from infrastructure.cli.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over all that may be due; `taskforces` are the bodies that are meant."""

    session: Session
    register: Register
    taskforces: Sequence[str]
    dry_run: bool
    now: datetime


Step: TypeAlias = Callable[[Run], Iterator[str]]
"""Does what is due and yields what it did, or would do, a line each.

A step may be run at any time and by two at once, and does only what was not done before.
"""
