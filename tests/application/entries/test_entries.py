"""Entries that were wrong, never true, or are to be shown to others than before."""

from uuid import UUID

import pytest

from application.acts.meetings import meetings
from application.acts.members.joining import Apply
from application.acts.texts.consents import WithdrawFromText
from application.entries import amending
from application.entries.amending import Amendment
from application.entries.new_values import changed
from application.recording import body_events
from domain.errors import Contradicted, Malformed, Refused, UnknownReference
from domain.event import Event
from domain.events.meetings import (
    Attendance,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    Votes,
)
from domain.events.members import Applied, Joined
from domain.events.texts import Adopted, Consented
from domain.texts.wording import text_digest
from domain.values import UNKNOWN, MemberKind, Visibility
from tests.application.given import BODY, Office, day


def last(office: Office) -> Event:
    return office.last().event


def entry_of(office: Office, position: int) -> UUID:
    return office.records[position - 1].envelope.event_id


def correct(office: Office, *amendments: Amendment) -> None:
    office.record(lambda r: amending.correct(r, amendments, "error"))


def test_an_amendment_carries_the_full_new_content(office: Office) -> None:
    """It is an ordinary event of the same topic, stream and member."""
    position = office.join("ATL", "2020-01-01").last

    office.correct(f"@{position}", "completed", name="Atlantida", founding="true")

    record = office.last()
    assert isinstance(record.event, Joined)
    assert (record.event.name, record.event.founding) == ("Atlantida", True)
    assert record.envelope.corrects == entry_of(office, position)
    assert record.envelope.because == "completed"
    assert record.envelope.effective_on == day("2020-01-01")


def test_an_entry_is_found_by_its_position_or_by_its_id(office: Office) -> None:
    """Also by the position of an amendment of it."""
    position = office.join().last
    office.correct(f"@{position}", name="Atlantida")
    office.correct(f"@{position + 1}", name="Atlantis II")

    office.correct(str(entry_of(office, position))[:8], name="Atlantis III")

    assert {r.envelope.corrects for r in office.records[2:]} == {entry_of(office, position)}
    with pytest.raises(UnknownReference):
        office.correct("@99", name="Atlantida")


def test_a_day_is_corrected_and_may_become_coarser(office: Office) -> None:
    """The record had been more precise than its source."""
    position = office.join("ATL", "2020-01-01").last

    office.correct(f"@{position}", on="2020")

    assert office.last().envelope.effective_on == day("2020")


@pytest.mark.parametrize("changes", [{}, {"on": "2020-01-01"}, {"name": "Government of ATL"}])
def test_an_amendment_that_changes_nothing_is_refused(
    office: Office, changes: dict[str, str]
) -> None:
    """It would look as if something had been wrong."""
    position = office.join("ATL", "2020-01-01").last

    with pytest.raises(Refused, match=r"@2 member\.joined of ATL on 2020-01-01 says that already"):
        office.correct(f"@{position}", "error", **changes)


@pytest.mark.parametrize(
    "field", ["member", "commitment", "version", "text_sha256", "colour", "of"]
)
def test_what_makes_it_another_fact_may_not_change(office: Office, field: str) -> None:
    """The sentence says which fields may, and what to do instead."""
    office.join()
    office.adopt_text()
    position = office.sign().last

    with pytest.raises(Malformed, match=f"'{field}' cannot be changed .* retract it and record"):
        office.correct(f"@{position}", "error", **{field: "2"})


def test_a_text_is_no_list_even_where_others_of_its_name_are(office: Office) -> None:
    """What shows that a member is eligible is written; evidence for progress is a list."""
    applied = Applied(member="ATL", name="Atlantis", kind=MemberKind.STATE)
    position = office.record(
        lambda r: Apply(**applied.model_dump(), on=day("2020")).record(r, BODY)
    ).last

    office.correct(f"@{position}", "completed", evidence="Page 3")

    assert office.last().event == applied.model_copy(update={"evidence": "Page 3"})


def test_votes_are_corrected_as_an_object() -> None:
    """They are one value of the decision, with parts."""
    decided = DecisionAdopted(decision="D", meeting="M", title="A", text="We do.", task="T")

    told = changed(decided, {"votes": '{"in_favour": 2, "against": 1, "abstained": 0}'})

    assert told == decided.model_copy(update={"votes": Votes(in_favour=2, against=1, abstained=0)})


CAME = '[{"member": "ATL", "presence": "present"}]'


@pytest.mark.parametrize("came", ["ATL:present", CAME])
def test_a_list_is_given_in_json_or_as_pairs(office: Office, came: str) -> None:
    """Attendance that was not recorded may be found in a drawer later."""
    office.join("ATL", "2019-01-01")
    office.record(
        lambda r: body_events.record(
            r, BODY, MeetingConvened(meeting="M", kind="inaugural"), day("2020")
        )
    )
    position = office.record(
        lambda r: meetings.open_meeting(r, BODY, MeetingOpened(meeting="M"), day("2020"))
    ).last

    office.correct(f"@{position}", "completed", attendance=came)

    assert office.last().event == MeetingOpened(
        meeting="M", attendance=(Attendance(member="ATL", presence="present"),)
    )
    with pytest.raises(Malformed, match="attendance as a list in JSON"):
        office.correct(f"@{position}", "error", attendance="[ATL")
    with pytest.raises(Malformed, match=r"attendance such as ATL:present \(present, rep"):
        office.correct(f"@{position}", "error", attendance="ATL:there")
    with pytest.raises(Malformed, match="member: Expected a code of 2 to 16"):
        office.correct(f"@{position}", "error", attendance="A L:present")


def test_words_may_begin_with_a_bracket(office: Office) -> None:
    """Only what is a list is read as one."""
    office.adopt_text()

    office.correct(f"@{office.head}", "error", text="[The words] in brackets.")

    event = office.last().event
    assert isinstance(event, Adopted)
    assert event.text == "[The words] in brackets."


def test_an_empty_value_makes_a_day_unknown(office: Office) -> None:
    """What was claimed to be known may turn out not to be."""
    position = office.join().last

    office.correct(f"@{position}", on="")

    assert office.last().envelope.effective_on == UNKNOWN


@pytest.mark.parametrize(
    ("changes", "sentence"), [({"kind": "planet"}, "kind: "), ({"on": "June"}, "Expected a date")]
)
def test_a_value_must_be_of_its_form(
    office: Office, changes: dict[str, str], sentence: str
) -> None:
    """The sentence names the field."""
    position = office.join().last

    with pytest.raises(Malformed, match=sentence):
        office.correct(f"@{position}", "error", **changes)


def test_an_empty_value_makes_an_optional_field_unknown(office: Office) -> None:
    """What was written there rests on nothing."""
    office.join()
    office.adopt_text()
    position = office.consent("ATL", "2021-01-01", "2021-06-01").last

    office.correct(f"@{position}", in_force_on="")

    consented = last(office)
    assert isinstance(consented, Consented)
    assert consented.in_force_on is None


def test_a_consent_begins_anew_on_the_earlier_of_its_corrected_days(office: Office) -> None:
    """Its day is made of the two, so it is not changed by itself."""
    office.join()
    office.adopt_text()
    position = office.consent("ATL", "2021-01-01", kind="succession").last

    office.correct(f"@{position}", in_force_on="2020-06-01")

    assert office.last().envelope.effective_on == day("2020-06-01")
    with pytest.raises(Malformed, match="two days: change deposited_on or in_force_on"):
        office.correct(f"@{position}", on="2020-01-01")


def test_a_corrected_wording_has_a_new_digest(office: Office) -> None:
    """Once it is signed, other words are another version: who signed did not sign those."""
    office.join()
    office.adopt_text()

    office.correct("@4", text=" Wording of T-1, as printed. ")

    adopted = last(office)
    assert isinstance(adopted, Adopted)
    assert adopted.text_sha256 == text_digest("Wording of T-1, as printed.")
    office.sign()
    with pytest.raises(Contradicted, match="signed in other words"):
        office.correct("@4", text="We pay one billion.")


def test_an_entry_without_a_day_stays_without_one_until_it_is_given(office: Office) -> None:
    """A change of visibility or a retraction has none."""
    position = office.join().last
    office.retract(f"@{position}")
    office.record(lambda r: amending.show_to(r, [f"@{position}"], Visibility.PUBLIC))

    assert {r.envelope.effective_on for r in office.records[2:]} == {None}


def test_a_member_keeps_a_name(office: Office) -> None:
    """Of its only admission it cannot be taken away; a later one may leave it as it was."""
    first = office.join("ATL", "2020-01-01", until="2021-01-01").first
    again = office.join("ATL", "2022-01-01").last

    office.correct(f"@{again}", name="")
    with pytest.raises(Contradicted, match="ATL needs a name"):
        office.correct(f"@{first}", name="")


def test_the_kind_of_a_consent_may_become_unknown(office: Office) -> None:
    """People write unknown, or nothing; what is stored has a word of its own."""
    office.adopt_text()
    office.join()
    office.consent("ATL", "2021-01-01")
    position = office.head

    office.correct(f"@{position}", kind="unknown")

    assert office.last().event.model_dump()["kind"] == "kind_not_known"


def test_an_ending_cannot_go_back_to_what_it_meant_once(office: Office) -> None:
    """Then the order of entry would decide again."""
    office.adopt_text()
    office.join()
    office.sign()
    office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2022")).record
    )

    with pytest.raises(Malformed, match="closes can only become earlier"):
        office.correct(f"@{office.head}", closes="recorded_later")


def test_evidence_that_is_a_text_is_corrected_as_a_text(office: Office) -> None:
    """That of a report is a list, which has the same name."""
    applied = Applied(member="ATL", name="Atlantis", kind=MemberKind.STATE, evidence="Page 3")
    position = office.record(
        lambda r: Apply(**applied.model_dump(), on=day("2019")).record(r, BODY)
    ).last

    office.correct(f"@{position}", evidence="Page 4")

    assert last(office) == applied.model_copy(update={"evidence": "Page 4"})
