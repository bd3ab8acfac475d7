"""Output files of commands; an existing file is replaced only by one of the same type."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from domain.errors import Malformed, Refused
from infrastructure.bootstrap import Settings
from infrastructure.cli.open_register import Session
from infrastructure.files.folders import is_same
from infrastructure.files.writing import opened_to_write, whole
from infrastructure.output_safety.overwrite_rules import (
    must_be_new,
    must_be_replaceable,
    must_not_be_cited,
    must_not_belong_to_register,
)

_ENDINGS = {
    ".md": "markdown",
    **{f".{form}": form for form in ("csv", "docx", "html", "json", "ods", "pdf", "xls", "xlsx")},
}
"""Endings by which programs know a form; only plain text, as of templates, may be under another."""
_TEXTS = ("csv", "markdown")  # which cannot be distinguished from any other text


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write; it replaces only a file whose content has the same form."""

    path: Path
    form: str

    @classmethod
    def of(cls, session: Session, path: Path, form: str) -> Self:
        """Return a place for a file in a form of reports, or one of `standing.FORMS`.

        Raises:
            Malformed: its ending is that of another form.
            Refused: it is the register's, the command reads it, something else stands there, or
                the log cites it.
        """
        must_not_belong_to_register(session.settings, path)
        if any(is_same(path, given) for given in session.given_files):
            sentence = "{path} is read by this command; it is not replaced. Choose another place."
            raise Refused(sentence, path=path)
        output = cls(path, "text" if form in _TEXTS else form)
        must_be_replaceable(path, output.form)
        must_not_be_cited(session.settings, path)
        if form not in ("text", _ENDINGS.get(path.suffix.lower(), form)):
            sentence = "{name} would be a file of another form than its ending says ({form})."
            raise Malformed(sentence, name=path.name, form=form)
        return output

    @contextmanager
    def whole(self) -> Iterator[Path]:
        """Yield a temporary path for the content, which is renamed to the file when it is complete.

        Raises:
            Refused: meanwhile something else stands there.
            Unavailable: it cannot be written.
        """
        with whole(self.path) as aside:
            yield aside
            must_be_replaceable(self.path, self.form)

    def write(self, content: str | bytes) -> None:
        """Write the file at once, so that nobody reads half of it."""
        with self.whole() as aside, opened_to_write(aside) as file:
            file.write(content.encode() if isinstance(content, str) else content)

    def write_lines(self, lines: Iterable[str]) -> int:
        """Write a file of lines, one line in memory at a time; return how many there were."""
        number = 0
        with self.whole() as aside, opened_to_write(aside) as file:
            for line in lines:
                file.write(f"{line}\n".encode())
                number += 1
        return number


def must_be_sheet(settings: Settings, path: Path) -> None:
    """Refuse a place for a workbook to fill in that is not new, or has another ending.

    Raises:
        Malformed: the name does not end with .xlsx.
        Refused: something is there; somebody may have filled it in.
    """
    must_be_new(settings, path)
    if path.suffix.lower() != ".xlsx":
        raise Malformed("{path} would be a workbook, so its name must end with .xlsx.", path=path)
