"""Two clocks: what held on a day, as far as it was known at a position."""

import pytest

from domain.event import Event
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.members import Joined
from domain.events.table import EVENTS
from domain.events.texts import Signed, Withdrawn
from domain.history import History
from domain.texts.standing import commitment_standing, membership
from domain.texts.standing_kinds import MemberStanding, Standing
from domain.values import Visibility
from tests.domain.given import SHA, Log, day, exactly, id_of, joined, seen_by

KENYA = Signed(commitment="T-1", member="KEN", kind="signature", version="1", text_sha256=SHA)


class Form(Joined):
    """What a form for a joining would be: it has no topic of its own."""


def named(history: History) -> str:
    (entry,) = history.entries.values()
    assert isinstance(entry.event, Joined)
    return entry.event.name or ""


def test_kenya_has_six_answers() -> None:
    """The worked example of the architecture: two days asked for, three states of knowledge."""
    log = Log(today="2026-02-10")
    signature = log.add(KENYA, "2026-01-15")
    log.today = "2026-03-05"
    log.add(KENYA, "2026-01-20", corrects=signature)
    log.today = "2026-05-02"
    withdrawn = Withdrawn(commitment="T-1", member="KEN", of="signature", ends=(signature,))
    log.add(withdrawn, "2026-06-01")

    answers = [
        commitment_standing(log.history(known), exactly(on)).standing is Standing.SIGNATORY
        for known, on in [
            (1, "2026-01-16"),
            (1, "2026-01-25"),
            (2, "2026-01-16"),
            (2, "2026-01-25"),
            (3, "2026-05-31"),
            (3, "2026-06-01"),
        ]
    ]

    assert answers == [True, True, False, True, True, False]


def test_only_entries_of_a_kind_are_looked_at_for_it() -> None:
    """A body has thousands of entries, and is asked at each act how it was founded."""
    log = Log()
    log.add(joined(), "2020-01-01")
    history = log.history()
    known = list(history.each(Joined))
    history.__dict__["entries"] = {}

    assert issubclass(Form, Joined)
    assert list(history.each(Joined)) == known != []


def test_before_it_was_recorded_nothing_was_known() -> None:
    """Position 0 is an empty register."""
    log = Log()
    log.add(joined(), "2020-01-01")

    assert log.history(0).entries == {}
    assert list(log.history(1).entries) == [id_of(1)]


def test_the_latest_amendment_says_what_the_entry_says_at_each_position() -> None:
    """What was believed stays askable after it was corrected."""
    log = Log()
    entry = log.add(joined(name="Atlantis"), "2020-01-01")
    log.add(joined(name="Atlantida"), "2020-01-02", corrects=entry)
    log.add(joined(name="Atlantis again"), "2020-01-03", corrects=entry)

    assert [named(log.history(known)) for known in (1, 2, 3)] == [
        "Atlantis",
        "Atlantida",
        "Atlantis again",
    ]
    assert log.history().entries[entry].begins == day("2020-01-03")
    assert log.history().entries[entry].order == 1


def test_what_was_retracted_was_never_true_but_can_still_be_read() -> None:
    """A retraction hides nothing: it says that the entry was wrong."""
    log = Log()
    entry = log.add(joined(), "2020-01-01")
    log.add(Retracted(entry_id=entry, reason="Another body"))

    history = log.history()

    assert membership(history, exactly("2021-01-01")).standing is MemberStanding.NONE
    assert history.entries[entry].retracted
    assert list(history.each(Joined)) == []
    assert membership(log.history(1), exactly("2021-01-01")).standing is MemberStanding.ACTIVE


def test_an_amendment_after_a_retraction_makes_the_entry_hold_again() -> None:
    """A retraction may be the mistake."""
    log = Log()
    entry = log.add(joined(), "2020-01-01")
    log.add(Retracted(entry_id=entry, reason="Another body"))
    log.add(joined(name="Atlantis II"), "2020-01-01", corrects=entry)

    history = log.history()

    assert membership(history, exactly("2021-01-01")).name == "Atlantis II"


def test_an_amendment_may_move_the_day_into_the_unknown() -> None:
    """A date that turns out to rest on nothing is taken back; it had happened when recorded."""
    log = Log(today="2026-02-10")
    entry = log.add(joined(), "2020-01-01")
    log.today = "2026-03-01"
    log.add(joined(), "unknown", corrects=entry)

    history = log.history()

    assert not history.holds(history.entries[entry], exactly("2026-02-09"))
    assert history.holds(history.entries[entry], exactly("2026-02-10"))


@pytest.mark.parametrize(
    ("on", "last_before", "first"),
    [
        ("2022-06-02", "2022-06-01", "2022-06-02"),
        ("2022-06", "2022-06-29", "2022-06-30"),
        ("2022", "2022-12-30", "2022-12-31"),
        ("<=2022-06-02", "2022-06-01", "2022-06-02"),
        ("unknown", "2026-02-09", "2026-02-10"),
        (None, "2026-02-09", "2026-02-10"),
    ],
)
def test_a_date_counts_from_the_last_day_that_it_can_mean(
    on: str | None, last_before: str, first: str
) -> None:
    """Who asks for a day is told what is certain for that day."""
    log = Log(today="2026-02-10")
    entry = log.add(joined(), on)

    history = log.history()

    assert not history.holds(history.entries[entry], exactly(last_before))
    assert history.holds(history.entries[entry], exactly(first))


@pytest.mark.parametrize("known", [1, 2, 3])
def test_visibility_is_judged_by_todays_whatever_is_known(known: int) -> None:
    """What became confidential must not be got by asking for an earlier day."""
    log = Log()
    entry = log.add(joined(), "2020-01-01", visibility=Visibility.PUBLIC)
    log.add(joined(name="Atlantida"), "2020-01-01", corrects=entry, visibility=Visibility.PUBLIC)
    log.add(VisibilityChanged(entry_id=entry, visibility=Visibility.SECRETARIAT))

    history = log.history(known)

    assert seen_by(history, Visibility.MEMBERS).entries == {}
    assert list(seen_by(history, Visibility.SECRETARIAT).entries) == [entry]


def test_an_amendment_sets_the_visibility_for_every_past_day_too() -> None:
    """A correction recorded for the secretariat hides what it corrects."""
    log = Log()
    entry = log.add(joined(), "2020-01-01", visibility=Visibility.PUBLIC)
    log.add(joined(), "2020-02-01", corrects=entry, visibility=Visibility.SECRETARIAT)

    history = log.history(1)

    assert history.entries[entry].visibility is Visibility.SECRETARIAT
    assert history.entries[entry].begins == day("2020-01-01")


def test_a_retraction_changes_no_visibility() -> None:
    """A retraction is recorded by others than those who may see the entry."""
    log = Log()
    entry = log.add(joined(), "2020-01-01", visibility=Visibility.PUBLIC)
    log.add(Retracted(entry_id=entry, reason="Never"), visibility=Visibility.SECRETARIAT)

    assert log.history(1).entries[entry].visibility is Visibility.PUBLIC
    assert log.history(2).entries[entry].visibility is Visibility.PUBLIC


@pytest.mark.parametrize(
    "event",
    [
        Retracted(entry_id=id_of(99), reason="Never"),
        VisibilityChanged(entry_id=id_of(99), visibility=Visibility.PUBLIC),
    ],
)
@pytest.mark.parametrize("known", [None, 0])
def test_what_is_about_an_entry_that_is_not_there_changes_nothing(
    event: Event, known: int | None
) -> None:
    """History never judges: a row that makes no sense must not stop the register."""
    log = Log()
    log.add(event)

    assert log.history(known).entries == {}


def test_two_kinds_are_about_entries() -> None:
    """A history tells them by their exact kind: of another one it would make an entry."""
    about = {kind for kind in EVENTS if kind.target is not Event.target}

    assert about == {Retracted, VisibilityChanged}
