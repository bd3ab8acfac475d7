"""The register: records what acts decide, all together or not at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from application.context import Context, Ids
from application.event_store.streams import Conflict, EventLog
from application.read_model import ReadModel
from domain.errors import CommandAlreadyRecorded, Refused, Unavailable, UnfitText
from domain.event import Recorded

if TYPE_CHECKING:
    from application.recording.log_cache import LogFollower
    from application.recording.recording import Recording

ATTEMPTS = 200
"""How often a command is decided again; of four writers that never pause, each wins one in four."""
_PART = r"[^\W_]+"


class RecordingResult(NamedTuple):
    """What a command recorded, and where; `repeated` says that it had been recorded before.

    `first` and `last` are positions, inclusive; both 0 where nothing was recorded. `notices` are
    sentences about what was recorded that its author should know.
    """

    records: Sequence[Recorded]
    first: int
    last: int
    repeated: bool = False
    notices: Sequence[str] = ()


NOTHING_RECORDED = RecordingResult(records=(), first=0, last=0)


@dataclass(frozen=True)
class Register:
    """One log of events and the tables that follow it."""

    log: EventLog
    read_model: ReadModel
    ids: Ids
    today: Callable[[], date]
    names_in: Callable[[str], Sequence[str]] = lambda _: ()
    says_who: Callable[[str], bool] = lambda _: False
    country: Callable[[str], str | None] = lambda _: None
    """The code of the country that a name or a code means, None where it means none."""

    @cached_property
    def follower(self) -> "LogFollower":
        """What is kept of the log between two units of work."""
        from application.recording.log_cache import LogFollower  # noqa: PLC0415  # questions need no rules

        return LogFollower()

    def record(
        self, use_case: Callable[["Recording"], None], context: Context, *, key: str | None = None
    ) -> RecordingResult:
        """Decide, and store what was decided, all together or not at all.

        When somebody else recorded in between, it decides again on what is there now. A command
        whose `key` was recorded before records nothing again.

        Raises:
            Refused: a rule said no, or the key tells who somebody is.
            Unavailable: the store cannot be written, or others kept recording in between.
        """
        for _ in range(ATTEMPTS):
            if done := self.recorded_before(key):
                return done
            recording = self._open(context)
            try:
                use_case(recording)
                recording.must_stand()
                return self._store(recording, key)
            except Refused:
                if self._is_current(recording) and not self.recorded_before(key):
                    raise
            except (Conflict, CommandAlreadyRecorded):
                self.follower.forget()  # whatever it was that nothing new in the log has told
        raise Unavailable("Others kept recording in between; please send the command again.")

    def recorded_before(self, key: str | None) -> RecordingResult | None:
        """Return what was recorded with the key of a command, None if nothing was.

        Raises:
            Malformed, UnfitText: it cannot be a key, or tells who somebody is.
        """
        if key is None:
            return None
        from application.recording import never_entered  # noqa: PLC0415  # questions need no rules

        never_entered.must_be_key(key)
        if found := self.log.find_command(key):
            return RecordingResult(records=(), first=found[0], last=found[1], repeated=True)
        if any(self.says_who(part.upper()) for part in re.findall(_PART, key)):
            raise UnfitText(
                "The command key has a word of the name of a person who is in the contacts, and "
                "the log keeps command keys for ever. Choose another."
            )
        return None

    def _is_current(self, recording: "Recording") -> bool:
        """Say whether a refusal that rests on the whole log rests on all that is there now."""
        return recording.expect_head in (None, self.read_model.head())

    def _open(self, context: Context) -> "Recording":
        from application.recording.recording import Recording  # noqa: PLC0415  # questions need no rules

        cache, who = self.follower.follow(self.log), (self.names_in, self.says_who)
        return Recording(self.log, self.read_model, self.ids, context, *who, cache, self.country)

    def prepare(self, use_case: Callable[["Recording"], None], context: Context) -> "Recording":
        """Decide without storing anything, and return what it would record.

        Raises:
            Refused: a rule said no.
        """
        recording = self._open(context)
        use_case(recording)
        recording.must_stand()
        return recording

    def _store(self, recording: "Recording", key: str | None) -> RecordingResult:
        if not recording.pending:
            return NOTHING_RECORDED
        positions = self.log.append(
            recording.pending,
            expect=recording.expect_versions,
            expect_head=recording.expect_head,
            command_key=key,
        )
        return RecordingResult(
            records=recording.pending,
            first=positions[0],
            last=positions[-1],
            notices=tuple(recording.notices),
        )
