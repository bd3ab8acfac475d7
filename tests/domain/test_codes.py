"""A code is a label: what was recorded under an old one is read under the one of today."""

from domain.codes import NO_CODES, Codes, first_codes
from domain.events.bodies import ChairAppointed, Established
from domain.events.laws import LegislativeHelpOffered
from domain.events.meetings import ActionItem, Attendance, DecisionAdopted, MeetingOpened
from domain.events.members import Recoded, Renamed
from domain.events.progress import MilestoneSet, ReportApproved
from domain.events.texts import Signed
from tests.domain.given import SHA, exactly, id_of, recorded

ONE = Codes.after([("ATL", "ATS")])


def test_a_code_that_nobody_changed_means_itself() -> None:
    """Most registers have no change of code at all."""
    assert NO_CODES.of("ATL") == "ATL"
    assert NO_CODES.all_of("ATL") == ("ATL",)


def test_codes_that_followed_each_other_mean_the_last() -> None:
    """A file of ten years ago may have the first of three."""
    codes = Codes.after([("ATL", "ATS"), ("ATS", "ATN")])

    assert [codes.of(code) for code in ("ATL", "ATS", "ATN", "ERE")] == ["ATN", "ATN", "ATN", "ERE"]
    assert codes.all_of("ATN") == ("ATN", "ATL", "ATS")
    assert codes.all_of("ATS") == ("ATS",)


def test_a_change_that_names_an_old_code_is_of_the_same_member() -> None:
    """Two people may record changes at once, each from what they saw."""
    codes = Codes.after([("ATL", "ATS"), ("ATL", "ATN")])

    assert [codes.of(code) for code in ("ATL", "ATS")] == ["ATN", "ATN"]


def test_a_code_may_come_back() -> None:
    """A member that changed its mind is called as before, and no code means two."""
    codes = Codes.after([("ATL", "ATS"), ("ATS", "ATL")])

    assert [codes.of(code) for code in ("ATL", "ATS")] == ["ATL", "ATL"]


def test_two_members_become_one() -> None:
    """All codes that either had mean the one that is left."""
    codes = Codes.after([("ATL", "ATS"), ("ERE", "ERW"), ("ATS", "ERE")])

    assert {codes.of(code) for code in ("ATL", "ATS", "ERE", "ERW")} == {"ERE"}


def test_every_field_that_names_a_member_is_read() -> None:
    """Also inside of lists; a body that happens to have that code, and free words, are left."""
    attended = tuple(Attendance(member=code, presence="present") for code in ("ATL", "ATS"))
    opened = MeetingOpened(meeting="M", attendance=attended)
    action = ActionItem(action="A", text="ATL acts.", owner="ATL", due_on=exactly("2026-01-01"))
    decision = DecisionAdopted(
        meeting="M",
        decision="D",
        title="T",
        text="X.",
        task="T1",
        actions=(action, action.model_copy(update={"action": "B"})),
    )
    step = MilestoneSet(
        commitment="C", milestone="S", title="T", due_on=exactly("2026-01-01"), owner="ATL"
    )
    approved = ReportApproved(commitment="C", member="ATL", report=id_of(1), reviewer="ATL")
    offer = LegislativeHelpOffered(member="ERE", gap="G", by="ATL", text="ATL helps.")

    attendance = ONE.in_event(opened).attendance
    assert attendance is not None
    assert [each.member for each in attendance] == ["ATS"]
    told = ONE.in_event(decision).actions[1]
    assert (told.owner, told.text) == ("ATS", "ATL acts.")
    assert ONE.in_event(step).owner == "ATS"
    assert (ONE.in_event(approved).member, ONE.in_event(approved).reviewer) == ("ATS", "ATS")
    assert (ONE.in_event(offer).by, ONE.in_event(offer).text) == ("ATS", "ATL helps.")
    assert ONE.in_event(ChairAppointed(chair="ATL")).chair == "ATS"
    body = Established(code="ATL", name="ATL", nature="exercise")
    assert ONE.in_event(body) is body


def test_what_names_nobody_else_is_left_as_it_is() -> None:
    """Most events of a register are of members whose codes never changed."""
    signed = Signed(commitment="C", member="ERE", kind="endorsement", version="1", text_sha256=SHA)
    record = recorded(1, signed)

    assert ONE.read(record) is record
    assert NO_CODES.in_event(signed) is signed
    assert ONE.read(recorded(2, Renamed(member="ATL", name="A"))).event.subject == "ATS"


def test_a_change_of_code_says_for_ever_which_one_was_taken() -> None:
    """Who took it is read under the code of today, as everywhere."""
    codes = Codes.after([("ATL", "ATS"), ("ATS", "ATN")])

    assert codes.in_event(Recoded(member="ATL", code="ATS")) == Recoded(member="ATN", code="ATS")


def test_what_has_to_keep_its_name_is_named_by_the_first_code() -> None:
    """An entry in somebody's calendar is not made anew because a code changed."""
    changes = [("ATL", "ATS"), ("ATS", "ATN"), ("ATN", "ATL")]

    assert first_codes(changes) == {"ATS": "ATL", "ATN": "ATL", "ATL": "ATL"}
