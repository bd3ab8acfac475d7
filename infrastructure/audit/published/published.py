"""Which reports a log says were published, and the folders in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from domain.errors import Malformed, Unavailable
from domain.events.log import ReportPublished
from domain.values import Visibility
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.recorded_removals import Comparison, RecordedRemovals
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.manifest import NAME, Manifest, Output
from infrastructure.audit.published.reproduction import NAMED
from infrastructure.files.reading import sha256_of

UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the log says of a report; `judged` says whether the entry is what was recorded."""

    position: int
    event: ReportPublished
    audience: Visibility
    judged: Comparison

    @property
    def sound(self) -> bool:
        """Whether it proves anything: what is left of an expunged record proves nothing."""
        return self.judged == "same"


def published(log: LogFile, removals: RecordedRemovals) -> Sequence[Published]:
    """Return every report that was published, in the order of the log.

    What cannot be read, or was never logged, is left out: a verification tells of it.
    """
    return [
        Published(
            position=stored.position,
            event=event,
            audience=envelope.visibility,
            judged=removals.compare_with_leaf(stored),
        )
        for stored, envelope, event in log.events(ReportPublished)
    ]


def unfinished(folder: Path) -> Path:
    """Return where a folder of a report is made, before it takes its own place."""
    return folder.with_name(f".{folder.name}{UNFINISHED}")


def look_at_file(output: Output, folder: Path) -> Literal["same", "different", "missing"]:
    """Compare a file beside a manifest with what was published.

    Raises:
        Unavailable: it cannot be read.
    """
    path = folder / output.file
    try:
        digest = sha256_of(path)
    except FileNotFoundError:
        return "missing"
    except Malformed:
        return "different"  # a folder, a pipe or a device
    except OSError as error:
        raise Unavailable(
            "{path} cannot be read: {strerror}.", path=path, strerror=error.strerror
        ) from error
    return "same" if digest == output.sha256 else "different"


def others_beside(manifest: Manifest, folder: Path) -> str:
    """Return the names of what stands in a folder and is no part of a report, the first of many."""
    parts = {NAME, *(output.file for output in manifest.outputs)}
    others = sorted({path.name for path in folder.glob("*")} - parts)
    shown = ", ".join(name if name.isprintable() else ascii(name) for name in others[:NAMED])
    return f"{shown}, …" if others[NAMED:] else shown


def digest_in(folder: Path) -> str | None:
    """Return the hash of the manifest in a folder, None where there is none.

    Raises:
        Unavailable: it is there and may not be read.
    """
    path = folder / NAME
    try:
        return sha256(read_small(path)).hexdigest() if path.exists() else None
    except Malformed:
        return None


def not_as_recorded(each: Published, folders: Sequence[Path]) -> list[str]:
    """Say which folders have the name of a report, but not its manifest.

    Raises:
        Unavailable: one of their manifests may not be read.
    """
    report, sha256 = each.event.report, each.event.manifest_sha256
    changed = "The manifest in {folder} is not the one that was recorded for {report}."
    missing = (
        "No manifest can be read in {folder}, so nothing says that {report} is what was published: "
        "put it back (SHA-256 {sha256})."
    )
    return [
        worded(changed if digest else missing, folder=folder, report=report, sha256=sha256)
        for folder in _named(report, folders)
        if (digest := digest_in(folder)) != sha256
    ]


def _named(report: str, folders: Sequence[Path]) -> Iterator[Path]:
    yield from (folder / report for folder in folders if (folder / report).is_dir())
    yield from (folder for folder in folders if folder.name == report)
