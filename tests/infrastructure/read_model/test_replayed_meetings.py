"""What a replay says that an event of the body changed is what it changed in the whole state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from application.questions.across.replay import ReplayRange, replay
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Facts
from domain.event import Event, Recorded
from domain.events import meetings as m
from domain.events.bodies import Established, RecordKeptFrom
from domain.values import Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.counting import calls_of
from tests.infrastructure.read_model.given import BODY, Writer, adopted, established, on, opened
from tests.infrastructure.read_model.histories import DATES
from tests.infrastructure.read_model.test_replayed_parts import LAST, compare
from tests.often import often

ACTS = ("call", "move", "cancel", "open", "decide", "do", "close", "text", "keep")
CHANGES = ("amend", "retract", "show")


@dataclass(frozen=True)
class Step:
    """One event of the body, or one that says something of the earlier one that `back` counts."""

    act: str
    meeting: str
    on: str
    due_on: date
    back: int
    visibility: Visibility
    days: int


_steps = st.lists(
    st.builds(
        Step,
        act=st.sampled_from([*ACTS[:1], *ACTS, *CHANGES]),
        meeting=st.sampled_from(["S-1", "S-2"]),
        on=st.sampled_from(DATES),
        due_on=st.dates(date(2022, 1, 1), date(2023, 12, 31)),
        back=st.integers(0, 5),
        visibility=st.sampled_from([Visibility.MEMBERS, *Visibility]),
        days=st.sampled_from([0, 0, 0, 1, 200]),
    ),
    max_size=20,
)


def _event(step: Step, number: int) -> Event:
    meeting, action, due_on = {"meeting": step.meeting}, f"A-{step.back}", step.due_on.isoformat()
    kind = "ordinary_session" if step.back else "written_procedure"
    to_do = {"action": action, "text": "Draft it.", "owner": "The chair", "due_on": due_on}
    decided = {"decision": f"D-{number}", "title": "A guide", "text": "We write.", "task": "policy"}
    made: dict[str, tuple[type[Event], dict[str, object]]] = {
        "call": (m.MeetingConvened, {**meeting, "kind": kind, "ends_on": on(due_on)}),
        "move": (m.MeetingRescheduled, {**meeting, "begins_on": on(due_on)}),
        "cancel": (m.MeetingCancelled, {**meeting}),
        "open": (m.MeetingOpened, {**meeting}),
        "decide": (m.DecisionAdopted, {**meeting, **decided, "actions": [to_do]}),
        "do": (m.ActionItemCompleted, {"action": action}),
        "close": (m.MeetingClosed, {**meeting}),
        "keep": (RecordKeptFrom, {}),
    }
    kind_of_event, said = made[step.act]
    return kind_of_event.model_validate(said)


def _write(writer: Writer, steps: Sequence[Step]) -> None:
    writer.append(established().model_copy(update={"meetings_per_year": 2}), "2022")
    for number, step in enumerate(steps):
        writer.now += timedelta(days=step.days)
        known = [*_entries(writer)]
        entry = known[-1 - step.back % len(known)]
        event_id = entry.envelope.event_id
        if step.act == "amend" and not isinstance(entry.event, Established):
            writer.append(entry.event, step.on, stream=entry.stream_id, corrects=event_id)
        elif step.act == "retract":
            writer.retract(event_id)
        elif step.act == "show":
            writer.show(event_id, step.visibility)
        elif step.act in ACTS:
            event = adopted(f"C-{number}") if step.act == "text" else _event(step, number)
            writer.append(event, step.on, visibility=step.visibility)


def _entries(writer: Writer) -> Iterator[Recorded]:
    return (each for each in writer.records if each.entry_id == each.envelope.event_id)


@given(_steps, st.sampled_from([None, LAST]), st.sampled_from(Visibility))
@settings(max_examples=often(100, part=25))
def test_each_event_of_the_body_changes_what_it_changes_in_the_whole_state(
    steps: Sequence[Step], day: date | None, audience: Visibility
) -> None:
    with TemporaryDirectory() as name, opened(Path(name) / "register.db") as log:
        _write(Writer(log), steps)
        with SQLiteReadModel(log, Path(name) / "register.read") as model:
            compare(model, Ask(taskforce=BODY, on=day, audience=audience), None)


def test_what_is_of_another_kind_is_not_read_again(model: SQLiteReadModel, writer: Writer) -> None:
    """Ten meetings are opened on one day; the calls of all of them are read before the first."""
    writer.append(established())
    for number in range(10):
        writer.append(m.MeetingConvened(meeting=f"S-{number}", kind="ordinary_session"))
    first = len(writer.records) + 1
    for number in range(10):
        writer.append(m.MeetingOpened(meeting=f"S-{number}"))
    model.head()
    with calls_of(Facts.fact.__code__) as made:
        steps = list(replay(model, Ask(taskforce=BODY), ReplayRange(begin=f"@{first}"), LAST).steps)
    assert len(steps) == 10
    openings, the_body_for_itself_and_for_its_names = sum(range(1, 11)), 2
    assert made.count == the_body_for_itself_and_for_its_names + 10 + openings
