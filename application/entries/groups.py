"""Entries that one act recorded: corrected, retracted and shown together, if not only one."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from application.context import Stream
from application.entries.amending import Amendment
from application.entries.named import entry_of
from application.entries.new_values import NAMES_OF_ENTRIES
from application.recording.recording import Recording
from domain.entry import Entry
from domain.errors import Malformed, Refused
from domain.event import Recorded
from domain.events.meetings import DecisionAdopted
from domain.events.voting import DecisionNotAdopted, VoteTaken
from domain.values import UNKNOWN

_VOTE_AND_RESULT = (VoteTaken, DecisionAdopted, DecisionNotAdopted)
"""A vote and what it came to say the same in their common fields."""


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """An entry that was named, and all that the same act recorded, itself among them.

    `alone` says that the entry is meant without the others: they were asked to be left alone, or
    several entries of the act were named. `elsewhere` are a vote, or its result, that another act
    recorded, and that say the same in their common fields.
    """

    entry: Entry
    together: Sequence[Entry]
    alone: bool
    elsewhere: Sequence[Entry] = ()

    @property
    def retracted_together(self) -> Iterable[Entry]:
        """The entries that are taken back with it: an end without its beginning, which stands.

        Where the act ends something first, what it records then rests on that end: all go.
        """
        ends_own = self.entry.is_ending and not self.together[0].is_ending
        return self.alike if ends_own else self.together

    @property
    def alike(self) -> Iterable[Entry]:
        """The entries that say the same kind of thing, and stand or are retracted as this one."""
        for each in self.together:
            kinds = {type(each.event), type(self.entry.event)}
            if (
                len(kinds) == 1 or kinds <= {*_VOTE_AND_RESULT}
            ) and each.retracted is self.entry.retracted:
                yield each


def groups_of(
    recording: Recording, taskforce: str, names: Sequence[str], *, only: bool
) -> list[EntryGroup]:
    """Return the act of each entry that is named, in the order of the names.

    `taskforce` is the body that is meant.

    Raises:
        UnknownReference: an entry is not there.
        Refused: it is of another body than the one that is meant, or is about the log itself.
        Malformed: it is named twice.
    """
    found = [entry_of(recording, name) for name in names]
    for number, (stream, entry) in enumerate(found):
        _must_be_of(taskforce, stream, entry)
        if any(entry.id == other.id for _, other in found[:number]):
            raise Malformed(
                "{description} is named twice; give all its changes at once.",
                description=entry.description,
            )
    groups = [(entry, recording.read_model.entries_of_act(str(entry.id))) for _, entry in found]
    named = {str(entry.id) for entry, _ in groups}
    return [
        EntryGroup(
            entry,
            [entry_of(recording, each)[1] for each in together],
            alone=only or len(named.intersection([*together, *elsewhere])) > 1,
            elsewhere=[*elsewhere.values()],
        )
        for entry, together in groups
        for elsewhere in [_elsewhere(recording, taskforce, entry, together)]
    ]


def _elsewhere(
    recording: Recording, taskforce: str, entry: Entry, together: Collection[str]
) -> dict[str, Entry]:
    """Return by id the vote of a result, or the results of a vote, that another act recorded."""
    if not isinstance(entry.event, _VOTE_AND_RESULT) or entry.retracted:
        return {}
    history, decision = recording.taskforce(taskforce).history, entry.event.decision
    found = [e for k in _VOTE_AND_RESULT for e, _ in history.having(k, "decision", decision)]
    return {str(each.id): each for each in found if str(each.id) not in together}


def _must_be_of(taskforce: str, stream: Stream, entry: Entry) -> None:
    if stream.taskforce != taskforce:
        raise Refused(
            "{description} is an entry of {taskforce}, not of {other}. If you mean "
            "it, name its body before the command: depositary --taskforce {taskforce}",
            description=entry.description,
            taskforce=stream.taskforce,
            other=taskforce,
        )


def amendments(
    groups: Sequence[EntryGroup], changes: Sequence[Mapping[str, str]]
) -> list[Amendment]:
    """Return what is to be amended: a new value is for all of an act that always said the same.

    A field in which the entries of an act never said the same is changed in the named one alone.

    Raises:
        Refused: the entries said the same once, and do not any more.
    """
    values: dict[str, dict[str, str]] = {}
    for group, wanted in zip(groups, changes, strict=True):
        for field, value in wanted.items():
            alone = group.alone or field in NAMES_OF_ENTRIES  # which are of one stream each
            for entry in [group.entry] if alone else _entries_for(group, field):
                values.setdefault(str(entry.id), {})[field] = value
    return [Amendment(entry, found) for entry, found in values.items()]


def _entries_for(group: EntryGroup, field: str) -> list[Entry]:
    """Return the entries for which a field is meant, the named one among them.

    Each act has a day of its own.
    """
    said = _fields_of(group.entry.first).get(field)
    sharing = [
        each
        for each in group.alike
        if field in (fields := _fields_of(each.first)) and fields[field] == said
    ]
    if sharing and field != "on":
        sharing += [each for each in group.elsewhere if field in _fields_of(each.latest)]
    now = {_as_text(_fields_of(each.latest).get(field)) for each in sharing}
    if len(now) > 1:
        entries = "; ".join(
            f"{each.description} ({field}: {_as_text(_fields_of(each.latest).get(field))})"
            for each in sharing
        )
        raise Refused(
            "One act recorded these entries, and they do not say the same any more: "
            "{entries}. Change one alone with --only, or name each with its new value.",
            entries=entries,
        )
    return sharing or [group.entry]  # which says that it has no such field


def _fields_of(record: Recorded) -> Mapping[str, object]:
    """Return what an event says by its fields, with its day as `on`."""
    on = str(record.envelope.effective_on or UNKNOWN)
    return {"on": on, **record.event.model_dump(mode="json")}


def _as_text(value: object) -> str:
    return "unknown" if value is None else str(value)


def to_retract(groups: Sequence[EntryGroup]) -> list[str]:
    """Return the names of the entries that are retracted with those that were named."""
    undone = [replace(group, together=list(group.retracted_together)) for group in groups]
    return entries_of(undone, lambda entry: not entry.retracted)


def entries_of(groups: Sequence[EntryGroup], wanted: Callable[[Entry], bool]) -> list[str]:
    """Return the names of the entries that are meant: of each act the wanted ones.

    An entry that is named is meant whether it is wanted or not, and then is refused.
    """
    names: list[str] = []
    for group in groups:
        others = [] if group.alone or not wanted(group.entry) else group.together
        names.append(str(group.entry.id))
        names += [str(e.id) for e in others if e.id != group.entry.id and wanted(e)]
    return names
