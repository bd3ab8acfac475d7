"""Verify a copied log, and compare it with the checkpoints that were signed for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from domain.errors import Malformed, Unavailable
from domain.event import EPOCH
from domain.words import worded
from infrastructure.audit.log.findings import NOT_COMPARED
from infrastructure.audit.log.log_file import LogFile, opened
from infrastructure.audit.log.verify import verify
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.tree import roots_at


@dataclass(frozen=True, slots=True)
class VerifiedLog:
    """A log's last position, number of entries, Merkle root, and time of the last entry."""

    position: int
    size: int
    root: bytes
    recorded_at: datetime | None


def verify_copy(store: Path, checkpoints: Path) -> tuple[VerifiedLog, list[str]]:
    """Verify a log, also against the checkpoints in a folder, whoever has signed them.

    The sentences returned with it name the files there that are no checkpoints.

    Raises:
        NotProven: it does not verify, or is not the log of a checkpoint.
        Unavailable: it cannot be read to its end.
    """
    found = verify(store)
    if found.unfinished:
        raise Unavailable(found.unfinished)
    if found.exit_code != NOT_COMPARED:
        raise NotProven(
            "The log does not verify ({result}: {code}), so a copy of it is no backup. "
            "See: depositary audit verify",
            result=found.result[:-1],
            code=found.findings[0].code,
        )
    known, broken = checkpoints_in(checkpoints)
    with opened(store) as log:
        for name in unmatched_checkpoints(log, known):
            raise NotProven(
                "The log is not the one that {name} was made of, so a copy of it is no backup. "
                "See: depositary audit verify",
                name=name,
            )
        last = next(log.entries(found.size - 1)) if found.size else None
    when = EPOCH + timedelta(microseconds=last.recorded_us) if last else None
    return VerifiedLog(last.position if last else 0, found.size, found.root, when), [
        worded("{name} is no checkpoint: {why}", name=name, why=why) for name, why in broken.items()
    ]


def checkpoints_in(folder: Path) -> tuple[Mapping[str, Checkpoint], Mapping[str, str]]:
    """Return the checkpoints in a folder by name, and why any other file is not one."""
    known: dict[str, Checkpoint] = {}
    broken: dict[str, str] = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            known[path.name] = Checkpoint.parse(Note.parse(read_small(path)).text)
        except (Malformed, Unavailable) as error:
            broken[path.name] = str(error)
    return known, broken


def unmatched_checkpoints(log: LogFile, known: Mapping[str, Checkpoint]) -> Iterator[str]:
    """Yield the names of checkpoints that a log does not lead to."""
    roots, _ = roots_at({each.size for each in known.values()}, log.leaves())
    yield from (name for name, each in known.items() if roots.get(each.size) != each.root)
