"""What the reference of a question about progress means: a member, a text or a commitment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from application.answers import AsOf
from application.questions.asking.answer import Json, dated
from application.questions.asking.facts import E, Fact
from application.questions.asking.references import find_text
from application.read_model import ReadModel
from application.reading import code_at
from domain.errors import UnknownReference
from domain.events.progress import Evidence, ProgressAssessed, ProgressReported
from domain.words import worded


@dataclass(frozen=True, slots=True)
class Meant:
    """Which rows a question is for; `names` are the members' by code, also of those who left."""

    is_for: Callable[[str, str], bool]
    names: Mapping[str, str]


def meant(read_model: ReadModel, taskforce: str, reference: str | None, at: AsOf) -> Meant:
    """Find what a reference means; None means all.

    Raises:
        UnknownReference: it is no member, instrument or commitment of this body.
    """
    ever = read_model.members(taskforce, replace(at, on=date.max))
    names = {row.member: row.name for row in ever}
    names.update((row.member, row.name) for row in read_model.members(taskforce, at))
    if reference is None:
        return Meant(lambda _, __: True, names)
    code = code_at(read_model, at, taskforce, reference.upper())
    if code in names:
        return Meant(lambda _, member: member == code, names)
    try:
        commitments = find_text(read_model, taskforce, reference, at).commitments
    except UnknownReference as error:
        raise UnknownReference(
            worded("member, instrument or commitment"), reference, error.near
        ) from None
    return Meant(lambda commitment, _: commitment in commitments, names)


def stated(fact: Fact[ProgressReported] | Fact[ProgressAssessed] | None) -> dict[str, Json]:
    """Return what a report or an assessment says, under the names that answers give it."""
    event = fact.event if fact else None
    return {
        "assessment": event.assessment if event else None,
        "scale": event.scale if event else None,
        "scale_version": event.scale_version if event else None,
        "narrative": event.narrative if event else None,
        "evidence": evidence(event.evidence) if event else [],
        "entry": fact.entry if fact else None,
        "mended": fact.mended if fact else False,
        **dated("stated_on", fact.on if fact else None),
    }


def evidence(given: Sequence[Evidence]) -> list[Json]:
    """Return evidence as plain values."""
    found: list[Json] = []
    found.extend(each.model_dump(mode="json", exclude_none=True) for each in given)
    return found


def said(fact: Fact[E], **more: str | None) -> dict[str, Json]:
    """Return the place and day of an act, and what it says."""
    return {"entry": fact.entry, "on": str(fact.on), **more}
