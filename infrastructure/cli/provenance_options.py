"""Options that every act takes: source, note, audience, further days, and the command key."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from application.context import Context
from application.declarations.declared import Declared, InvalidFields, made
from application.declarations.provenance import Provenance
from application.entries.validation_messages import Problem
from domain.errors import Malformed
from domain.words import worded
from infrastructure.cli.document_files import content_of
from infrastructure.cli.screen import SeveralWrong
from infrastructure.files.reading import sha256_of

_DIGEST = re.compile("[0-9a-f]{64}")


class Shared:
    """The values of `recording_options`, as click gives them."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    @property
    def dry_run(self) -> bool:
        """Whether nothing is to be stored."""
        return bool(self._values.get("dry_run"))

    @property
    def command_key(self) -> str | None:
        """The key by which a command that is sent twice is recorded once."""
        key = self._values.get("command_key")
        return None if key is None else str(key)

    def around(self) -> Provenance:
        """Return what is true around an act.

        Raises:
            InvalidFields: values are not of their form; it names all of them.
            Malformed: a file is not there.
        """
        named = {n: self._values[n] for n in Provenance.fields() if self._values.get(n) is not None}
        if isinstance(file := named.get("source_file"), str) and not _DIGEST.fullmatch(file):
            named["source_file"] = sha256_of(_file("source_file", file))
        return made(Provenance, named)

    def context(self, actor: str) -> Context:
        """Return the context that these options make.

        Raises:
            SeveralWrong: values are not of their form.
            Malformed: something is said about a source that is not named, or a file is not there.
        """
        try:
            return self.around().context(actor)
        except InvalidFields as error:
            raise wrong(Provenance, error.problems) from error


def with_digests(kind: type[Declared], given: Mapping[str, object]) -> Mapping[str, object]:
    """Replace the name of each file by its sha256; a digest may be given instead of a name.

    Raises:
        Malformed: a file is not there, is empty, or is no text although its name says so.
    """
    files = [each.name for each in kind.fields().values() if each.kind.name == "file"]
    return {n: _digest(n, v) if n in files else v for n, v in given.items()}


def _digest(name: str, value: object) -> object:
    if not isinstance(value, str) or _DIGEST.fullmatch(value):
        return value
    return sha256(content_of(_file(name, value))).hexdigest()


def _file(name: str, value: str) -> Path:
    if not Path(value).exists():  # what else is no file is said by who reads it
        raise Malformed(
            "--{option}: there is no file {file!r}.", option=name.replace("_", "-"), file=value
        )
    return Path(value)


def wrong(kind: type[Declared], problems: Sequence[Problem]) -> SeveralWrong:
    """Return the refusal of values that are not of their form, each with its name as typed.

    Raises:
        Refused: a rule says no to one of them.
    """
    for each in problems:
        if each.refusal:
            raise each.refusal
    return SeveralWrong([_said(kind, each) for each in problems])


def _said(kind: type[Declared], problem: Problem) -> str:
    """Say what is wrong with a value, by the name that it has on the command line."""
    name = problem.field
    place = name.upper() if name in kind.ARGUMENTS else f"--{name.replace('_', '-')}"
    meaning = kind.one(name).meaning if problem.kind == "missing" else None
    if meaning and meaning.example:
        return worded(
            "{place} is missing: {meaning} For example: {example}",
            place=place,
            meaning=worded(meaning.help),
            example=meaning.example,
        )
    return worded("{place}: {reason}", place=place, reason=problem.reason)
