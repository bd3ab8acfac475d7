"""A member's code changes: everything goes on under the new one, and under the old ones too."""

import pytest

from application.acts import all_acts
from application.acts.meetings import meetings
from application.acts.members.focal_points import Designate
from application.acts.members.joining import Apply, Join
from application.acts.members.leaving import LeaveBody
from application.acts.members.names import recode, rename
from application.acts.texts.consents import WithdrawFromText
from application.acts.texts.signatures import SignText
from application.declarations.act import Act
from application.entries import amending
from application.event_store.streams import stream_id
from application.reading import codes_of
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import Contradicted, Refused, UnknownReference
from domain.events.meetings import Attendance, MeetingConvened, MeetingOpened
from domain.events.members import Applied, FocalPointDesignated, Joined, Recoded, Renamed, Withdrew
from domain.members.member import Member
from domain.values import MemberKind
from tests.application.given import ANYBODY, BODY, Office, day
from tests.domain.given import is_in


def change(office: Office, old: str = "ATL", new: str = "ATS") -> None:
    def use_case(recording: Recording) -> None:
        recode(recording, BODY, Recoded(member=old, code=new), day("2023-01-01"))

    office.record(use_case)


def member(office: Office, code: str = "ATS") -> Member:
    found: list[Member] = []
    office.register.prepare(lambda r: found.append(r.member(BODY, code)), ANYBODY)
    return found[0]


@pytest.fixture
def moved(office: Office) -> Office:
    """ATL joined, signed T, and has the code ATS since."""
    office.join("ATL", "2020-01-01")
    office.adopt_text()
    office.sign("ATL", "2021-01-01")
    change(office)
    return office


def test_what_was_recorded_stays_and_is_read_under_the_new_code(moved: Office) -> None:
    """The log is never rewritten; its hashes were published."""
    assert moved.last().event == Recoded(member="ATL", code="ATS")
    assert moved.last().stream_id == stream_id("member", BODY, "ATL")
    assert [r.event.subject for r in moved.records if r.event.subject] == ["ATL"] * 3
    assert member(moved).code == "ATS"
    assert member(moved, "ATL").history.subjects == ["ATS"]


@pytest.mark.parametrize("code", ["ATL", "ATS"])
def test_acts_go_on_under_any_code(moved: Office, code: str) -> None:
    """Whoever has the old code in a letter may type it for ever."""
    moved.act(rename, Renamed(member=code, name="New Atlantis"), day("2023-02-01"))

    assert moved.last().event == Renamed(member="ATS", name="New Atlantis")
    assert moved.last().stream_id == stream_id("member", BODY, "ATS")
    assert moved.last().version == 1
    with pytest.raises(Contradicted, match="ATS has signed"):
        moved.sign(code, "2023-03-01")
    moved.act(
        WithdrawFromText(
            member=code, commitment="T-1", of="participation", on=day("2023-04-01")
        ).record
    )
    assert moved.last().event.subject == "ATS"


def test_to_join_under_the_old_code_is_to_come_back(moved: Office) -> None:
    """A freed code is not given to another."""
    moved.leave("ATL", "2023-02-01")
    assert isinstance(moved.last().event, Withdrew)

    moved.act(Join(member="ATL", on=day("2024")).record)

    assert moved.last().event == Joined(member="ATS", kind=MemberKind.STATE)
    with pytest.raises(Refused, match="ATS was a member already on 2025"):
        moved.act(
            Apply(
                **Applied(member="ATL", name="X", kind=MemberKind.STATE).model_dump(),
                on=day("2025"),
            ).record
        )


def test_an_entry_is_amended_and_retracted_where_it_stands(moved: Office) -> None:
    """An amendment is of the same stream and member, so that it stays that member's."""
    joined, signed = "@2", "@5"
    moved.correct(joined, name="Atlantis")
    assert (moved.last().event.subject, moved.last().version) == ("ATL", 3)
    moved.correct(signed, on="2021-02-01")
    assert moved.last().event.subject == "ATL"

    moved.retract(signed)

    assert member(moved).name == "Atlantis"
    assert moved.read_model.acts_of(BODY, "ATS") == []
    moved.record(lambda r: _both(r, joined))
    assert [r.version for r in moved.records[-2:]] == [4, 5]


def _both(recording: Recording, entry: str) -> None:
    """Amend one entry of the old stream twice in one unit."""
    for name in ("Atlantida", "Atlantis"):
        amending.correct(recording, [amending.Amendment(entry, {"name": name})], "error")


def test_two_members_become_one(office: Office) -> None:
    """Both had been entered; what stands twice is no reason to refuse."""
    office.adopt_text()
    for code, since in (("ATL", "2020-01-01"), ("ATS", "2021-01-01")):
        office.join(code, since)
        office.sign(code, "2022-01-01")
    change(office)

    one = member(office, "ATL")

    assert one.code == "ATS"
    assert [str(entry.begins) for entry, _ in one.history.each(Joined)] == [
        "2020-01-01",
        "2021-01-01",
    ]
    assert one.version == 1
    assert len(office.read_model.acts_of(BODY, "ATS")) == 2
    assert office.read_model.references(BODY, Joined.TOPIC) == ["ATS"]
    office.retract("@4")
    office.leave("ATS", "2024-01-01")
    assert not is_in(member(office))


def test_what_a_membership_bears_is_counted_under_all_codes(moved: Office) -> None:
    """The signature of ATL would have no membership to stand on."""
    with pytest.raises(Contradicted, match="ATS acted as a member after that day"):
        moved.leave("ATS", "2020-06-01")


def test_codes_inside_of_other_events_are_those_of_today(moved: Office) -> None:
    """An attendance list of a secretariat that has not heard of it is right all the same."""
    call = MeetingConvened(meeting="M", kind="ordinary_session")
    moved.record(lambda r: body_events.record(r, BODY, call, day("2023-03-01")))
    attended = (Attendance(member="ATL", presence="present"),)

    moved.record(
        lambda r: meetings.open_meeting(
            r, BODY, MeetingOpened(meeting="M", attendance=attended), day("2023-03-01")
        )
    )

    opened = moved.last().event
    assert isinstance(opened, MeetingOpened)
    assert opened.attendance == (Attendance(member="ATS", presence="present"),)
    assert moved.read_model.recodes(BODY, 1) == []
    assert codes_of(moved.read_model, BODY).of("ATL") == "ATS"


def test_a_change_counts_at_once_in_its_own_unit(office: Office) -> None:
    """A file may say that a code changed, and go on under the new one."""
    office.join("ATL", "2020-01-01")
    office.adopt_text()

    def unit(recording: Recording) -> None:
        recode(recording, BODY, Recoded(member="ATL", code="ATS"), day("2023"))
        mark = recording.savepoint()
        recode(recording, BODY, Recoded(member="ATS", code="ATN"), day("2024"))
        rename(recording, BODY, Renamed(member="ATL", name="Never"), day("2024"))
        assert recording.member(BODY, "ATL").code == "ATN"
        recording.restore(mark)
        assert recording.member(BODY, "ATL").code == "ATS"
        rename(recording, BODY, Renamed(member="ATL", name="New Atlantis"), day("2024"))
        SignText(member="ATL", instrument="T", on=day("2024")).record(recording, BODY)
        mark = recording.savepoint()
        with pytest.raises(Contradicted, match="acted as a member after that day"):
            LeaveBody(member="ATL", on=day("2022")).record(recording, BODY)
        recording.restore(mark)

    office.record(unit)

    assert [r.event.subject for r in office.records[-3:]] == ["ATL", "ATS", "ATS"]
    assert member(office).name == "New Atlantis"


class TestRetraction:
    def test_of_a_change_that_nobody_used(self, moved: Office) -> None:
        """It was never true, and the member is called as before."""
        moved.correct("@6", on="2023-02-01")
        moved.retract("@6")

        assert member(moved, "ATL").code == "ATL"
        with pytest.raises(UnknownReference):
            member(moved, "ATS")
        moved.correct("@6", on="2023-03-01")
        assert member(moved, "ATL").code == "ATS"

    def test_counts_at_once_in_its_own_unit(self, moved: Office) -> None:
        """What comes next in a file is recorded of the member that it then is."""

        def unit(recording: Recording) -> None:
            amending.retract(recording, ["@6"], "It was another member.")
            rename(recording, BODY, Renamed(member="ATL", name="Atlantis"), day("2024"))

        moved.record(unit)

        assert moved.last().event == Renamed(member="ATL", name="Atlantis")

    def test_is_refused_where_something_was_recorded_since(self, moved: Office) -> None:
        """It would be the act of nobody."""
        moved.act(rename, Renamed(member="ATS", name="New Atlantis"), day("2024"))

        with pytest.raises(Refused, match="1 entries were recorded under ATS since, such as @7"):
            moved.retract("@6")

    def test_parts_what_were_two_members(self, office: Office) -> None:
        """Each has its own acts again, those under the new code since being the other's."""
        office.join("ATL", "2020-01-01")
        office.join("ATS", "2021-01-01")
        change(office)
        office.act(rename, Renamed(member="ATL", name="New"), day("2024"))
        office.correct("@2", name="Old Atlantis")

        office.retract("@4")

        assert member(office, "ATL").name == "Old Atlantis"
        assert member(office, "ATS").name == "New"


def test_a_focal_point_stays_under_every_code(moved: Office) -> None:
    """A role that is held may be held by one person only, whatever the code was then."""
    person = FocalPointDesignated(member="ATL", person="p-aa7k1", role="main")
    moved.record(lambda r: Designate(**person.model_dump(), on=day("2023-02-01")).record(r, BODY))
    other = person.model_copy(update={"member": "ATS", "person": "p-bn2x1"})

    with pytest.raises(Contradicted, match="There is a main focal point already"):
        moved.record(
            lambda r: Designate(**other.model_dump(), on=day("2023-03-01")).record(r, BODY)
        )


class TestNamesakes:
    def test_a_new_party_that_is_called_as_a_member_is_stopped(self, office: Office) -> None:
        """One party under two codes is counted twice."""
        office.join("ATL", "2020-01-01")

        with pytest.raises(Refused, match=r"member recode ATL ATS --on DAY.*with --distinct"):
            office.act(Join(member="ATS", on=day("2020"), name="government of ATL").record)
        applied = Applied(member="ATS", name="ATL", kind=MemberKind.STATE)
        with pytest.raises(Refused, match="'ATL' is a name or a code of ATL"):
            office.act(Apply(**applied.model_dump(), on=day("2020")).record)

    def test_also_by_a_code_that_is_no_longer_in_use(self, moved: Office) -> None:
        """What was called ATL is ATS."""
        with pytest.raises(Refused, match="'atl' is a name or a code of ATS"):
            moved.act(Join(member="ERE", on=day("2020"), name="atl").record)

    def test_another_party_says_why(self, office: Office) -> None:
        """Two cities may have one name, and the reason is kept."""
        office.join("ATL", "2020-01-01")
        name, why = "Government of ATL", "The city on the other coast."

        office.act(Join(member="AT2", on=day("2020"), name=name, distinct=why).record)
        applied = Applied(member="AT3", name=name, kind=MemberKind.STATE, distinct=why)
        office.act(Apply(**applied.model_dump(), on=day("2020")).record)

        assert office.last().event == applied

    def test_is_seen_in_the_same_unit(self, office: Office) -> None:
        """A file names it twice; what was taken back is not there."""

        def unit(recording: Recording) -> None:
            mark = recording.savepoint()
            Join(member="AAA", on=day("2020"), name="Twins").record(recording, BODY)
            recording.restore(mark)
            Join(member="BBB", on=day("2020"), name="Twins").record(recording, BODY)
            Join(member="CCC", on=day("2020"), name="Others").record(recording, BODY)
            with pytest.raises(Refused, match="'Twins' is a name or a code of BBB"):
                Join(member="DDD", on=day("2020"), name="Twins").record(recording, BODY)

        office.record(unit)


def test_every_act_takes_old_codes(moved: Office) -> None:
    """One that was forgotten would decide on a history that is empty."""
    assert [act.NAME for act in all_acts() if act.record is not Act.record] == []

    act = Designate(member="ATL", person="p-aa7k1", role="main", on=day("2023-02-01"))
    moved.record(lambda r: act.record(r, BODY))

    assert moved.last().event == FocalPointDesignated(member="ATS", person="p-aa7k1", role="main")
