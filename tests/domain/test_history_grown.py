"""A history that grew is what it would be if folded anew, whatever was asked of it before."""

import sys
import tracemalloc
from dataclasses import dataclass
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.event import Ending, Event, Recorded
from domain.events.bodies import TaskAdopted
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.members import FocalPointDesignated, FocalPointReleased, Joined, Withdrew
from domain.growing import layers
from domain.history import NOTHING, History
from domain.values import MemberKind, Visibility
from tests.domain.given import id_of, recorded
from tests.often import often

KINDS = (TaskAdopted, Joined, Withdrew, FocalPointDesignated, FocalPointReleased, Event)
MEMBERS, STATE = ("KEN", "PER"), MemberKind.STATE
acts = st.one_of(
    st.builds(lambda member: Joined(member=member, kind=STATE), st.sampled_from(MEMBERS)),
    st.builds(lambda member: Withdrew(member=member), st.sampled_from(MEMBERS)),
    st.builds(
        lambda member, ends: Withdrew(member=member, ends=(id_of(ends),)),
        st.sampled_from(MEMBERS),
        st.integers(1, 9),
    ),
    st.builds(
        lambda member: FocalPointDesignated(member=member, person="p-a7erq2", role="main"),
        st.sampled_from(MEMBERS),
    ),
    st.builds(
        lambda member, ends: FocalPointReleased(member=member, ends=(id_of(ends),)),
        st.sampled_from(MEMBERS),
        st.integers(1, 9),
    ),
    st.just(TaskAdopted(reference="T", text="A task")),
    st.builds(lambda entry: Retracted(entry_id=id_of(entry), reason="Wrong"), st.integers(1, 9)),
    st.builds(
        lambda entry: VisibilityChanged(entry_id=id_of(entry), visibility=Visibility.PUBLIC),
        st.integers(1, 9),
    ),
)
days = st.sampled_from((None, "2020", "2021-03", "2021-03-04"))
corrected = st.none() | st.integers(1, 9).map(id_of)
batches = st.lists(st.lists(st.tuples(acts, days, corrected), max_size=3), max_size=8)


Told = list[list[tuple[Event, str | None, UUID | None]]]


def _records(told: Told) -> list[list[Recorded]]:
    """Return the events; one that corrects what has not begun begins an entry, as in any log."""
    number, begun, found = 0, set[UUID](), list[list[Recorded]]()
    for batch in told:
        found.append([])
        for event, on, corrects in batch:
            number += 1
            target = corrects if corrects in begun and not event.target else None
            if not (target or event.target):
                begun.add(id_of(number))
            found[-1].append(recorded(number, event, on, corrects=target))
    return found


def _asked(history: History) -> object:
    parts = [history, *map(history.about, (*history.subjects, "", "KEN", "nobody"))]
    return history.subjects, [
        (
            list(part.entries.items()),
            [list(part.each(kind)) for kind in KINDS],
            [list(part.having(Joined, "member", code)) for code in MEMBERS],
            list(part.having(Ending, "ends", (id_of(1),))),
            [(part.endings(each), part.end_of(e)) for each, e in part.entries.items()],
            part.days,
        )
        for part in parts
    ]


_KEN = (Joined(member="KEN", kind=STATE), None, None)
_TASK = (TaskAdopted(reference="T", text="A task"), None, None)
EARLY: Told = [[_KEN], [(Retracted(entry_id=id_of(4), reason="Wrong"), None, None), _TASK, _TASK]]
"""A batch in which a retraction stands before what it names, which then stays in its place."""


@example(EARLY, {0}, 1)
@given(batches, st.sets(st.integers(0, 7)), st.sampled_from((1, 3, layers.FEW)))
@settings(max_examples=often(400))
def test_what_was_worked_out_is_kept_only_where_it_stays_true(
    told: Told, asked_after: set[int], few: int
) -> None:
    """Also of what was asked before an entry was amended, retracted or said something else.

    Each earlier history keeps its answers, and may be continued in another way.
    """
    records = _records(told)
    grown, before = NOTHING, list[tuple[int, History, object]]()
    with patch.object(layers, "FEW", few):
        for number, batch in enumerate(records):
            grown = grown.add(*batch)
            if number in asked_after:
                before.append((number + 1, grown, _asked(grown)))

        assert _asked(grown) == _asked(_folded(records))
        for number, history, answer in before:
            assert _asked(history) == answer == _asked(History({**history.entries}))
            assert _asked(history.add(*records[-1])) == _asked(
                _folded([*records[:number], records[-1]])
            )


def _folded(records: list[list[Recorded]]) -> History:
    return History.of(each for batch in records for each in batch)


@pytest.mark.slow
def test_one_more_event_is_as_much_work_whatever_was_before_it() -> None:
    """An import of a million rows about one body took 13 times as long as one of 100,000.

    What is counted is calls of functions, and memory that is taken, also if only for a moment.
    """
    first, later = (_work(_body_of(number)) for number in (1_000, 8_000))

    assert later.calls < 1.5 * first.calls
    assert later.memory < 1.5 * first.memory


@dataclass
class _Work:
    """What so many events more take, with the questions that each of them puts."""

    calls: int = 0
    memory: int = 0

    def note(self, *_: object) -> None:
        self.calls += 1


def _body_of(events: int) -> History:
    return NOTHING.add(*(recorded(number, _texts(number)) for number in range(events)))


def _texts(number: int) -> Event:
    return TaskAdopted(reference=f"T{number}", text="A task")


def _work(history: History, events: int = 1_000) -> _Work:
    work, first = _Work(), len(history.entries)
    new = [recorded(number, _texts(number)) for number in range(first, first + events)]
    for each in new:
        history.having(TaskAdopted, "reference", "T1")
        history.about("")
        tracemalloc.start()
        sys.setprofile(work.note)
        history = history.add(each)
        sys.setprofile(None)
        work.memory += tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return work


def test_one_more_entry_leaves_what_is_about_others_as_it_was() -> None:
    """However many have acted, only what is about who acts is worked out again."""
    history = History.of(
        [
            recorded(1, Joined(member="KEN", kind=STATE), "2020"),
            recorded(2, Joined(member="PER", kind=STATE), "2020"),
        ]
    )
    of_kenya, of_peru = history.about("KEN"), history.about("PER")

    grown = history.add(recorded(3, Withdrew(member="KEN"), "2021"))

    assert grown.about("PER") is of_peru
    assert len(grown.about("KEN").entries) == len(of_kenya.entries) + 1


def test_what_a_field_says_finds_the_same_as_looking_through_all() -> None:
    """Of one kind, and of the kinds of one base; what is retracted is not there."""
    history = History.of(
        [
            recorded(1, Joined(member="KEN", kind=STATE), "2020"),
            recorded(2, Withdrew(member="KEN", ends=(id_of(1),)), "2021"),
            recorded(3, Withdrew(member="KEN"), "2022"),
            recorded(4, Retracted(entry_id=id_of(3), reason="Wrong"), "2022"),
        ]
    )
    for kind, name, value in ((Withdrew, "member", "KEN"), (Ending, "ends", (id_of(1),))):
        found = [p for p in history.each(kind) if getattr(p[1], name) == value]
        assert found
        assert list(history.having(kind, name, value)) == found
    assert not history.having(Withdrew, "member", "PER")
    assert not history.having(TaskAdopted, "reference", "T")
