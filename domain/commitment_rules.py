"""What cannot be true together about one commitment: the rules behind its refusals."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from domain.contradictions import (
    Contradiction,
    bad_endings,
    contradiction,
    overlaps,
    surely_before,
    surely_by,
)
from domain.event import Event
from domain.events.commitment import (
    Adopted,
    Amended,
    Closed,
    Consented,
    EnteredIntoForce,
    ProgressReported,
    SignatureConfirmed,
    Signed,
    Split,
    StatementMade,
    Superseded,
    Withdrawn,
)
from domain.history import Entry, History
from domain.values import LegalNature

E = TypeVar("E", bound=Event)
FOR_TREATIES = ("definitive_signature", "signature_ad_referendum")
ENDABLE = (Signed, Consented, StatementMade, Withdrawn, ProgressReported)
BACKWARDS = ("succession", "continued_application")
"""Kinds of consent that may take effect before their deposit."""


def commitment_contradictions(
    whole: History, text: History, subject: str
) -> Iterator[Contradiction]:
    """Yield the contradictions about one member, or about the text itself for "".

    `whole` is the commitment's history, `text` the part of it that is about no member.
    """
    history = whole.about(subject)
    sentence = f"{subject} has signed this version of the text already."
    for same_version in _alike(history.each(Signed), lambda event: event.version):
        yield from overlaps(history, same_version, "signed-twice", sentence)
    sentence = f"{subject} has consented to be bound already."
    for of_one_force in _alike(history.each(Consented), binds):
        yield from overlaps(history, of_one_force, "consented-twice", sentence)
    yield from bad_endings(history, Withdrawn, ENDABLE)
    yield from _outside_life(text, history if subject else whole)
    yield from _stray_references(history)
    yield from _out_of_force(history)


def binds(event: Event) -> bool:
    """Say whether it is consent to be bound, which may follow on provisional application."""
    if isinstance(event, Signed):
        return event.kind == "definitive_signature"
    return isinstance(event, Consented) and event.kind != "provisional_application"


def closings(text: History) -> list[Entry]:
    """Return the entries that ended the text's being open for signature."""
    return [entry for kind in (Closed, Superseded, Split) for entry, _ in text.each(kind)]


def _alike(pairs: Iterable[tuple[Entry, E]], key: Callable[[E], object]) -> Iterable[list[Entry]]:
    groups: dict[object, list[Entry]] = {}
    for entry, event in pairs:
        groups.setdefault(key(event), []).append(entry)
    return groups.values()


def _outside_life(text: History, acts: History) -> Iterator[Contradiction]:
    """Yield acts before the adoption, and signatures after a closing or of a treaty's kind."""
    adoptions = list(text.each(Adopted))
    for entry, _ in (*acts.each(Signed), *acts.each(Consented)):
        if not adoptions:
            sentence = "A text that was not adopted cannot have been signed or consented to."
            yield contradiction("never-adopted", sentence, entry)
        for adoption, _ in adoptions:
            if surely_before(entry.begins, adoption.begins):
                sentence = "The text was not yet adopted on that day."
                yield contradiction("before-adoption", sentence, entry, adoption)
    yield from _unfit_signatures(text, acts)


def _unfit_signatures(text: History, acts: History) -> Iterator[Contradiction]:
    political = any(e.legal_nature is LegalNature.POLITICAL for _, e in text.each(Adopted))
    versions = {event.version for _, event in text.each(Adopted)}
    versions |= {event.version for _, event in text.each(Amended)}
    for entry, event in acts.each(Signed):
        if political and event.kind in FOR_TREATIES:
            yield contradiction("political", f"No political text has a {event.kind}.", entry)
        if versions and event.version not in versions:
            sentence = f"Version {event.version} was signed, and would not have been adopted."
            yield contradiction("unknown-version", sentence, entry)
        for closing in closings(text):
            if surely_by(closing.begins, entry.begins):
                sentence = "The text was no longer open for signature on that day."
                yield contradiction("after-closing", sentence, entry, closing)


def _stray_references(history: History) -> Iterator[Contradiction]:
    """Yield confirmations and entries into force of what was retracted, or not yet signed."""
    pairs = [
        *((entry, event.act) for entry, event in history.each(SignatureConfirmed)),
        *((entry, event.act) for entry, event in history.each(EnteredIntoForce)),
    ]
    for entry, act_id in pairs:
        act = history.entries.get(act_id)
        if act is None or act.retracted:
            sentence = "It rests on an act that does not stand."
            yield contradiction("rests-on-nothing", sentence, entry)
        elif isinstance(act.event, Signed) and surely_before(entry.begins, act.begins):
            sentence = "It was not yet signed on that day."
            yield contradiction("before-signature", sentence, entry, act)


def _out_of_force(history: History) -> Iterator[Contradiction]:
    """Yield consents that took effect twice, or before their deposit though not by succession."""
    forces = list(history.each(EnteredIntoForce))
    for same_consent in _alike(forces, lambda event: event.act):
        if len(same_consent) > 1:
            sentence = "It entered into force already; correct that entry instead."
            yield contradiction("in-force-twice", sentence, *same_consent)
    for entry, event in forces:
        consent = history.entries.get(event.act)
        consented = consent.event if consent else None
        if consent is None or not isinstance(consented, Consented) or consented.kind in BACKWARDS:
            continue
        if surely_before(entry.begins, consented.deposited_on):
            sentence = f"It was deposited only on {consented.deposited_on}."
            yield contradiction("in-force-before-deposit", sentence, entry, consent)
