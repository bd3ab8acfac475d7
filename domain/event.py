"""What every event has in common: its topic, its content, and the envelope around it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Annotated, ClassVar, Literal, NamedTuple, get_args, get_type_hints
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from domain.meaning import Meaning, marks_in
from domain.values import (
    Actor,
    FreeText,
    ImpreciseDate,
    Line,
    RowKey,
    Salt,
    Sha256,
    Source,
    Text,
    Visibility,
)

Because = Literal["error", "completed"]
Closes = Literal["earlier", "recorded_later"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(moment: datetime, timespec: str = "auto") -> str:
    """Write a time, UTC, as ``2026-11-24T22:36:10.872243Z``; `timespec` as `isoformat` has it."""
    return moment.isoformat(timespec=timespec).removesuffix("+00:00") + "Z"


class Event(BaseModel):
    """Something that happened. Its topic and schema are published names and never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    TOPIC: ClassVar[str]
    SCHEMA: ClassVar[int] = 1

    @property
    def subject(self) -> str:
        """The code of the member whose act this is, or "" if it is no member's."""
        return ""

    @property
    def ended(self) -> tuple[UUID, ...]:
        """The entries that this event ends, by the id of their first event."""
        return ()

    @property
    def target(self) -> UUID | None:
        """The entry that this event says something about, if it is no fact of its own."""
        return None

    @property
    def days(self) -> tuple[ImpreciseDate, ...]:
        """Days inside the content from which something holds, beside `effective_on`."""
        return ()


def whose(event: Event) -> tuple[str, str]:
    """Return the member and the commitment that an event is about, "" where it is about none."""
    return event.subject, str(getattr(event, "commitment", ""))


class Ending(Event):
    """The base of what ends acts that hold for a time, such as memberships and signatures.

    It ends every act of its scope that surely began on an earlier day, whenever either was
    recorded, but those in `excepting`. An act of the same day, or one whose dates are too coarse
    to tell, is ended only if `ends` names it. `closes` says what it ends beside those it names:
    what began `earlier`, or of that only what was `recorded_later` than the ending (all that the
    endings of schema 1 did not name).
    """

    ends: Annotated[
        tuple[UUID, ...], Meaning("What it ends by name, by the ids of the entries.")
    ] = ()
    excepting: Annotated[
        tuple[UUID, ...], Meaning("What goes on although it began earlier, by the ids.")
    ] = ()
    closes: Annotated[
        Closes,
        Meaning("What else it ends: what began earlier, or of that only what was recorded later."),
    ] = "earlier"

    @property
    def ended(self) -> tuple[UUID, ...]:
        """The acts that it ends by name."""
        return self.ends

    @property
    def by_name_only(self) -> bool:
        """Whether it ends what it names and nothing else."""
        return False

    def covers(self, act: Event) -> bool:
        """Say whether an act of the same member is of the kind that this ends, on whatever day."""
        raise NotImplementedError


class Envelope(BaseModel):
    """What is true of every event beside what happened.

    `effective_on` is when it holds in the world, `occurred_on` when the act was done and
    `notified_on` when the depositary was told, as far as they differ. `corrects` names the first
    event of the entry that this one amends, `because` says whether it was an error or only not
    complete. `correlation_id` is the same for all events of one act. `row_key` names the row of
    a file from which it was imported, `row_sha256` is the hash of that row. `public_reference`
    says why a number in a text may stand. `salt` is 16 random bytes, so that a hash of the stored
    state gives nothing away.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    event_id: UUID
    salt: Salt
    actor: Actor
    visibility: Visibility = Visibility.MEMBERS
    effective_on: ImpreciseDate | None = None
    occurred_on: ImpreciseDate | None = None
    notified_on: ImpreciseDate | None = None
    on_behalf_of: Actor | None = None
    source: Source | None = None
    note: Text | None = None
    corrects: UUID | None = None
    because: Because | None = None
    correlation_id: UUID | None = None
    row_key: RowKey | None = None
    row_sha256: Sha256 | None = None
    public_reference: Line | None = None


def make_small(*models: BaseModel) -> None:
    """Let models take half of the memory: very many of a unit are held until all are decided.

    They do not say any more which of their fields were given, which nothing asks for. The values
    are in the dict of a plain object, since such dicts share the names of the fields.
    """
    for model in models:
        object.__setattr__(model, "__pydantic_fields_set__", _all_fields(type(model)))
        plain = _plain(type(model))()
        for name, value in vars(model).items():
            setattr(plain, name, value)
        object.__setattr__(model, "__dict__", vars(plain))


@cache
def _plain(model: type[BaseModel]) -> type:
    return type(model.__name__, (), {})


@lru_cache
def _all_fields(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


class Recorded(NamedTuple):
    """An event in its envelope, in its place.

    `version` counts from 1 in the stream. `position` counts in the whole log and `recorded_us` is
    microseconds since 1970 UTC; both are 0 where an event comes from its stream alone.
    """

    stream_id: UUID
    version: int
    envelope: Envelope
    event: Event
    position: int = 0
    recorded_us: int = 0

    @property
    def entry_id(self) -> UUID:
        """The id of the entry that this begins, amends or is about: of its first event."""
        return self.event.target or self.envelope.corrects or self.envelope.event_id

    @property
    def recorded_on(self) -> date:
        """The day, UTC, on which this was recorded."""
        return (EPOCH + timedelta(microseconds=self.recorded_us)).date()


def free_texts(model: BaseModel, path: str = "") -> Iterator[tuple[str, str, FreeText]]:
    """Yield name, text and mark of every field that people write in, at any depth."""
    for name, mark in _written_in(type(model)):
        value: object = getattr(model, name)
        if value is None:
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, BaseModel):
                yield from free_texts(text, f"{path}{name}.")
            else:
                assert mark is not None  # all other fields hold models
                yield f"{path}{name}", str(text), mark


@lru_cache
def text_marks(model: type[BaseModel]) -> Mapping[str, FreeText | None]:
    """Return the mark of every field of a model, None where people write nothing."""
    hints = get_type_hints(model, include_extras=True)
    marks = {name: marks_in(hints[name]) for name in model.model_fields}
    return {
        name: next((mark for mark in found if isinstance(mark, FreeText)), None)
        for name, found in marks.items()
    }


@lru_cache
def _written_in(model: type[BaseModel]) -> Sequence[tuple[str, FreeText | None]]:
    """Return the fields that people write in, or that may hold a model with such fields."""
    hints = get_type_hints(model, include_extras=True)
    marks = text_marks(model).items()
    return [(name, mark) for name, mark in marks if mark or holds_model(hints[name])]


@cache
def marked_fields(model: type[BaseModel], mark: type) -> Mapping[str, bool]:
    """Return the fields of a model with such a mark (True), or that hold models (False)."""
    hints = get_type_hints(model, include_extras=True)
    marked = {n: any(isinstance(e, mark) for e in marks_in(hints[n])) for n in model.model_fields}
    return {
        name: is_marked
        for name, is_marked in marked.items()
        if is_marked or holds_model(hints[name])
    }


def marked_texts(model: BaseModel, mark: type) -> Iterator[str]:
    """Yield the texts that stand in fields with such a mark, at any depth."""
    for name, is_marked in marked_fields(type(model), mark).items():
        value: object = getattr(model, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from marked_texts(each, mark)
            elif is_marked and each is not None:
                yield str(each)


def holds_model(hint: object) -> bool:
    """Say whether a value of this type is a model, or may have one at any depth."""
    is_model = isinstance(hint, type) and issubclass(hint, BaseModel)
    return is_model or any(map(holds_model, get_args(hint)))
