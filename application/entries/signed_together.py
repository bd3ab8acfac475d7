"""Signatures of one act are shown together: without one, a member seems to have excepted it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from uuid import UUID

from application.context import Draft, Stream
from application.recording.recording import Recording
from domain.entry import Entry
from domain.events.texts import Adopted, Signed
from domain.names import AsSaid
from domain.values import Visibility
from domain.words import worded

_RANK = attrgetter("rank")
Drafts = Mapping[Stream, Sequence[Draft]]
Of = tuple[str, str, str]
"""A body, a text of it and a member that signed it."""


def shown_together(
    recording: Recording, drafts: Drafts, entries: Mapping[UUID, Entry]
) -> Mapping[Stream, Sequence[Draft]]:
    """Return amendments so that a member's signatures of a text are shown to no more than one is.

    `entries` are those that are amended, by their ids. That is so only where a signature is shown
    to fewer than before; it is said which others of the same text, that are not amended, more see.
    """
    fewer: dict[Of, Visibility] = {}
    for stream, amendings in drafts.items():
        for draft in amendings:
            shown, entry = draft.envelope.visibility, entries[draft.envelope.corrects or draft.id]
            if isinstance(draft.event, Signed) and shown.rank > entry.visibility.rank:
                of = _of(recording, stream, draft.event)
                fewer[of] = max(shown, fewer.get(of, shown), key=_RANK)
    for of, visibility in fewer.items():
        _remark_others(recording, of, visibility, entries)

    def to_fewer(stream: Stream, draft: Draft) -> Draft:
        if not fewer or not isinstance(draft.event, Signed):
            return draft
        shown = draft.envelope.visibility
        fewest = max(shown, fewer.get(_of(recording, stream, draft.event), shown), key=_RANK)
        return replace(draft, envelope=draft.envelope.model_copy(update={"visibility": fewest}))

    return {
        stream: [to_fewer(stream, draft) for draft in amendings]
        for stream, amendings in drafts.items()
    }


def _of(recording: Recording, stream: Stream, signed: Signed) -> Of:
    history = recording.commitment(stream.taskforce, stream.reference).history
    text = next((event.instrument for _, event in history.each(Adopted)), "")
    return stream.taskforce, text, signed.member


def _remark_others(
    recording: Recording, of: Of, visibility: Visibility, amended: Mapping[UUID, Entry]
) -> None:
    """Say which signatures of a text, that are not amended, more people see."""
    body, text, member = of
    others = [
        f"@{entry.number}"
        for reference in recording.commitments_of(body, text)
        for entry, event in recording.commitment(body, reference).history.each(Signed)
        if event.member == member and entry.id not in amended
        if entry.visibility.rank < visibility.rank
    ]
    if others:
        recording.remark(
            worded(
                "More people see other signatures of {member} of the same text, and read that it "
                "excepted this commitment. To show those to no more: depositary show-to {entries} "
                "{visibility}",
                member=member,
                entries=" ".join(others),
                visibility=AsSaid(visibility),
            )
        )
