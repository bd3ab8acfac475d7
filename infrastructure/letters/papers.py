"""What goes with letters: workbooks, calendar entries, minutes and the checkpoint."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from time import monotonic

from application.letters.letter import Letter
from application.questions.across.calendar import Calendar, calendar
from application.questions.asking.ask import Ask
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.meetings.minutes import minutes
from domain.errors import Refused, Unavailable
from domain.words import worded
from infrastructure.customary_names.members import names_by_language
from infrastructure.files.folders import unreadable
from infrastructure.files.locks import TELL_AFTER
from infrastructure.files.reading import sha256_of
from infrastructure.files.warned import WARNINGS
from infrastructure.importers.workbooks.member_workbook import member_workbook
from infrastructure.language import translated, value_translated
from infrastructure.mail.message import Attachment
from infrastructure.render.calendar import as_icalendar
from infrastructure.render.forms import ReportStyle, render

DRAFT = worded("Draft minutes")
"""What the file of minutes that the register writes is called."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECKPOINT = "checkpoint.txt"
LARGEST = 50_000_000
"""Bytes of a file that may go with a letter: no mail server takes more."""
_NAME, _ENDING = 80, re.compile(r"\.[A-Za-z0-9]{1,9}$")
"""Letters of the name of a file in a letter, and what may be its ending among them."""
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


class MissingPaper(Unavailable):
    """What is to go with a letter is not there."""


class Papers:
    """What goes with the letters of one body, each made once.

    `documents` is a folder with the files that the record knows by their SHA-256.
    """

    def __init__(
        self,
        read_model: ReadModel,
        taskforce: str,
        today: date,
        style: ReportStyle,
        documents: Path | None,
    ) -> None:
        self._read_model, self._today, self._style = read_model, today, style
        self._ask, self._documents = Ask(taskforce=taskforce), documents
        self._made: dict[tuple[str, str], Attachment | None] = {}

    def names(self, language: str) -> Mapping[str, str]:
        """Return what members are called in a language, by their official names."""
        return self._names_by_language.get(language, {})

    def of(self, letter: Letter) -> list[Attachment]:
        """Return what goes with a letter.

        Raises:
            MissingPaper: minutes are on record as a file that is not in the folder of documents.
        """
        found = [self._workbook(code) for code in letter.workbooks]
        if letter.meeting:
            found.append(self._calendar(letter.meeting))
        if letter.minutes:
            found.append(self._minutes(letter.minutes, letter.minutes_sha256))
        return [each for each in found if each]

    def _workbook(self, code: str) -> Attachment | None:
        """Return the workbook of a member; None where there is nothing to fill in."""
        key = ("workbook", code)
        if key not in self._made:
            self._made[key] = None
            with suppress(Refused):
                content = member_workbook(self._body.facts, code)
                member = _plain(str(value_translated("name", self._body.called(code)))) or code
                name = _plain(translated(worded("Reports of {member}", member=member))) + ".xlsx"
                self._made[key] = Attachment(name=name, content=content, kind=WORKBOOK)
        return self._made[key]

    @cached_property
    def _body(self) -> Body:
        return Body.of(self._read_model, self._ask, self._today)

    @cached_property
    def _names_by_language(self) -> Mapping[str, Mapping[str, str]]:
        return names_by_language(self._read_model, self._ask.taskforce, self._body.at)

    @cached_property
    def _all_entries(self) -> Calendar:
        return calendar(self._read_model, self._ask, self._today)

    def _calendar(self, meeting: str) -> Attachment | None:
        entries = [each for each in self._all_entries.entries if each.meeting == meeting]
        if not entries:  # its day is not known
            return None
        content = as_icalendar(replace(self._all_entries, entries=entries))
        return Attachment(name="meeting.ics", content=content, kind="text/calendar")

    def _minutes(self, meeting: str, sha256: str | None) -> Attachment | None:
        key = ("minutes", meeting)
        if key not in self._made:
            self._made[key] = (
                minutes_file(self._documents, sha256) if sha256 else self._written(meeting)
            )
        return self._made[key]

    def _written(self, meeting: str) -> Attachment:
        """Return the minutes as the register writes them, as PDF where that can be made."""
        made = minutes(self._read_model, self._ask, self._today, meeting=meeting)
        report = replace(made, names_by_language=self._names_by_language)
        name = _plain(translated(DRAFT))
        try:
            content = render(report, "pdf", self._style)
        except Unavailable:
            content = render(report, "html", self._style)
            return Attachment(name=f"{name}.html", content=content, kind="text/html")
        return Attachment(name=f"{name}.pdf", content=content, kind="application/pdf")


def minutes_file(documents: Path | None, sha256: str) -> Attachment:
    """Return the file of minutes of which the digest is on record, from a folder of documents.

    Raises:
        MissingPaper: there is no such folder, or the file is not in it, or cannot be read.
    """
    if documents is None:
        raise MissingPaper(
            "The minutes are on record as a file. Say in which folder it is: documents under "
            "[mail] in depositary.toml."
        )
    unread, began = unreadable(documents), monotonic()
    closed, told = unread.path if unread else None, False
    for path in _newest_first(documents):
        if monotonic() - began > TELL_AFTER and not told:
            WARNINGS.show(worded("Looking for the minutes in {folder}.", folder=documents))
            told = True
        try:
            if path.is_file() and _small_digest(path) == sha256:
                return Attachment(
                    name=_plain(path.name) or _plain(translated(DRAFT)), content=path.read_bytes()
                )
        except OSError:
            closed = closed or path
    if closed:
        raise MissingPaper(
            "The minutes are on record as a file, which is perhaps {path}. It cannot be read.",
            path=closed,
        )
    raise MissingPaper(
        "The minutes are on record as a file that is not in {folder}, where files over {size} MB "
        "are too large for a letter. Put it there.",
        size=LARGEST // 1_000_000,
        folder=documents,
    )


def _newest_first(folder: Path) -> list[Path]:
    """Return what is in a folder, however deep: the minutes are one of the last, mostly."""
    changed = {path: _changed(path) for path in sorted(folder.rglob("*"))}
    return sorted(changed, key=lambda path: changed[path], reverse=True)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # it is told where it is read
        return 0


def _small_digest(path: Path) -> str | None:
    """Return the sha256 of a file that may go with a letter; None of a larger one."""
    found = path.stat()
    return _digest(path, found.st_mtime_ns) if found.st_size <= LARGEST else None


@cache
def _digest(path: Path, changed: int) -> str:
    """Return the sha256 of a file that was `changed` then, read once for all meetings."""
    del changed
    return sha256_of(path)


def checkpoint_file(note: str) -> Attachment:
    """Return a checkpoint, a signed note, as a file that keeps every byte of it."""
    return Attachment(name=CHECKPOINT, content=note.encode(), kind="text/plain")


def _plain(name: str) -> str:
    """Return a name of a file in letters that every system takes; "" if none of it is.

    Of a long one, the end stays, by which programs know what it is.
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    name = _UNFIT.sub("-", bare).strip("-.")
    ending = found[0] if (found := _ENDING.search(name)) else ""
    return f"{name.removesuffix(ending)[: _NAME - len(ending)]}{ending}"
