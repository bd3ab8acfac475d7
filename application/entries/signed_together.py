"""Signatures of one act are shown together: without one, a member seems to have excepted it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from uuid import UUID

from application.context import Draft, Stream
from application.recording.recording import Recording
from domain.entry import Entry
from domain.events.texts import Adopted, Signed
from domain.values import Visibility
from domain.words import worded

_RANK = attrgetter("rank")
Drafts = Mapping[Stream, Sequence[Draft]]


def shown_together(
    recording: Recording, drafts: Drafts, entries: Mapping[UUID, Entry]
) -> Mapping[Stream, Sequence[Draft]]:
    """Return amendments so that all signatures of a member are shown to no more than one is now.

    `entries` are those that are amended, by their ids. That is so only where a signature is shown
    to fewer than before; it is said which others of the same text, that are not amended, more see.
    """
    fewer: dict[str, Visibility] = {}
    for draft in (each for amendings in drafts.values() for each in amendings):
        shown, entry = draft.envelope.visibility, entries[draft.envelope.corrects or draft.id]
        if isinstance(draft.event, Signed) and shown.rank > entry.visibility.rank:
            member = draft.event.member
            fewer[member] = max(shown, fewer.get(member, shown), key=_RANK)
    if not fewer:
        return drafts
    for stream, amendings in drafts.items():
        if any(isinstance(draft.event, Signed) for draft in amendings):
            _remark_others(recording, stream, fewer, entries)
    return {
        stream: [_shown_to_fewer(draft, fewer) for draft in amendings]
        for stream, amendings in drafts.items()
    }


def _shown_to_fewer(draft: Draft, fewer: Mapping[str, Visibility]) -> Draft:
    if not isinstance(draft.event, Signed) or draft.event.member not in fewer:
        return draft
    visibility = max(draft.envelope.visibility, fewer[draft.event.member], key=_RANK)
    return replace(draft, envelope=draft.envelope.model_copy(update={"visibility": visibility}))


def _remark_others(
    recording: Recording,
    stream: Stream,
    fewer: Mapping[str, Visibility],
    amended: Mapping[UUID, Entry],
) -> None:
    """Say which signatures of the same text more see than the one in a stream."""
    body = stream.taskforce
    texts = recording.commitment(body, stream.reference).history.each(Adopted)
    beside = {r for _, event in texts for r in recording.commitments_of(body, event.instrument)}
    for member, visibility in fewer.items():
        others = [
            f"@{entry.number}"
            for reference in sorted(beside)
            for entry, event in recording.commitment(body, reference).history.each(Signed)
            if event.member == member and entry.id not in amended
            if entry.visibility.rank < visibility.rank
        ]
        if others:
            recording.remark(
                worded(
                    "More people see other signatures of {member} of the same text, and read that "
                    "it excepted this commitment. To show those to no more: depositary show-to "
                    "{entries} {visibility}",
                    member=member,
                    entries=" ".join(others),
                    visibility=visibility,
                )
            )
