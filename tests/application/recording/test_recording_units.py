"""One unit of recording: what is seen, expected, undone and kept within it."""

from collections.abc import Callable

import pytest

from application.acts.members import names
from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody
from application.acts.texts.consents import Consent
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment
from application.aggregates import AGGREGATES
from application.context import Stream
from application.event_store.streams import stream_id
from domain.bodies.taskforce import Taskforce
from domain.errors import Refused, UnknownReference
from domain.events.members import Renamed
from domain.members.member import Member
from domain.texts.wording import text_digest
from tests.application.given import ANYBODY, BODY, Office, day
from tests.application.recording.test_recording import rename, started


def test_what_was_decided_in_a_unit_is_seen_by_what_follows(office: Office) -> None:
    """A file whose first row joins a member may let it sign in its second."""
    office.adopt_text()
    recording = started(office)

    Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)
    SignText(member="ATL", instrument="T", on=day("2021-01-01")).record(recording, BODY)

    assert [r.event.TOPIC for r in recording.pending] == ["member.joined", "commitment.signed"]
    assert office.head == 3


def test_a_unit_expects_the_versions_that_it_loaded(office: Office) -> None:
    """What it rests on must not have changed when it is stored."""
    office.join()
    recording = started(office)

    names.rename(recording, BODY, Renamed(member="ATL", name="Atlantida"), day("2022"))
    names.rename(recording, BODY, Renamed(member="ATL", name="Atlantis II"), day("2023"))

    assert recording.expect_versions == {stream_id("member", BODY, "ATL"): 1}
    assert recording.expect_head is None


def test_a_unit_goes_back_to_a_savepoint(office: Office) -> None:
    """A bad row of a file is left out, and the others are recorded."""
    office.adopt_text()
    recording = started(office)
    Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(recording, BODY)
    AdoptCommitment(instrument="T", commitment="T-2", text="Second.", on=day("2020-01-01")).record(
        recording, BODY
    )
    mark = recording.savepoint()

    names.rename(recording, BODY, Renamed(member="ATL", name="Atlantida"), day("2022"))
    AdoptCommitment(instrument="T", commitment="T-3", text="Third.", on=day("2020-01-01")).record(
        recording, BODY
    )
    recording.restore(mark)

    assert [r.event.TOPIC for r in recording.pending] == ["member.joined", "commitment.adopted"]
    assert recording.member(BODY, "ATL").name == "Atlantis"
    assert recording.commitments_of(BODY, "T") == ["T-1", "T-2"]


def test_each_row_of_a_file_has_a_context_of_its_own(office: Office) -> None:
    """The correlation of one row must not go on into the next."""
    recording = started(office)
    recording.correlate()
    first = recording.draft(rename("Atlantida")).envelope

    recording.begin(ANYBODY._replace(note="Second row"))
    second = recording.draft(rename("Atlantida")).envelope

    assert first.correlation_id is not None
    assert (second.correlation_id, second.note) == (None, "Second row")


@pytest.mark.parametrize("kind", ["taskforce", "member", "commitment"])
def test_what_is_not_there_is_refused_with_what_looks_like_it(office: Office, kind: str) -> None:
    """Most unknown references are misspelt."""
    office.join("ATL")
    office.adopt_text()
    recording = started(office)
    look_ups: dict[str, Callable[[], object]] = {
        "taskforce": lambda: recording.taskforce("EXTT"),
        "member": lambda: recording.member(BODY, "ATLL"),
        "commitment": lambda: recording.commitment(BODY, "T1"),
    }

    with pytest.raises(UnknownReference) as refusal:
        look_ups[kind]()

    assert (refusal.value.kind, len(refusal.value.near)) == (kind, 1)


def test_record_returns_what_it_recorded(office: Office) -> None:
    """Whoever imports remembers the entry's id."""
    recording = started(office)

    draft = recording.record(BODY, rename("Atlantida"), day("2022"))

    assert recording.pending[0].envelope == draft.envelope
    assert (recording.pending[0].version, recording.pending[0].position) == (1, 0)


def test_acts_in_the_same_unit_keep_a_membership(office: Office) -> None:
    """A file that lets a member sign and then leave before it signed is refused as a whole."""
    office.join()
    office.adopt_text()
    recording = started(office)
    SignText(member="ATL", instrument="T", on=day("2021-01-01")).record(recording, BODY)

    with pytest.raises(Refused, match="in this same file"):
        LeaveBody(member="ATL", on=day("2020-06-01")).record(recording, BODY)


def test_a_succession_in_the_same_unit_counts_on_the_day_of_its_deposit(office: Office) -> None:
    """It took effect before there was a member, and was made by one."""
    office.join()
    office.adopt_text()
    recording = started(office)
    Consent(
        member="ATL",
        commitment="T-1",
        kind="succession",
        deposited_on=day("2021-01-01"),
        in_force_on=day("2019-07-01"),
    ).record(recording, BODY)

    with pytest.raises(Refused, match="in this same file"):
        LeaveBody(member="ATL", on=day("2020-06-01")).record(recording, BODY)


def test_a_unit_rests_on_one_head(office: Office) -> None:
    """The first head is the one on which the first decision rested."""
    recording = started(office)

    first = recording.rest_on_head()
    office.join()

    assert (first, recording.rest_on_head()) == (1, 1)


def test_details_and_kinds_come_through(office: Office) -> None:
    """The whole of a signature is stored."""
    office.join()
    office.adopt_text()

    office.act(
        SignText(
            member="ATL",
            instrument="T",
            kind="definitive_signature",
            spelling="Atlantis",
            office="Minister",
            in_force_on=day("2022"),
            on=day("2021"),
        ).record
    )

    assert '"office":"Minister"' in office.last().event.model_dump_json()
    assert text_digest("Wording of T-1.") in office.last().event.model_dump_json()


def test_aggregates_of_a_stream_are_of_its_kind(office: Office) -> None:
    """A stream that is read as something else would lose its rules."""
    recording = started(office)
    recording.taskforce(BODY)

    with pytest.raises(AssertionError):
        recording.load(Stream("taskforce", BODY), Member)
    assert recording.load(Stream("taskforce", BODY), Taskforce).version == 1
    assert AGGREGATES["taskforce"] is Taskforce
