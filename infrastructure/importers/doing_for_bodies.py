"""What the acts of rows about bodies, texts and entries do: one use case each."""

from collections.abc import Sequence
from typing import Literal

from pydantic import TypeAdapter

from application.recording import Recording
from application.use_cases import entries, members, taskforces, texts
from domain.errors import Refused
from domain.events.commitment import Closed, Split, Superseded
from domain.events.taskforce import (
    AuthenticText,
    ClaimRecorded,
    Established,
    InitiativeRecognised,
    InstrumentAdopted,
    ReferenceGroupLinked,
    ScaleRegistered,
    ScaleValue,
    Sector,
    TaskAdopted,
)
from domain.values import UNKNOWN, ImpreciseDate, LegalNature, MemberKind, Visibility
from infrastructure.importers.given import Given

NATURES: TypeAdapter[Literal["real", "exercise"]] = TypeAdapter(Literal["real", "exercise"])
LEGAL_NATURES = TypeAdapter(LegalNature)
SECTORS: TypeAdapter[Sector] = TypeAdapter(Sector)
AUDIENCES = TypeAdapter(Visibility)
KINDS = TypeAdapter(tuple[MemberKind, ...])
LONGEST_YEAR = 366


def establish(recording: Recording, taskforce: str, given: Given) -> None:
    """Found the body that the file is for."""
    code = given.text("code")
    if code != taskforce:
        raise given.fault("code", f"The file is for {taskforce}; give {code} a file of its own.")
    event = Established(
        code=code,
        name=given.text("name"),
        nature=given.word("nature", NATURES),
        short_name=given.get("short_name"),
        parent_body=given.get("parent_body"),
        place=given.get("place"),
        occasion=given.get("occasion"),
        founders=given.get("founders"),
        meetings_per_year=_per_year(given),
        eligibility=given.get("eligibility"),
        how_to_join=given.get("how_to_join"),
    )
    taskforces.establish(recording, event, given.day("on"))


def _per_year(given: Given) -> int | None:
    text = given.get("meetings_per_year")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= LONGEST_YEAR):
        raise given.fault("meetings_per_year", "Expected a whole number such as 2.")
    return int(text)


def keep_record_from(recording: Recording, taskforce: str, given: Given) -> None:
    """Say from which day on the record is complete."""
    taskforces.keep_record_from(recording, taskforce, given.day("on"))


def task(recording: Recording, taskforce: str, given: Given) -> None:
    """Take on a task."""
    event = TaskAdopted(reference=given.text("task"), text=given.text("text"))
    taskforces.adopt_task(recording, taskforce, event, _on(given))


def chair(recording: Recording, taskforce: str, given: Given) -> None:
    """Take the chair."""
    _appoint(recording, taskforce, given, vice=False)


def vice_chair(recording: Recording, taskforce: str, given: Given) -> None:
    """Become vice-chair."""
    _appoint(recording, taskforce, given, vice=True)


def _appoint(recording: Recording, taskforce: str, given: Given, *, vice: bool) -> None:
    taskforces.appoint_chair(
        recording,
        taskforce,
        given.text("member"),
        given.day("on"),
        vice=vice,
        term_ends_on=given.get_day("term_ends_on"),
    )


def claim(recording: Recording, taskforce: str, given: Given) -> None:
    """Keep what a source says."""
    event = ClaimRecorded(about=given.text("about"), claim=given.text("claim"))
    taskforces.record_claim(recording, taskforce, event, _on(given))


def initiative(recording: Recording, taskforce: str, given: Given) -> None:
    """Recognise an initiative."""
    event = InitiativeRecognised(name=given.text("initiative"), as_member=given.get("as_member"))
    taskforces.recognise(recording, taskforce, event, _on(given))


def reference_group(recording: Recording, taskforce: str, given: Given) -> None:
    """Link a reference group."""
    event = ReferenceGroupLinked(name=given.text("group"), sector=given.word("sector", SECTORS))
    taskforces.recognise(recording, taskforce, event, _on(given))


def scale(recording: Recording, taskforce: str, given: Given) -> None:
    """Register a scale."""
    pairs = [_pair(each) for each in listed(given.text("values"))]
    high = listed(given.get("high") or "")
    for word in high:
        if word not in dict(pairs):
            raise given.fault("high", f"{word!r} is none of the values.")
    values = tuple(ScaleValue(value=w, label=label, high=w in high) for w, label in pairs)
    event = ScaleRegistered(
        scale=given.text("scale"),
        version=given.text("scale_version"),
        title=given.text("title"),
        values=values,
    )
    taskforces.register_scale(recording, taskforce, event, _on(given))


def _pair(text: str) -> tuple[str, str]:
    word, _, label = (part.strip() for part in text.partition("="))
    return word, label or word.replace("_", " ").capitalize()


def instrument(recording: Recording, taskforce: str, given: Given) -> None:
    """Open a text for signature."""
    opened = InstrumentAdopted(
        reference=given.text("instrument"),
        title=given.text("title"),
        legal_nature=given.word("legal_nature", LEGAL_NATURES),
        version=given.get("version") or "1",
        preamble=given.get("preamble"),
        open_to=_kinds(given),
        who_may_sign=given.get("who_may_sign"),
        authentic_texts=_authentic(given),
    )
    taskforces.adopt_instrument(recording, taskforce, opened, given.day("on"))


def _kinds(given: Given) -> tuple[MemberKind, ...]:
    words = listed(given.get("open_to") or "")
    for word in words:
        if word not in list(MemberKind):
            raise given.fault("open_to", f"Expected {', '.join(MemberKind)}, separated by ;.")
    return KINDS.validate_python(tuple(words))


def _authentic(given: Given) -> tuple[AuthenticText, ...]:
    """Read `en 64-digits; fr 64-digits`: the sha256 of each file."""
    pairs = [each.partition(" ") for each in listed(given.get("authentic_texts") or "")]
    return tuple(AuthenticText(language=language, file_sha256=s) for language, _, s in pairs)


def supersede(recording: Recording, taskforce: str, given: Given) -> None:
    """Put another commitment in this one's place."""
    event = Superseded(commitment=given.text("commitment"), by=given.text("by"))
    texts.close(recording, taskforce, event, given.day("on"))


def split(recording: Recording, taskforce: str, given: Given) -> None:
    """Put several commitments in this one's place."""
    into = tuple(listed(given.text("into")))
    event = Split(commitment=given.text("commitment"), into=into)
    texts.close(recording, taskforce, event, given.day("on"))


def close_commitment(recording: Recording, taskforce: str, given: Given) -> None:
    """Close a commitment for signature."""
    event = Closed(commitment=given.text("commitment"), reason=given.get("reason"))
    texts.close(recording, taskforce, event, given.day("on"))


def notify_withdrawal(recording: Recording, taskforce: str, given: Given) -> None:
    """Give notice."""
    member, effect = given.text("member"), given.get_day("takes_effect_on")
    members.notify_withdrawal(recording, taskforce, member, given.day("on"), effect)


def retract(recording: Recording, taskforce: str, given: Given) -> None:
    """Declare an entry never true."""
    entry = _entry(recording, taskforce, given)
    entries.retract(recording, [entry], given.text("reason"))


def show_to(recording: Recording, taskforce: str, given: Given) -> None:
    """Change who may see an entry."""
    entry = _entry(recording, taskforce, given)
    shown = given.word("shown_to", AUDIENCES)
    entries.show_to(recording, entry, shown, given.get("reason"))


def _entry(recording: Recording, taskforce: str, given: Given) -> str:
    entry = given.text("entry")
    body = recording.read_model.locate(entry).taskforce
    if body != taskforce:
        raise Refused(f"Entry {entry} is of {body}, not of {taskforce}.")
    return entry


def listed(text: str) -> Sequence[str]:
    """Return the parts of a cell, which semicolons or line ends separate."""
    parts = (part.strip() for part in text.replace("\n", ";").split(";"))
    return [part for part in parts if part]


def _on(given: Given) -> ImpreciseDate:
    return given.get_day("on") or UNKNOWN
