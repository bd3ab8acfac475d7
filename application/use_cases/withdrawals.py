"""Recording that a member withdrew from a text, and what an ending leaves to be said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Withdrawal:
    """What a member withdraws and from which day on."""

    of: WithdrawnWhat
    on: ImpreciseDate
    ends: Sequence[str] = ()
    excepting: Sequence[str] = ()


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
    withdrawal = _Withdrawal(of=of, on=on, ends=ends, excepting=excepting)
    references = commitments(recording, taskforce, reference)
    closings: dict[str, Closing[Withdrawn]] = {}
    refused: dict[str, Refused] = {}
    for each in references:
        try:
            closings[each] = _closing(recording, taskforce, member, each, withdrawal)
        except Refused as error:
            refused[each] = error
    if not closings:
        raise refused[references[-1]]
    if of in SPANS:  # what is named may be in some of them; all are withdrawn
        unnamed = replace(withdrawal, ends=[NONE_OF_THEM], excepting=())
        closings |= {r: _closing(recording, taskforce, member, r, unnamed) for r in refused}
    must_be_clear(closings.values())
    if len(closings) > 1:
        recording.correlate()
    for closed in closings.values():
        recording.record(taskforce, closed.event, on)


def _closing(
    recording: Recording, taskforce: str, member: str, reference: str, what: _Withdrawal
) -> Closing[Withdrawn]:
    commitment = recording.commitment(taskforce, reference)
    return commitment.withdraw(member, what.of, what.on, what.ends, what.excepting)


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
