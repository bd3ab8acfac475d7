"""What an act of a row is: its parameters, what it does, and what an amendment may change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from application.recording import Recording
from infrastructure.importers.given import Given

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

    @property
    def about(self) -> str:
        """In whose stream its events are: of a commitment, a member or the taskforce."""
        return next(iter(self.makes)).partition(".")[0]

    @property
    def is_on_text(self) -> bool:
        """Whether a member does it to a text, so that a party may be admitted for it."""
        return "member" in self.needs and self.about == "commitment"

    @property
    def parameters(self) -> tuple[str, ...]:
        """All that it takes, what it needs first."""
        return (*self.needs, *self.may)


def same(*names: str, **others: str) -> Fields:
    """Return fields that have the names of their parameters, and others that have not."""
    return MappingProxyType(dict(zip(names, names, strict=True)) | others)
