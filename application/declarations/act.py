"""The base of all acts: what can be recorded, with its fields, declared once for all interfaces."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import cache
from inspect import cleandoc
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import TypeAdapter, create_model
from pydantic_core import to_json

from application.declarations.declared import Declared
from application.declarations.fields import field_of
from application.declarations.text_parsing import read
from application.entries.new_values import correctable
from application.recording.body_events import record
from application.recording.recording import Recording
from domain.codes import NO_CODES, Codes
from domain.event import Event
from domain.meaning import Meaning
from domain.values import UNKNOWN, ImpreciseDate

E = TypeVar("E", bound=Event)
On = Annotated[ImpreciseDate, Meaning("Day of the act, or `unknown`.", "2026-02-01")]
Until = Annotated[ImpreciseDate, Meaning("The day on which it ended, if it did.", "2026-08-01")]


class Stage(IntEnum):
    """The order in which the rows of a file are recorded."""

    FOUNDING = 0
    RETRACTIONS = 1
    BODIES = 2
    WORDING = 3
    MEMBERS = 4
    MEETINGS = 5
    ACTS = 6
    LAST = 7


class Act(Declared):
    """One act with its values: a subclass has the fields, its docstring is the help.

    What follows is declared of a subclass by keyword; see `__init_subclass__`.
    """

    NAME: ClassVar[str]
    """The command as typed, "" if there is none."""
    ROW: ClassVar[str]
    """The word in the column `act`: the last one of the command, if no other is given."""
    MAKES: ClassVar[tuple[type[Event], ...]]
    """The events that it records, the main one first."""
    EXAMPLES: ClassVar[tuple[str, ...]]
    KEYS: ClassVar[tuple[str, ...]]
    """Fields that identify it within one stream, beside the member; its arguments if not given."""
    ENDS: ClassVar[Mapping[str, type[Event]]]
    """Fields with the day of another of its events."""
    UNCOMPARED: ClassVar[Mapping[str, str]]
    """Fields that a file which is imported again cannot change, with the reason."""
    STORED_AS: ClassVar[Mapping[str, str]]
    """Fields whose name in the event is another, since rows have a column of that name."""
    KEEPS: ClassVar[tuple[str, ...]]
    """Fields with a computed default: an empty value leaves them unchanged."""
    REPEATS: ClassVar[bool]
    """Whether it can be done to the same thing again on another day."""
    BEGINS: ClassVar[str]
    """The field that names what it creates, for others to look up."""
    FOUNDS: ClassVar[str]
    """The field with the code of a body that does not exist before it."""
    THING: ClassVar[str]
    """The kind of object that it creates, where several acts create the same kind."""
    RESTED_ON: ClassVar[bool]
    """Whether other acts refer to it; if its date is imprecise, the earliest day counts."""
    STAGE: ClassVar[Stage]

    def __init_subclass__(  # noqa: PLR0913  # the facts of one act, by keyword
        cls,
        *,
        name: str = "",
        row: str | None = None,
        makes: tuple[type[Event], ...] = (),
        examples: str | tuple[str, ...] = (),
        arguments: tuple[str, ...] | None = None,
        keys: tuple[str, ...] | None = None,
        ends: Mapping[str, type[Event]] | None = None,
        uncompared: Mapping[str, str] | None = None,
        stored_as: Mapping[str, str] | None = None,
        keeps: tuple[str, ...] = (),
        repeats: bool = False,
        begins: str = "",
        founds: str = "",
        thing: str = "",
        rested_on: bool = False,
        stage: Stage = Stage.ACTS,
    ) -> None:
        cls.NAME, cls.MAKES = name, makes
        cls.ROW = name.rpartition(" ")[2].replace("-", "_") if row is None else row
        cls.EXAMPLES = (examples,) if isinstance(examples, str) else examples
        cls.ARGUMENTS, cls.KEYS = arguments or (), keys or ()
        cls.BEGINS, cls.FOUNDS = begins, founds
        cls.ENDS, cls.UNCOMPARED = ends or {}, uncompared or {}
        cls.STORED_AS, cls.KEEPS = stored_as or {}, keeps
        cls.REPEATS, cls.STAGE, cls.THING, cls.RESTED_ON = repeats, stage, thing, rested_on

    @classmethod
    def __pydantic_init_subclass__(cls, **declared: object) -> None:
        """Take the required fields but the day for the arguments, and these for the keys.

        They are declared only where they are others; fields are known only now.
        """
        if "arguments" not in declared:
            required = (name for name, field in cls.model_fields.items() if field.is_required())
            cls.ARGUMENTS = tuple(name for name in required if name != "on")
        if "keys" not in declared:
            cls.KEYS = cls.ARGUMENTS

    @classmethod
    def text_of(
        cls,
        name: str,
        written: str,
        codes: Codes = NO_CODES,
        beside: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Return a value that people wrote as an event stores it: a text, or JSON of other values.

        Members are named by their codes of today. `beside` are all values of the act as they were
        written. A text that is not of its form is returned as it is, since it is refused elsewhere.
        """
        del beside
        try:
            value = cls.value_of(name, written)
            current = codes.in_value(value, is_code=cls.one(name).kind.of_member)
        except ValueError:
            return written
        return stored_text(_adapter(cls, name).dump_python(current, mode="json"))

    @classmethod
    def value_of(cls, name: str, written: str) -> object:
        """Return a value that people wrote; a blank is what holds where nothing is given.

        Raises:
            ValueError: it is not of its form.
        """
        value = read(cls.one(name), written) if written else cls.model_fields[name].get_default()
        return _adapter(cls, name).validate_python(value)

    @classmethod
    def day(cls) -> str:
        """Return the field with the day on which it was done, "" for none."""
        days = [field.name for field in cls.fields().values() if field.is_day]
        return "on" if "on" in days else next(iter(days), "")

    @classmethod
    def is_rested_on(cls) -> bool:
        """Say whether others may rest on it: it begins something, lasts, or is answered."""
        return bool(cls.BEGINS) or "until" in cls.model_fields or cls.RESTED_ON

    @classmethod
    def help(cls) -> str:
        """Return what it records, in paragraphs."""
        return cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """Return the first paragraph of the help, on one line."""
        return " ".join(cls.help().split("\n\n")[0].split())

    @classmethod
    def compared(cls, event: type[Event]) -> Mapping[str, str]:
        """Return what a row that comes again may change of one of its events: field to field.

        The field `on` of an event is its day.
        """
        found = {name: "on" for name, kind in cls.ENDS.items() if kind is event}
        if event is not cls.MAKES[0]:
            return found
        apart, known = {*cls.KEYS, *cls.UNCOMPARED}, correctable(event)
        stored = {name: cls.STORED_AS.get(name, name) for name in cls.model_fields}
        found |= {n: field for n, field in stored.items() if field in known and n not in apart}
        return {"on": "on", **found} if "on" in cls.model_fields else found

    @classmethod
    def keeps_blank(cls, name: str) -> bool:
        """Say whether a blank leaves a field of its event as it was, since it is never unknown."""
        in_event = cls.MAKES[0].model_fields.get(name)
        field = cls.one(name) if in_event is None else field_of(name, in_event)
        return not (field.nullable or field.many)

    def record(self, recording: Recording, body: str) -> None:
        """Decide on the events of this act, and record them.

        Any code that a member has or had may be given: it is recorded under its code of today.

        Raises:
            Refused: a rule says no.
        """
        recording.codes(body).in_event(self).decide(recording, body)

    def decide(self, recording: Recording, body: str) -> None:
        """Decide and record, where all codes are those of today; see `record`."""
        raise NotImplementedError

    def event(self, kind: type[E], /, **others: object) -> E:
        """Return an event of the fields that it shares with this act, and of other values."""
        shared = type(self).model_fields.keys() & kind.model_fields.keys()
        return kind.model_validate({**{name: getattr(self, name) for name in shared}, **others})

    def founded(self) -> str:
        """Return the code of the body that it founds, "" where it is of a body that is there."""
        return str(getattr(self, type(self).FOUNDS)) if type(self).FOUNDS else ""

    def is_needed(self, recording: Recording, body: str) -> bool:
        """Say whether it is to be recorded at all, or silently skipped."""
        del recording, body
        return True


def stored_text(value: object) -> str:
    """Return a value of an event as text, as comparisons and amendments write it; None is ""."""
    if value is None:
        return ""
    return value if isinstance(value, str) else to_json(value).decode()


@cache
def _adapter(kind: type[Act], name: str) -> TypeAdapter[object]:
    info = kind.model_fields[name]
    hint: Any = info.annotation  # built here, so that no checker knows it
    for mark in info.metadata:
        hint = Annotated[hint, mark]
    return TypeAdapter(hint)


Rule = Callable[[Recording, str, Any, ImpreciseDate], None]
"""What records an event of one kind on a day."""


class EventAct(Act):
    """The base of acts that state one event as it is, and its day."""

    RULE: ClassVar[Rule]
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Make the event of the fields, and record it by its rule."""
        kind = type(self)
        kind.RULE(recording, body, self.event(kind.MAKES[0]), self.on)


class EventActWithOptionalDay(EventAct):
    """The same, where the day is often not known and may be left out."""

    on: On = UNKNOWN


def act(
    name: str,
    event: type[Event],
    help_text: str = "",
    /,
    *,
    rule: Rule = record,
    undated: bool = False,
    **facts: Any,  # noqa: ANN401  # those of `Act.__init_subclass__`
) -> type[Act]:
    """Return the act that states an event: its fields are the event's, and `on`.

    `help_text` replaces the docstring of the event, `rule` is what records it if more is looked up
    than what it names, `undated` says that the day may be left out, `facts` are those of `Act`.
    """
    fields: dict[str, Any] = {n: (i.annotation, i) for n, i in event.model_fields.items()}
    made = create_model(
        event.__name__,
        __base__=EventActWithOptionalDay if undated else EventAct,
        __doc__=help_text or event.__doc__,
        __module__=rule.__module__,
        __cls_kwargs__={"name": name, "makes": (event,), **facts},
        **fields,
    )
    made.RULE = staticmethod(rule)
    return made
