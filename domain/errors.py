"""The errors that the register raises; the message of each is a sentence for the user.

DepositaryError
├── Refused            a rule says no; nothing was recorded
│   ├── Contradicted   what was asked contradicts entries that stand
│   ├── AlreadyExpunged    texts of this event were removed before
│   ├── UnknownReference   there is no such member, text, meeting or entry
│   ├── UnfitText      a text holds what the register must not hold
│   └── SaysWho        a new reference to a person has a word of a person's name in it
├── Malformed          the input cannot be read as what it should be
│   └── NoDate         nobody would write a day like that
├── CommandAlreadyRecorded   a command with this key was recorded before
└── Unavailable        the work could not be finished: a store is missing, locked or damaged
    ├── ClockWentBack  the clock is behind the last entry
    └── Unreadable     a stored event has an unknown topic, schema or shape
"""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from types import MappingProxyType
from typing import Self

from domain.citing import cited
from domain.words import either, listed, worded

SHOWN = 60
WHY = 160  # characters of another program's words in a sentence of ours

LISTED_BY: Mapping[str, str] = MappingProxyType(
    {"entry": "depositary log", "meeting": "depositary meetings", "vote": "depositary votes"}
)
"""By the kind of a reference: the command that lists all of that kind."""

BEGUN_BY: Mapping[str, str] = MappingProxyType({"meeting": "depositary meeting convene"})
"""By the kind of a reference: the command that records one; each kind is in `LISTED_BY`."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        kind: kind
        for kind in (
            *(worded("action"), worded("commitment"), worded("contact"), worded("entry")),
            *(worded("event"), worded("instrument"), worded("meeting"), worded("member")),
            *(worded("scale"), worded("taskforce")),
        )
    }
)
"""Kinds of references, with the same as words that are translated."""


def briefly(given: object) -> str:
    """Return what was given in quotes, shortened to `SHOWN` characters."""
    shown = repr(given)
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"


class DepositaryError(Exception):
    """The base of all; its text is a sentence for the person who asked, with named values.

    `field` is the field of an act that it is about, "" where it is about no single one: each
    interface says how its users give it. `Refused("{code} has left.", code="KEN")`; for the values
    see `domain.words`.
    """

    field = ""

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(worded(sentence, **values))

    def at(self, field: str) -> Self:
        """Say which field it is about."""
        self.field = field
        return self


class Refused(DepositaryError):
    """A rule says no; nothing was recorded."""


class Contradicted(Refused):
    """What was asked contradicts entries that stand; `sentence` says how, `entries` names them.

    `reference` is the one member, of several in a list, that it is about.
    """

    def __init__(self, sentence: str, entries: Sequence[str] = (), reference: str = "") -> None:
        if entries:
            whole = "{sentence} Conflicts with {entries}."
            super().__init__(whole, sentence=sentence, entries=listed([*map(cited, entries)]))
        else:
            super().__init__(sentence)
        self.sentence, self.entries, self.reference = sentence, tuple(entries), reference


class UnknownReference(Refused):
    """There is no such thing in the register; `near` are references that look alike.

    `begun_by` is the command that records one, for who is about to record what follows from it.
    """

    def __init__(
        self, kind: str, reference: str, near: Sequence[str] = (), begun_by: str = ""
    ) -> None:
        kind = _KINDS.get(kind, kind)
        near = [each for each in near if each != reference]  # such as one that was retracted
        if near:
            super().__init__(
                "There is no {kind} {reference!r} in this register. Did you mean {near}?",
                kind=kind,
                reference=reference,
                near=either(near),
            )
        elif kind in LISTED_BY:
            super().__init__(
                "There is no {kind} {reference!r} in this register. Record it first: {begun_by}. "
                "All that there are: {command}"
                if begun_by
                else "There is no {kind} {reference!r} in this register. All that there are: "
                "{command}",
                kind=kind,
                reference=reference,
                begun_by=begun_by,
                command=LISTED_BY[kind],
            )
        else:
            super().__init__(
                "There is no {kind} {reference!r} in this register.", kind=kind, reference=reference
            )
        self.kind, self.reference, self.near = kind, reference, tuple(near)


class AlreadyExpunged(Refused):
    """Texts are removed from an event once, so that its leaf is accounted for by one record."""

    def __init__(self, position: int, record: int) -> None:
        super().__init__(
            "Texts of @{position} were removed already, as @{record} says.",
            position=position,
            record=record,
        )
        self.position, self.record = position, record


class UnfitText(Refused):
    """A free text holds what must never be entered; the sentence says what and why."""


class SaysWho(Refused):
    """The log keeps a reference for ever, also when the person is erased from the contacts."""

    def __init__(self, person: str) -> None:
        super().__init__(
            "The reference {person} has a word of a person's name in it, and the log keeps "
            "references for ever. Use one that depositary contacts add made up.",
            person=person,
        )
        self.person = person


class Malformed(DepositaryError):
    """The input cannot be read as what it should be; the sentence says what was expected."""

    @classmethod
    def expected(cls, what: str, given: object) -> Self:
        """Say what was expected and, shortened to `SHOWN` characters, what was given."""
        return cls("Expected {what}, not {shown}.", what=worded(what), shown=briefly(given))


class NoDate(Malformed):
    """The input is a date in no form at all; others are dates, but not written as we read them."""


class Unavailable(DepositaryError):
    """The work could not be finished; nothing was recorded."""

    @classmethod
    def because(cls, what: str, error: Exception) -> Self:
        """Say what could not be done and why, in another program's words, all on one line."""
        why = shorten(str(error), WHY, placeholder=" …").rstrip(".")
        return cls("{what}: {why}.", what=worded(what), why=why)


class ClockWentBack(Unavailable):
    """The clock is more than two seconds behind the last entry; a new one would be misdated."""


class Unreadable(Unavailable):
    """A stored event has a topic, schema or shape that this version does not know."""


class CommandAlreadyRecorded(DepositaryError):
    """A command with this key was recorded before; nothing was recorded again."""

    def __init__(self, key: str, first: int, last: int) -> None:
        if first == last:
            super().__init__("This command was recorded before, at position {first}.", first=first)
        else:
            super().__init__(
                "This command was recorded before, at positions {first} to {last}.",
                first=first,
                last=last,
            )
        self.key, self.first, self.last = key, first, last
