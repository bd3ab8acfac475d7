"""What a body may take on, adopt, recognise and convene, and what is refused."""

import pytest

from domain.bodies.taskforce import Taskforce
from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
from domain.events.bodies import (
    Established,
    InitiativeRecognised,
    InstrumentAdopted,
    ReferenceGroupLinked,
    ScaleRegistered,
    ScaleValue,
    TaskAdopted,
)
from domain.events.entries import Retracted
from domain.events.meetings import Attendance, MeetingClosed, MeetingConvened, MeetingOpened
from domain.suggestions import near
from domain.values import UNKNOWN, ImpreciseDate, LegalNature, MemberKind
from tests.domain.given import after, decided, entered, id_of

ESTABLISHED = Established(code="EXT", name="Exercise", nature="exercise")
TREATY = InstrumentAdopted(reference="T", title="Treaty", legal_nature=LegalNature.TREATY)
SECOND = TREATY.model_copy(update={"version": "2", "open_to": (MemberKind.STATE,)})
TASK = TaskAdopted(reference="K1", text="To meet.")
INITIATIVE = InitiativeRecognised(name="A forum")
GROUP = ReferenceGroupLinked(name="A forum", sector="civil_society")
LOW, HIGH = ScaleValue(value="low", label="Low"), ScaleValue(value="high", label="High")
SCALE = ScaleRegistered(scale="ogp", version="1", title="Scale", values=(LOW, HIGH))
MEETING = MeetingConvened(meeting="M1", kind="inaugural")
PRESENT = Attendance(member="ATL", presence="present")


def body(*events: Event) -> Taskforce:
    """A body after events; the first one has the id of number 2."""
    taskforce = entered(Taskforce(), ESTABLISHED, "2020-01-01")
    for event in events:
        taskforce = entered(taskforce, event, "2021-01-01")
    return taskforce


def test_a_body_is_established_once() -> None:
    """Two foundings would be two bodies."""
    assert Taskforce().established is None
    assert body().established == ESTABLISHED
    with pytest.raises(Contradicted, match="established already"):
        after(body(), ESTABLISHED, "2021-01-01")


def test_a_founding_that_was_retracted_may_be_recorded_anew() -> None:
    """It was wrong, and is put right."""
    again = after(body(Retracted(entry_id=id_of(1), reason="Never")), ESTABLISHED, "2021-01-01")

    assert again.established == ESTABLISHED


def test_an_instrument_is_found_in_its_last_version() -> None:
    """Older versions stay in the history."""
    taskforce = body(TREATY, SECOND)

    assert taskforce.instrument("T") == SECOND
    assert list(taskforce.instruments) == ["T"]


def test_an_instrument_that_is_not_there_is_refused_with_what_looks_like_it() -> None:
    """Most unknown references are misspelt."""
    taskforce = body(TREATY.model_copy(update={"reference": "Treaty-1"}))

    with pytest.raises(UnknownReference, match=r"instrument 'treaty1'.*mean Treaty-1\?"):
        taskforce.instrument("treaty1")


def test_a_version_of_an_instrument_is_adopted_once() -> None:
    """Who signed it must not be found to have signed another."""
    assert decided(body(TREATY), SECOND).version == 3
    with pytest.raises(Refused, match="'T 1' is recorded already"):
        decided(body(TREATY), TREATY)


@pytest.mark.parametrize("kind", [None, *MemberKind])
def test_a_text_may_be_open_to_some_kinds_of_member_only(kind: MemberKind | None) -> None:
    """An empty list means all; the sentence says to whom it is open."""
    body(TREATY).must_be_open_to("T", "ATL", kind, UNKNOWN)

    if kind is MemberKind.STATE:
        body(SECOND).must_be_open_to("T", "ATL", kind, UNKNOWN)
    else:
        with pytest.raises(
            Refused, match=f"ATL is not eligible: T is open to state, not to {kind}"
        ):
            body(SECOND).must_be_open_to("T", "ATL", kind, UNKNOWN)


def test_tasks_and_meetings_have_references_of_their_own() -> None:
    """The refusal names the entry that has it."""
    assert decided(body(), TASK).version == 2
    assert decided(body(), MEETING).version == 2
    with pytest.raises(
        Refused, match=r"'K1' is recorded already\. Conflicts with taskforce\.task-adopted"
    ):
        decided(body(TASK), TASK)
    with pytest.raises(Refused, match="'M1' is recorded already"):
        decided(body(MEETING), MEETING)


def test_partners_are_recorded_once_each() -> None:
    """A forum may feed in and stand beside the body: these are two things."""
    assert decided(body(INITIATIVE), GROUP).version == 3
    for partner in (INITIATIVE, GROUP):
        with pytest.raises(Refused, match="'A forum' is recorded already"):
            decided(body(partner), partner)


def test_a_scale_is_found_by_name_and_version() -> None:
    """Scales are never mixed silently."""
    newer = SCALE.model_copy(update={"version": "2"})

    assert decided(body(), SCALE).version == 2
    assert body(SCALE, newer).scale("ogp", "2") == newer
    with pytest.raises(UnknownReference, match="scale 'ogp 3'"):
        body(SCALE).scale("ogp", "3")


@pytest.mark.parametrize("values", [(), (LOW, LOW)])
def test_a_scale_has_values_and_each_once(values: tuple[ScaleValue, ...]) -> None:
    """A report names one step of it."""
    with pytest.raises(Refused, match="at least one value, and each only once"):
        decided(body(), SCALE.model_copy(update={"values": values}))


def test_a_version_of_a_scale_is_registered_once() -> None:
    """What "limited" meant must not change under a report."""
    newer = SCALE.model_copy(update={"version": "2"})

    assert decided(body(SCALE), newer).version == 3
    with pytest.raises(Refused, match="'ogp 1' is recorded already"):
        decided(body(newer, SCALE), SCALE)


@pytest.mark.parametrize("attendance", [None, (), (PRESENT,)])
def test_a_meeting_is_convened_opened_and_closed(attendance: tuple[Attendance, ...] | None) -> None:
    """Not recorded is not the same as nobody."""
    opened = MeetingOpened(meeting="M1", attendance=attendance)

    told = decided(body(MEETING), opened, "2021-01-01")
    told = decided(told, MeetingClosed(meeting="M1"), "2021-01-01")

    assert told.version == 4


def test_a_meeting_that_was_not_called_is_neither_opened_nor_closed() -> None:
    """It may be misspelt."""
    for event in (MeetingOpened(meeting="m-1"), MeetingClosed(meeting="M-1")):
        with pytest.raises(UnknownReference, match="mean M1"):
            decided(body(MEETING), event)


def test_a_meeting_opens_once_and_closes_once_and_in_that_order() -> None:
    """Each step is recorded once."""
    opened = body(MEETING, MeetingOpened(meeting="M1"))
    closed = entered(opened, MeetingClosed(meeting="M1"), "2021-01-02")

    with pytest.raises(Refused, match="recorded already"):
        decided(opened, MeetingOpened(meeting="M1"))
    with pytest.raises(Refused, match="be closed without having been opened"):
        decided(body(MEETING), MeetingClosed(meeting="M1"))
    with pytest.raises(Refused, match="recorded already"):
        decided(closed, MeetingClosed(meeting="M1"))


def test_nobody_stands_twice_in_the_attendance() -> None:
    """Present and excused cannot both be true."""
    excused = Attendance(member="ATL", presence="excused")

    with pytest.raises(Refused, match="ATL stands twice"):
        decided(body(MEETING), MeetingOpened(meeting="M1", attendance=(PRESENT, excused)))


@pytest.mark.parametrize(
    ("events", "retracted", "sentence"),
    [
        ([MEETING, MeetingOpened(meeting="M1")], 2, "opened without having been convened"),
        (
            [MEETING, MeetingOpened(meeting="M1"), MeetingClosed(meeting="M1")],
            3,
            "closed without having been opened",
        ),
    ],
)
def test_what_a_meeting_rests_on_cannot_be_retracted(
    events: list[Event], retracted: int, sentence: str
) -> None:
    """Retract in the other order."""
    with pytest.raises(Contradicted, match=sentence):
        after(body(*events), Retracted(entry_id=id_of(retracted), reason="Never"))


@pytest.mark.parametrize(("on", "possible"), [("2020-12-31", False), ("2020", True)])
def test_a_meeting_does_not_close_before_it_opened(on: str, *, possible: bool) -> None:
    """On every reading."""
    opened = body(MEETING)
    opened = entered(opened, MeetingOpened(meeting="M1"), "2021-01-01")

    if possible:
        opened = entered(body(MEETING), MeetingOpened(meeting="M1"), "2020-06-01")
        assert after(opened, MeetingClosed(meeting="M1"), on).version == 4
    else:
        with pytest.raises(Contradicted, match="closed before it was opened") as refusal:
            after(opened, MeetingClosed(meeting="M1"), on)
        assert "meeting-opened" in refusal.value.entries[0]


@pytest.mark.parametrize(
    ("reference", "close"),
    [("t-10", ["T-1", "T-2", "T-3"]), ("U-1", ["T-1"]), ("zzz", []), ("", [])],
)
def test_up_to_three_references_look_like_another(reference: str, close: list[str]) -> None:
    """A hint, never a guess to act on."""
    found = near(reference, ["T-1", "T-2", "T-3", "T-4"])

    assert len(found) <= 3
    assert set(close[:1]) <= set(found)


def test_who_may_sign_is_said_by_the_version_of_the_day() -> None:
    """A treaty that was closed to others later was open to them before."""
    taskforce = entered(body(TREATY), SECOND, "2022-03-01")

    for day in ("2020", "2021-06-01", "2022"):
        taskforce.must_be_open_to("T", "ATL", MemberKind.TREATY_BODY, ImpreciseDate.parse(day))
    june = ImpreciseDate.parse("2022-06")
    with pytest.raises(Refused, match="not eligible"):
        taskforce.must_be_open_to("T", "ATL", MemberKind.TREATY_BODY, june)
