"""The register: all together or not at all, once, and on what is there now."""

from datetime import UTC, date, datetime, timedelta

import pytest

from application import register
from application.acts.members import names
from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody
from application.acts.texts.consents import WithdrawFromText
from application.acts.texts.signatures import SignText
from application.entries.named import entry_of
from application.event_store.streams import stream_id
from application.recording.recording import Recording
from application.register import NOTHING_RECORDED, Register
from domain.entry import Entry
from domain.errors import ClockWentBack, Contradicted, Refused, Unavailable
from domain.event import Recorded
from domain.events.members import Renamed
from domain.texts.standing import commitment_standing
from domain.texts.standing_kinds import Standing
from tests.application.given import ANYBODY, BODY, Office, day, microseconds


def test_a_command_sent_twice_records_once(office: Office) -> None:
    """A double click, or an acknowledgement that was lost."""

    def join(recording: Recording) -> None:
        Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)

    first = office.record(join, key="k-1")
    second = office.record(join, key="k-1")

    assert (first.first, first.last, first.repeated) == (2, 2, False)
    assert (second.first, second.last, second.repeated) == (2, 2, True)
    assert second.records == ()
    assert office.head == 2


def test_a_command_that_another_sent_in_between_records_once(office: Office) -> None:
    """Both had looked before either recorded; the store decides."""
    inner: list[int] = []

    def join(recording: Recording) -> None:
        if not inner:
            inner.append(1)
            office.record(join, key="k-1")
        Join(member="ZUB" if len(inner) > 1 else "ATL", on=day("2020"), name="A").record(
            recording, BODY
        )
        inner.append(1)

    receipt = office.record(join, key="k-1")

    assert receipt.repeated
    assert (receipt.first, receipt.last, office.head) == (2, 2, 2)


def test_an_entry_that_another_recorded_in_between_is_looked_for_again(office: Office) -> None:
    """The tables tell of it before the unit that began earlier knows its stream so far."""
    office.join("ATL")
    found: list[Entry] = []

    def look(recording: Recording) -> None:
        recording.member(BODY, "ATL")
        if office.head == 2:
            office.act(names.rename, Renamed(member="ATL", name="Atlantis"), day("2022"))
        found.append(entry_of(recording, "@3")[1])

    office.record(look)

    assert [entry.event for entry in found] == [Renamed(member="ATL", name="Atlantis")]


def test_a_double_click_that_overlaps_is_no_refusal(office: Office) -> None:
    """The second finds what the first did, and that is what was wanted."""
    first = [True]

    def join(recording: Recording) -> None:
        if first.pop() if first else False:
            office.record(join, key="k-1")
        Join(member="ATL", on=day("2020"), name="Atlantis").record(recording, BODY)

    receipt = office.record(join, key="k-1")

    assert (receipt.repeated, receipt.first, office.head) == (True, 2, 2)


def test_a_refusal_on_what_has_changed_since_is_decided_again(office: Office) -> None:
    """Whoever rests on the whole log is not refused for what it had not seen."""
    runs: list[int] = []

    def join_unless_there(recording: Recording) -> None:
        there = recording.rest_on_head() > 1
        runs.append(1)
        if len(runs) == 1:
            office.join("ATL", "2020-01-01")
        if not there:
            Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)

    assert office.record(join_unless_there) == NOTHING_RECORDED
    assert len(runs) == 2


def test_a_receipt_says_what_was_recorded_and_where(office: Office) -> None:
    """Positions are inclusive."""
    receipt = office.join("ATL", "2020-01-01", until="2021-01-01")

    assert (receipt.first, receipt.last, receipt.repeated) == (2, 3, False)
    assert [r.event.TOPIC for r in receipt.records] == ["member.joined", "member.withdrew"]


def test_a_use_case_that_decides_nothing_records_nothing(office: Office) -> None:
    """An import of a file that was imported before."""
    assert office.record(lambda _: None, key="k-1") == NOTHING_RECORDED
    assert office.head == 1


def test_a_refusal_records_nothing_of_the_command(office: Office) -> None:
    """Half a command would be a fact that nobody decided on."""

    def joins_and_fails(recording: Recording) -> None:
        Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)
        names.rename(recording, BODY, Renamed(member="ATL", name="Atlantis"), day("2021-01-01"))

    with pytest.raises(Refused, match="is called 'Atlantis' already"):
        office.record(joins_and_fails)
    assert office.head == 1


def test_after_a_conflict_it_decides_again_on_what_is_there_now(office: Office) -> None:
    """The second of two who rename at once is judged by the name that the first gave."""
    office.join()
    seen: list[str] = []

    def rename(recording: Recording) -> None:
        seen.append(recording.member(BODY, "ATL").name)
        if len(seen) == 1:
            office.act(names.rename, Renamed(member="ATL", name="Atlantida"), day("2021"))
        names.rename(recording, BODY, Renamed(member="ATL", name="New Atlantis"), day("2022"))

    receipt = office.record(rename)

    assert seen == ["Government of ATL", "Atlantida"]
    assert receipt.first == 4


def test_after_a_conflict_it_may_be_refused(office: Office) -> None:
    """The other joined the same member; there is only one."""
    seen: list[int] = []

    def join(recording: Recording) -> None:
        Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)
        if not seen:
            seen.append(1)
            office.join("ATL", "2020-06-01")

    with pytest.raises(Contradicted, match="member already"):
        office.record(join)


def test_nobody_signs_while_the_other_lets_it_leave(office: Office) -> None:
    """The signature rests on the version of the member's stream."""
    office.join()
    office.adopt_text()
    seen: list[int] = []

    def sign(recording: Recording) -> None:
        SignText(member="ATL", instrument="T", on=day("2023-01-01")).record(recording, BODY)
        if not seen:
            seen.append(1)
            office.leave("ATL", "2022-01-01")

    with pytest.raises(Contradicted, match="was not a member on 2023-01-01"):
        office.record(sign)


def test_nobody_leaves_while_the_other_lets_it_sign(office: Office) -> None:
    """The withdrawal rests on the head, since a signature is in any of many streams."""
    office.join()
    office.adopt_text()
    seen: list[int] = []

    def leave(recording: Recording) -> None:
        LeaveBody(member="ATL", on=day("2022-01-01")).record(recording, BODY)
        if not seen:
            seen.append(1)
            office.sign("ATL", "2023-01-01")

    with pytest.raises(Contradicted, match="acted as a member after that day"):
        office.record(leave)


def test_who_keeps_losing_is_told_to_send_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trying for ever would look like a register that hangs."""
    monkeypatch.setattr(register, "ATTEMPTS", 5)
    office.join()
    tries: list[int] = []

    def rename(recording: Recording) -> None:
        tries.append(1)
        names.rename(recording, BODY, Renamed(member="ATL", name="New Atlantis"), day("2022"))
        name = f"Name {len(tries)}"
        office.act(names.rename, Renamed(member="ATL", name=name), day("2021"))

    with pytest.raises(Unavailable, match="kept recording in between"):
        office.record(rename)
    assert len(tries) == 5


def test_preparing_stores_nothing(office: Office) -> None:
    """A dry run shows what would be recorded."""

    def join(recording: Recording) -> None:
        Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)

    prepared = office.register.prepare(join, ANYBODY)

    assert [r.event.TOPIC for r in prepared.pending] == ["member.joined"]
    assert office.head == 1


def test_a_clock_that_went_back_records_nothing(office: Office) -> None:
    """A new entry would be known before an older one."""
    office.set_clock("2025-12-31T12:00:00")

    with pytest.raises(ClockWentBack, match="set the clock right"):
        office.join()
    assert office.head == 1


def test_without_contacts_no_text_holds_a_name() -> None:
    """A register may have no contacts at all."""
    assert Register.names_in("Ada Example") == ()


def test_kenya_has_six_answers_by_position_and_by_day(office: Office) -> None:
    """The architecture's worked example through the whole register, with a clock on its wall."""
    office.join("KEN", "2020-01-01")
    office.adopt_text()
    office.set_clock("2026-02-10T09:00:00")
    entry = office.sign("KEN", "2026-01-15").last
    office.set_clock("2026-03-05T09:00:00")
    corrected = office.correct(f"@{entry}", on="2026-01-20").last
    office.set_clock("2026-05-02T09:00:00")
    withdrawn = office.act(
        WithdrawFromText(member="KEN", commitment="T", of="signature", on=day("2026-06-01")).record
    ).last

    def signed(known: int, on: str) -> bool:
        stream = stream_id("commitment", BODY, "T-1")
        standing = commitment_standing(office.history(stream, known).about("KEN"), _day(on))
        return standing.standing is Standing.SIGNATORY

    known_by_day = [_end_of("2026-02-28"), _end_of("2026-03-31"), _end_of("2026-05-31")]
    positions = [office.read_model.position_at(moment) for moment in known_by_day]
    assert positions == [entry, corrected, withdrawn]
    assert [signed(entry, "2026-01-16"), signed(entry, "2026-01-25")] == [True, True]
    assert [signed(corrected, "2026-01-16"), signed(corrected, "2026-01-25")] == [False, True]
    assert [signed(withdrawn, "2026-05-31"), signed(withdrawn, "2026-06-01")] == [True, False]


def test_time_is_stamped_by_the_recorder_in_one_transaction(office: Office) -> None:
    """What is known at a time is always a prefix of the log."""
    office.set_clock("2026-01-02T00:00:00")
    receipt = office.join("ATL", "2020-01-01", until="2021-01-01")

    stored: list[Recorded] = office.log.read(receipt.first - 1, 10)

    assert {record.recorded_us for record in stored} == {microseconds("2026-01-02T00:00:00")}


def _day(text: str) -> date:
    parsed = day(text).latest
    assert parsed is not None
    return parsed


def _end_of(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) + timedelta(days=1)
