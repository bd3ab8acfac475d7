"""A timeline and an evaluation of any single day must never disagree."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from domain.events.entries import Retracted
from domain.events.members import Reinstated, Suspended, Withdrew
from domain.events.texts import Consented, EnteredIntoForce, SignatureConfirmed, Signed, Withdrawn
from domain.history import NOTHING, timeline
from domain.texts.standing import CommitmentStanding, commitment_standing, membership
from domain.texts.standing_kinds import MemberStanding, Standing
from tests.domain.given import SHA, Log, day, exactly, id_of, joined

T = TypeVar("T")
NEVER = CommitmentStanding(standing=Standing.NONE)
START = date(2020, 1, 1)
DATES = st.one_of(
    st.integers(0, 60).map(lambda n: (START + timedelta(days=n)).isoformat()),
    st.sampled_from(["2020-01", "2020-02", "2020", "<=2020-01-20", "unknown"]),
)
DAYS = st.integers(-5, 500).map(lambda n: START + timedelta(days=n))


@st.composite
def member_logs(draw: st.DrawFn) -> Log:
    """Histories of one member that nobody judged, so that anything may contradict anything."""
    log = Log(today="2020-03-15")
    for number in range(1, draw(st.integers(1, 8)) + 1):
        earlier = st.lists(st.integers(1, number).map(id_of), min_size=1, max_size=2)
        ends = tuple(draw(earlier))
        kind = draw(st.sampled_from(["join", "suspend", "reinstate", "withdraw", "retract"]))
        on = draw(DATES)
        match kind:
            case "join":
                log.add(joined(), on)
            case "suspend":
                log.add(Suspended(member="ATL"), on)
            case "reinstate":
                log.add(Reinstated(member="ATL", ends=ends), on)
            case "withdraw":
                log.add(Withdrew(member="ATL", ends=ends), on)
            case _:
                log.add(Retracted(entry_id=ends[0], reason="Never"))
    return log


@st.composite
def commitment_logs(draw: st.DrawFn) -> Log:
    """Histories of one member on one commitment that nobody judged."""
    log = Log(today="2020-03-15")
    for number in range(1, draw(st.integers(1, 8)) + 1):
        act = draw(st.integers(1, number).map(id_of))
        kind = draw(st.sampled_from(["sign", "consent", "force", "confirm", "withdraw"]))
        on, other = draw(DATES), draw(DATES)
        match kind:
            case "sign":
                signature = draw(st.sampled_from(["signature", "signature_ad_referendum"]))
                log.add(
                    Signed.model_validate(
                        {
                            "commitment": "T-1",
                            "member": "ATL",
                            "kind": signature,
                            "version": "1",
                            "text_sha256": SHA,
                        }
                    ),
                    on,
                )
            case "consent":
                consented = Consented(
                    commitment="T-1",
                    member="ATL",
                    kind="succession",
                    deposited_on=day(on),
                    in_force_on=day(other),
                )
                log.add(consented, on)
            case "force":
                log.add(EnteredIntoForce(commitment="T-1", member="ATL", act=act), on)
            case "confirm":
                log.add(SignatureConfirmed(commitment="T-1", member="ATL", act=act), on)
            case _:
                log.add(Withdrawn(commitment="T-1", member="ATL", of="consent", ends=(act,)), on)
    return log


@given(member_logs(), st.lists(DAYS, min_size=1, max_size=10))
def test_the_timeline_of_a_member_equals_evaluation_on_any_day(log: Log, days: list[date]) -> None:
    """A report prints spans and a question asks for a day: there is one truth."""
    history = log.history()
    stretches = list(timeline(history, membership))

    for on in days:
        assert membership(history, on) == _at(stretches, on, membership(NOTHING, on))


@given(commitment_logs(), st.lists(DAYS, min_size=1, max_size=10))
def test_the_timeline_of_a_commitment_equals_evaluation_on_any_day(
    log: Log, days: list[date]
) -> None:
    """Consents have two days and entry into force may be recorded later still."""
    history = log.history()
    stretches = list(timeline(history, commitment_standing))

    for on in days:
        assert commitment_standing(history, on) == _at(stretches, on, NEVER)


@given(member_logs())
def test_a_timeline_has_no_gaps_and_no_two_equal_neighbours(log: Log) -> None:
    """Each day is in one stretch, and a stretch ends only where something changes."""
    stretches = list(timeline(log.history(), membership))

    for one, other in pairwise(stretches):
        assert one[1] == other[0]
        assert one[2] != other[2]
    assert all(until is None for _, until, _ in stretches[-1:])


@given(member_logs(), DAYS)
def test_one_member_is_never_in_two_standings(log: Log, on: date) -> None:
    """Whatever was entered, an answer comes, and a withdrawn or suspended member has its day."""
    found = membership(log.history(), on)

    assert (found.standing is MemberStanding.SUSPENDED) == (found.suspended_on is not None)
    assert (found.standing is MemberStanding.WITHDRAWN) == (found.withdrew_on is not None)


def test_a_timeline_of_nothing_is_empty() -> None:
    """Before the first stretch nothing had begun."""
    assert list(timeline(NOTHING, membership)) == []


def test_a_timeline_begins_on_the_first_day_on_which_something_held() -> None:
    """Joined, suspended, back and gone: four stretches, the last without end."""
    log = Log()
    member = log.add(joined(), "2020-01-01")
    suspension = log.add(Suspended(member="ATL"), "2020-02-01")
    log.add(Reinstated(member="ATL", ends=(suspension,)), "2020-03-01")
    log.add(Withdrew(member="ATL", ends=(member,)), "2020-04-01")

    found = [(a, b, m.standing) for a, b, m in timeline(log.history(), membership)]

    days = [exactly(f"2020-0{n}-01") for n in range(1, 5)]
    assert found == [
        (days[0], days[1], MemberStanding.ACTIVE),
        (days[1], days[2], MemberStanding.SUSPENDED),
        (days[2], days[3], MemberStanding.ACTIVE),
        (days[3], None, MemberStanding.WITHDRAWN),
    ]


def _at(stretches: list[tuple[date, date | None, T]], on: date, before: T) -> T:
    for since, until, held in stretches:
        if since <= on and (until is None or on < until):
            return held
    return before


def test_an_entry_into_force_that_ended_had_begun_by_then() -> None:
    """Its day is not known; that it ended on a day says that it had begun by it."""
    log = Log(today="2020-03-15")
    consent = Consented(
        commitment="T-1", member="ATL", kind="accession", deposited_on=day("2020-01-01")
    )
    log.add(consent, "2020-01-01")
    log.add(EnteredIntoForce(commitment="T-1", member="ATL", act=id_of(1)), "unknown")
    ended = Withdrawn(
        commitment="T-1", member="ATL", of="consent", ends=(id_of(2),), closes="recorded_later"
    )
    log.add(ended, "2020-02-01")

    stretches = list(timeline(log.history(), commitment_standing))

    assert [(since, standing.standing) for since, _, standing in stretches] == [
        (date(2020, 1, 1), Standing.CONTRACTING_PARTY),
        (date(2020, 2, 1), Standing.PARTY),
    ]
