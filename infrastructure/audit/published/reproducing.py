"""Makes a published report again from the entries that it rests on, and compares."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from application.questions.asking.ask import Ask
from application.reports.document import Report
from domain.errors import DepositaryError, Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.published.composing import Make
from infrastructure.audit.published.manifest import Manifest, Output, content_sha256
from infrastructure.audit.published.prefix import Looked, Prefix, look
from infrastructure.audit.published.published import (
    Published,
    digest_in,
    look_at_file,
    others_beside,
    published,
)
from infrastructure.audit.published.reproduction import Compared, Reproduction, Result, named
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.render.forms import Looks, render
from infrastructure.render.provenance import RESTS, differing


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a log says, read once for many reports: which there are, and its first entries."""

    log: LogFile
    published: Sequence[Published]
    looked: Mapping[int, Looked]


def read_evidence(log: LogFile, manifests: Iterable[Manifest]) -> Evidence:
    """Read what is needed to make the reports of these manifests, and all on record, again."""
    accounts = RecordedRemovals(log)
    known = published(log, accounts)
    needed = {size for manifest in manifests for size in sizes(manifest)}
    looked = look(log, accounts, needed | {each.event.size for each in known})
    return Evidence(log=log, published=known, looked=looked)


def sizes(manifest: Manifest) -> set[int]:
    """Return how many first entries a report rests on, and how many its checkpoint was signed for.

    What is printed as a checkpoint and is none is passed over.
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
    read: Evidence, manifest: Manifest, make: Make, templates: Path | None, folder: Path
) -> Reproduction:
    """Make a report again, and compare it with what its manifest says was published.

    `read` is what the log says, at least of this manifest. `templates` is the secretariat's folder
    of them, `folder` where the files stand that were published. Nothing is written.
    """
    found = Reproduction(manifest=manifest)
    _look_for_the_record(found, read.published)
    found.looked = read.looked[manifest.prefix.size]
    _look_at_the_prefix(found)
    _look_at_the_checkpoint(found, read)
    report = _made(found, read.log, make)
    looks = Looks(templates=templates, authority=manifest.authority, checkpoint=manifest.checkpoint)
    for output in manifest.outputs:
        found.outputs.append(_compared(found, output, report, looks))
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
        else "No entry of this log records that manifest."
    )


def _wrong(each: Published, told: Manifest) -> str | None:
    """Say what is wrong with the record of a report, None if nothing is."""
    if each.judged == "expunged":
        return "had texts removed, so it proves nothing any more"
    if not each.sound:
        return "is not what was recorded"
    try:
        record = told.record()
    except Malformed:
        return "tells of another report"
    untitled = record.model_copy(update={"title": None})  # where only its entry may hold it
    same = each.event in (record, untitled) and each.audience == told.audience
    return None if same else "tells of another report"


def _look_at_the_prefix(found: Reproduction) -> None:
    told, looked = found.manifest.prefix, found.looked
    size = looked.rests.size if looked.rests else 0
    if size < told.size:
        found.findings.append(
            worded(
                "It rests on {size} entries, and the log has {size_}.", size=told.size, size_=size
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


def _look_at_the_checkpoint(found: Reproduction, read: Evidence) -> None:
    """Compare what is printed at its end with the log; the signature is for others to check."""
    told = found.manifest
    try:
        signed = _signed(told)
    except Malformed:
        found.findings.append("What is printed at its end as a checkpoint is none.")
        return
    if signed is None or not signed.size:
        return
    if signed.size > told.prefix.size:
        found.findings.append(
            worded(
                "The checkpoint at its end was signed for {size} entries, and it rests on {size_}.",
                size=signed.size,
                size_=told.prefix.size,
            )
        )
        return
    rests = read.looked[signed.size].rests
    if rests and rests.size == signed.size and rests.root != to_base64(signed.root):
        found.findings.append(
            "The checkpoint at its end is not one of this log. See: depositary audit verify"
        )


def _made(found: Reproduction, log: LogFile, make: Make) -> Report | None:
    """Make the report and compare what it says; None where it cannot be made."""
    told = found.manifest
    try:
        report = _of(told, Prefix(log, told.prefix.size), make)
        same = content_sha256(report) == told.content_sha256
        excused = not same and _is_excused(found, log, make, report)
    except Unavailable as error:
        found.unfinished = str(error)
        return None
    except DepositaryError as error:
        found.findings.append(worded("It cannot be made again: {error}", error=error))
        return None
    found.content = "same" if same else "different"
    if not same:
        _tell(found, "What it says is not what was published.", excused=excused)
    return report


def _of(told: Manifest, prefix: Prefix, make: Make) -> Report:
    ask = Ask(taskforce=told.taskforce, on=told.on, known=told.known, audience=told.audience)
    with SQLiteReadModel(prefix) as tables:
        return make(told.kind, told.parameters, tables, ask, told.made_on)


def _is_excused(found: Reproduction, log: LogFile, make: Make, report: Report) -> bool:
    """Say whether a report tells something of what was removed after it was published.

    Else anybody could excuse a forged report by removing some note or other. It is made once more,
    with other marks in the place of the texts that are gone: where they matter, it differs.
    """
    if not found.gone or not found.rests_on_the_same:
        return False
    remarked = Prefix(log, found.manifest.prefix.size, found.gone)
    other = _of(found.manifest, remarked, make)
    return content_sha256(other) != content_sha256(report)


def _tell(found: Reproduction, sentence: str, *, excused: bool) -> None:
    """Tell of a difference, or account for it where it tells of texts that were removed since.

    Another version may say other things, so it is named.
    """
    if excused:
        found.accounted.append(
            worded(
                "{sentence} Texts of {gone} are gone.", sentence=sentence, gone=named(found.gone)
            )
        )
        return
    if found.gone and found.rests_on_the_same:
        sentence += worded(
            " It tells nothing of {gone}, so what is gone is not why.", gone=named(found.gone)
        )
    others = differing("json", found.manifest.versions, {}, Looks())
    why = worded(
        " It was made by another version, which may be why: {others}.", others="; ".join(others)
    )
    found.findings.append(sentence + (why if others else ""))


def _compared(found: Reproduction, output: Output, report: Report | None, looks: Looks) -> Compared:
    """Make one file again, and compare it where what it depends on is the same."""

    def so(result: Result, sentence: str = "") -> Compared:
        return Compared(output.form, output.file, result, sentence)

    if report is None:
        return so("not_compared", "The report could not be made again.")
    if output.form not in RESTS:
        return so("not_compared", "This version does not know the form.")
    try:
        made = render(report, output.form, looks)
        others = differing(output.form, found.manifest.versions, found.manifest.templates, looks)
    except (Unavailable, Malformed) as error:
        return so("not_compared", str(error))
    found.made[output.file] = made
    if sha256(made).hexdigest() == output.sha256:
        return so("same")
    if others:
        return so(
            "not_compared", worded("It was made otherwise: {others}.", others="; ".join(others))
        )
    if found.content == "same":
        found.findings.append(
            worded(
                "{file} is made with other bytes, although it says the same and is made alike.",
                file=output.file,
            )
        )
    return so("different", "Other bytes.")


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
