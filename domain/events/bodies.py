"""What can happen to a taskforce: its founding, offices, texts, partners and its end."""

from typing import Annotated, ClassVar, Literal

from domain.event import Event
from domain.meaning import Fixed, Meaning
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
Nature = Annotated[
    Literal["real", "exercise"],
    Fixed("An exercise has made-up members, and every table of it says so.", "real"),
]
TermEndsOn = Annotated[ImpreciseDate, Meaning("The last day of the term, if known.", "2028-05-31")]


class Established(Event):
    """The body was founded on `effective_on`; an exercise is one whose members are made up."""

    TOPIC: ClassVar[str] = "taskforce.established"
    code: Annotated[Code, Fixed("The body's short code.", "GTF")]
    name: Annotated[Line, Meaning("Its full name.", "Global Taskforce")]
    nature: Nature
    short_name: Annotated[Line | None, Meaning("A shorter name for it.", "Taskforce")] = None
    parent_body: Annotated[Line | None, Meaning("The body that it belongs to.", "The Alliance")] = (
        None
    )
    place: Annotated[Line | None, Meaning("Where it was founded.", "Brussels")] = None
    occasion: Annotated[Line | None, Meaning("At what event it was founded.", "A summit")] = None
    founders: Annotated[
        Text | None, Meaning("Who founded it, as the source says.", "Seventeen governments")
    ] = None
    meetings_per_year: Annotated[int | None, Meaning("How often it is to meet in a year.", "2")] = (
        None
    )
    eligibility: Annotated[
        Text | None, Meaning("Who may become a member.", "States with a law on reporting.")
    ] = None
    how_to_join: Annotated[
        Text | None, Meaning("How one becomes a member.", "By a letter to the chair.")
    ] = None


class BodyNameRecorded(Event):
    """The body's name in another language than that of the name under which it was founded.

    It holds until another one in that language is recorded; without a shorter one in the same
    entry it is the short name, too.
    """

    TOPIC: ClassVar[str] = "taskforce.name-recorded"
    language: Annotated[Language, Meaning("The language of the name, such as fr.", "fr")]
    name: Annotated[Line, Meaning("The body's name in that language.", "Groupe mondial")]
    short_name: Annotated[Line | None, Meaning("A shorter one.", "Groupe")] = None


class RecordKeptFrom(Event):
    """From `effective_on` on the record claims to be complete; before it: "not recorded"."""

    TOPIC: ClassVar[str] = "taskforce.record-kept-from"


class TaskAdopted(Event):
    """The body took on a task, which decisions and practices can then name."""

    TOPIC: ClassVar[str] = "taskforce.task-adopted"
    reference: Annotated[Reference, Fixed("The task, by a reference of your choice.", "RESPONSE")]
    text: Annotated[Text, Meaning("What the task is.", "Drive a coordinated response.")]


class ChairAppointed(Event):
    """A member took the chair on `effective_on`, until the next one or its term's last day."""

    TOPIC: ClassVar[str] = "taskforce.chair-appointed"
    chair: Annotated[MemberCode, Fixed("The member that took the chair.", "KEN")]
    term_ends_on: TermEndsOn | None = None


class ViceChairAppointed(Event):
    """A member became vice-chair on `effective_on`, until the next or its term's last day."""

    TOPIC: ClassVar[str] = "taskforce.vice-chair-appointed"
    vice_chair: Annotated[MemberCode, Fixed("The member that became vice-chair.", "ATL")]
    term_ends_on: TermEndsOn | None = None


class ClaimRecorded(Event):
    """A source says `claim` about `about`; other sources may say otherwise, side by side."""

    TOPIC: ClassVar[str] = "taskforce.claim-recorded"
    about: Annotated[Line, Meaning("What it is about, in a word.", "founders")]
    claim: Annotated[Text, Meaning("What the source says.", "Seventeen governments founded it.")]


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
    reference: Annotated[Reference, Fixed("The text, by a reference of your choice.", "MISSION")]
    title: Annotated[Line, Meaning("The text's title.", "Mission statement")]
    legal_nature: Annotated[
        LegalNature, Fixed("Whether it is a political commitment or a treaty.", "political")
    ]
    version: Annotated[Version, Fixed("The version of the text.", "1")] = "1"
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
    name: Annotated[Line, Meaning("The initiative's name.", "Five Country Ministerial")]
    as_member: Annotated[
        MemberCode | None, Fixed("The member that it is itself, if it is one.", "UOI")
    ] = None


class ReferenceGroupLinked(Event):
    """The body works beside this reference group."""

    TOPIC: ClassVar[str] = "taskforce.reference-group-linked"
    name: Annotated[Line, Meaning("The group's name.", "Industry")]
    sector: Annotated[Sector, Meaning("The sector that it speaks for.", "private_sector")]


class ScaleValue(Value):
    """One step of a scale: the stored word, the printed one, and whether it counts as high."""

    value: Annotated[Reference, Meaning("The word that is stored.", "not_started")]
    label: Annotated[Line, Meaning("The words that are printed.", "Not started")]
    high: Annotated[bool, Meaning("Whether it counts as high completion.", "no")] = False


ScaleName = Annotated[Reference, Fixed("The scale, by a reference of your choice.", "OGP")]
ScaleVersion = Annotated[Version, Fixed("The version of the scale.", "1")]
ScaleTitle = Annotated[Line, Meaning("The scale's title.", "Completion")]
ScaleValues = Annotated[
    tuple[ScaleValue, ...],
    Meaning(
        "Its values from no to full completion, each as `word` or `word = Label`.",
        "not_started; limited; complete = Completed",
    ),
]


class ScaleRegistered(Event):
    """A scale on which progress may be stated, from no to full completion in this order."""

    TOPIC: ClassVar[str] = "taskforce.scale-registered"
    scale: ScaleName
    version: ScaleVersion
    title: ScaleTitle
    values: ScaleValues


class Dissolved(Event):
    """From `effective_on` the body is no more; its record stays."""

    TOPIC: ClassVar[str] = "taskforce.dissolved"
    reason: Annotated[Text | None, Meaning("Why it ended.", "Its mandate ended.")] = None
