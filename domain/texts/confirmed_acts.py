"""Which act a confirmation or an entry into force refers to: the one in effect on that day.

It is looked for on the timeline each time, so it does not matter which was recorded first.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from domain.contradictions import possibly_holds
from domain.entry import Entry
from domain.event import Event
from domain.events.texts import (
    KIND_NOT_KNOWN,
    Consented,
    EnteredIntoForce,
    SignatureConfirmed,
    Signed,
    is_definitive,
)
from domain.history import History
from domain.values import ImpreciseDate, surely_before

A = TypeVar("A", SignatureConfirmed, EnteredIntoForce)
RETROACTIVE_CONSENTS = ("succession", "continued_application", KIND_NOT_KNOWN)
"""Kinds of consent that may take effect before their deposit, or may be such a kind."""


def binds(event: Event) -> bool:
    """Say whether it is consent to be bound, which may follow on provisional application."""
    if isinstance(event, Consented):
        return event.kind != "provisional_application"
    return is_definitive(event)


def may_be_retroactive(event: Event) -> bool:
    """Say whether it may take effect before its deposit."""
    return isinstance(event, Consented) and event.kind in RETROACTIVE_CONSENTS


def is_ad_referendum(event: Event) -> bool:
    """Say whether it is a signature that counts only from its confirmation on."""
    return isinstance(event, Signed) and event.kind == "signature_ad_referendum"


def may_be_confirmed(history: History, on: ImpreciseDate) -> list[Entry]:
    """Return the signatures ad referendum that may have been in effect on a day.

    `history` is of one member; they are in the order of days.
    """
    found = [
        entry
        for entry, event in history.each(Signed)
        if is_ad_referendum(event) and possibly_holds(history, entry, on)
    ]
    return sorted(found, key=lambda entry: entry.recency)


def may_take_effect(history: History, on: ImpreciseDate) -> list[Entry]:
    """Return the consents and definitive signatures that can have taken effect on a day.

    Those that may have been in effect on it, in the order of days; without any, the
    first succession or continued application that was deposited later.
    """
    binding = [e for e in history.entries.values() if not e.retracted and binds(e.event)]
    binding.sort(key=lambda entry: entry.recency)
    standing = [entry for entry in binding if possibly_holds(history, entry, on)]
    later = [e for e in binding if may_be_retroactive(e.event) and not surely_before(e.begins, on)]
    return standing or later[:1]


def confirmations(history: History) -> Iterator[tuple[Entry, Entry]]:
    """Yield each confirmation of one member with the signature that it confirms."""
    return _with_what_is_meant(history, SignatureConfirmed, may_be_confirmed)


def entries_into_force(history: History) -> Iterator[tuple[Entry, Entry]]:
    """Yield each entry into force of one member with the consent or signature that it is of."""
    return _with_what_is_meant(history, EnteredIntoForce, may_take_effect)


def _with_what_is_meant(
    history: History, kind: type[A], stood: Callable[[History, ImpreciseDate], list[Entry]]
) -> Iterator[tuple[Entry, Entry]]:
    """Yield each entry of a kind with the act that it names, or the last that stood by its day."""
    for entry, event in history.each(kind):
        if event.act is None:
            yield from ((entry, act) for act in stood(history, entry.begins)[-1:])
        elif (named := history.entries.get(event.act)) and not named.retracted:
            yield entry, named
