"""Publishes reports: files and a manifest first, then the record of it, then their place.

A folder takes its name only when its manifest is on record. Whoever dies in between leaves a
folder whose name ends in `.unfinished`; the next to publish there finishes it, or begins anew.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from os.path import lexists
from pathlib import Path

from application.reports.document import Report
from domain.errors import DepositaryError, Refused, Unavailable
from domain.event import EPOCH
from domain.events.log import ReportPublished
from domain.values import Visibility
from infrastructure.audit.log.checkpoint_store import is_of
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.composing import (
    Composed,
    Make,
    Order,
    Outputs,
    compose,
    file_of,
    manifest_of,
    written,
)
from infrastructure.audit.published.manifest import NAME, Manifest, content_sha256, must_be_small
from infrastructure.audit.published.prefix import LogPrefix
from infrastructure.audit.published.published import (
    UNFINISHED,
    Published,
    digest_in,
    look_at_file,
    published,
    unfinished,
)
from infrastructure.bootstrap import NOT_FOR_ALL, published_folder
from infrastructure.files.locks import folder_lock
from infrastructure.files.sqlite_errors import must_be_writable
from infrastructure.files.writing import SHARED, sync, write_new
from infrastructure.render.forms import ReportStyle

NUMBERED = "_"  # before the number of a further report; a hyphen is part of many references


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A report that is published: its manifest, its folder, and whether it was so before."""

    manifest: Manifest
    folder: Path
    before: bool


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes reports of one register; `make` makes what they say, `style` how they look."""

    store: Path
    make: Make
    style: Callable[[Report], ReportStyle]
    today: date

    def publish(self, order: Order, record: Callable[[ReportPublished], object]) -> Done:
        """Publish a report, or return the one that was published last if there is no news since.

        Raises:
            NotProven: an event of the log is not what was recorded.
            Refused: there is another folder in its place, or that of the earlier one is not there.
            Unavailable: something cannot be read or written; nothing was recorded.
        """
        with folder_lock(self.store.parent):
            with opened(self.store) as log:
                known = published(log, RecordedRemovals(log))
                told = {each.position for each in known}
                composed = compose(log, order, self.make, self.today, told)
            self._finish(order, known)
            return self._before(order, composed, known) or self._anew(
                order, composed, known, record
            )

    def _place(self, order: Order, reference: str) -> Path:
        return order.folder or published_folder(self.store) / reference

    def _finish(self, order: Order, known: Sequence[Published]) -> None:
        """Give folders of which only that was left to do the place that they are recorded for."""
        recorded = {each.event.manifest_sha256 for each in known}
        for left in self._place(order, order.reference).parent.glob(f".*{UNFINISHED}"):
            place = left.with_name(left.name[1 : -len(UNFINISHED)])
            if digest_in(left) in recorded and not lexists(place):
                _rename(left, place)

    def _before(self, order: Order, composed: Composed, known: Sequence[Published]) -> Done | None:
        """Return the report that was published with this content in these forms, if any was.

        When that was known is no part of the content of the last one: any other entry would change
        it. Nobody wants to be shown an older one, after which another content was published, or one
        that says of a day that it has not come.

        Raises:
            Refused: its folder is not there, or a file in it is not what was published.
        """
        lost, newest = None, True
        for each in reversed(known):
            if not _is_of(each, order.reference):
                continue
            same = each.event.content_sha256 == composed.sha256
            folder = self._found(order, each.event)
            if folder is None:
                lost, newest = each if same else lost, False
                continue
            manifest = Manifest.parse(read_small(folder / NAME))
            newest = newest and (same or self._says_the_same(order, composed, manifest))
            fits = set(order.forms) <= manifest.forms and order.language == manifest.language
            was_ahead = manifest.on is not None and manifest.on > manifest.made_on
            if (same or newest) and fits and was_ahead == composed.report.as_of.ahead:
                _must_be_as_published(each, manifest, folder)
                return Done(manifest=manifest, folder=folder, before=True)
        if lost:
            raise Refused(
                "Just this was published as {report} (@{position}), and its folder is not at "
                "{place}. Put it back, say with --output where it is, or publish under another "
                "reference, with --as.",
                report=lost.event.report,
                position=lost.position,
                place=self._place(order, lost.event.report),
            )
        return None

    def _says_the_same(self, order: Order, composed: Composed, manifest: Manifest) -> bool:
        """Say whether a report says what an earlier one says, but for when that was known.

        Who named what is to be known asks for a report of just that.
        """
        if order.ask.known is not None or order.ask.on != manifest.on:
            return False
        position = int(manifest.known.removeprefix("@"))
        with opened(self.store) as log:
            read = LogPrefix(log, log.size()).read(position - 1, 1)
        times = {each.position: EPOCH + timedelta(microseconds=each.recorded_us) for each in read}
        then = replace(
            composed.report.as_of,
            on=manifest.on or manifest.made_on,
            position=position,
            recorded_at=times.get(position),
            known=manifest.known,
        )
        return content_sha256(replace(composed.report, as_of=then)) == manifest.content_sha256

    def _found(self, order: Order, event: ReportPublished) -> Path | None:
        places = (order.folder, published_folder(self.store) / event.report)
        here = (each for each in places if each and digest_in(each) == event.manifest_sha256)
        return next(here, None)

    def _anew(
        self,
        order: Order,
        composed: Composed,
        known: Sequence[Published],
        record: Callable[[ReportPublished], object],
    ) -> Done:
        reference = _free(order.reference, {each.event.report for each in known})
        place = self._place(order, reference)
        if lexists(place):  # also as a link that leads nowhere now
            there = [e.event.report for e in known if e.event.manifest_sha256 == digest_in(place)]
            if there:
                raise Refused(
                    "{place} holds {report}, which was published. Name another folder with "
                    "--output, such as {other}.",
                    place=place,
                    report=there[0],
                    other=place.parent / reference,
                )
            raise Refused(
                "{place} is there already, and is not what the log says was published. Remove "
                "it, or name another folder with --output.",
                place=place,
            )
        style = self._style(composed.report)
        outputs = written(composed.report, order.forms, style)
        manifest = manifest_of(order, reference, composed, style, outputs)
        must_be_writable(place.parent)
        aside = unfinished(place)
        _write(aside, manifest, outputs)
        try:
            record(manifest.record())
        except DepositaryError:
            self._take_back(aside, manifest)
            raise
        _rename(aside, place)
        return Done(manifest=manifest, folder=place, before=False)

    def _style(self, report: Report) -> ReportStyle:
        """Return how it looks; at its end no checkpoint of entries that a restored log has lost."""
        style = self.style(report)
        if style.checkpoint is None:
            return style
        with opened(self.store) as log:
            return style if is_of(log, style.checkpoint) else replace(style, checkpoint=None)

    def _take_back(self, folder: Path, manifest: Manifest) -> None:
        """Remove a folder that surely is not on record; a disk may fail just after recording."""
        with suppress(Unavailable, NotProven), opened(self.store) as log:
            told = {each.event.manifest_sha256 for each in published(log, RecordedRemovals(log))}
            if manifest.sha256 not in told:
                shutil.rmtree(folder, ignore_errors=True)


def _must_be_as_published(each: Published, manifest: Manifest, folder: Path) -> None:
    for output in manifest.outputs:
        if look_at_file(output, folder) != "same":
            raise Refused(
                "Just this was published as {report} (@{position}), but {file} in {folder} is "
                "not there as it was published. Put it back, or make it again with: depositary "
                "report reproduce --output",
                report=manifest.report,
                position=each.position,
                file=output.file,
                folder=folder,
            )


def _is_of(each: Published, reference: str) -> bool:
    """Say whether a report is on record, and has this reference, or this one with a number."""
    head, _, number = each.event.report.rpartition(NUMBERED)
    named = each.event.report == reference or (head == reference and number.isdecimal())
    return named and each.sound


def _free(reference: str, taken: Iterable[str]) -> str:
    names = (f"{reference}{NUMBERED}{number}" if number > 1 else reference for number in count(1))
    return next(name for name in names if name not in taken)


def _write(folder: Path, manifest: Manifest, outputs: Outputs) -> None:
    """Write a folder that has no name yet, and leave none behind if that fails.

    As the register itself, it is not for every user of the machine, unless its audience is public.

    Raises:
        Malformed: the manifest is too large.
        Unavailable: it cannot be written.
    """
    must_be_small(bytes(manifest))
    shutil.rmtree(folder, ignore_errors=True)
    mode = SHARED if manifest.audience is Visibility.PUBLIC else NOT_FOR_ALL
    try:
        for form, content in outputs.items():
            write_new(folder / file_of(manifest.report, form), content, mode)
        write_new(folder / NAME, bytes(manifest), mode)
    except (Refused, Unavailable):
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _rename(folder: Path, place: Path) -> None:
    try:
        folder.rename(place)
        sync(place.parent)
    except OSError as error:
        raise Unavailable(
            "It is recorded, but {folder} could not be renamed to {name}: {strerror}. Type "
            "the command again.",
            folder=folder,
            name=place.name,
            strerror=error.strerror,
        ) from error
