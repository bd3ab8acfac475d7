"""Notices for the author of a unit, such as that an ending has no effect, or is not shown."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from domain.aggregate import Aggregate
from domain.citing import cited, described
from domain.contradictions import Contradiction
from domain.entry import Entry
from domain.event import Ending, Recorded
from domain.events.entries import VisibilityChanged
from domain.events.texts import Adopted, Amended, Consented, Signed, StatementMade
from domain.history import NOTHING, History
from domain.names import AsSaid
from domain.values import Visibility
from domain.words import listed, worded
from domain.work.resting import about, said_of

ENDED_BEFORE = worded(
    "what this would end had ended before. If it is the same fact, retract it; if something began "
    "in between, record that. Until then, depositary conflicts lists it."
)
ENDS_NOTHING = worded(
    "nothing that this ends is on record. What is recorded later with an earlier day ends with it; "
    "until then, depositary conflicts lists it."
)


def of_waiting(waiting: Contradiction) -> str:
    """Return the notice that entries wait for what is not recorded yet."""
    entries = "; ".join(waiting.described.values())
    return worded("{sentence} ({entries})", sentence=waiting.sentence, entries=entries)


def of_endings(
    records: Sequence[Recorded], streams: Sequence[UUID], now: Mapping[UUID, Aggregate]
) -> Iterator[str]:
    """Yield a notice for each act of a unit that ends nothing, as all of it stands now.

    `streams` are the histories that the records are part of.
    """
    acts: dict[UUID, list[tuple[History, Entry]]] = {}
    for record, stream in zip(records, streams, strict=True):
        event = record.event
        if not isinstance(event, Ending) or event.by_name_only:
            continue
        history = now[stream].history.about(event.subject)
        entry = history.entries.get(record.entry_id)
        if entry is not None and not entry.retracted:
            act = record.envelope.correlation_id or entry.id
            acts.setdefault(act, []).append((history, entry))
    for act_of in acts.values():
        if all(history.ends_nothing(entry) for history, entry in act_of):
            _, first = act_of[0]
            before = any(history.ended_by(entry) for history, entry in act_of)
            reason = ENDED_BEFORE if before else ENDS_NOTHING
            subject, day = first.event.subject, first.begins
            yield worded("{subject}, {day}: {reason}", subject=subject, day=day, reason=reason)


def of_reservation(made: StatementMade, text: Mapping[str, History]) -> Iterator[str]:
    """Yield a notice where a reservation is to a commitment that its member left out.

    `text` has what the member did on each commitment of it, by reference.
    """
    signed = {
        reference
        for reference, history in text.items()
        if any(history.each(Signed)) or any(history.each(Consented))
    }
    if made.kind == "reservation" and signed and made.commitment not in signed:
        yield worded(
            "{member} signed {signed}, but not {commitment}, so there is nothing that a "
            "reservation to it could change.",
            member=made.member,
            signed=listed(sorted(signed)),
            commitment=made.commitment,
        )


def of_hidden_endings(
    records: Sequence[Recorded], streams: Sequence[UUID], now: Mapping[UUID, Aggregate]
) -> Iterator[str]:
    """Yield a notice where not all who see what was ended see its end, as all of it stands now.

    Also where more see the end, or a review or answer, than what it is about. Both may be of the
    unit, or one of them. `streams` are the histories of the records.
    """
    hidden: dict[Visibility, dict[str, None]] = {}
    shown: dict[Visibility, dict[str, None]] = {}
    for of, said, is_end in _said_of_others(records, streams, now):
        what = _named(said)
        if is_end and not of.visibility.shows(said.visibility):
            hidden.setdefault(of.visibility, {})[what] = None
        if not said.visibility.shows(of.visibility):
            shown.setdefault(of.visibility, {})[what] = None
    for visibility, ends in hidden.items():
        yield worded(
            "{ends}: some who may see what this ends may not see that it ended. To show them the "
            "end, too, by its number: depositary show-to @NUMBER {visibility}",
            ends=listed(list(ends)),
            visibility=AsSaid(visibility),
        )
    for visibility, entries in shown.items():
        yield worded(
            "{entries}: more people may see this than what it is about, and learn that there is "
            "something. To show it to no more, by its number: depositary show-to @NUMBER "
            "{visibility}",
            entries=listed(list(entries)),
            visibility=AsSaid(visibility),
        )


def of_unseen_signatures(
    records: Sequence[Recorded], streams: Sequence[UUID], now: Mapping[UUID, Aggregate]
) -> Iterator[str]:
    """Yield a notice where more see a commitment now, and not its signatures.

    They read that a member had excepted it, of whom they see other signatures of the text.
    """
    unseen: dict[Visibility, dict[str, None]] = {}
    for record, stream in zip(records, streams, strict=True):
        if not isinstance(record.event, VisibilityChanged):
            continue
        history = now[stream].history if stream in now else NOTHING  # or codes changed
        shown = history.entries.get(record.entry_id)
        if shown is None or not isinstance(shown.event, Adopted | Amended):
            continue
        for entry, _ in history.each(Signed):
            if shown.visibility.rank < entry.visibility.rank and entry.first.position:
                unseen.setdefault(shown.visibility, {})[f"@{entry.number}"] = None
    for visibility, entries in unseen.items():
        yield worded(
            "Some signatures of the commitment are not shown to all who see it. A member of whom "
            "they see other signatures of the text seems to have excepted it. To show such ones, "
            "too: depositary show-to {entries} {visibility}",
            entries=" ".join(entries),
            visibility=AsSaid(visibility),
        )


def _named(said: Entry) -> str:
    """Return what names an entry: whose it is, or else its number and its kind."""
    if said.event.subject:
        return worded("{subject}, {day}", subject=said.event.subject, day=said.begins)
    return cited(described(said.event.TOPIC, said.begins, position=said.first.position))


def _said_of_others(
    records: Sequence[Recorded], streams: Sequence[UUID], now: Mapping[UUID, Aggregate]
) -> Iterator[tuple[Entry, Entry, bool]]:
    """Yield what an entry ends or says something of, the entry, and whether it is an end."""
    for record, stream in zip(records, streams, strict=True):
        history = now[stream].history if stream in now else NOTHING  # or codes changed
        entry = history.entries.get(record.entry_id)
        if entry is None or entry.retracted:
            continue
        if isinstance(record.event, VisibilityChanged):  # of what is new, nothing is said yet
            yield from ((entry, said, False) for said in said_of(history, entry))
        yield from ((of, entry, False) for of in about(history, entry.event))
        history = history.about(entry.event.subject)
        for ended in history.ended_by(entry) if entry.is_ending else [entry]:
            end = history.end_of(ended)
            if end and not ended.retracted:
                yield ended, end, True
