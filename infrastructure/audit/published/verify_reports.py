"""Verify every report that the log says was published: it is there, and can be reproduced."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from os.path import realpath
from pathlib import Path

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.composing import Make
from infrastructure.audit.published.manifest import NAME, Manifest
from infrastructure.audit.published.published import (
    UNFINISHED,
    Published,
    digest_in,
    look_at_file,
    not_as_recorded,
    others_beside,
)
from infrastructure.audit.published.reproducing import (
    ReproductionEvidence,
    read_evidence,
    reproduce,
)
from infrastructure.audit.published.reproduction import Reproduction, named
from infrastructure.files.folders import must_be_comparable
from infrastructure.render.forms import ReportStyle


def verify_reports(
    store: Path, folders: Sequence[Path], make: Make, looks: ReportStyle, found: Verification
) -> None:
    """Look for the manifest of every published report in these folders, and make it again.

    A folder that looks published and is not on record is a finding, too. One that cannot be read
    may hold any of them, so then nothing is finished.
    """
    try:
        manifests = _manifests(folders)
        with opened(store, as_it_is=True) as log:
            read = read_evidence(log, _parsed(paths[0] for paths in manifests.values()))
            for each in read.published:
                paths = manifests.get(each.event.manifest_sha256, [])
                wrong = not_as_recorded(each, folders)
                for sentence in wrong or ([] if paths else [_missing(read, each)]):
                    found.add_finding("report", sentence, each.position)
                if paths:
                    _verify(read, each, paths, make, looks, found)
    except Unavailable as error:
        found.unfinished = str(error)
        return
    recorded = {each.event.manifest_sha256 for each in read.published}
    for digest, paths in manifests.items():
        for path in paths:
            if digest not in recorded and not _is_unfinished(path):
                sentence = worded("{path} is of no report that the log says was published.")
                found.add_finding("report", sentence, path=path)


def _manifests(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """Return every manifest in these folders, however deep, by its hash; the unfinished last.

    All are checked: people may read the one copy beside which a file was changed.

    Raises:
        Unavailable: one of the folders, or one in them, cannot be read.
    """
    for folder in folders:
        must_be_comparable(folder)
    found = [
        path
        for folder in folders
        for pattern in (f"**/{NAME}", f"*/{NAME}")  # the first follows no links to folders
        for path in sorted(folder.glob(pattern))
    ]
    places = {realpath(path): path for path in reversed(found)}  # one that is named twice is one
    manifests: dict[str, list[Path]] = {}
    for path in sorted(places.values(), key=lambda path: (_is_unfinished(path), path)):
        digest = digest_in(path.parent)
        if digest:
            manifests.setdefault(digest, []).append(path)
    return manifests


def _parsed(paths: Iterable[Path]) -> Iterator[Manifest]:
    for path in paths:
        with suppress(Malformed):  # a finding, if it is on record
            yield Manifest.parse(read_small(path))


def _is_unfinished(path: Path) -> bool:
    return path.parent.name.endswith(UNFINISHED)


def _missing(read: ReproductionEvidence, each: Published) -> str:
    expunged, report = read.looked[each.event.size].expunged, each.event.report
    gone = [position for position, record in expunged.items() if record > each.position]
    if gone:
        return worded(
            "{report} was published, and its manifest is nowhere to be found: put its folder back, "
            "or say with --published where it is (SHA-256 {sha256}). Texts of {gone}, on which it "
            "rests, were removed since: that excuses its files only, so let the manifest stand.",
            report=report,
            sha256=each.event.manifest_sha256,
            gone=named(gone),
        )
    return worded(
        "{report} was published, and its manifest is nowhere to be found: put its folder back, or "
        "say with --published where it is (SHA-256 {sha256}).",
        report=report,
        sha256=each.event.manifest_sha256,
    )


def _verify(
    read: ReproductionEvidence,
    each: Published,
    paths: Sequence[Path],
    make: Make,
    looks: ReportStyle,
    found: Verification,
) -> None:
    """Make a report again, once, and look at its files in each place."""
    path, *copies = paths
    try:
        manifest = Manifest.parse(read_small(path))
        made = reproduce(read, manifest, make, looks, path.parent)
    except Malformed as error:
        found.add_finding("report", "{path}: {error}", each.position, path=path, error=error)
        return
    name, of_it = each.event.report, "{name}: {sentence}"
    for sentence in made.findings:
        found.add_finding("report", of_it, each.position, name=name, sentence=sentence)
    for sentence in made.accounted:
        found.add_notice("expunged", of_it, each.position, name=name, sentence=sentence)
    for note in (*made.notes, *_not_compared(made)):
        found.add_notice("note", of_it, each.position, name=name, sentence=note)
    if made.unfinished:
        found.unfinished = worded(of_it, name=name, sentence=made.unfinished)
    for copy in copies:
        if not _is_unfinished(copy):
            _check_copy(each, manifest, copy.parent, found)


def _check_copy(each: Published, manifest: Manifest, folder: Path, found: Verification) -> None:
    name = each.event.report
    for output in manifest.outputs:
        try:
            changed = look_at_file(output, folder) == "different"
        except Unavailable as error:
            found.unfinished = str(error)
            return
        if changed:
            path = folder / output.file
            sentence = "{name}: {path} is not what was published."
            found.add_finding("report", sentence, each.position, name=name, path=path)
    others = others_beside(manifest, folder)
    if others:
        sentence = "{name}: In {folder}, and no part of the report: {others}."
        found.add_notice("note", sentence, each.position, name=name, folder=folder, others=others)


def _not_compared(made: Reproduction) -> Iterator[str]:
    """Say in one sentence which files of a report nobody has compared, and why."""
    left = [each for each in made.outputs if each.result == "not_compared"]
    if left and not made.unfinished:
        why = "; ".join(f"{each.file} ({each.sentence.removesuffix('.')})" for each in left)
        yield worded("Not compared byte for byte: {why}.", why=why)
