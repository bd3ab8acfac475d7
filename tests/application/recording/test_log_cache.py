"""What a process keeps of the log is what it would read, whoever recorded in between."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import given, settings
from hypothesis import strategies as st

from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody
from application.acts.members.names import recode, rename
from application.acts.texts.signatures import SignText
from application.aggregates import AGGREGATES
from application.context import Stream
from application.event_store.streams import LogRow, StoredRow
from application.recording import log_cache
from application.recording.log_cache import LogCache
from application.recording.recording import Recording
from application.register import Register
from domain.errors import DepositaryError, Refused
from domain.events.members import Recoded, Renamed
from domain.log.expunging import REMOVED
from domain.members.member import Member
from domain.texts.commitment import Commitment
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.application.given import ANYBODY, BODY, Office, day, open_log
from tests.application.given_expunging import at_place, by_the_door, expunge
from tests.often import often

CODES, TEXTS = ("ATL", "ZUB", "ERE"), ("T-1", "T-2")
STREAMS = (
    Stream("taskforce", BODY),
    *(Stream("member", BODY, code) for code in CODES),
    *(Stream("commitment", BODY, text) for text in TEXTS),
)


def _recode(old: str, new: str) -> Callable[[Office], object]:
    return lambda o: o.act(recode, Recoded(member=old, code=new), day("2023-01-01"))


def _rename(code: str, name: str) -> Callable[[Office], object]:
    return lambda o: o.act(rename, Renamed(member=code, name=name), day("2022"))


ACTS: Sequence[Callable[[Office], object]] = (
    *(lambda o, code=code: o.join(code) for code in CODES),
    *(lambda o, code=code: o.leave(code) for code in CODES),
    *(lambda o, code=code: o.sign(code) for code in CODES),
    lambda o: o.adopt_text("U", commitments_of_it=("T-2",)),
    lambda o: o.adopt_text(version="2", commitments_of_it=()),
    _rename("ATL", "Atlantis"),
    _recode("ATL", "ATN"),
    *(lambda o, at=at: o.correct(f"@{at}", on="2021-06") for at in (3, 5, 8)),
    *(lambda o, at=at: o.retract(f"@{at}") for at in (4, 6, 9)),
)


@contextmanager
def _office() -> Iterator[Office]:
    with TemporaryDirectory() as folder:
        log = open_log(Path(folder) / "register.db")
        with SQLiteReadModel(log, Path(folder) / "tables") as read_model:
            office = Office(log, read_model)
            office.set_clock("2026-01-01T12:00:00")
            office.establish()
            office.adopt_text()
            yield office
        log.close()


def _seen(register: Register) -> object:
    """Return what a unit of this register would rest on."""
    seen: list[object] = []

    def look(recording: Recording) -> None:
        codes = recording.codes(BODY)
        loaded = [recording.load(each, AGGREGATES[each.kind]) for each in STREAMS]
        names = ("Government of ATL", "Atlantis", *CODES)
        seen.extend(
            (
                [(list(each.history.entries.items()), each.version) for each in loaded],
                [recording.member_names.of(BODY, name, codes) for name in names],
                [recording.commitments_of(BODY, text) for text in ("T", "U")],
                codes,
                dict(recording.expect_versions),
            )
        )

    register.prepare(look, ANYBODY)
    return seen


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), max_size=12))
@settings(max_examples=often(60))
def test_what_is_kept_is_what_would_be_read(
    acts: list[tuple[Callable[[Office], object], bool]],
) -> None:
    """However many acts of others, corrections, retractions and new codes came in between."""
    with _office() as office:
        keeping = office.register
        for act, looks in acts:
            with suppress(DepositaryError):
                act(office)
            if looks:
                _seen(keeping)

        assert _seen(keeping) == _seen(office.register)


def test_what_was_kept_is_not_kept_after_a_text_was_removed(tmp_path: Path) -> None:
    """It would show what must not be there."""
    with by_the_door(tmp_path / "register.db") as office:
        keeping = office.register
        _seen(keeping)

        expunge(office, at_place(2))

        assert REMOVED in str(_seen(keeping))
        assert "Mudskipper" not in str(_seen(keeping))


def test_after_very_many_new_events_all_is_read_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading what is needed is then less work than reading what is new."""
    monkeypatch.setattr(log_cache, "MOST_NEW", 2)
    keeping = office.register
    before = keeping.follower.follow(office.log)
    office.join("ATL")
    office.join("ZUB")
    assert keeping.follower.follow(office.log) is before

    office.leave("ATL")
    office.leave("ZUB")
    office.adopt_text()

    assert keeping.follower.follow(office.log) is not before
    assert _seen(keeping) == _seen(office.register)


def test_no_more_is_kept_than_a_process_has_room_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read next is kept in place of all others; one long stream is kept."""
    monkeypatch.setattr(log_cache, "MOST_EVENTS", 2)
    cache = LogCache(0)
    streams = [UUID(int=number) for number in range(3)]
    for stream in streams[:2]:
        cache.keep(stream, Commitment(version=1))
    assert [bool(cache.find(stream)) for stream in streams] == [True, True, False]

    cache.keep(streams[2], Commitment(version=1))
    assert [bool(cache.find(stream)) for stream in streams] == [False, False, True]

    cache.keep(streams[1], Commitment(version=5))

    assert [bool(cache.find(stream)) for stream in streams] == [False, True, False]
    assert office.head == 1


class CountingRecorder(SQLiteLogRecorder):
    """Counts the events that are read."""

    read = 0

    def select_log(self, start: int, limit: int) -> Sequence[LogRow]:
        found = super().select_log(start, limit)
        CountingRecorder.read += len(found)
        return found

    def select_stream(self, stream: UUID) -> Sequence[StoredRow]:
        found = super().select_stream(stream)
        CountingRecorder.read += len(found)
        return found


@pytest.mark.slow
@pytest.mark.parametrize("members_before", [3, 30])
def test_an_act_reads_what_is_new_and_no_more(tmp_path: Path, members_before: int) -> None:
    """However long the log is, and however many have signed before."""
    log = open_log(tmp_path / "register.db", f"{__name__}:CountingRecorder")
    with SQLiteReadModel(log, tmp_path / "tables") as read_model:
        office = Office(log, read_model)
        register = office.register
        office.establish()
        office.adopt_text()
        codes = [f"M{number:02}" for number in range(members_before)]
        for code in codes:
            office.join(code)
            office.sign(code)
        office.join("ATL")
        office.join("ZUB")

        def sign(code: str) -> int:
            before, on = CountingRecorder.read, day("2021-01-01")
            register.record(
                lambda r: SignText(member=code, instrument="T", on=on).record(r, BODY), ANYBODY
            )
            return CountingRecorder.read - before

        assert sign("ATL") > members_before
        assert sign("ZUB") == 2  # the last act, and the member's own entry
    log.close()


def test_a_new_event_that_cannot_be_read_is_told_to_who_needs_it(office: Office) -> None:
    """Here nothing is kept any more; the tables say that this version does not know it."""
    keeping = office.register
    before = keeping.follower.follow(office.log)
    strange = StoredEvent(UUID(int=7), 1, "body.of-tomorrow", b"{}")
    office.log.recorder.insert_events([strange])

    after = keeping.follower.follow(office.log)

    assert after is not before
    assert after.position == office.log.last() > before.position


def test_a_conflict_that_no_new_event_explains_is_decided_on_what_is_read_anew(
    office: Office,
) -> None:
    """Nothing that is kept is trusted after it."""
    office.join("ATL")
    keeping, stream = office.register, Stream("member", BODY, "ATL")
    member = office.log.load(stream.id, Member)
    keeping.follower.follow(office.log).keep(stream.id, replace(member, version=5))

    keeping.record(lambda r: LeaveBody(member="ATL", on=day("2022-01-01")).record(r, BODY), ANYBODY)

    assert office.log.load(stream.id, Member).version == 2


def test_a_unit_that_rests_on_the_head_rests_on_what_was_kept(office: Office) -> None:
    """Another names a member between the reading of names and the decision."""
    office.join("ATL")
    keeping, seen = office.register, list[int]()

    def look(recording: Recording) -> None:
        recording.member_names.of(BODY, "Zubrowka", recording.codes(BODY))

    keeping.prepare(look, ANYBODY)

    def join(recording: Recording) -> None:
        if not seen:
            seen.append(1)
            office.act(rename, Renamed(member="ATL", name="Zubrowka"), day("2022"))
        recording.rest_on_head()
        Join(member="ZUB", on=day("2022"), name="Zubrowka").record(recording, BODY)

    with pytest.raises(Refused, match="'Zubrowka' is a name or a code of ATL"):
        keeping.record(join, ANYBODY)


def test_a_name_that_was_corrected_is_not_kept(office: Office) -> None:
    """Nobody is called by a name that was an error, and a new one is known at once."""
    office.join("ATL")
    keeping = office.register

    def called(name: str) -> set[str]:
        found: list[set[str]] = []
        keeping.prepare(
            lambda r: found.append(r.member_names.of(BODY, name, r.codes(BODY))), ANYBODY
        )
        return found[0]

    assert called("Government of ATL") == {"ATL"}
    office.act(rename, Renamed(member="ATL", name="Atlantis"), day("2022"))
    assert called("Atlantis") == {"ATL"}

    office.correct("@2", name="Atlantic Realm")

    assert called("Government of ATL") == set()
    assert called("Atlantic Realm") == called("Atlantis") == {"ATL"}
