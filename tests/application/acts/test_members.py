"""What can be recorded of members, and what is refused for what they did."""

import pytest

from application.acts.members.joining import Apply, Join, admit_if_unknown
from application.acts.members.leaving import LeaveBody, Reinstate, Suspend, notify_withdrawal
from application.acts.members.names import rename
from application.acts.texts.signatures import SignText
from application.context import Stream
from application.event_store.streams import stream_id
from application.recording.recording import Recording
from domain.errors import Contradicted, Malformed, Refused, UnknownReference
from domain.events.members import Applied, Joined, Renamed, WithdrawalNotified, Withdrew
from domain.members.member import Member
from domain.values import UNKNOWN, MemberKind
from tests.application.given import BODY, Office, day
from tests.domain.given import is_in

APPLIED = Applied(member="ATL", name="Atlantis", kind=MemberKind.TREATY_BODY)


def member(office: Office, code: str = "ATL") -> Member:
    return office.log.load(stream_id("member", BODY, code), Member)


def test_an_application_is_recorded_also_again_after_leaving(office: Office) -> None:
    """Interest may come at any time but while it is a member."""
    office.act(Apply(**APPLIED.model_dump(), on=day("2019")).record)
    office.join("ATL", "2020-01-01", until="2021-01-01")
    office.act(Apply(**APPLIED.model_dump(), on=day("2022")).record)

    assert office.last().event == APPLIED


def test_a_member_does_not_apply(office: Office) -> None:
    """It is in already."""
    office.join()

    with pytest.raises(Refused, match="ATL was a member already on 2022"):
        office.act(Apply(**APPLIED.model_dump(), on=day("2022")).record)


@pytest.mark.parametrize("use_case", ["apply", "join"])
def test_nobody_joins_a_body_that_is_not_there(empty: Office, use_case: str) -> None:
    """The stream would belong to nothing."""

    def enter(recording: Recording) -> None:
        if use_case == "apply":
            Apply(**APPLIED.model_dump(), on=day("2022")).record(recording, BODY)
        else:
            Join(member="ATL", on=day("2022"), name="Atlantis").record(recording, BODY)

    with pytest.raises(UnknownReference, match="taskforce 'EXT'"):
        empty.record(enter)


def test_an_applicant_joins_with_the_name_and_kind_that_it_applied_with(office: Office) -> None:
    """Who is known needs no name again."""
    office.act(Apply(**APPLIED.model_dump(), on=day("2019")).record)

    office.act(Join(member="ATL", on=day("2020"), founding=True).record)

    assert office.last().event == Joined(member="ATL", kind=MemberKind.TREATY_BODY, founding=True)
    assert Member(office.history(Stream("member", BODY, "ATL").id)).name == "Atlantis"


def test_who_is_new_needs_a_name_and_is_a_state_unless_told(office: Office) -> None:
    """The sentence says what to add."""
    with pytest.raises(Malformed, match="ATL is new, so it needs a name"):
        office.act(Join(member="ATL", on=day("2020")).record)

    office.join()
    assert member(office).kind is MemberKind.STATE


def test_who_comes_back_does_so_under_its_last_name(office: Office) -> None:
    """Leaving changes no name."""
    office.join("ATL", "2020-01-01")
    office.act(rename, Renamed(member="ATL", name="Atlantida"), day("2020-06-01"))
    office.leave("ATL", "2021-01-01")

    office.act(Join(member="ATL", on=day("2022-01-01")).record)

    assert member(office).name == "Atlantida"
    assert is_in(member(office))


def test_an_earlier_time_is_entered_with_its_end(office: Office) -> None:
    """Whoever finds an old membership enters it whole, in one act of two events."""
    office.join("ATL", "2020-01-01")

    receipt = office.join("ATL", "1990-01-01", until="1995-01-01")

    joined, left = receipt.records
    assert isinstance(left.event, Withdrew)
    assert left.event.ends == (joined.envelope.event_id,)
    assert joined.envelope.correlation_id == left.envelope.correlation_id is not None


@pytest.mark.parametrize(
    ("on", "until", "sentence"),
    [
        ("1990-01-01", None, "is recorded with its end"),
        ("1990-01-01", "2020-01-02", "is recorded with its end"),
        ("1990-01-01", "1989-12-31", "before it began"),
    ],
)
def test_an_earlier_time_must_end_before_the_next_begins(
    office: Office, on: str, until: str | None, sentence: str
) -> None:
    """Nobody is a member twice at once, and nothing ends before it began."""
    office.join("ATL", "2020-01-01")

    with pytest.raises(Contradicted, match=sentence):
        office.join("ATL", on, until=until)


def test_spans_entered_in_any_order_say_the_same(office: Office) -> None:
    """In, out, in, out and in: the oldest span may be found last."""
    office.join("ATL", "1977-01-01")
    office.join("ATL", "1962-01-01", until="1970-01-01")
    office.join("ATL", "1949-01-01", until="1959-01-01")
    found = member(office)

    may_act = []
    for year in (1948, 1950, 1960, 1965, 1975, 1980):
        try:
            found.must_be_active(day(f"{year}-01-01"))
            may_act.append(True)
        except Contradicted:
            may_act.append(False)

    assert may_act == [False, True, False, True, False, True]


def test_a_party_that_is_not_known_is_admitted_since_an_unknown_day(office: Office) -> None:
    """A public table of signatures says nothing of joining."""
    admitted: list[bool] = []

    def admit(name: str) -> None:
        office.record(
            lambda r: admitted.append(admit_if_unknown(r, BODY, "ATL", name, MemberKind.STATE))
        )

    admit("Atlantis")
    admit("Another name")

    assert admitted == [True, False]
    assert office.last().envelope.effective_on == UNKNOWN
    assert member(office).name == "Atlantis"


def test_who_joined_on_an_unknown_day_may_sign_on_any(office: Office) -> None:
    """Rules refuse only what is impossible on every reading."""
    office.adopt_text()
    office.join("ATL", "unknown")

    assert office.sign("ATL", "2019-06-01")


def test_who_joined_in_a_month_may_have_signed_on_its_second_day(office: Office) -> None:
    """Joined 2022-06, signed 2022-06-02."""
    office.adopt_text()
    office.join("ATL", "2022-06")

    assert office.sign("ATL", "2022-06-02")


def test_a_suspended_member_may_not_sign_until_it_is_reinstated(office: Office) -> None:
    """Back-dated signatures are judged by their own day."""
    office.adopt_text()
    office.join()
    office.act(Suspend(member="ATL", on=day("2021-01-01"), reason="Arrears").record)
    office.act(Reinstate(member="ATL", on=day("2022-01-01")).record)

    with pytest.raises(Contradicted, match="was suspended on 2021-12-31"):
        office.sign("ATL", "2021-12-31")
    assert office.sign("ATL", "2022-01-01")


@pytest.mark.parametrize("act", [Suspend, LeaveBody])
@pytest.mark.parametrize(
    ("on", "possible"),
    [("2021-01-01", False), ("2021-01-02", True), ("2020-06-01", False), ("2021", True)],
)
def test_who_signed_afterwards_does_not_leave_and_is_not_suspended(
    office: Office, act: type[Suspend] | type[LeaveBody], on: str, *, possible: bool
) -> None:
    """Also back-dated: the signature would be that of a non-member. The refusal names it."""
    office.adopt_text()
    office.join()
    signature = office.sign("ATL", "2021-01-01").last

    if possible:
        assert office.act(act(member="ATL", on=day(on)).record)
    else:
        with pytest.raises(Contradicted, match="acted as a member after that day") as refusal:
            office.act(act(member="ATL", on=day(on)).record)
        assert refusal.value.entries == (f"@{signature} commitment.signed of ATL on 2021-01-01",)


def test_what_was_retracted_keeps_nobody(office: Office) -> None:
    """The sentence tells the way: withdraw or correct that first."""
    office.adopt_text()
    office.join()
    signature = office.sign("ATL", "2021-01-01").last
    office.retract(f"@{signature}")

    assert office.leave("ATL", "2020-06-01")


def test_a_signature_on_an_unknown_day_keeps_nobody(office: Office) -> None:
    """It may have been made before."""
    office.adopt_text()
    office.join()
    office.sign("ATL", "unknown")

    assert office.leave("ATL", "2020-06-01")


def test_a_consent_keeps_its_member(office: Office) -> None:
    """Deposited after that day."""
    office.adopt_text()
    office.join()
    office.consent("ATL", "2021-01-01", "2021-06-01")

    with pytest.raises(Contradicted, match="ATL consented"):
        office.leave("ATL", "2020-12-31")


def test_a_notice_changes_no_standing(office: Office) -> None:
    """It stays a member until it withdraws."""
    office.join()

    notice = WithdrawalNotified(member="ATL", takes_effect_on=day("2022-01-01"))
    office.act(notify_withdrawal, notice, day("2021"))

    assert is_in(member(office))


def test_a_member_is_renamed_and_not_to_what_it_is_called(office: Office) -> None:
    """An event must say something."""
    office.join()
    office.act(rename, Renamed(member="ATL", name="Atlantida"), day("2021"))

    with pytest.raises(Refused, match="called 'Atlantida' already"):
        office.act(rename, Renamed(member="ATL", name="Atlantida"), day("2022"))


def test_nobody_is_suspended_or_leaves_who_is_not_there(office: Office) -> None:
    """The code may be misspelt."""
    office.join()

    for act in (Suspend, LeaveBody, Reinstate):
        with pytest.raises(UnknownReference, match=r"member 'ATLS'.*ATL\?"):
            office.act(act(member="ATLS", on=day("2021")).record)


def test_who_left_may_not_sign_any_more_and_may_once_it_is_back(office: Office) -> None:
    """[begin, end), also where it is recorded."""
    office.adopt_text(commitments_of_it=("T-1", "T-2"))
    office.join()
    office.leave("ATL", "2021-01-01")

    with pytest.raises(Contradicted, match="was not a member on 2021-01-01"):
        office.sign("ATL", "2021-01-01")
    office.join("ATL", "2022-01-01")
    assert office.sign("ATL", "2022-01-01").last - office.head == 0
    with pytest.raises(Contradicted, match="has signed this version"):
        office.act(SignText(member="ATL", instrument="T", on=day("2023")).record)
