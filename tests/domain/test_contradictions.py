"""What cannot be true together, on every reading of imprecise dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.aggregate import Aggregate
from domain.contradictions import contradiction, must_not_contradict
from domain.errors import Contradicted
from domain.event import Event
from domain.events.entries import Retracted
from domain.events.members import FocalPointReleased, Reinstated, Suspended, Withdrew
from domain.events.texts import (
    Closed,
    Consented,
    SignatureConfirmed,
    Signed,
    StatementMade,
    Withdrawn,
)
from domain.members.member import Member
from domain.texts.commitment import Commitment
from domain.values import surely_before, surely_by
from tests.domain.given import (
    SHA,
    Log,
    adopted,
    after,
    all_contradictions,
    day,
    entered,
    id_of,
    joined,
    recorded,
)
from tests.domain.texts.test_commitment import RESERVATION, treaty


@pytest.mark.parametrize(
    ("one", "other", "before", "by"),
    [
        ("2022-06-01", "2022-06-02", True, True),
        ("2022-06-02", "2022-06-02", False, True),
        ("2022-06-03", "2022-06-02", False, False),
        ("2022-06", "2022-07-01", True, True),
        ("2022-06", "2022-06-30", False, True),
        ("2022-06", "2022-06-02", False, False),
        ("2021", "2022", True, True),
        ("2022", "2022", False, False),
        ("<=2022-06-01", "2022-06-02", True, True),
        ("2022-06-01", "<=2023", False, False),
        ("unknown", "2022", False, False),
        ("2022", "unknown", False, False),
    ],
)
def test_only_what_is_so_on_every_reading_is_sure(
    one: str, other: str, *, before: bool, by: bool
) -> None:
    """A rule refuses what is impossible, never what is only unlikely."""
    assert surely_before(day(one), day(other)) is before
    assert surely_by(day(one), day(other)) is by


def test_contradictions_are_the_same_if_kind_and_entries_are() -> None:
    """Else a new wording of a sentence would make an old contradiction look new."""
    log = Log()
    entry = log.history().entries.get(log.add(joined(), "2020")) or log.history().entries[id_of(1)]

    one = contradiction("twice", "One sentence.", entry)
    other = contradiction("twice", "Another sentence.", entry)

    assert one == other
    assert hash(one) == hash(other)
    assert one != contradiction("else", "One sentence.", entry)


def test_what_stood_in_contradiction_before_refuses_nothing() -> None:
    """A rule that was tightened later must not lock an old stream."""
    member = entered(entered(Member(), joined(), "2020-01-01"), joined(), "2021-01-01")

    suspended = after(member, Suspended(member="ATL"), "2022-01-01")

    assert suspended.version == 3
    assert len(all_contradictions(suspended)) == 1


def test_a_refusal_names_the_entries_that_stand_and_not_what_was_asked() -> None:
    """Who is refused must find what to look at; the new entry does not exist."""
    member = entered(Member(), joined(), "2020-01-01")

    with pytest.raises(Contradicted) as refusal:
        after(member, joined(), "2021-01-01")

    assert refusal.value.entries == ("member.joined of ATL on 2020-01-01 [00000001]",)
    assert "Conflicts with member.joined of ATL" in str(refusal.value)


def test_without_entries_that_stand_a_refusal_is_one_sentence() -> None:
    """There is nothing to look at."""
    (entry,) = entered(Member(), joined(), "2020").history.entries.values()

    with pytest.raises(Contradicted) as refusal:
        must_not_contradict([], [contradiction("alone", "Impossible.", entry)], [entry.id])

    assert str(refusal.value) == "Impossible."


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        (FocalPointReleased(member="ATL", ends=()), "must name what it ends"),
        (Withdrew(member="ATL", ends=(id_of(9),)), "does not stand, or was retracted"),
        (Withdrew(member="ATL", ends=(id_of(3),)), "does not stand, or was retracted"),
        (Reinstated(member="ATL", ends=(id_of(1),)), "cannot be ended in this way"),
    ],
)
def test_an_ending_ends_something_that_stands_and_can_be_ended_so(
    ending: Event, sentence: str
) -> None:
    """An ending that ends nothing looks like a fact and is none."""
    member = entered(Member(), joined(), "2020-01-01")
    member = entered(member, Suspended(member="ATL"), "2020-02-01")

    with pytest.raises(Contradicted, match=sentence):
        after(member, ending, "2021-01-01")


def test_an_ending_of_what_was_retracted_is_refused() -> None:
    """It was never true, so it cannot have ended."""
    member = entered(Member(), joined(), "2020-01-01")
    member = entered(member, Retracted(entry_id=id_of(1), reason="Never"))

    with pytest.raises(Contradicted, match="was retracted"):
        after(member, Withdrew(member="ATL", ends=(id_of(1),)), "2021-01-01")


@pytest.mark.parametrize(("on", "possible"), [("2019-12-31", False), ("2020-01-01", True)])
def test_nothing_ends_before_it_began(on: str, *, possible: bool) -> None:
    """It may end on the day on which it began: that day it held no longer."""
    member = entered(Member(), joined(), "2020-01-01")
    ending = Withdrew(member="ATL", ends=(id_of(1),))

    if possible:
        assert after(member, ending, on).version == 2
    else:
        with pytest.raises(Contradicted, match="before it began on 2020-01-01"):
            after(member, ending, on)


def test_of_two_endings_the_earlier_counts() -> None:
    """The second of two days of leaving ends nothing, and is no contradiction."""
    member = entered(Member(), joined(), "2020-01-01")
    left = after(member, Withdrew(member="ATL"), "2022-01-01")
    earlier = after(left, Withdrew(member="ATL"), "2021-01-01")
    history = earlier.history

    end = history.end_of(history.entries[id_of(1)])

    assert end == history.entries[id_of(3)]
    assert history.ends_nothing(history.entries[id_of(2)])
    assert not history.ends_nothing(history.entries[id_of(3)])


def test_what_is_ended_by_name_ends_once_unless_the_first_ending_was_retracted() -> None:
    """Nobody withdraws a statement twice."""
    acts = treaty()
    acts = entered(acts, RESERVATION, "2021-01-01")
    ending = Withdrawn(commitment="T-1", member="ATL", of="reservation", ends=(id_of(2),))
    left = entered(acts, ending, "2022-01-01")
    corrected = entered(left, Retracted(entry_id=id_of(3), reason="Another member"))

    with pytest.raises(Contradicted, match="ended already"):
        after(left, ending, "2023-01-01")
    assert after(corrected, ending, "2023-01-01").version == 5


DATES = st.sampled_from(
    ["2020-01-01", "2020-01-02", "2020-02-01", "2020-01", "2020", "2021", "<=2020-01-15", "unknown"]
)
ENDS = st.lists(st.integers(1, 8).map(id_of), max_size=2).map(tuple)
MEMBER_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.just(joined()),
    st.just(Suspended(member="ATL")),
    ENDS.map(lambda ends: Reinstated(member="ATL", ends=ends)),
    ENDS.map(lambda ends: Withdrew(member="ATL", ends=ends)),
    st.integers(1, 8).map(lambda n: Retracted(entry_id=id_of(n), reason="Never")),
)
COMMITMENT_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.just(adopted()),
    st.just(Closed(commitment="T-1")),
    st.sampled_from(["ATL", "ZUB"]).map(
        lambda m: Signed(
            commitment="T-1", member=m, kind="signature_ad_referendum", version="1", text_sha256=SHA
        )
    ),
    st.sampled_from(["ratification", "provisional_application"]).flatmap(
        lambda kind: DATES.map(
            lambda on: Consented.model_validate(
                {"commitment": "T-1", "member": "ATL", "kind": kind, "deposited_on": on}
            )
        )
    ),
    st.just(StatementMade(commitment="T-1", member="ATL", kind="reservation", text="Not article.")),
    st.integers(1, 8).map(
        lambda n: SignatureConfirmed(commitment="T-1", member="ATL", act=id_of(n))
    ),
    ENDS.map(lambda e: Withdrawn(commitment="T-1", member="ATL", of="participation", ends=e)),
    st.integers(1, 8).map(lambda n: Retracted(entry_id=id_of(n), reason="Never")),
)


def steps(events: st.SearchStrategy[Event]) -> st.SearchStrategy[list[tuple[Event, str]]]:
    return st.lists(st.tuples(events, DATES), min_size=1, max_size=8)


def must_be_judged_by_contradictions(empty: Aggregate, acts: list[tuple[Event, str]]) -> None:
    """Record everything, and see that each step would be refused iff it adds a contradiction.

    One that only waits for what is not recorded yet, and is about others, is returned instead; but
    whoever takes something back has to see to what rests on it.
    """
    aggregate = empty
    for event, on in acts:
        record = recorded(aggregate.version + 1, event, on)
        new = aggregate.evolve(record)
        adds = all_contradictions(new) - all_contradictions(aggregate)
        waits = not isinstance(event, Retracted)
        waiting = {each for each in adds if waits and each.may_wait({record.entry_id})}
        if adds - waiting:
            with pytest.raises(Contradicted) as refusal:
                aggregate.must_become(new, [record])
            assert any(str(refusal.value).startswith(each.sentence) for each in adds - waiting)
        else:
            assert set(aggregate.must_become(new, [record])) == waiting
        aggregate = new


@given(steps(MEMBER_EVENTS))
def test_a_change_of_a_member_is_refused_if_and_only_if_it_adds_a_contradiction(
    acts: list[tuple[Event, str]],
) -> None:
    """Whoever it is about, and whatever stood in contradiction before."""
    must_be_judged_by_contradictions(Member(), acts)


@given(steps(COMMITMENT_EVENTS))
def test_a_change_of_a_commitment_is_refused_if_and_only_if_it_adds_a_contradiction(
    acts: list[tuple[Event, str]],
) -> None:
    """A closing is about no member, and still must not lie before a member's signature."""
    must_be_judged_by_contradictions(Commitment(), acts)
