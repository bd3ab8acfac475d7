"""Recording that an act on record was over."""

from application.context import Stream
from application.recording import Recording
from domain.endings import Lasting, ending_of
from domain.entry import Entry
from domain.members.member import Member
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate


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
