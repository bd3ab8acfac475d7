"""What the acts of rows about bodies do: one use case each."""

from collections.abc import Sequence
from typing import Literal

from pydantic import TypeAdapter

from application.recording import Recording
from application.use_cases import members, taskforces
from domain.events.taskforce import (
    ClaimRecorded,
    Established,
    InitiativeRecognised,
    ReferenceGroupLinked,
    ScaleRegistered,
    ScaleValue,
    Sector,
    TaskAdopted,
)
from domain.values import UNKNOWN, ImpreciseDate
from infrastructure.importers.given import Given

NATURES: TypeAdapter[Literal["real", "exercise"]] = TypeAdapter(Literal["real", "exercise"])
SECTORS: TypeAdapter[Sector] = TypeAdapter(Sector)
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


def notify_withdrawal(recording: Recording, taskforce: str, given: Given) -> None:
    """Give notice."""
    member, effect = given.text("member"), given.get_day("takes_effect_on")
    members.notify_withdrawal(recording, taskforce, member, given.day("on"), effect)


def listed(text: str) -> Sequence[str]:
    """Return the parts of a cell, which semicolons or line ends separate."""
    parts = (part.strip() for part in text.replace("\n", ";").split(";"))
    return [part for part in parts if part]


def _on(given: Given) -> ImpreciseDate:
    return given.get_day("on") or UNKNOWN
