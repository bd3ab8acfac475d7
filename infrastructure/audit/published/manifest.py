"""The manifest of a published report: all that is needed to make it again, in one canonical file.

A manifest is RFC 8785 JSON of exactly the keys of `Manifest`; `report.published` holds its hash.
What a report was asked for is in it as text, a preface with all its words, so that the manifest and
the log are enough.
"""

import json
from datetime import date
from hashlib import sha256
from typing import Annotated, Literal, Self

import rfc8785
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from application.reports.document import Report
from application.reports.versions import data_of
from domain.errors import Malformed
from domain.events.log import ReportPublished
from domain.values import FIRST_YEAR, LAST_YEAR, MemberCode, Sha256, Visibility
from infrastructure.audit.proofs.files import LARGEST
from infrastructure.language import ENGLISH

NAME = "manifest.json"
FIRST_SCHEMA = "depositary-report-manifest/v1"
SCHEMA = "depositary-report-manifest/v2"
LANGUAGE = "language"
"""The parameter that says in which language the forms for people are; none says English."""
MOST_OUTPUTS = 50
LONGEST_TITLE = 500

Count = Annotated[int, Field(strict=True, ge=0, le=2**53 - 1)]
Place = Annotated[int, Field(strict=True, ge=1, le=2**53 - 1)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""A file beside the manifest, and no path."""
PublishedAs = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,58}\w)?$")]
"""The reference of a published report, which is also the name of its folder."""
Shown = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0a-\x1f\x7f-\x9f]{0,1000}$")]
"""A text on one line, which can be shown on a terminal as it is."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Day = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]
Root = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
"""The root of a tree of entries in base64, as in a checkpoint."""


class Part(BaseModel):
    """The base of what stands in a manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Rested(Part):
    """The entries that a report rests on: the first `size` of the log, the last at `position`."""

    position: Place
    size: Place
    root: Root


class Output(Part):
    """One file that was written beside the manifest."""

    form: Word
    file: FileName
    sha256: Sha256
    size: Count


class Manifest(Part):
    """What says how a report was made.

    `report` is its reference, `kind` and `parameters` what was typed behind `report`, with the
    `language` of the forms for people where that is not English. `prefix` are
    the entries that it rests on, `known` (`@position`) those of them that it tells of: who may
    see what is judged by all of them. `on` is null where no day was asked for; what then depends
    on the present day takes `made_on`. `content_sha256` is the hash of the content as RFC 8785
    JSON. `versions` and `templates` (SHA-256 by name) are what the bytes of the outputs depend on
    beside it, and `authority` and `checkpoint` what is printed at the end, null where ours is or
    none was. `words` and `rules` are their versions (`application.reports.versions`), and `data`
    is the SHA-256 of the data of each section. Manifests of the first schema have none of the
    three: both versions are 1, and there is no data.
    """

    schema_: Literal["depositary-report-manifest/v1", "depositary-report-manifest/v2"] = Field(
        alias="schema"
    )
    report: PublishedAs
    kind: Word
    title: Shown
    taskforce: MemberCode
    prefix: Rested
    on: Day | None
    known: Annotated[str, StringConstraints(pattern=r"^@[1-9][0-9]{0,15}$")]
    audience: Visibility
    made_on: Day
    parameters: dict[Name, str]
    content_sha256: Sha256
    data: dict[Shown, Sha256]
    words: Place
    rules: Place
    versions: dict[Shown, Shown]
    templates: dict[Shown, Sha256]
    authority: str | None
    checkpoint: str | None
    outputs: Annotated[tuple[Output, ...], Field(min_length=1, max_length=MOST_OUTPUTS)]

    @model_validator(mode="before")
    @classmethod
    def _of_the_first_schema(cls, told: object) -> object:
        if isinstance(told, dict) and told.get("schema") == FIRST_SCHEMA:
            return {**told, "words": 1, "rules": 1, "data": {}}
        return told

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read a manifest.

        Raises:
            Malformed: it is not a manifest, or not written as RFC 8785 says.
        """
        try:
            told = cls.model_validate_json(content)
        except ValidationError as error:
            detail = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(map(str, detail["loc"]))
            problem = f"{where}: {detail['msg']}" if where else detail["msg"]
            raise Malformed("It is no manifest of a report: {problem}.", problem=problem) from error
        if bytes(told) != content:
            raise Malformed(
                "It is no manifest of a report as it was written: its JSON is not in the form of "
                "RFC 8785, so somebody or some program has rewritten it."
            )
        if len({each.file for each in told.outputs}) < len(told.outputs):
            raise Malformed("It is no manifest of a report: two outputs have one name.")
        return told

    def __bytes__(self) -> bytes:
        later = {"words", "rules", "data"} if self.schema_ == FIRST_SCHEMA else set()
        return canonical(self.model_dump(mode="json", by_alias=True, exclude=later))

    @property
    def language(self) -> str:
        """The language of its forms for people; a manifest that names none is in English."""
        return self.parameters.get(LANGUAGE, ENGLISH)

    @property
    def asked(self) -> dict[str, str]:
        """What was typed behind `report`, without the language, on which no data depend."""
        return {name: text for name, text in self.parameters.items() if name != LANGUAGE}

    @property
    def sha256(self) -> str:
        """The hash that `report.published` holds."""
        return sha256(bytes(self)).hexdigest()

    @property
    def forms(self) -> set[str]:
        """The forms in which it was written."""
        return {output.form for output in self.outputs}

    def record(self) -> ReportPublished:
        """Return what is recorded when it is published.

        Raises:
            Malformed: it has a title or a reference that cannot be recorded.
        """
        try:
            return ReportPublished(
                report=self.report,
                taskforce=self.taskforce,
                manifest_sha256=self.sha256,
                content_sha256=self.content_sha256,
                size=self.prefix.size,
                title=self.title[:LONGEST_TITLE],
            )
        except ValidationError as error:
            raise Malformed("Its title or its reference cannot be recorded.") from error


def canonical(value: object) -> bytes:
    """Write what can be written as JSON as RFC 8785 says.

    Raises:
        Malformed: it holds what that form has no spelling for: a large number, half a character.
    """
    try:
        return rfc8785.dumps(json.loads(json.dumps(value)))
    except rfc8785.CanonicalizationError as error:
        raise Malformed("It cannot be written as canonical JSON: {error}.", error=error) from error


def content_sha256(report: Report) -> str:
    """Return the hash of what a report says.

    Raises:
        Malformed: it holds a number that JSON readers do not keep exact.
    """
    return sha256(canonical(report.as_json())).hexdigest()


def data_sha256(report: Report) -> dict[str, str]:
    """Return the hash of the data of each section of a report, by the key of the section.

    Raises:
        Malformed: it holds a number that JSON readers do not keep exact.
    """
    data = data_of(report)
    return {key: sha256(canonical(each)).hexdigest() for key, each in data.items()}


def must_be_small(content: bytes) -> None:
    """Refuse a manifest that nobody would read again.

    Raises:
        Malformed: it is too large.
    """
    if len(content) > LARGEST:
        raise Malformed(
            "The texts that the report was given are longer than {largest} bytes, which is "
            "more than a manifest may hold; shorten the preface.",
            largest=LARGEST,
        )
