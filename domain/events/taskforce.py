"""What can happen to a taskforce: its founding, offices, texts, partners and its end."""

from typing import Annotated, ClassVar, Literal

from domain.event import Event
from domain.meaning import Meaning
from domain.values import (
    Code,
    ImpreciseDate,
    Language,
    LegalNature,
    Line,
    MemberCode,
    MemberKind,
    Reference,
    Sha256,
    Text,
    Value,
    Version,
)

Sector = Literal["private_sector", "civil_society", "law_enforcement", "other"]


class Established(Event):
    """The body was founded on `effective_on`; an exercise is one whose members are made up."""

    TOPIC: ClassVar[str] = "taskforce.established"
    code: Code
    name: Line
    nature: Literal["real", "exercise"]
    short_name: Line | None = None
    parent_body: Line | None = None
    place: Line | None = None
    occasion: Line | None = None
    founders: Text | None = None
    meetings_per_year: int | None = None
    eligibility: Text | None = None
    how_to_join: Text | None = None


class RecordKeptFrom(Event):
    """From `effective_on` on the record claims to be complete; before it: "not recorded"."""

    TOPIC: ClassVar[str] = "taskforce.record-kept-from"


class TaskAdopted(Event):
    """The body took on a task, which decisions and practices can then name."""

    TOPIC: ClassVar[str] = "taskforce.task-adopted"
    reference: Reference
    text: Text


class ChairAppointed(Event):
    """A member took the chair on `effective_on`, until the next one or its term's last day."""

    TOPIC: ClassVar[str] = "taskforce.chair-appointed"
    chair: MemberCode
    term_ends_on: ImpreciseDate | None = None


class ViceChairAppointed(Event):
    """A member became vice-chair on `effective_on`, until the next or its term's last day."""

    TOPIC: ClassVar[str] = "taskforce.vice-chair-appointed"
    vice_chair: MemberCode
    term_ends_on: ImpreciseDate | None = None


class ClaimRecorded(Event):
    """A source says `claim` about `about`; other sources may say otherwise, side by side."""

    TOPIC: ClassVar[str] = "taskforce.claim-recorded"
    about: Line
    claim: Text


class AuthenticText(Value):
    """One authentic language of a text.

    `file_sha256` is of the file's bytes; `text_sha256` of the text as UTF-8 in normal form C with
    LF line ends, where the file is a text.
    """

    language: Annotated[Language, Meaning("The code of the language.", "en")]
    file_sha256: Annotated[Sha256, Meaning("The sha256 of the file.")]
    text_sha256: Annotated[
        Sha256 | None, Meaning("The sha256 of its wording, where the file is plain text.")
    ] = None


class InstrumentAdopted(Event):
    """A text was opened for signature; `open_to` names the kinds that may sign, () means all."""

    TOPIC: ClassVar[str] = "taskforce.instrument-adopted"
    reference: Annotated[Reference, Meaning("The text, by a reference of your choice.", "MISSION")]
    title: Annotated[Line, Meaning("The text's title.", "Mission statement")]
    legal_nature: Annotated[
        LegalNature, Meaning("Whether it is a political commitment or a treaty.", "political")
    ]
    version: Annotated[Version, Meaning("The version of the text.", "1")] = "1"
    preamble: Annotated[
        Text | None, Meaning("What stands before its commitments.", "We, the members,")
    ] = None
    open_to: Annotated[
        tuple[MemberKind, ...], Meaning("The kinds of members that may sign; all if none.", "state")
    ] = ()
    who_may_sign: Annotated[
        Text | None, Meaning("Who may sign, in words.", "States of the Alliance")
    ] = None
    authentic_texts: Annotated[
        tuple[AuthenticText, ...],
        Meaning("Each language, as LANGUAGE SHA256 of the file.", f"en {'0a' * 32}"),
    ] = ()


class InitiativeRecognised(Event):
    """An existing initiative feeds in; it may itself be a member."""

    TOPIC: ClassVar[str] = "taskforce.initiative-recognised"
    name: Line
    as_member: MemberCode | None = None


class ReferenceGroupLinked(Event):
    """The body works beside this reference group."""

    TOPIC: ClassVar[str] = "taskforce.reference-group-linked"
    name: Line
    sector: Sector


class ScaleValue(Value):
    """One step of a scale: the stored word, the printed one, and whether it counts as high."""

    value: Reference
    label: Line
    high: bool = False


class ScaleRegistered(Event):
    """A scale on which progress may be stated, from no to full completion in this order."""

    TOPIC: ClassVar[str] = "taskforce.scale-registered"
    scale: Reference
    version: Version
    title: Line
    values: tuple[ScaleValue, ...]


class Dissolved(Event):
    """From `effective_on` the body is no more; its record stays."""

    TOPIC: ClassVar[str] = "taskforce.dissolved"
    reason: Text | None = None
