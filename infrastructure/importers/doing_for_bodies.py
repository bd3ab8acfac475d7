"""What the acts of rows about bodies, texts and entries do: one use case each."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from application.recording import Recording
from application.use_cases import entries, taskforces, texts
from domain.errors import Refused
from domain.events.commitment import Closed, Split, Superseded
from domain.events.taskforce import (
    AuthenticText,
    InstrumentAdopted,
)
from domain.values import LegalNature, MemberKind, Visibility
from infrastructure.importers.given import Given

LEGAL_NATURES = TypeAdapter(LegalNature)
AUDIENCES = TypeAdapter(Visibility)
KINDS = TypeAdapter(tuple[MemberKind, ...])


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
