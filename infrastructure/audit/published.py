"""Which reports a log says were published, and the folders in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from application.stored import decode
from domain.errors import Malformed, Unavailable, Unreadable
from domain.events.log import ReportPublished
from domain.values import Visibility
from infrastructure.audit.accounts import Accounts
from infrastructure.audit.files import read_small
from infrastructure.audit.log_file import LogFile
from infrastructure.audit.manifest import NAME

UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the log says of a report; `sound` if the entry is what was recorded."""

    position: int
    event: ReportPublished
    audience: Visibility
    sound: bool


def published(log: LogFile) -> Sequence[Published]:
    """Return every report that was published, in the order of the log.

    What cannot be read is left out: a verification tells of it.
    """
    return list(_published(log))


def _published(log: LogFile) -> Iterator[Published]:
    accounts = Accounts(log)
    for position, state in log.states(ReportPublished.TOPIC):
        try:
            envelope, event = decode(ReportPublished.TOPIC, state)
        except Unreadable:
            continue
        index = log.index_of(position)
        sound = index is not None and accounts.judge(next(log.entries(index))) != "leaf"
        assert isinstance(event, ReportPublished)
        yield Published(position=position, event=event, audience=envelope.visibility, sound=sound)


def unfinished(folder: Path) -> Path:
    """Return where a folder of a report is made, before it takes its own place."""
    return folder.with_name(f".{folder.name}{UNFINISHED}")


def digest_in(folder: Path) -> str | None:
    """Return the hash of the manifest in a folder, None where none can be read."""
    try:
        return sha256(read_small(folder / NAME)).hexdigest()
    except (Unavailable, Malformed):
        return None
