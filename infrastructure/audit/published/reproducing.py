"""Checks a published report: its record, its entries, its checkpoint, and what it says."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.published.comparing import compare_content, compare_file
from infrastructure.audit.published.composing import Make
from infrastructure.audit.published.manifest import Manifest, Output
from infrastructure.audit.published.prefix import PrefixCheck, check_prefixes
from infrastructure.audit.published.published import (
    Published,
    digest_in,
    look_at_file,
    others_beside,
    published,
)
from infrastructure.audit.published.reproduction import Reproduction, named
from infrastructure.render.forms import ReportStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class ReproductionEvidence:
    """What a log says, read once for many reports: which there are, and its first entries."""

    log: LogFile
    published: Sequence[Published]
    looked: Mapping[int, PrefixCheck]


def read_evidence(log: LogFile, manifests: Iterable[Manifest]) -> ReproductionEvidence:
    """Read what is needed to make the reports of these manifests, and all on record, again."""
    removals = RecordedRemovals(log)
    known = published(log, removals)
    needed = {size for manifest in manifests for size in sizes(manifest)}
    looked = check_prefixes(log, removals, needed | {each.event.size for each in known})
    return ReproductionEvidence(log=log, published=known, looked=looked)


def sizes(manifest: Manifest) -> set[int]:
    """Return how many first entries a report rests on, and how many its checkpoint was signed for.

    What is printed as a checkpoint and is not one is passed over.
    """
    with suppress(Malformed):
        signed = _signed(manifest)
        return {manifest.prefix.size, signed.size if signed else 0}
    return {manifest.prefix.size}


def _signed(manifest: Manifest) -> Checkpoint | None:
    if manifest.checkpoint is None:
        return None
    return Checkpoint.parse(Note.parse(manifest.checkpoint.encode()).text)


def reproduce(
    read: ReproductionEvidence, manifest: Manifest, make: Make, looks: ReportStyle, folder: Path
) -> Reproduction:
    """Make a report again, and compare it with what its manifest says was published.

    `read` is what the log says, at least of this manifest. `looks` are those of reports here,
    `folder` is where the files stand that were published. Nothing is written.
    """
    found = Reproduction(manifest=manifest)
    _look_for_the_record(found, read.published)
    found.looked = read.looked[manifest.prefix.size]
    _look_at_the_prefix(found)
    _look_at_the_checkpoint(found, read)
    report = compare_content(found, read.log, make)
    style = replace(
        looks,
        authority=manifest.authority,
        checkpoint=manifest.checkpoint,
        language=manifest.language,
    )
    for output in manifest.outputs:
        found.outputs.append(compare_file(found, output, report, style))
        _look_at_the_file(found, output, folder)
    _look_for_others(found, folder)
    return found


def _look_for_the_record(found: Reproduction, known: Sequence[Published]) -> None:
    told = found.manifest
    for each in known:
        if each.event.manifest_sha256 == told.sha256:
            found.recorded = each.position
            if sentence := _wrong(each, told):
                found.findings.append(
                    worded(
                        "The entry @{position} that records it {sentence}.",
                        position=each.position,
                        sentence=sentence,
                    )
                )
            return
    others = [each.position for each in known if each.event.report == told.report]
    found.findings.append(
        worded(
            "The log records another manifest of {report} ({others}): this one was "
            "changed, or is of another register.",
            report=told.report,
            others=named(others),
        )
        if others
        else worded("No entry of this log records that manifest.")
    )


def _wrong(each: Published, told: Manifest) -> str | None:
    """Say what is wrong with the record of a report, None if nothing is."""
    if each.judged == "expunged":
        return worded("had texts removed, so it proves nothing any more")
    if not each.sound:
        return worded("is not what was recorded")
    try:
        record = told.record()
    except Malformed:
        return worded("tells of another report")
    untitled = record.model_copy(update={"title": None})  # where only its entry may hold it
    same = each.event in (record, untitled) and each.audience == told.audience
    return None if same else worded("tells of another report")


def _look_at_the_prefix(found: Reproduction) -> None:
    told, looked = found.manifest.prefix, found.looked
    size = looked.rests.size if looked.rests else 0
    if size < told.size:
        found.findings.append(
            worded(
                "It rests on {entries} entries, and the log has {size}.",
                entries=told.size,
                size=size,
            )
        )
    elif looked.rests != told:
        found.findings.append(
            worded(
                "The first {size} entries are not those that it rests on. See: depositary "
                "audit verify",
                size=told.size,
            )
        )
    if looked.changed:
        found.findings.append(
            worded(
                "Of the entries that it rests on, these are not what was recorded: {changed}.",
                changed=named(looked.changed),
            )
        )
    if found.gone:
        found.notes.append(
            worded(
                "Of the entries that it rests on, texts were removed since, which is on "
                "record: {gone}.",
                gone=named(found.gone),
            )
        )


def _look_at_the_checkpoint(found: Reproduction, read: ReproductionEvidence) -> None:
    """Compare what is printed at its end with the log; the signature is for others to check."""
    told = found.manifest
    try:
        signed = _signed(told)
    except Malformed:
        found.findings.append(worded("What is printed at its end as a checkpoint is not one."))
        return
    if signed is None or not signed.size:
        return
    if signed.size > told.prefix.size:
        found.findings.append(
            worded(
                "The checkpoint at its end was signed for {signed} entries, and it rests on "
                "{entries}.",
                signed=signed.size,
                entries=told.prefix.size,
            )
        )
        return
    rests = read.looked[signed.size].rests
    if rests and rests.size == signed.size and rests.root != to_base64(signed.root):
        found.findings.append(
            worded("The checkpoint at its end is not one of this log. See: depositary audit verify")
        )


def _look_for_others(found: Reproduction, folder: Path) -> None:
    """Note what stands in the folder and is no part of what was published."""
    if digest_in(folder) != found.manifest.sha256:
        return  # the manifest came alone, by mail
    others = others_beside(found.manifest, folder)
    if others:
        found.notes.append(
            worded("Beside the manifest, and no part of the report: {others}.", others=others)
        )


def _look_at_the_file(found: Reproduction, output: Output, folder: Path) -> None:
    try:
        result = look_at_file(output, folder)
    except Unavailable as error:
        found.unfinished = str(error)
        return
    if result == "missing":
        found.notes.append(worded("{file} is not beside the manifest.", file=output.file))
    elif result == "different":
        found.findings.append(
            worded("{file} beside the manifest is not what was published.", file=output.file)
        )
