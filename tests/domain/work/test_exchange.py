"""Inputs, advice, contributions, joint work and the end of a body; and who may join it."""

import pytest

from domain.bodies.taskforce import Taskforce
from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
from domain.events.bodies import (
    Dissolved,
    Established,
    InitiativeRecognised,
    RecordKeptFrom,
    ReferenceGroupLinked,
    TaskAdopted,
)
from domain.events.entries import Retracted
from domain.events.meetings import (
    AgendaItem,
    DecisionAdopted,
    MeetingCancelled,
    MeetingConvened,
    MeetingOpened,
)
from domain.events.members import Applied
from domain.events.work import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    JointWorkRecorded,
    ProductContributionMade,
)
from domain.members.member import Member
from domain.values import MemberKind
from domain.work.exchange import (
    asks_for_evidence,
    has_shown_evidence,
    must_name_what_is_there,
    must_not_be_dissolved,
)
from tests.domain.given import after, all_contradictions, day, entered, id_of

BODY = Established(code="EXT", name="A body", nature="exercise", eligibility="Allies")
INPUT = InitiativeInputReceived(input="IN-1", initiative="G7", title="A text", task="T-1")
CONSIDERED = InitiativeInputConsidered(input="IN-1", meeting="M-1", item="2", decision="D-1")
ADVICE = AdviceForwarded(
    advice="ADV-1", to="The Alliance", title="On x", text="Do x.", task="T-1", decision="D-1"
)
ANSWERED = AdviceAnswered(advice="ADV-1", text="Done.")
MADE = ProductContributionMade(contribution="C-1", product="A map", title="A leaf", task="T-1")
TAKEN = ContributionTakenUp(contribution="C-1", product_version="2")
JOINT = JointWorkRecorded(group="Industry", title="A guide", task="T-1", meeting="M-1")
CALLED = MeetingConvened(
    meeting="M-1",
    kind="ordinary_session",
    agenda=(AgendaItem(item="1", title="Opening"), AgendaItem(item="2", title="Others")),
)
DECIDED = DecisionAdopted(decision="D-1", meeting="M-1", title="X", text="We do x.", task="T-1")
ALL = (INPUT, CONSIDERED, ADVICE, ANSWERED, MADE, TAKEN, JOINT)


def body(*events: tuple[Event, str]) -> Taskforce:
    """A body of 2020 with a task, partners, a meeting in April 2026 and its decision."""
    told = entered(Taskforce(), BODY, "2020-01-01")
    told = entered(told, TaskAdopted(reference="T-1", text="Act."), "2020-01-01")
    told = entered(told, InitiativeRecognised(name="G7"), "2020-01-01")
    told = entered(told, ReferenceGroupLinked(name="Industry", sector="other"), "2020-01-01")
    told = entered(told, CALLED, "2026-04-14")
    told = entered(told, MeetingOpened(meeting="M-1"), "2026-04-14")
    told = entered(told, DECIDED, "2026-04-14")
    for event, on in events:
        told = entered(told, event, on)
    return told


def test_everything_rests_on_what_is_there() -> None:
    """An input is followed to its decision; a contribution to the version it is in."""
    told = body()
    for event in ALL:
        must_name_what_is_there(told.history, event)
        told = after(told, event, "2026-04-14")

    assert all_contradictions(told) == set()


@pytest.mark.parametrize(
    ("event", "field", "refusal"),
    [
        (INPUT, "initiative", "no initiative 'G8'"),
        (INPUT, "task", "no task 'G8'"),
        (CONSIDERED, "input", "no input 'G8'"),
        (CONSIDERED, "meeting", "no meeting 'G8'"),
        (CONSIDERED, "decision", "no decision 'G8'"),
        (ADVICE, "task", "no task 'G8'"),
        (ADVICE, "decision", "no decision 'G8'"),
        (ANSWERED, "advice", "no advice 'G8'"),
        (MADE, "task", "no task 'G8'"),
        (TAKEN, "contribution", "no contribution 'G8'"),
        (JOINT, "group", "no reference group 'G8'"),
        (JOINT, "task", "no task 'G8'"),
        (JOINT, "meeting", "no meeting 'G8'"),
    ],
)
def test_what_it_names_must_be_there(event: Event, field: str, refusal: str) -> None:
    """A slip of the pen would end a trace in nothing."""
    bases = (INPUT, ADVICE, MADE)
    told = body(*((each, "2026-05") for each in bases if not isinstance(event, type(each))))
    wrong = event.model_copy(update={field: "G8"})

    with pytest.raises(UnknownReference, match=refusal):
        must_name_what_is_there(told.history, wrong)
    with pytest.raises(Contradicted, match=r"There is no .* 'G8' on record"):
        after(told, wrong, "2026-06-01")


def test_what_something_rests_on_is_not_retracted() -> None:
    """A task that was never adopted cannot have been served."""
    told = body((MADE, "2026-01-01"))

    with pytest.raises(Contradicted, match="There is no task 'T-1' on record"):
        after(told, Retracted(entry_id=id_of(2), reason="A draft."))


@pytest.mark.parametrize(
    ("first", "then"), [(INPUT, CONSIDERED), (ADVICE, ANSWERED), (MADE, TAKEN)]
)
def test_nothing_is_followed_up_before_it_came(first: Event, then: Event) -> None:
    """A later day would turn the trace around."""
    told = body((first, "2026-06-01"))

    with pytest.raises(Contradicted, match="is of 2026-06-01 only"):
        after(told, then, "2026-05-31")


def test_advice_is_not_older_than_its_decision() -> None:
    """It says that it rests on that."""
    with pytest.raises(Contradicted, match="Decision D-1 is of 2026-04-14 only"):
        after(body(), ADVICE, "2026-04-13")


@pytest.mark.parametrize("event", ALL[:-1])
def test_is_recorded_once(event: Event) -> None:
    """A second entry would be counted as a second act."""
    told = body((INPUT, "2026-04-14"), (ADVICE, "2026-04-14"), (MADE, "2026-04-14"))
    rest = (CONSIDERED, ANSWERED, TAKEN)
    for each in rest:
        told = after(told, each, "2026-05-01")

    with pytest.raises(Contradicted, match=" is recorded already"):
        after(told, event, "2026-06-01")


def test_an_input_is_considered_under_an_item_of_that_meeting() -> None:
    """The item is looked up in its agenda, which is named in the refusal."""
    told = body((INPUT, "2026-01-01"))

    with pytest.raises(Contradicted, match="M-1 has no agenda item 3, only: 1, 2"):
        after(told, CONSIDERED.model_copy(update={"item": "3"}), "2026-04-14")
    assert after(told, CONSIDERED.model_copy(update={"item": None}), "2026-04-14")


def test_a_meeting_without_an_agenda_has_no_item() -> None:
    """The sentence says so."""
    told = body(
        (INPUT, "2026-01-01"),
        (CALLED.model_copy(update={"meeting": "M-2", "agenda": ()}), "2026-05-01"),
    )
    elsewhere = CONSIDERED.model_copy(update={"meeting": "M-2", "decision": None})

    with pytest.raises(Contradicted, match="M-2 has no agenda item 2, only: none"):
        after(told, elsewhere, "2026-05-01")


def test_the_decision_is_of_that_meeting() -> None:
    """An input that two meetings took up led to each one's own decisions."""
    second = CALLED.model_copy(update={"meeting": "M-2"})
    told = body((INPUT, "2026-01-01"), (second, "2026-10-01"))

    with pytest.raises(Contradicted, match="D-1 was adopted at meeting M-1, not at M-2"):
        after(told, CONSIDERED.model_copy(update={"meeting": "M-2"}), "2026-10-01")


def test_nothing_is_considered_at_a_meeting_that_was_called_off() -> None:
    """Nobody was there."""
    told = body((INPUT, "2026-01-01"), (MeetingCancelled(meeting="M-1"), "2026-04-01"))

    with pytest.raises(Contradicted, match="M-1 was cancelled"):
        after(told, CONSIDERED, "2026-04-14")


def test_a_body_that_was_dissolved_does_nothing_more() -> None:
    """Others may still answer its advice, and its record is corrected as before."""
    told = after(body((ADVICE, "2026-05-01")), Dissolved(), "2026-12-01")

    assert after(told, ANSWERED, "2027-01-01")
    assert after(told, MADE, "2026-12")
    with pytest.raises(Contradicted, match="The body ends on 2026-12-01"):
        after(told, MADE, "2026-12-02")
    with pytest.raises(Contradicted, match="It is recorded already"):
        after(told, Dissolved(), "2027-01-01")
    with pytest.raises(Refused, match="dissolved on 2026-12-01; nothing new begins"):
        must_not_be_dissolved(told.history, day("2027"))
    must_not_be_dissolved(told.history, day("2026"))


def test_is_not_dissolved_before_what_it_did() -> None:
    """That would be undone without a word."""
    with pytest.raises(Contradicted, match="The body ends on 2026-04-01"):
        after(body(), Dissolved(), "2026-04-01")


def test_evidence_is_asked_for_where_somebody_could_record_it() -> None:
    """Founders are not asked, nor who joined before the record was kept, nor on unknown days."""
    told = body()
    kept = entered(told, RecordKeptFrom(), "2024-01-01")
    open_to_all = entered(Taskforce(), BODY.model_copy(update={"eligibility": None}), "2020")

    assert asks_for_evidence(told.history, day("2020-01-02")) == "Allies"
    assert asks_for_evidence(kept.history, day("2024-01-01")) == "Allies"
    for never in ("2020-01-01", "2020", "unknown", "<=2026"):
        assert asks_for_evidence(told.history, day(never)) is None
    assert asks_for_evidence(kept.history, day("2023-12-31")) is None
    assert asks_for_evidence(open_to_all.history, day("2026")) is None
    assert asks_for_evidence(Taskforce().history, day("2026")) is None


def test_an_application_shows_evidence_from_its_day_on() -> None:
    """One without evidence shows nothing."""
    applied = Applied(member="ERE", name="Erewhon", kind=MemberKind.STATE)
    bare = entered(Member(), applied, "2026-01-01")
    shown = entered(bare, applied.model_copy(update={"evidence": "Its page"}), "2026-02-01")

    assert not has_shown_evidence(bare.history, day("2026-03-01"))
    assert has_shown_evidence(shown.history, day("2026-02"))
    assert not has_shown_evidence(shown.history, day("2026-01-31"))
