"""Replay: each step says what it changed, and all steps together lead to what holds."""

from datetime import date

import pytest

from application.entries import amending
from application.questions.across import state_changes
from application.questions.across import still_due as due_dates
from application.questions.across.replay import Replay, ReplayRange, ReplayStep, replay
from application.questions.across.schemas import ANSWERS
from application.questions.asking.ask import Ask
from application.questions.asking.due_item import DueItem
from application.questions.asking.facts import Facts
from domain.deadlines import due_state
from domain.errors import Malformed, Refused, UnknownReference
from domain.values import Visibility
from tests.application.questions.conftest import begin, once
from tests.application.questions.given import BODY, PLEDGE, SECRET, TODAY, Clerk, ask


@once(begin)
def told(clerk: Clerk) -> None:
    """ATL signs (@9, @10), the date of @9 is corrected (@11), ERE leaves from May on (@12)."""
    clerk.on_day("2026-02-01")
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.on_day("2026-03-01")
    clerk.correct(9, on="2026-01-20")
    clerk.leave("ERE", "2026-05-01")


def walked(
    clerk: Clerk, question: Ask | None = None, begin: str | None = None, end: str | None = None
) -> list[ReplayStep]:
    walk = ReplayRange(begin=begin, end=end)
    return list(replay(clerk.tables, question or ask(), walk, TODAY).steps)


def by_day(clerk: Clerk, question: Ask | None = None, **walk: str) -> list[ReplayStep]:
    asked = ReplayRange(
        by_day=True, reference=walk.get("reference"), begin=walk.get("begin"), end=walk.get("end")
    )
    return list(replay(clerk.tables, question or ask(), asked, TODAY).steps)


def changes(step: ReplayStep) -> list[str]:
    return [f"{each.about}: {each.before} {each.after}" for each in step.changes]


def test_shows_what_each_event_changed(told: Clerk) -> None:
    """The history is read to see what an act did."""
    steps = walked(told)

    assert [step.position for step in steps] == list(range(1, 13))
    assert changes(steps[1]) == ["ATL: None active", "active members: 0 1"]
    assert changes(steps[8]) == ["ATL on PLEDGE-1: None signatory", "signatory of PLEDGE-1: 0 1"]
    assert changes(steps[11]) == []  # it leaves later than on the day on which that was recorded


def test_shows_what_an_amendment_changed_in_its_entry(told: Clerk) -> None:
    """A correction is read for the old value as much as for the new one."""
    told.correct(9, on="2026-01-21")

    mended = [step for step in walked(told) if step.events[0].fields]

    assert [(s.position, s.events[0].mark) for s in mended] == [
        (11, "corrects @9"),
        (13, "corrects @9"),
    ]
    assert [field.as_json() for step in mended for field in step.events[0].fields] == [
        {"field": "on", "before": "2026-01-15", "after": "2026-01-20"},
        {"field": "on", "before": "2026-01-20", "after": "2026-01-21"},
    ]


def test_takes_a_day_of_the_world_for_all_events(told: Clerk) -> None:
    """What an event means for a later day is seen by asking for that day."""
    (step,) = walked(told, ask("2026-05-01"), "@12", "@12")

    assert changes(step) == [
        "ERE: active withdrawn",
        "active members: 2 1",
        "withdrawn members: 0 1",
    ]


def test_shows_what_each_day_changed(told: Clerk) -> None:
    """What was decided in March takes effect in May, and is seen then."""
    steps = by_day(told)

    assert [(str(step.on), len(step.events)) for step in steps] == [
        ("2026-01-10", 8),
        ("2026-02-01", 2),
        ("2026-03-01", 2),
        ("2026-05-01", 0),
    ]
    assert changes(steps[3])[0] == "ERE: active withdrawn"


def test_shows_all_days_as_known_then(told: Clerk) -> None:
    """With --known it is the course of the world, not that of the record."""
    steps = by_day(told, ask(known="@12"))

    assert [str(step.on) for step in steps] == [
        "2026-01-01",
        "2026-01-15",
        "2026-01-20",
        "2026-05-01",
    ]
    assert all(not step.events for step in steps)


def test_ends_in_the_state_that_holds(told: Clerk) -> None:
    """All changes together must be the whole difference to nothing."""
    whole = {(each.kind, each.about): each.after for step in by_day(told) for each in step.changes}
    at = replay(told.tables, ask(), ReplayRange(), TODAY).as_of
    state = state_changes.state(Facts(told.tables, BODY, at))

    assert {key: value for key, value in whole.items() if value not in {None, "0"}} == {
        key: held.value for key, held in state.items()
    }


def test_is_of_one_reference(told: Clerk) -> None:
    """A text is asked for with all its commitments."""
    steps = by_day(told, reference=PLEDGE)

    assert [len(step.events) for step in steps] == [3, 2, 1]
    assert len(changes(steps[1])) == 4
    assert [len(step.events) for step in by_day(told, reference="ERE")] == [1, 1, 0]
    with pytest.raises(UnknownReference):
        by_day(told, reference="NOPE")


@pytest.mark.parametrize(
    ("begin", "end", "positions"),
    [
        ("@9", "@10", [9, 10]),
        ("2026-02-01", "2026-02-28", [9, 10]),
        ("2026-02-01", None, [9, 10, 11, 12]),
        (None, "@2", [1, 2]),
        ("2026-06-01", None, []),
    ],
)
def test_walks_from_and_to_any_point(
    told: Clerk, begin: str | None, end: str | None, positions: list[int]
) -> None:
    """Nobody wants to read on from the founding."""
    assert [step.position for step in walked(told, None, begin, end)] == positions


def test_walks_over_some_days(told: Clerk) -> None:
    """What was recorded on a day in between is not what that day is asked for."""
    assert [str(step.on) for step in by_day(told, begin="2026-02-01", end="@11")] == [
        "2026-02-01",
        "2026-03-01",
    ]
    assert [e.position for e in by_day(told, begin="2026-03-01", end="@11")[0].events] == [11]
    assert by_day(told, begin="2026-06-01") == []


def test_refuses_a_walk_backwards(told: Clerk) -> None:
    """It would be empty, and the reader would wonder why."""
    with pytest.raises(Malformed, match="ends at @2, before it begins at @5"):
        walked(told, None, "@5", "@2")
    with pytest.raises(Malformed, match="before it begins"):
        by_day(told, begin="2026-03-01", end="2026-02-01")
    with pytest.raises(Malformed, match="in turn"):
        by_day(told, ask("2026-03-01"))
    with pytest.raises(Refused):
        walked(told, None, "@99")
    with pytest.raises(UnknownReference):
        walked(told, None, "no-meeting")


def test_shows_only_what_an_audience_may_see(told: Clerk) -> None:
    """A gap in the positions says that there is something, and no more."""
    told.join("LAP", "Laputa")
    told.show(13, Visibility.SECRETARIAT)

    assert "LAP" not in str(walked(told))
    assert "LAP" in str(walked(told, ask(audience=Visibility.SECRETARIAT)))


def test_a_hidden_version_before_an_amendment_is_not_shown(told: Clerk) -> None:
    """Who sees the amendment sees the entry, so nothing is compared with what is hidden."""
    told.record(lambda r: amending.retract(r, ["@9"], "Never."), SECRET)

    assert walked(told, ask(audience=Visibility.PUBLIC)) == []


def test_reads_a_piece_at_a_time(told: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history of any length fits into the same memory."""
    monkeypatch.setattr("application.questions.log.history.PIECE", 5)

    assert len(walked(told)) == 12


def due(facts: Facts) -> list[DueItem]:
    on = date(2026, 4, 15)
    if facts.at.position < 11 or facts.at.on > date(2026, 6, 1):
        return []
    state = due_state(on, facts.at.on)
    return [
        DueItem(
            kind="report", key="r", title="Report", owner="ATL", about="P", due_on=on, state=state
        ),
        DueItem(
            kind="meeting", key="m", title="Meeting", owner="", about="M", due_on=on, state=state
        ),
    ]


def test_shows_when_something_falls_due_although_nobody_records(
    told: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The passing of days is what makes a report late."""
    monkeypatch.setattr(due_dates, "PROVIDERS", (due,))

    steps = by_day(told, begin="2026-03-01")

    assert [str(step.on) for step in steps] == [
        "2026-03-01",
        "2026-03-16",
        "2026-04-16",
        "2026-05-01",
    ]
    assert changes(steps[1]) == [
        "Meeting: upcoming 2026-04-15 due 2026-04-15",
        "Report (ATL): upcoming 2026-04-15 due 2026-04-15",
    ]
    assert "Report" not in str(by_day(told, ask(audience=Visibility.PUBLIC)))
    assert "Report" in str(by_day(told, begin="2026-03-01", reference="ATL"))


def test_has_just_its_keys(told: Clerk) -> None:
    """The keys are published names."""
    found: Replay = replay(told.tables, ask(), ReplayRange(), TODAY)
    promised = ANSWERS["replay"].keys()
    step = next(found.steps)

    head = {"position", "on", "zone", "known", "audience", "banners"}
    assert set(found.as_json()) == {key for key in promised if "." not in key} | head
    assert set(step.as_json()) == {key[5:] for key in promised if key.startswith("rows.")}
    told_keys = promised["rows.events"].partition(": ")[2].split(", ")
    assert list(step.events[0].as_json()) == told_keys
