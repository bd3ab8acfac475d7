"""Recording that a member withdrew from a text, or that an act on record was over."""

from collections.abc import Callable, Sequence

from application.context import Stream
from application.recording import Recording
from application.use_cases.signatures import commitments
from domain.endings import NONE_OF_THEM, Closing, Lasting, ending_of, must_be_clear
from domain.entry import Entry
from domain.errors import Refused
from domain.events.texts import SPANS, Withdrawn, WithdrawnWhat
from domain.members.member import Member
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate


def withdraw(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    of: WithdrawnWhat,
    on: ImpreciseDate,
    ends: Sequence[str] = (),
    excepting: Sequence[str] = (),
) -> None:
    """Record that a member withdrew; from an instrument, from each of its commitments.

    It ends what the member did of that kind before that day, also what is recorded later.
    `ends` and `excepting` name acts that end or go on, see `Commitment.withdraw`.

    Raises:
        UnknownReference: there is no such member or text.
        Refused: nothing of that kind stands, where it is ended by name; a name is of nothing; or
            the dates do not tell what it ends.
        Contradicted: it would revoke a withdrawal, and was not an active member on that day.
    """
    member = recording.member(taskforce, member).code
    if of == "withdrawal":
        recording.must_be_active(taskforce, member, on, "revoke a withdrawal")

    def close(each: str, names: Sequence[str], others: Sequence[str]) -> Closing[Withdrawn]:
        return recording.commitment(taskforce, each).withdraw(member, of, on, names, others)

    references = commitments(recording, taskforce, reference)
    closings, refused = _decide_each(references, lambda each: close(each, ends, excepting))
    if not closings:
        raise refused[references[-1]]
    if of in SPANS:  # what is named may be in some of them; all are withdrawn
        closings |= {each: close(each, [NONE_OF_THEM], ()) for each in refused}
    must_be_clear(closings.values())
    if len(closings) > 1:
        recording.correlate()
    for closed in closings.values():
        recording.record(taskforce, closed.event, on)


def _decide_each(
    references: Sequence[str], decide: Callable[[str], Closing[Withdrawn]]
) -> tuple[dict[str, Closing[Withdrawn]], dict[str, Refused]]:
    """Return what is decided on each commitment, and what refuses."""
    closings: dict[str, Closing[Withdrawn]] = {}
    refused: dict[str, Refused] = {}
    for each in references:
        try:
            closings[each] = decide(each)
        except Refused as error:
            refused[each] = error
    return closings, refused


def end_act(recording: Recording, stream: Stream, entry: Entry, until: ImpreciseDate) -> None:
    """Record that an act which is on record without its end was over on a day.

    Raises:
        Contradicted: the member acted after that day, and would not have been one.
    """
    assert isinstance(entry.event, Lasting)  # only such an act has a place for its end
    kind = Member if stream.kind == "member" else Commitment
    before = recording.load(stream, kind)
    after = recording.append(stream, kind, recording.draft(ending_of(entry.event, entry.id), until))
    if isinstance(before, Member) and isinstance(after, Member):
        recording.must_keep_acts(stream.taskforce, before, after)
