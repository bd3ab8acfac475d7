"""Recording that entries themselves were wrong, never true, or are to be shown to others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from application.aggregates import AGGREGATES
from application.context import Draft, Stream
from application.entries.meeting_notation import must_be_about_what_is_there
from application.entries.named import entry_of
from application.entries.new_values import NAMES_OF_ENTRIES, changed, named_by_id, no_longer_listed
from application.entries.signed_together import shown_together
from application.model_rows import AsOf
from application.recording.body_events import (
    must_refer_to_what_exists,
    owned_by_members,
    remark_what_is_outside,
)
from application.recording.recording import Recording
from domain.endings import Lasting, ending_of
from domain.entry import Entry
from domain.errors import Contradicted, Malformed, Refused
from domain.event import Because, Event
from domain.events.bodies import InstrumentAdopted
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.meetings import DecisionAdopted, MeetingConvened, MeetingRescheduled
from domain.events.members import Recoded
from domain.events.progress import ProgressAssessed, ProgressReported
from domain.events.texts import Consented, Signed
from domain.events.voting import VoteTaken
from domain.meetings.sessions import corrected_move
from domain.members.member import Member
from domain.members.recoding import must_not_be_used_since
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate, Visibility, earlier
from domain.words import joined, worded


@dataclass(frozen=True, slots=True)
class Amendment:
    """New values for one entry, by field; `on` is its day, and "" makes a field unknown."""

    entry: str
    changes: Mapping[str, str]


def correct(recording: Recording, amendments: Sequence[Amendment], because: Because) -> None:
    """Amend entries: `error` where the record was wrong, `completed` where it had a blank.

    All take effect together or not at all, so dates that depend on each other may shift at once.

    Raises:
        UnknownReference: an entry is not there.
        Malformed: a field is not one that can be changed, or a value is not of its form.
        Contradicted: what would stand afterwards cannot be true together.
    """
    if len(amendments) > 1:
        recording.correlate()
    drafts: dict[Stream, list[Draft]] = {}
    seen: dict[UUID, Entry] = {}
    for amendment in amendments:
        stream, entry = entry_of(recording, amendment.entry)
        if entry.id in seen:
            raise Malformed(
                "{description} is named twice; give all its changes at once.",
                description=entry.description,
            )
        seen[entry.id] = entry
        drafts.setdefault(stream, []).append(
            amended(recording, stream.taskforce, entry, amendment, because)
        )
        if stream.kind == "member":
            recording.rest_on_head()
    for stream, amendings in shown_together(recording, drafts, seen).items():
        recording.append(stream, AGGREGATES[stream.kind], *amendings)
        events = (draft.event for draft in amendings)
        remark_what_is_outside(recording, stream.taskforce, events)


def retract(recording: Recording, names: Sequence[str], reason: str) -> None:
    """Record that entries were never true, all together, so that they may rest on each other.

    Raises:
        UnknownReference: one is not there.
        Refused: one was retracted already.
        Contradicted: other entries rest on them.
    """
    if len(names) > 1:
        recording.correlate()
    drafts: dict[Stream, list[Draft]] = {}
    gone: dict[UUID, tuple[Stream, Event]] = {}
    for name in names:
        stream, found = entry_of(recording, name)
        if found.retracted or found.id in gone:
            raise Refused("{description} was retracted already.", description=found.description)
        gone[found.id] = stream, found.event
        if stream.kind == "member":
            recording.rest_on_head()
        _must_not_rest_on(recording, stream.taskforce, found)
        retracted = Retracted(entry_id=found.id, reason=reason)
        draft = recording.draft(retracted, visibility=found.visibility)
        drafts.setdefault(stream, []).append(draft)
    for stream, retractions in drafts.items():
        recording.append(stream, AGGREGATES[stream.kind], *retractions)
    _judge_what_is_left(recording, gone.values())


def _judge_what_is_left(recording: Recording, gone: Collection[tuple[Stream, Event]]) -> None:
    """Refuse commitments without a text, and remark sessions outside of their meetings."""
    for taskforce in dict.fromkeys(stream.taskforce for stream, _ in gone):
        events = [event for stream, event in gone if stream.taskforce == taskforce]
        for event in events:
            if isinstance(event, InstrumentAdopted):
                _must_leave_nothing_alone(recording, taskforce, event.reference)
        remark_what_is_outside(recording, taskforce, events)


def show_to(
    recording: Recording, names: Sequence[str], visibility: Visibility, reason: str | None = None
) -> None:
    """Record who may see entries from now on, for every past day too, all together.

    Raises:
        UnknownReference: one is not there.
        Refused: one is shown to just these already.
        Contradicted: one is about a gap in a law that is open, and would be public.
    """
    if len(names) > 1:
        recording.correlate()
    drafts: dict[Stream, list[Draft]] = {}
    for name in names:
        stream, found = entry_of(recording, name)
        if found.visibility is visibility:
            raise Refused(
                "{description} is shown to {visibility} already.",
                description=found.description,
                visibility=visibility,
            )
        event = VisibilityChanged(entry_id=found.id, visibility=visibility, reason=reason)
        if found.latest is not found.first:
            recording.audience.remark_words_before(found, visibility)
        stricter = max(found.visibility, visibility, key=attrgetter("rank"))
        drafts.setdefault(stream, []).append(recording.draft(event, visibility=stricter))
    for stream, changes in drafts.items():
        recording.append(stream, AGGREGATES[stream.kind], *changes)


def _must_leave_nothing_alone(recording: Recording, taskforce: str, instrument: str) -> None:
    """Refuse to leave commitments of a text of which no version is left."""
    if recording.taskforce(taskforce).has_text(instrument):
        return
    resting = [
        reference
        for reference in recording.commitments_of(taskforce, instrument)
        if recording.load(Stream("commitment", taskforce, reference), Commitment).adopted
    ]
    if resting:
        raise Contradicted(
            worded(
                "Commitments of {instrument} rest on it; retract them first.", instrument=instrument
            ),
            resting,
        )


def _must_not_rest_on(recording: Recording, taskforce: str, entry: Entry) -> None:
    """Refuse to declare a change of code never true where something was recorded under the code.

    Raises:
        Refused: something was; the sentence says what to record instead.
    """
    recode = next((r for r in recording.recodes(taskforce) if r.entry_id == str(entry.id)), None)
    if recode is None:
        return
    everything = AsOf.everything(recording.rest_on_head())
    log = recording.read_model.log(taskforce, everything, None)
    naming = [e for e in log if e.entry != recode.position and f'"{recode.code}"' in e.content]
    since = [f"@{e.position} {e.topic}" for e in naming if e.position > recode.position]
    event = Recoded(member=recode.member, code=recode.code)
    must_not_be_used_since(event, since, was_known=len(since) < len(naming))


def _beside(recording: Recording, entry: Entry) -> list[Entry]:
    """Return the other entries of the same member in the same stream."""
    stream, _ = entry_of(recording, str(entry.id))
    history = recording.load(stream, AGGREGATES[stream.kind]).history
    mine = history.about(entry.event.subject).entries.values()
    return [each for each in mine if each.id != entry.id and not each.retracted]


def _remark_what_goes(
    recording: Recording,
    entry: Entry,
    event: Event,
    changes: Mapping[str, str],
    others: Sequence[Entry],
) -> None:
    """Say what a list that is given anew has no longer; `others` are what it may name."""
    known = {str(each.id): each.description for each in others}
    for name, gone in no_longer_listed(entry.event, event, changes).items():
        recording.remark(
            worded(
                "{field} of {description} is given as a whole. It no longer has: {gone}.",
                field=name,
                description=entry.description,
                gone=joined(", ", [known.get(each, each) for each in gone]),
            )
        )


def _completed(
    recording: Recording,
    taskforce: str,
    entry: Entry,
    event: Event,
    changes: Mapping[str, str],
    on: ImpreciseDate,
    *,
    dated: bool,
) -> Event:
    """Return a corrected event with what follows from its new values; its day is one if `dated`."""
    if isinstance(event, DecisionAdopted | VoteTaken) and "actions" in changes:
        owned = owned_by_members(recording, taskforce, event.actions)
        return event.model_copy(update={"actions": owned})
    if isinstance(event, MeetingConvened) and "agenda" in changes:
        must_be_about_what_is_there(recording, taskforce, event.agenda)
    if isinstance(event, MeetingRescheduled) and "ends_on" not in changes:
        return corrected_move(recording.taskforce(taskforce).history, entry, event, on)
    if isinstance(event, Signed) and dated:
        return recording.commitment(taskforce, event.commitment).signed_in_words_of(event, on)
    return event


def amended(
    recording: Recording, taskforce: str, entry: Entry, amendment: Amendment, because: Because
) -> Draft:
    """Draft an amendment; what the command says nothing of (source, note …) stays as it was.

    Raises:
        Malformed: a field is not one that can be changed, or a value is not of its form.
        Refused: it changes nothing, or a report would be of no value of its scale.
    """
    changes = dict(amendment.changes)
    others: Sequence[Entry] = ()
    if naming := NAMES_OF_ENTRIES & changes.keys():
        others = _beside(recording, entry)
        changes |= {name: named_by_id(others, name, changes[name]) for name in naming}
    on = ImpreciseDate.parse(changes.pop("on") or "unknown") if "on" in changes else entry.begins
    event = changed(entry.event, changes)
    is_dated = "on" in amendment.changes
    event = _completed(recording, taskforce, entry, event, changes, on, dated=is_dated)
    _remark_what_goes(recording, entry, event, changes, others)
    if isinstance(event, Consented):
        if is_dated:
            raise Malformed("A consent has two days: change deposited_on or in_force_on, not on.")
        on = earlier(event.deposited_on, event.in_force_on)
    if isinstance(event, ProgressReported | ProgressAssessed):
        recording.taskforce(taskforce).must_be_on_its_scale(event)
    must_refer_to_what_exists(recording, taskforce, event, on, entry.event)
    if event == entry.event and on == entry.begins and not entry.retracted:
        raise Refused("{description} says that already.", description=entry.description)
    stream = Stream.of(taskforce, event)
    visibility = recording.audience.corrected(recording.context, stream, event, entry)
    recording.audience.remark_words_before(entry, recording.context.visibility or visibility)
    dated = on if entry.latest.envelope.effective_on or is_dated else None
    return recording.draft(
        event,
        dated,
        corrects=entry.id,
        because=because,
        visibility=visibility,
        like=entry.latest.envelope,
    )


def end_act(recording: Recording, stream: Stream, entry: Entry, until: ImpreciseDate) -> None:
    """Record that an act which is on record without its end was over on a day.

    Raises:
        Contradicted: the member acted after that day, and would not have been one.
    """
    assert isinstance(entry.event, Lasting)  # only such an act has a place for its end
    kind = Member if stream.kind == "member" else Commitment
    before = recording.load(stream, kind)
    ending = ending_of(entry.event, entry.id)
    usual = recording.context.shown_to(ending)
    fewer = recording.audience.fewer(recording.context, stream, ending) or usual
    fewer = max(fewer, entry.visibility, key=attrgetter("rank"))
    after = recording.append(stream, kind, recording.draft(ending, until, visibility=fewer))
    if isinstance(before, Member) and isinstance(after, Member):
        recording.must_keep_acts(stream.taskforce, before, after)
