"""New values for the fields of an entry: which may change, and how a person writes them."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from domain.endings import one_named
from domain.entry import Entry
from domain.errors import Malformed
from domain.event import Event
from domain.events.laws import PracticeShowcased
from domain.events.members import Reinstated, VotingRightsRestored, Withdrew
from domain.events.texts import (
    KIND_NOT_KNOWN,
    Consented,
    EnteredIntoForce,
    SignatureConfirmed,
    Withdrawn,
)
from domain.events.voting import VoteTaken
from domain.events.work import AdviceForwarded, InitiativeInputConsidered, JointWorkRecorded
from domain.texts.wording import text_digest
from domain.words import worded

FIXED = frozenset(
    {"member", "commitment", "meeting", "code", "reference", "instrument", "scale", "ends"}
    | {"act", "of", "to", "by", "into", "entry_id", "chair", "vice_chair", "as_member", "nature"}
    | {"legal_nature", "text_sha256", "version", "person", "gap", "practice", "milestone"}
    | {"decision", "action", "input", "initiative", "advice", "contribution", "group", "at"}
    | {"rule", "counted", "needed", "members", "reached", "report", "assessed", "scale_version"}
)
"""What an amendment may not change: to move a fact, retract it and record it anew."""

BOUND_ELSEWHERE: Mapping[str, frozenset[str]] = {
    AdviceForwarded.TOPIC: frozenset({"to", "decision"}),
    InitiativeInputConsidered.TOPIC: frozenset({"decision"}),
    JointWorkRecorded.TOPIC: frozenset({"meeting"}),
    PracticeShowcased.TOPIC: frozenset({"meeting"}),
    Withdrew.TOPIC: frozenset({"ends"}),
    Reinstated.TOPIC: frozenset({"ends"}),
    VotingRightsRestored.TOPIC: frozenset({"ends"}),
    Withdrawn.TOPIC: frozenset({"ends"}),
    VoteTaken.TOPIC: frozenset({"rule"}),
    SignatureConfirmed.TOPIC: frozenset({"act"}),
    EnteredIntoForce.TOPIC: frozenset({"act"}),
}
"""Fields of that name which in these topics are no part of what makes it this fact."""


def correctable(kind: type[Event]) -> list[str]:
    """Return the fields of a kind of event that an amendment may change, beside its day."""
    return sorted(set(kind.model_fields) - (FIXED - BOUND_ELSEWHERE.get(kind.TOPIC, frozenset())))


NAMES_OF_ENTRIES = frozenset({"ends", "excepting", "act"})
"""Fields that name other entries of the same member in the same stream."""
_SEVERAL = NAMES_OF_ENTRIES - {"act"}


def named_by_id(others: Sequence[Entry], name: str, text: str) -> str:
    """Return a value in which entries are named by their ids, where a person writes @5 or a day.

    `others` are the entries of the same member in the same stream.

    Raises:
        Malformed: a name is neither.
        Refused: it is of none of them, or of several.
    """
    if not text:
        return "[]" if name in _SEVERAL else ""
    names = [each.strip() for each in text.replace(",", ";").split(";") if each.strip()]
    found = [str(one_named(others, each).id) for each in names]
    return to_json(found).decode() if name in _SEVERAL else "".join(found)


LISTS = frozenset(
    {"attendance", "agenda", "open_to", "authentic_texts", "values", "evidence", "counting"}
    | {"actions", "votes", "commitments", "partners", "first", "more"}
    | {"items", "ballots", "objections", "tally"}
    | _SEVERAL
)


def _value(name: str, text: str) -> object:
    """Read a new value: "" is unknown, a list is JSON, attendance also ATL:present,ERE:excused."""
    if name not in LISTS or not text:
        return text or None
    if name == "attendance" and not text.startswith("["):
        pairs = (each.partition(":") for each in text.replace(";", ",").split(","))
        return [{"member": code.strip(), "presence": came.strip()} for code, _, came in pairs]
    try:
        told: object = from_json(text)
    except ValueError as error:
        raise Malformed.expected(worded("{name} as a list in JSON", name=name), text) from error
    return told


def changed(event: Event, changes: dict[str, str]) -> Event:
    """Return an event with new values by field.

    Raises:
        Malformed: a field cannot be changed in it, or a value is not of its form.
    """
    open_fields = correctable(type(event))
    for name in changes:
        if name not in open_fields:
            raise Malformed(
                "{name!r} cannot be changed in {TOPIC}; these can: {join}. To move a fact to "
                "another member or text, retract it and record it anew.",
                name=name,
                TOPIC=event.TOPIC,
                join=", ".join(["on", *open_fields]),
            )
    values: dict[str, object] = event.model_dump(mode="json")
    values.update({name: _value(name, text) for name, text in changes.items()})
    if isinstance(event, Consented) and changes.get("kind") in ("", "unknown"):
        values["kind"] = KIND_NOT_KNOWN
    if changes.get("closes") == "recorded_later":
        raise Malformed("closes can only become earlier: an ending ends what began before it.")
    if "text" in changes and "text_sha256" in values:
        values["text_sha256"] = text_digest(changes["text"].strip())
    try:
        return type(event).model_validate(values)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = ".".join(map(str, detail["loc"]))
        if where.split(".")[0] == "attendance":
            raise Malformed.expected(
                worded("attendance such as ATL:present,ERE:excused"), changes
            ) from error
        raise Malformed("{where}: {detail}.", where=where, detail=detail["msg"]) from error
