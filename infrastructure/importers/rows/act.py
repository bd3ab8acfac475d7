"""What rows need to know of a declared act: its columns, and what an amendment may change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.declarations.act import Act as Declared
from application.declarations.declared import InvalidFields, made
from application.recording import Recording
from domain.codes import Codes
from infrastructure.importers.rows.given import Given
from infrastructure.importers.tables.problems import RowFaults

Fields = Mapping[str, str]
"""Parameter to field of the event; the field `on` is the day of the event itself."""
_OF_STREAM = ("member", "commitment")
"""Keys that say in whose stream an entry is: a text may stand for each of its commitments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `makes` holds, by topic of the events it records, what an amendment may change.

    `names` are the parameters, with their fields, that tell its entries in one stream apart beside
    the member. `days` are the parameters that are dates, `members` those that name a member.
    """

    declared: type[Declared]
    needs: tuple[str, ...]
    may: tuple[str, ...]
    makes: Mapping[str, Fields]
    names: Fields
    days: frozenset[str]
    members: tuple[str, ...]

    @property
    def name(self) -> str:
        """The word in the column `act`."""
        return self.declared.ROW

    @property
    def repeats(self) -> bool:
        """Whether it can be done to the same thing on another day again."""
        return self.declared.REPEATS

    @property
    def about(self) -> str:
        """In whose stream its events are: of a commitment, a member or the taskforce."""
        return next(iter(self.makes), "").partition(".")[0]

    @property
    def is_on_text(self) -> bool:
        """Whether a member does it to a text, so that a party may be admitted for it."""
        return "member" in self.needs and self.about == "commitment"

    @property
    def parameters(self) -> tuple[str, ...]:
        """All that it takes, what it needs first."""
        return (*self.needs, *self.may)

    def text_of(self, parameter: str, given: Given, codes: Codes) -> str:
        """Return what a cell says as an event stores it, to be compared with what was imported."""
        text = given.values.get(parameter, "")
        return self.declared.text_of(parameter, text, codes, given.values)

    def keeps_blank(self, parameter: str) -> bool:
        """Say whether a blank cell leaves the field as it was, since it cannot be unknown."""
        told = self.declared
        return parameter in told.KEEPS or told.keeps_blank(parameter)

    def of(self, given: Given) -> Declared:
        """Return the act with the values of a row.

        Raises:
            RowFaults: values are not of their form; it has all of them.
        """
        values = {name: value for name in self.parameters if (value := given.get(name))}
        try:
            return made(self.declared, values)
        except InvalidFields as error:
            faults = [given.fault(each.field, each.reason) for each in error.problems]
            raise RowFaults(*(fault for each in faults for fault in each.faults)) from error

    def do(self, recording: Recording, taskforce: str, given: Given) -> None:
        """Record what a row says.

        Raises:
            RowFaults: values are not of their form.
            Refused: a rule says no.
        """
        self.of(given).record(recording, taskforce)

    def is_needed(self, recording: Recording, taskforce: str, given: Given) -> bool:
        """Say whether it is to be recorded at all, or passed over without a word."""
        if self.declared.is_needed is Declared.is_needed:
            return True
        return self.of(given).is_needed(recording, taskforce)


def row_act(kind: type[Declared]) -> Act:
    """Return what rows need to know of a declared act."""
    fields = kind.fields().values()
    return Act(
        declared=kind,
        needs=tuple(field.name for field in fields if field.required),
        may=tuple(field.name for field in fields if not field.required),
        makes={event.TOPIC: kind.compared(event) for event in kind.MAKES},
        names={n: kind.STORED_AS.get(n, n) for n in kind.KEYS if n not in _OF_STREAM},
        days=frozenset(field.name for field in fields if field.is_day),
        members=tuple(each.name for each in fields if each.kind.name == "member" and not each.many),
    )


def users_of(column: str, acts: Iterable[Act]) -> list[Act]:
    """Return the acts that take a column."""
    return [act for act in acts if column in act.parameters]
