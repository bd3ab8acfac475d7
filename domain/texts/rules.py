"""What cannot be true together about one commitment: the rules behind its refusals.

That a withdrawn or suspended member cannot sign is in `domain/members/active.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from domain.contradictions import Contradiction, bad_endings, contradiction, overlaps
from domain.entry import Entry
from domain.event import Event
from domain.events.progress import ProgressReported
from domain.events.texts import (
    Adopted,
    Amended,
    Closed,
    Consented,
    EnteredIntoForce,
    SignatureConfirmed,
    Signed,
    Split,
    StatementMade,
    Superseded,
    Withdrawn,
)
from domain.grouping import grouped
from domain.history import History
from domain.progress.rules import progress_contradictions
from domain.texts.confirmed_acts import (
    binds,
    confirmations,
    entries_into_force,
    may_be_confirmed,
    may_be_retroactive,
    may_take_effect,
)
from domain.values import UNKNOWN, LegalNature, surely_before, surely_by
from domain.words import worded

E = TypeVar("E", bound=Event)
FOR_TREATIES = ("definitive_signature", "signature_ad_referendum")
ENDABLE = (Signed, Consented, StatementMade, Withdrawn, ProgressReported)


def commitment_contradictions(
    whole: History, text: History, subject: str
) -> Iterator[Contradiction]:
    """Yield the contradictions about one member, or about the text itself for "".

    `whole` is the commitment's history, `text` the part of it that is about no member.
    """
    history = whole.about(subject)
    for same_version in _alike(history.each(Signed), lambda event: event.version):
        sentence = worded(
            "{member} has signed this version of the text already; one that is over needs its end "
            "(--until).",
            member=subject,
        )
        yield from overlaps(history, same_version, "signed-twice", sentence)
    for of_one_force in _alike(history.each(Consented), binds):
        sentence = worded(
            "{member} has consented to be bound already; one that is over needs its end (--until).",
            member=subject,
        )
        yield from overlaps(history, of_one_force, "consented-twice", sentence)
    yield from bad_endings(history, Withdrawn, ENDABLE)
    if not subject:
        yield from _wordings(text)
    yield from _outside_life(text, history if subject else whole)
    yield from _stray_references(history)
    yield from _out_of_force(history)
    yield from progress_contradictions(history, text, subject)


def closings(text: History) -> list[Entry]:
    """Return the entries that ended the text's being open for signature."""
    return [entry for kind in (Closed, Superseded, Split) for entry, _ in text.each(kind)]


def _alike(pairs: Iterable[tuple[Entry, E]], key: Callable[[E], object]) -> list[list[Entry]]:
    return _several((key(event), entry) for entry, event in pairs)


def _several(pairs: Iterable[tuple[object, Entry]]) -> list[list[Entry]]:
    """Return the entries of each key that several have."""
    return [group for group in grouped(pairs).values() if len(group) > 1]


def _wordings(text: History) -> Iterator[Contradiction]:
    """Yield a second adoption, a version given twice, and words from before the adoption."""
    adoptions = [entry for entry, _ in text.each(Adopted)]
    if len(adoptions) > 1:
        yield contradiction("adopted-twice", "The commitment was adopted already.", *adoptions)
    wordings: list[tuple[Entry, Adopted | Amended]] = [*text.each(Adopted), *text.each(Amended)]
    first: dict[str, Entry] = {}
    for entry, wording in wordings:
        same = first.setdefault(wording.version, entry)
        if same is not entry:
            twice = worded(
                "Version {version} exists already; give the new wording a new number.",
                version=wording.version,
            )
            yield contradiction("version-twice", twice, same, entry)
    for entry in (*(entry for entry, _ in text.each(Amended)), *closings(text)):
        for adoption in adoptions:
            if surely_before(entry.begins, adoption.begins):
                sentence = "The text was not yet adopted on that day."
                yield contradiction("changed-before-adoption", sentence, entry, adoption)


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
    yield from _for_treaties_only(text, acts)
    yield from _unfit_signatures(text, acts)
    yield from _of_other_wordings(text, acts)


def _for_treaties_only(text: History, acts: History) -> Iterator[Contradiction]:
    """Yield what binds in law, about a text that is political."""
    for _, adopted in text.each(Adopted):
        if adopted.legal_nature is not LegalNature.POLITICAL:
            continue
        for entry, signed in acts.each(Signed):
            if signed.kind in FOR_TREATIES:
                sentence = worded(
                    "{commitment} is a political text: it is signed or endorsed, and nothing "
                    "else; {kind} is for treaties.",
                    commitment=adopted.commitment,
                    kind=signed.kind,
                )
                yield contradiction("political", sentence, entry)
        for entry, _ in acts.each(Consented):
            sentence = worded(
                "{commitment} is a political text: members sign it, but cannot consent to be "
                "bound by it. Use sign.",
                commitment=adopted.commitment,
            )
            yield contradiction("political-consent", sentence, entry)


def _unfit_signatures(text: History, acts: History) -> Iterator[Contradiction]:
    words = {event.version: event.text_sha256 for _, event in text.each(Adopted)}
    words |= {event.version: event.text_sha256 for _, event in text.each(Amended)}
    for entry, event in acts.each(Signed):
        if words and event.version not in words:
            sentence = worded(
                "Version {version} was signed, and would not have been adopted.",
                version=event.version,
            )
            yield contradiction("unknown-version", sentence, entry)
        elif words and words[event.version] != event.text_sha256:
            sentence = worded(
                "It was signed in other words; record those as a new version (amend)."
            )
            yield contradiction("other-words", sentence, entry)
        for closing in closings(text):
            if surely_by(closing.begins, entry.begins):
                sentence = worded("The text was no longer open for signature on that day.")
                yield contradiction("after-closing", sentence, entry, closing)


def _of_other_wordings(text: History, acts: History) -> Iterator[Contradiction]:
    """Yield signatures of a version that had surely not begun, or was over, on their day."""
    amendments = list(text.each(Amended))
    if not amendments:
        return
    began = {event.version: entry.begins for entry, event in text.each(Adopted)}
    began |= {event.version: entry.begins for entry, event in amendments}
    for entry, event in acts.each(Signed):
        of = began.get(event.version, UNKNOWN)
        is_early = surely_before(entry.begins, of)
        later = [
            each
            for each, amendment in amendments
            if amendment.version != event.version
            and surely_by(each.begins, entry.begins)
            and surely_before(of, each.begins)
        ]
        if is_early or later:
            yield _of_another_wording(entry, event, later)


def _of_another_wording(entry: Entry, signed: Signed, later: Sequence[Entry]) -> Contradiction:
    sentence = worded(
        "{member} signed version {version}, but other words stood on that day. To record it as a "
        "signature of those: {command}",
        member=signed.member,
        version=signed.version,
        command=f"depositary correct @{entry.number} on={entry.begins} --only",
    )
    described = {each.id: each.description for each in (entry, *later)}
    return Contradiction("other-version", frozenset({entry.id}), sentence, described, told=True)


def _stray_references(history: History) -> Iterator[Contradiction]:
    """Yield confirmations and entries into force of what was retracted, or not yet signed."""
    pairs = [*confirmations(history), *entries_into_force(history)]
    meant = {entry.id for entry, _ in pairs}
    by_name = [(e, event.act) for e, event in history.each(SignatureConfirmed)]
    by_name += [(e, event.act) for e, event in history.each(EnteredIntoForce)]
    for entry, act_named in by_name:
        if entry.id not in meant:
            sentence = "It rests on an act that does not stand; record that, or retract this."
            yield contradiction("rests-on-nothing", sentence, entry, waiting=act_named is None)
    yield from _several_meant(history)
    for entry, act in pairs:
        if isinstance(act.event, Signed) and surely_before(entry.begins, act.begins):
            sentence = "It was not yet signed on that day."
            yield contradiction("before-signature", sentence, entry, act)
        elif isinstance(entry.event, SignatureConfirmed):
            end = history.end_of(act)
            if end and surely_by(end.begins, entry.begins):
                sentence = "The signature did not stand any more on that day."
                yield contradiction("after-signature", sentence, entry, act, end)


def _several_meant(history: History) -> Iterator[Contradiction]:
    """Yield what names no act, and of whose day several are on record by now."""
    looked_up = [(e, c.act, may_be_confirmed) for e, c in history.each(SignatureConfirmed)]
    looked_up += [(e, c.act, may_take_effect) for e, c in history.each(EnteredIntoForce)]
    for entry, act, stood in looked_up:
        found = stood(history, entry.begins) if act is None else []
        if len(found) > 1:
            sentence = worded(
                "It names no act, and several stood on that day. Name one, as in: {command}",
                command=f"depositary correct @{entry.number} act=@{found[-1].number}",
            )
            yield Contradiction(
                "several-meant",
                frozenset({entry.id}),
                sentence,
                {each.id: each.description for each in (entry, *found)},
                waiting=True,
            )


def _out_of_force(history: History) -> Iterator[Contradiction]:
    """Yield consents that took effect twice, or before their deposit though not by succession."""
    forces = list(entries_into_force(history))
    for same_consent in _several((act.id, entry) for entry, act in forces):
        sentence = "It entered into force already; correct that entry instead."
        yield contradiction("in-force-twice", sentence, *same_consent)
    for entry, act in forces:
        consented = act.event
        if not isinstance(consented, Consented) or may_be_retroactive(consented):
            continue
        if surely_before(entry.begins, consented.deposited_on):
            sentence = worded(
                "It was deposited only on {deposited_on}.", deposited_on=consented.deposited_on
            )
            yield contradiction("in-force-before-deposit", sentence, entry, act)
    yield from _before_binding(history)


def _before_binding(history: History) -> Iterator[Contradiction]:
    """Yield consents and signatures that say themselves that they took effect beforehand."""
    bonds = [(e, c.deposited_on, c.in_force_on) for e, c in _not_retroactive(history)]
    bonds += [(e, e.begins, s.in_force_on) for e, s in history.each(Signed)]
    for entry, bound_on, in_force_on in bonds:
        if in_force_on and surely_before(in_force_on, bound_on):
            sentence = worded(
                "It cannot take effect on {in_force_on}, before {bound_on}.",
                in_force_on=in_force_on,
                bound_on=bound_on,
            )
            yield contradiction("in-force-before", sentence, entry)


def _not_retroactive(history: History) -> Iterator[tuple[Entry, Consented]]:
    yield from (pair for pair in history.each(Consented) if not may_be_retroactive(pair[1]))
