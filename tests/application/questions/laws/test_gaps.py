"""Which gaps there are, how far each is, and what nobody but members is told of them."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from application.questions.asking.answer import Answer
from application.questions.laws.gaps import BLANK, NOT_PUBLIC, gaps
from domain.errors import Refused, UnknownReference
from domain.values import Visibility
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import TODAY, Clerk, ask, counted, row_of
from tests.application.questions.mission import CHANCE, CLOSING, close, find, tell_of_gaps
from tests.often import often


@pytest.fixture
def told(after: After) -> Clerk:
    """ATL's gap is found in February and closed in October; ERE has a chance since March."""
    return after(begin, tell_of_gaps)


def asked(clerk: Clerk, day: str | None = None, audience: str = "members", **which: str) -> Answer:
    asking = ask(day, audience=Visibility(audience))
    return gaps(clerk.tables, asking, TODAY, help_asked=False, by_area=False, **which)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-02-01", "open"),
        ("2026-03-01", "answered"),
        ("2026-04-01", "planned"),
        ("2026-10-01", "closed"),
    ],
)
def test_how_far_a_gap_is_depends_on_the_day(told: Clerk, day: str, state: str) -> None:
    """Each list of a past day gives what it gave then."""
    assert row_of(asked(told, day), "ATL")["state"] == state


def test_a_row_tells_the_whole_story(told: Clerk) -> None:
    """The help that was offered stands beside the member's own words."""
    row = row_of(asked(told), "ATL")

    assert (row["name"], row["kind"], row["area"]) == ("Atlantis", "gap", "hosting")
    assert (row["planned_measure"], row["help_asked"]) == ("A bill.", "A model law.")
    assert row["offered_by"] == ["ERE"]
    assert row["offers"] == [{"by": "ERE", "on": "2026-02-15", "text": "Our law."}]
    assert row["answers"] == [
        {"on": "2026-03-01", "text": "We draft."},
        {"on": "2026-04-01", "text": "It is drafted."},
    ]
    assert (row["closed_by"], row["closed_on"]) == ("Act 1", "2026-10-01")
    assert counted(asked(told)) == {"open": 1, "closed": 1}
    assert row_of(asked(told), "ERE")["kind"] == "opportunity"


@pytest.mark.parametrize(
    ("which", "found"),
    [
        ({"area": "hosting"}, ["ATL-1"]),
        ({"member": "ERE"}, ["ERE-1"]),
        ({"state": "planned"}, ["ATL-1"]),
        ({"state": "closed"}, []),
    ],
)
def test_gaps_are_chosen_by_what_people_look_for(
    told: Clerk, which: dict[str, str], found: list[str]
) -> None:
    """One who can help looks for those who ask; the state is that of the day."""
    assert [row["gap"] for row in asked(told, "2026-04-01", **which).rows] == found


def test_help_is_not_asked_for_what_is_closed(told: Clerk) -> None:
    """It would be offered in vain."""
    earlier = gaps(told.tables, ask("2026-04-01"), TODAY, help_asked=True)

    assert [row["gap"] for row in earlier.rows] == ["ATL-1"]
    assert gaps(told.tables, ask(), TODAY, help_asked=True).rows == []


def test_an_unknown_member_is_not_an_empty_list(told: Clerk) -> None:
    """A slip of the pen must not read as: there are no gaps."""
    for by_area in (False, True):
        with pytest.raises(UnknownReference, match=r"Did you mean ATL\?"):
            gaps(told.tables, ask(), TODAY, member="ATX", by_area=by_area)


def test_the_matrix_counts_by_area_and_member(told: Clerk) -> None:
    """All areas stand there; a blank is no claim."""
    answer = gaps(told.tables, ask("2026-04-01"), TODAY, by_area=True)

    cells = {row["area"]: row["members"] for row in answer.rows}
    assert [column.label for column in answer.columns] == ["Area", "Atlantis", "Erewhon"]
    assert cells["hosting"] == {"ATL": "1 planned", "ERE": None}
    assert cells["other"] == {"ATL": None, "ERE": "1 open"}
    assert cells["jurisdiction"] == {"ATL": None, "ERE": None}
    assert BLANK in answer.notes


def test_several_gaps_in_one_cell_are_counted(told: Clerk) -> None:
    """By how far they are."""
    find(told, CHANCE.model_copy(update={"gap": "ERE-2"}))
    find(told, CHANCE.model_copy(update={"gap": "ERE-3", "planned_measure": "A bill."}))

    answer = gaps(told.tables, ask(), TODAY, by_area=True)

    cells = {row["area"]: row["members"] for row in answer.rows}
    assert cells["other"] == {"ATL": None, "ERE": "2 open, 1 planned"}


def test_a_list_with_an_open_gap_says_that_it_is_not_for_the_public(told: Clerk) -> None:
    """The line goes with every copy."""
    assert NOT_PUBLIC in asked(told).banners
    assert NOT_PUBLIC not in asked(told, state="closed").banners


def test_the_public_sees_what_is_closed_and_shown_to_it(told: Clerk) -> None:
    """Nothing else, and not on a day on which it was open."""
    assert asked(told, audience="public").rows == []
    told.show(9, Visibility.PUBLIC)

    assert [row["gap"] for row in asked(told, audience="public").rows] == []
    told.show(14, Visibility.PUBLIC)

    public = asked(told, audience="public")
    assert [row["gap"] for row in public.rows] == ["ATL-1"]
    assert public.rows[0]["offers"] == public.rows[0]["answers"] == []
    assert asked(told, "2026-09-30", audience="public").rows == []


def test_a_gap_is_not_called_open_where_its_closing_is_hidden(told: Clerk) -> None:
    """Members would read that no law has closed it."""
    assert "ATL-1" in {row["gap"] for row in asked(told).rows}

    told.show(14, Visibility.SECRETARIAT)

    assert "ATL-1" not in {row["gap"] for row in asked(told).rows}
    assert row_of(asked(told, audience="secretariat"), "ATL")["state"] == "closed"


STEPS = st.lists(st.sampled_from(["find", "close", "show", "members"]), max_size=8)


@settings(
    max_examples=often(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@drawn(steps=STEPS, day=st.sampled_from(["2026-02-01", "2026-09-30", "2026-10-01", "2026-12-01"]))
def test_the_public_is_never_told_of_an_open_gap(new: Clerk, steps: list[str], day: str) -> None:
    """Always, whatever was recorded, shown and asked for."""
    if new.tables.head() == 0:
        new.found()
        new.join("ATL", "Atlantis")
    number = new.tables.head()
    gap = CHANCE.model_copy(update={"member": "ATL", "gap": f"G-{number}"})
    for step in ["find", *steps]:
        try:
            if step == "find":
                find(new, gap)
            elif step == "close":
                close(new, closing=CLOSING.model_copy(update={"gap": gap.gap}))
            else:
                new.show(number + 1, Visibility("public" if step == "show" else "members"))
        except Refused:
            continue

    public = gaps(new.tables, ask(day, audience=Visibility.PUBLIC), TODAY)

    assert {row["state"] for row in public.rows} <= {"closed"}
