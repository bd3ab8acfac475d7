"""What an act of a row is: its parameters, what it does, and what an amendment may change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from application.declarations.act import Act as Declared
from application.declarations.making import Unfit, made
from application.recording import Recording
from domain.codes import Codes
from infrastructure.importers.given import Given
from infrastructure.importers.problems import RowFaults

DAYS = frozenset(
    (
        *("on", "until", "deposited_on", "in_force_on", "takes_effect_on", "term_ends_on"),
        *("period_from", "period_until", "begins_on", "ends_on"),
        *("due_on", "due_from", "due_until", "extended_to"),
    )
)

Do = Callable[[Recording, str, Given], None]
Fields = Mapping[str, str]
"""Parameter to field of the event; the field `on` is the day of the event itself."""


def always(_: Recording, __: str, ___: Given) -> bool:
    """Say that there is no condition."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `makes` holds, by topic of the events it records, what an amendment may change.

    `names` are the parameters, with their fields, that tell its entries in one stream apart beside
    the member. `repeats` says that it can be done to the same thing on another day again,
    `blanks_keep` that a blank leaves a field as it was.
    """

    name: str
    meaning: str
    do: Do
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    makes: Mapping[str, Fields]
    names: Fields = field(default_factory=dict)
    repeats: bool = False
    blanks_keep: bool = False
    only_if: Callable[[Recording, str, Given], bool] = always
    declared: type[Declared] | None = None

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
        text, told = given.values.get(parameter, ""), self.declared
        return told.text_of(parameter, text, codes, given.values) if told else text

    def keeps_blank(self, parameter: str) -> bool:
        """Say whether a blank cell leaves the field as it was, since it cannot be unknown."""
        if self.declared is None or parameter not in self.declared.fields():
            return self.blanks_keep
        return parameter in self.declared.KEEPS or self.declared.keeps_blank(parameter)


_OF_STREAM = ("member", "commitment")
"""Keys that say in whose stream an entry is: a text may stand for each of its commitments."""


def row_act(kind: type[Declared]) -> Act:
    """Return what rows need to know of a declared act."""

    def of(given: Given) -> Declared:
        values = {name: value for name in kind.fields() if (value := given.get(name))}
        try:
            return made(kind, values)
        except Unfit as error:
            faults = [given.fault(each.field, each.reason) for each in error.problems]
            raise RowFaults(*(fault for each in faults for fault in each.faults)) from error

    def do(recording: Recording, taskforce: str, given: Given) -> None:
        of(given).record(recording, taskforce)

    def only_if(recording: Recording, taskforce: str, given: Given) -> bool:
        return of(given).is_needed(recording, taskforce)

    fields = kind.fields().values()
    return Act(
        name=kind.ROW,
        meaning=kind.summary(),
        do=do,
        needs=tuple(field.name for field in fields if field.required),
        may=tuple(field.name for field in fields if not field.required),
        makes={event.TOPIC: kind.compared(event) for event in kind.MAKES},
        names={n: kind.STORED_AS.get(n, n) for n in kind.KEYS if n not in _OF_STREAM},
        repeats=kind.REPEATS,
        only_if=always if kind.is_needed is Declared.is_needed else only_if,
        declared=kind,
    )


def same(*names: str, **others: str) -> Fields:
    """Return fields that have the names of their parameters, and others that have not."""
    return MappingProxyType(dict(zip(names, names, strict=True)) | others)
