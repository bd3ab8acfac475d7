"""A unit that is judged as a whole: nothing in between is compared, but all of it is at its end."""

import pytest

from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody, Suspend
from application.acts.texts import wording
from application.acts.texts.signatures import SignText
from application.aggregates import AGGREGATES
from application.entries import amending
from application.recording.recording import Recording
from domain.aggregate import Aggregate
from domain.errors import Contradicted
from domain.events.texts import Closed
from tests.application.given import ANYBODY, BODY, Office, day
from tests.application.recording.test_recording import started


def whole(office: Office) -> Recording:
    recording = started(office)
    recording.defer()
    return recording


@pytest.mark.parametrize("kind", AGGREGATES.values())
def test_nothing_is_contradicted_where_nothing_is(kind: type[Aggregate]) -> None:
    """A stream that a unit begins is judged as it is afterwards, and not as it was before."""
    assert [*kind().contradictions(""), *kind().contradictions("KEN")] == []


def test_what_is_right_in_the_end_may_be_wrong_in_between(office: Office) -> None:
    """Two memberships overlap until the first is corrected."""
    office.adopt_text()
    office.join()
    recording = whole(office)

    Join(member="ATL", on=day("2022-01-01"), until=day("2023-01-01")).record(recording, BODY)
    assert [finding.acts for finding in recording.findings()] == [{0}]
    amending.correct(recording, [amending.Amendment("@4", {"on": "2024-01-01"})], "error")

    assert recording.findings() == []
    assert [r.event.TOPIC for r in recording.pending][-1] == "member.joined"


def test_a_unit_that_is_wrong_is_not_stored(office: Office) -> None:
    """Whoever defers judging cannot forget it."""
    office.adopt_text()
    office.join()
    office.sign()
    head = office.head

    def twice(recording: Recording) -> None:
        recording.defer()
        SignText(member="ATL", instrument="T", on=day("2022-01-01")).record(recording, BODY)

    for record in (office.register.record, office.register.prepare):
        with pytest.raises(Contradicted, match=r"its end .* Conflicts with entry 5 \("):
            record(twice, ANYBODY)
    assert office.head == head


def test_an_act_that_loses_its_membership_is_the_one_in_the_wrong(office: Office) -> None:
    """The leaving is what is known of the member; the act cannot have been."""
    office.adopt_text()
    office.join()
    recording = whole(office)

    recording.begin(ANYBODY, 1)
    SignText(member="ATL", instrument="T", on=day("2023-01-01")).record(recording, BODY)
    recording.begin(ANYBODY, 2)
    LeaveBody(member="ATL", on=day("2022-01-01")).record(recording, BODY)

    (finding,) = recording.findings()
    assert finding.acts == {1}
    assert finding.member == "ATL"
    assert [entry.acts for entry in finding.entries] == [set(), {2}]
    assert "ATL was not a member on 2023-01-01" in finding.sentence


def test_only_the_ending_on_which_acts_rest_is_in_the_wrong(office: Office) -> None:
    """A suspension of another year has nothing to do with it."""
    office.adopt_text()
    office.join()
    office.sign(on="2021-06-01")
    recording = whole(office)

    recording.begin(ANYBODY, 1)
    Suspend(member="ATL", on=day("2020-02-01"), until=day("2020-03-01")).record(recording, BODY)
    recording.begin(ANYBODY, 2)
    LeaveBody(member="ATL", on=day("2021-01-01")).record(recording, BODY)

    (finding,) = recording.findings()
    assert finding.acts == {2}
    assert [entry.phrase for entry in finding.entries] == [
        "@5 commitment.signed of ATL on 2021-06-01"
    ]


def test_an_act_that_is_corrected_in_the_unit_counts_on_its_new_day(office: Office) -> None:
    """It is judged as the unit leaves it."""
    office.adopt_text()
    office.join()
    office.sign(on="2021-06-01")
    recording = whole(office)

    LeaveBody(member="ATL", on=day("2021-01-01")).record(recording, BODY)
    assert recording.findings()
    change = amending.Amendment("@5", {"on": "2020-06-01"})
    amending.correct(recording, [change], "error")

    assert recording.findings() == []
    assert recording.findings() == []


def test_a_contradiction_among_others_is_of_all_that_is_about_the_member(office: Office) -> None:
    """An ending that is moved makes two entries overlap of which it is none."""
    office.adopt_text()
    office.join(until="2021-01-01")
    office.join(on="2022-01-01")
    recording = whole(office)

    recording.begin(ANYBODY, 7)
    amending.correct(recording, [amending.Amendment("@5", {"on": "2023-01-01"})], "error")

    (finding,) = recording.findings()
    assert finding.acts == {7}
    assert all(not entry.acts for entry in finding.entries)


def test_what_two_acts_contradict_is_found_once(office: Office) -> None:
    """It is seen from the side of the text, and from that of the member."""
    office.adopt_text()
    office.join()
    recording = whole(office)

    recording.begin(ANYBODY, 1)
    SignText(member="ATL", instrument="T", on=day("2022-01-01")).record(recording, BODY)
    recording.begin(ANYBODY, 2)
    wording.close(recording, BODY, Closed(commitment="T-1"), day("2021-01-01"))

    (finding,) = recording.findings()
    assert finding.acts == {1, 2}
