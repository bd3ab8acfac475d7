"""An act that a row asks for, with the values of its cells, and what an amendment may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from json import loads
from types import MappingProxyType
from typing import cast

from pydantic import TypeAdapter

from application.acts import rows
from application.declarations.act import Act
from application.declarations.declared import InvalidFields, made
from application.declarations.fields import ActField
from application.declarations.named_members import names_members
from application.declarations.text_writing import written
from application.recording.recording import Recording
from domain.codes import Codes
from domain.errors import UnfitText
from domain.values import ImpreciseDate, Visibility
from infrastructure.importers.tables.problems import CellFault, RowFaults

ACTS = rows()
"""The acts that a row can record, by the word in its column `act`."""
Fields = Mapping[str, str]
"""Field of the act to field of the event; the field `on` is the day of the event itself."""
_OF_STREAM = ("member", "commitment")
"""Keys that say in whose stream an entry is: a text may stand for each of its commitments."""
_YES_OR_NO = ("yes", "no")


@cache
def required(act: type[Act]) -> tuple[str, ...]:
    """Return the fields that an act needs."""
    return tuple(each.name for each in act.fields().values() if each.required)


@cache
def optional(act: type[Act]) -> tuple[str, ...]:
    """Return the fields that an act may have."""
    return tuple(each.name for each in act.fields().values() if not each.required)


def fields_of(act: type[Act]) -> tuple[str, ...]:
    """Return the fields of an act, those that it needs first."""
    return (*required(act), *optional(act))


@cache
def day_fields(act: type[Act]) -> frozenset[str]:
    """Return the fields that are dates."""
    return frozenset(each.name for each in act.fields().values() if each.is_day)


@cache
def unknown_days(act: type[Act]) -> frozenset[str]:
    """Return the fields that are dates of which `unknown` is one."""
    fields = act.fields().values()
    return frozenset(each.name for each in fields if each.kind.python is ImpreciseDate)


@cache
def member_fields(act: type[Act]) -> tuple[str, ...]:
    """Return the fields that name one member."""
    return tuple(each.name for each in naming_fields(act) if not each.many)


@cache
def naming_fields(act: type[Act]) -> tuple[ActField, ...]:
    """Return the fields that name one member, or members with how they came or voted."""
    fields = [each for each in act.fields().values() if names_members(each)]
    return tuple(f for f in fields if f.kind.name == ("object" if f.many else "member"))


@cache
def amendable(act: type[Act]) -> Mapping[str, Fields]:
    """Return by topic of the events that an act records what an amendment may change."""
    return MappingProxyType({event.TOPIC: act.compared(event) for event in act.MAKES})


@cache
def identifying(act: type[Act]) -> Fields:
    """Return the fields that tell entries in one stream apart, beside the member."""
    return {name: act.STORED_AS.get(name, name) for name in act.KEYS if name not in _OF_STREAM}


def stream_kind(act: type[Act]) -> str:
    """Return in whose stream the events are: of a commitment, a member or the taskforce."""
    return act.MAKES[0].TOPIC.partition(".")[0] if act.MAKES else ""


def is_on_text(act: type[Act]) -> bool:
    """Say whether a member does it to a text, so that a party may be admitted for it."""
    return "member" in required(act) and stream_kind(act) == "commitment"


@cache
def may_name_text(act: type[Act]) -> bool:
    """Say whether its commitment may be a text, which stands in the column `instrument`, too."""
    fields = act.fields()
    found = fields.get("commitment")
    return found is not None and found.kind.of_text and "instrument" not in fields


@dataclass(frozen=True, slots=True)
class ActRequest:
    """An act that a row asks for, with its values by field; `columns` is where each value stood.

    A blank is "" here, and counts as not given.
    """

    act: type[Act]
    values: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """Return a value, None where it is blank."""
        return self.values.get(name) or None

    def text_of(self, name: str, codes: Codes) -> str:
        """Return what a cell says as an event stores it, to be compared with what was imported."""
        return self.act.text_of(name, self.values.get(name, ""), codes, self.values)

    def shown(self, name: str, stored: str) -> str:
        """Return a stored value as people write it in a cell; parts of one stay as stored."""
        if not stored.startswith("["):
            return stored
        one = TypeAdapter(cast("type[object]", self.act.one(name).kind.python))
        try:
            values = tuple(map(one.validate_python, loads(stored)))
        except ValueError:  # the high values of a scale are a part of its values
            return stored
        return written(self.act, name, values) or stored

    def keeps_blank(self, name: str) -> bool:
        """Say whether a blank cell leaves the field as it was, since it cannot be unknown."""
        return name in self.act.KEEPS or self.act.keeps_blank(name)

    def fault(self, name: str, reason: str) -> RowFaults:
        """Return the fault of one value, with its column."""
        return RowFaults(CellFault(self.columns.get(name, name), self.values.get(name, ""), reason))

    def record(self, recording: Recording, taskforce: str) -> None:
        """Record the act.

        Raises:
            RowFaults: values are not of their form.
            Refused: a rule says no.
        """
        self._made().record(recording, taskforce)

    def is_needed(self, recording: Recording, taskforce: str) -> bool:
        """Say whether it is to be recorded at all; otherwise the row is silently skipped."""
        if self.act.is_needed is Act.is_needed:
            return True
        return self._made().is_needed(recording, taskforce)

    def _made(self) -> Act:
        values = {name: self.values[name] for name in self.act.fields() if self.get(name)}
        try:
            return made(self.act, values)
        except InvalidFields as error:
            faults = [
                replace(fault, unfit=isinstance(each.refusal, UnfitText))
                for each in error.problems
                for fault in self.fault(each.field, each.reason).faults
            ]
            raise RowFaults(*faults) from error


@lru_cache
def choices_of(column: str) -> tuple[str, ...]:
    """Return the words that a column can hold, () where people write freely, or several."""
    if column == "act":
        return tuple(ACTS)
    if column == "visibility":
        return tuple(Visibility)
    found: dict[str, None] = {}
    for act in ACTS.values():
        field = act.fields().get(column)
        if field and not field.many:
            words = _YES_OR_NO if field.kind.python is bool else field.kind.choices
            found |= dict.fromkeys(words)
    return tuple(found)
