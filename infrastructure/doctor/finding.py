"""What `doctor` looks at, and how it tells what it sees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from domain.words import worded
from infrastructure.bootstrap import Settings
from infrastructure.files.locks import blocking_process

LATELY = timedelta(hours=1)
"""What is younger may belong to a command that is still at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A register's file, what the settings say, when it is, and the variables that are set."""

    store: Path
    settings: Settings
    now: datetime
    environ: Mapping[str, str]

    def is_left(self, path: Path) -> bool:
        """Say whether a file was left by somebody who is surely gone."""
        return self.now.timestamp() - path.stat().st_mtime > LATELY.total_seconds()


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing that is not as it should be, and the step that corrects it: to type, or to do.

    Of what is not `serious`, nothing has to be done at once.
    """

    sentence: str
    step: str
    serious: bool = True


def advice(sentence: str, step: str) -> HealthFinding:
    """Return what needs to be known only."""
    return HealthFinding(sentence, step, serious=False)


LOOK_AGAIN = "Look again when that has ended."


def locked(what: str, path: Path) -> Iterator[HealthFinding]:
    """Look whether somebody keeps a database locked: `what` is, such as "register is"."""
    process = blocking_process(path)
    if process is not None:
        step = f"{process.ending[:1].upper()}{process.ending[1:]}."
        yield HealthFinding(
            worded("The {what} kept locked by {process}.", what=what, process=process), step
        )
