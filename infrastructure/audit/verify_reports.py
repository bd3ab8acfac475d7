"""Verifies every report that the log says was published: it is there, and can be made again."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from domain.errors import Malformed, Unavailable
from infrastructure.audit.composing import Make
from infrastructure.audit.files import read_small
from infrastructure.audit.findings import Finding, Verification
from infrastructure.audit.log_file import opened
from infrastructure.audit.manifest import NAME, Manifest
from infrastructure.audit.prefix import Looked
from infrastructure.audit.published import UNFINISHED, Published, digest_in
from infrastructure.audit.reproducing import Evidence, read_evidence, reproduce
from infrastructure.audit.reproduction import Reproduction, named


def verify_reports(
    store: Path,
    folders: Sequence[Path],
    make: Make,
    templates: Path | None,
    found: Verification,
) -> None:
    """Look for the manifest of every published report in these folders, and make it again.

    A folder that looks published and is not on record is a finding, too.
    """
    kept = _manifests(folders)
    try:
        with opened(store, as_it_is=True) as log:
            read = read_evidence(log, _parsed(kept.values()))
            for each in read.published:
                manifest = kept.get(each.event.manifest_sha256)
                if manifest is None:
                    _tell_of_missing(read.looked[each.event.size], each, folders, found)
                else:
                    _verify(read, each, manifest, make, templates, found)
    except Unavailable as error:
        found.unfinished = str(error)
        return
    recorded = {each.event.manifest_sha256 for each in read.published}
    for digest, path in kept.items():
        if digest not in recorded and not path.parent.name.endswith(UNFINISHED):
            found.add("report", f"{path} is of no report that the log says was published.")


def _manifests(folders: Sequence[Path]) -> dict[str, Path]:
    """Return every manifest in these folders, however deep, by its hash; of copies the first."""
    kept: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob(NAME), key=_finished_first):
            digest = digest_in(path.parent)
            if digest:
                kept.setdefault(digest, path)
    return kept


def _parsed(paths: Iterable[Path]) -> Iterator[Manifest]:
    for path in paths:
        with suppress(Malformed):  # a finding, if it is on record
            yield Manifest.parse(read_small(path))


def _finished_first(path: Path) -> tuple[bool, Path]:
    return path.parent.name.endswith(UNFINISHED), path


def _tell_of_missing(
    looked: Looked, each: Published, folders: Sequence[Path], found: Verification
) -> None:
    """Note that a manifest is not there, where texts that it rests on had to go; else find it."""
    gone = [position for position, record in looked.expunged.items() if record > each.position]
    other = _another(each.event.report, folders)
    if gone and other is None:
        sentence = (
            f"{each.event.report}: Its folder is not there; texts of {named(gone)}, on which it "
            "rests, were removed."
        )
        found.notices.append(Finding("expunged", sentence, each.position))
        return
    found.add("report", _missing(each, other), each.position)


def _missing(each: Published, other: Path | None) -> str:
    told = each.event
    if other is not None:
        return f"The manifest in {other} is not the one that was recorded for {told.report}."
    return (
        f"{told.report} was published, and its manifest is nowhere to be found: put its folder "
        f"back, or say with --published where it is (SHA-256 {told.manifest_sha256})."
    )


def _another(report: str, folders: Sequence[Path]) -> Path | None:
    """Return the folder of a report that has a manifest, whichever."""
    return next((path for path in _named(report, folders) if digest_in(path)), None)


def _named(report: str, folders: Sequence[Path]) -> Iterator[Path]:
    yield from (folder / report for folder in folders)
    yield from (folder for folder in folders if folder.name == report)


def _verify(
    read: Evidence,
    each: Published,
    path: Path,
    make: Make,
    templates: Path | None,
    found: Verification,
) -> None:
    try:
        made = reproduce(read, Manifest.parse(read_small(path)), make, templates, path.parent)
    except Malformed as error:
        found.add("report", f"{path}: {error}", each.position)
        return
    name = each.event.report
    for sentence in made.findings:
        found.add("report", f"{name}: {sentence}", each.position)
    for sentence in made.accounted:
        found.notices.append(Finding("expunged", f"{name}: {sentence}", each.position))
    for note in (*made.notes, *_not_compared(made)):
        found.notices.append(Finding("note", f"{name}: {note}", each.position))
    if made.unfinished:
        found.unfinished = f"{name}: {made.unfinished}"


def _not_compared(made: Reproduction) -> Iterator[str]:
    """Say in one sentence which files of a report nobody has compared, and why."""
    left = [each for each in made.outputs if each.result == "not_compared"]
    if left and not made.unfinished:
        why = "; ".join(f"{each.file} ({each.sentence.removesuffix('.')})" for each in left)
        yield f"Not compared byte for byte: {why}."
