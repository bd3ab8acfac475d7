"""Deciding which acts an ending ends: all that surely began earlier, and those that are named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Generic, TypeAlias, TypeVar
from uuid import UUID

from domain.citing import cited
from domain.entry import Entry, day_named, descriptions
from domain.errors import Refused
from domain.event import Ending, Event
from domain.events.members import (
    FocalPointDesignated,
    FocalPointReleased,
    Joined,
    Reinstated,
    Suspended,
    VotingRightsRestored,
    VotingRightsSuspended,
    Withdrew,
)
from domain.events.texts import Consented, Signed, StatementMade, Withdrawn, WithdrawnWhat
from domain.history import History
from domain.values import ImpreciseDate, surely_before, surely_by
from domain.words import listed, worded

E = TypeVar("E", bound=Ending)
Lasting: TypeAlias = (
    Joined
    | Suspended
    | VotingRightsSuspended
    | FocalPointDesignated
    | Signed
    | Consented
    | StatementMade
)
"""What is held for a time, so that it can be recorded with its end."""
_FIRST = 60  # letters of a text by which it is told apart
NONE_OF_THEM = "nothing"
"""Said in the place of names: it ends none of those whose dates leave it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Generic[E]):
    """An ending, what it ends, and what it may end for all that the dates say.

    `duplicate` is an earlier ending that says the same. This is None and `unclear` empty where its
    author has said what is meant.
    """

    event: E
    ends: tuple[Entry, ...] = ()
    unclear: tuple[Entry, ...] = ()
    duplicate: Entry | None = None


def closing(
    history: History,
    event: E,
    on: ImpreciseDate,
    names: Sequence[str] = (),
    excepting: Sequence[str] = (),
) -> Closing[E]:
    """Decide what an ending on a day ends; `history` is of one member.

    It may end nothing yet: what it ends may be recorded later. `names` are `@position`s or days on
    which an act began, or `nothing` of those that the dates leave open; acts named in `excepting`
    go on. What began on an unknown day, or what stands when the day of the end is unknown, is named
    by itself.

    Raises:
        Refused: a name is of no act that this can end, or of several; or `nothing` is not all.
    """
    acts = [e for e in history.entries.values() if not e.retracted and event.covers(e.event)]
    kept = {one_named(acts, name).id for name in excepting}
    acts = [entry for entry in acts if entry.id not in kept]
    open_acts = [entry for entry in acts if _may_be_open(history, entry, on)]
    earlier = [e for e in open_acts if surely_before(e.begins, on)]
    unclear = undecided(open_acts, earlier)
    if NONE_OF_THEM in names:
        if len(names) > 1:
            raise Refused(
                "It ends {nothing} of these, or those that are named; not both.",
                nothing=NONE_OF_THEM,
            )
        kept |= {entry.id for entry in unclear}
        named = []
    elif names:
        named = [one_named(acts, name) for name in names]
    else:
        named = [e for e in unclear if on.latest is None or e.begins.latest is None]
    named_ids = {entry.id for entry in named}
    return Closing(
        event=event.model_copy(update={"ends": tuple(named_ids), "excepting": tuple(kept)}),
        ends=(*named, *(entry for entry in earlier if entry.id not in named_ids)),
        unclear=() if names else tuple(e for e in unclear if e.id not in named_ids),
        duplicate=None if names or excepting else _duplicate(history, event, on),
    )


def undecided(acts: Iterable[Entry], ended: Sequence[Entry]) -> list[Entry]:
    """Return those acts of which the dates do not tell whether an ending ends them.

    `ended` are those that it surely ends. Who left and came back on one day began again, so an act
    of the same kind as one that ended is not in doubt.
    """
    kinds = {_kind(entry.event) for entry in ended}
    known = {entry.id for entry in ended}
    return [e for e in acts if e.id not in known and _kind(e.event) not in kinds]


def left_open(history: History, ending: Entry) -> list[Entry]:
    """Return the acts of which the dates do not tell whether an ending on record ends them.

    Those that it names or excepts are settled. `history` is of its member.
    """
    event = ending.event
    assert isinstance(event, Ending)
    acts = [
        entry
        for entry in history.entries.values()
        if event.covers(entry.event) and not entry.retracted and entry.id not in event.excepting
    ]
    ended = [entry for entry in acts if ending in history.endings(entry.id)]
    maybe = [entry for entry in acts if _may_be_open(history, entry, ending.begins)]
    return [entry for entry in undecided(maybe, ended) if history.end_of(entry) is None]


def _kind(act: Event) -> tuple[str, object]:
    return act.TOPIC, getattr(act, "version", None)


def _duplicate(history: History, event: Ending, on: ImpreciseDate) -> Entry | None:
    """Return an ending that says the same already, on a day that is known."""
    for entry, other in history.each(type(event)):
        same_scope = getattr(other, "of", None) == getattr(event, "of", None)
        if same_scope and entry.begins == on and on.latest and history.end_of(entry) is None:
            return entry
    return None


def ending_of(act: Lasting, ends: UUID) -> Ending | FocalPointReleased:
    """Return the end of an act that is over, which names it by the id of its entry.

    The end of a consent is that of the participation.
    """
    match act:
        case Joined():
            return Withdrew(member=act.member, ends=(ends,))
        case Suspended():
            return Reinstated(member=act.member, ends=(ends,))
        case VotingRightsSuspended():
            return VotingRightsRestored(member=act.member, ends=(ends,))
        case FocalPointDesignated():
            return FocalPointReleased(member=act.member, ends=(ends,))
        case Signed():
            of: WithdrawnWhat = "signature"
        case Consented():
            of = "participation"
        case StatementMade():
            of = act.kind
    return Withdrawn(commitment=act.commitment, member=act.member, of=of, ends=(ends,))


def must_be_clear(closings: Iterable[Closing[E]]) -> None:
    """Refuse an ending of which the dates do not tell what it ends, or that is recorded already.

    Raises:
        Refused: with what its author has to say.
    """
    found = list(closings)
    unclear = [entry for each in found for entry in each.unclear]
    if unclear:
        days = dict.fromkeys(str(entry.begins) for entry in unclear)
        raise Refused(
            "The dates do not say whether this ends {unclear}. If it does, name it ({options}); if "
            "not, say so (--ends {nothing}).",
            unclear=listed([cited(entry.description) for entry in unclear]),
            options=" ".join(f"--ends {quote(each)}" for each in days),
            nothing=NONE_OF_THEM,
        ).at("ends")
    duplicates = [each.duplicate for each in found if each.duplicate]
    if len(duplicates) == len(found):
        raise Refused("{description} says the same already.", description=duplicates[0].description)


def one_named(entries: Sequence[Entry], name: str) -> Entry:
    """Return the one of these entries that a person names by `@position` or by its day.

    Raises:
        Malformed: the name is neither.
        Refused: none has that name, or several have.
    """
    day_named(name)  # or it is no name at all, whatever is there
    found = [entry for entry in entries if entry.is_named(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            "Several are of {name}; name the entry: {entries}.",
            name=name,
            entries=descriptions(found),
        )
    if entries:
        raise Refused(
            "{name} names nothing that this can be about. On record: {entries}.",
            name=name,
            entries=descriptions(entries),
        )
    raise Refused("{name} names nothing that this can be about. None is on record.", name=name)


def the_one(entries: Sequence[Entry], names: Sequence[str], field: str, none: str) -> list[Entry]:
    """Return the entries that are meant: those named, or the only one that there is.

    `field` is where one is named, `none` the sentence where there is none.

    Raises:
        Refused: there is none, or several are there and none is named.
    """
    if names:
        return [one_named(entries, name) for name in names]
    if not entries:
        raise Refused(none)
    if len(entries) > 1:
        raise Refused(
            "Several can be meant; name one in {field}: {entries}.",
            field=field,
            entries="; ".join(map(_with_text, entries)),
        ).at(field)
    return list(entries)


def _with_text(entry: Entry) -> str:
    """Return the phrase that tells which entry it is, with the first words of its text, if any."""
    text = getattr(entry.event, "text", "")
    if not text:
        return entry.description
    words = text if len(text) <= _FIRST else f"{text[:_FIRST].rstrip()}…"
    return worded("{entry} (“{words}”)", entry=entry.description, words=words)


def _may_be_open(history: History, entry: Entry, on: ImpreciseDate) -> bool:
    """Say whether an act may have begun and not ended by a day.

    By an unknown day it had, if it has not ended at all.
    """
    end = history.end_of(entry)
    over = end is not None and (on.latest is None or surely_by(end.begins, on))
    return not over and not surely_before(on, entry.begins)
