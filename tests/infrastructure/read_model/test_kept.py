"""What is kept of each commitment is what would be worked out now, after any events, on any day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.event_store.streams import EventLog, stream_id
from application.questions.across.overdue import overdue
from application.questions.across.overview import overview
from application.questions.across.still_due import due_items
from application.questions.across.waiting import by_commitment, parts_of
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.asking.kept import BODY as WHOLE
from application.questions.log.conflicts import _Conflicts, conflicts_of
from application.questions.members.counted import standings_of_all
from application.questions.members.standings import status
from application.reading import codes_of
from domain.event import Event
from domain.events import bodies as t
from domain.events import progress as p
from domain.events.meetings import MeetingConvened
from domain.members.duplicates import no_country
from domain.values import LegalNature, Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    established,
    joined,
    opened,
    signed,
    withdrawn,
)
from tests.infrastructure.read_model.histories import (
    COMMITMENTS,
    DATES,
    MEMBERS,
    Step,
    _record,
    steps_and_codes,
)
from tests.often import often

FIRST = date(2022, 4, 1)
DUE = [FIRST + timedelta(days=each) for each in (0, 61, 91, 182, 183, 366)]
TODAY = [
    date(2022, 1, 1),
    *(day + timedelta(days=n) for day in DUE for n in (0, 1)),
    date(2024, 7, 1),
]
EVERYTHING = Ask(taskforce=BODY, audience=Visibility.SECRETARIAT)


@dataclass(frozen=True)
class Work:
    """One event about progress, or the body: `back` says of which earlier report it speaks.

    What is `hidden` is for the secretariat alone.
    """

    act: str
    member: str
    commitment: str
    effective_on: str
    due_on: date
    back: int
    hidden: bool = False


_WORK = st.builds(
    Work,
    act=st.sampled_from(
        [
            *("schedule", "report", "report", "report", "approve", "return", "extend", "exempt"),
            *("remind", "step", "step", "reach", "keep", "scale", "text", "call", "take back"),
            *("withdraw all", "withdraw all", "withdraw all"),
        ]
    ),
    member=st.sampled_from(MEMBERS),
    commitment=st.sampled_from(COMMITMENTS),
    effective_on=st.sampled_from(DATES),
    due_on=st.sampled_from(DUE),
    back=st.integers(0, 3),
    hidden=st.booleans(),
)
_WRITTEN = st.tuples(steps_and_codes, st.lists(_WORK, min_size=5, max_size=25)).flatmap(
    lambda both: st.permutations([*both[0], *both[1]])
)


def _event(work: Work, report: UUID) -> Event:
    events = {**_of_the_secretary(work), **_of_a_member(work, report)}
    return events[work.act]


def _of_a_member(work: Work, report: UUID) -> dict[str, Event]:
    due_on = work.due_on
    mine = {"commitment": work.commitment, "member": work.member}
    reviewed = {**mine, "report": report, "reviewer": "p-review"}
    said = {
        "scale": "OGP0",
        "scale_version": "1",
        "assessment": "done",
        "occasion": "scheduled" if work.back else "extraordinary",
        "period_from": due_on,
        "period_until": due_on,
    }
    later = {"due_on": due_on, "extended_to": DUE[-1 - work.back], "reason": "Elections."}
    freed = {"due_from": due_on, "reason": "Elections."}
    return {
        "report": p.ProgressReported.model_validate(mine | said),
        "approve": p.ReportApproved.model_validate(reviewed),
        "return": p.ReportReturned.model_validate(reviewed | {"reason": "Say more."}),
        "extend": p.ReportingExtended.model_validate(mine | later),
        "exempt": p.ReportingExempted.model_validate(mine | freed),
        "remind": p.ReminderSent.model_validate(mine | {"due_on": due_on}),
    }


def _of_the_secretary(work: Work) -> dict[str, Event]:
    commitment, due_on, step = work.commitment, work.due_on, f"S-{work.back}"
    due = p.DueDate(due_on=due_on, period_from=due_on, period_until=due_on)
    return {
        "schedule": p.ReportingScheduled(commitment=commitment, frequency="quarterly", first=due),
        "step": p.MilestoneSet(
            commitment=commitment, milestone=step, title="A bill", due_on=due_on, owner=work.member
        ),
        "reach": p.MilestoneReached(commitment=commitment, milestone=step),
        "keep": t.RecordKeptFrom(),
        "call": MeetingConvened(meeting=f"SESSION-{work.back}", kind="ordinary_session"),
        "scale": t.ScaleRegistered(
            scale=f"OGP{work.back // 2}",
            version="1",
            title="Completion",
            values=(t.ScaleValue(value="done", label="Done"),),
        ),
        "text": t.InstrumentAdopted(
            reference=f"I-{work.back}", title="A text", legal_nature=LegalNature.TREATY
        ),
    }


def _write(writer: Writer, each: Step | Work) -> None:
    if isinstance(each, Step):  # which speaks of nothing in another stream, as acts never do
        _record(writer, replace(each, pause=max(each.pause, 1)))
        return
    ours = (p.ProgressReported, p.MilestoneSet, p.ReportingScheduled, t.RecordKeptFrom)
    if each.act == "take back":
        found = [r for r in writer.records if isinstance(r.event, ours)]
        if found:
            writer.retract(found[-1 - each.back % len(found)].entry_id)
        return
    if each.act == "withdraw all":  # in one act, from each commitment
        act = {"correlation_id": UUID(int=len(writer.records))}
        for reference in COMMITMENTS:
            event: Event = withdrawn(commitment=reference, member=each.member)
            writer.append(event, each.effective_on, envelope=act)
        return
    reports = [r for r in writer.records if isinstance(r.event, p.ProgressReported)]
    mine = [r for r in reports if r.stream_id == stream_id("commitment", BODY, each.commitment)]
    event = _event(each, mine[-1 - each.back % len(mine)].entry_id if mine else UUID(int=1))
    of_commitment = event.TOPIC.startswith("commitment.")
    stream = stream_id("commitment", BODY, each.commitment) if of_commitment else None
    visibility = Visibility.SECRETARIAT if each.hidden else Visibility.MEMBERS
    writer.append(event, each.effective_on, stream=stream, visibility=visibility)


def _compare(log: EventLog, model: SQLiteReadModel, today: date, days: Sequence[date]) -> None:
    anew = _Conflicts(log, model, BODY, codes_of(model, BODY), no_country)
    assert list(conflicts_of(log, model, BODY, no_country)) == list(
        anew.among([WHOLE, *COMMITMENTS])
    )
    for audience in (Visibility.SECRETARIAT, Visibility.MEMBERS):
        ask = EVERYTHING._replace(audience=audience)
        facts = Facts(model, BODY, as_of(model, ask, today))
        anew_by_commitment = loads(dumps(by_commitment(facts), sort_keys=True))
        assert parts_of(facts) == anew_by_commitment
        for on in (None, *days):
            _compare_overdue(model, ask._replace(on=on), today)


def _compare_overdue(model: SQLiteReadModel, ask: Ask, today: date) -> None:
    """What is overdue is told of the commitments alone of which it is known that something is."""
    told = {str(row["key"]) for row in overdue(model, ask, None, today).rows}
    found = due_items(Facts(model, BODY, as_of(model, ask, today)))
    assert told == {item.key for item in found if item.state != "upcoming"}
    of_one = {str(row["key"]) for row in overdue(model, ask, COMMITMENTS[0], today).rows}
    late = [item for item in found if item.state != "upcoming"]
    assert of_one == {item.key for item in late if item.about == COMMITMENTS[0]}


def _compare_texts(model: SQLiteReadModel, today: date) -> None:
    told = []
    for reference in dict.fromkeys(line.split()[0] for line in _texts(model, today)):
        counts = status(model, EVERYTHING, reference, today).counts
        said = "signatories not recorded"
        if counts is not None:
            said = standings_of_all(counts, public=False)
        told.append(f"{reference} A text: {said}")
    assert [*dict.fromkeys(_texts(model, today))] == told


def _texts(model: SQLiteReadModel, today: date) -> Sequence[str]:
    return overview(model, EVERYTHING, today).texts


@pytest.mark.slow
@given(_WRITTEN, st.lists(st.sampled_from(TODAY), min_size=4, max_size=4))
@settings(max_examples=often(100, part=50))
def test_what_is_kept_is_what_would_be_worked_out_now(
    written: Sequence[Step | Work], days: Sequence[date]
) -> None:
    with TemporaryDirectory() as name, opened(Path(name) / "register.db") as log:
        writer = Writer(log)
        writer.append(established())
        for commitment in COMMITMENTS:
            writer.append(adopted(commitment))
        with SQLiteReadModel(log, Path(name) / "register.read") as model:
            for number, each in enumerate(written):
                _write(writer, each)
                if number % 8 == 0:
                    _compare(
                        log, model, days[number // 8 % len(days)], [TODAY[number % len(TODAY)]]
                    )
            for today in sorted(days):
                _compare(log, model, today, TODAY[::4])
            _compare_texts(model, days[0])


def test_an_act_is_judged_with_all_that_it_ends(writer: Writer, model: SQLiteReadModel) -> None:
    """It ends something of the first commitment; of the second, its dates leave that open."""
    for commitment in COMMITMENTS:
        writer.append(adopted(commitment))
    writer.append(joined("KEN"), "2021")
    writer.append(signed("C-1"), "2022-01")
    writer.append(signed("C-2"), "2022-06")
    act = {"correlation_id": UUID(int=7)}
    for commitment in COMMITMENTS:
        writer.append(withdrawn(commitment=commitment), "2022-06", envelope=act)
    _compare(writer.log, model, FIRST, TODAY)
    asked = [
        about
        for about, said, _ in conflicts_of(writer.log, model, BODY, no_country)
        if "The dates do not say" in said
    ]
    assert asked == ["C-1"]


def test_members_learn_what_is_late_on_the_day_on_which_what_is_hidden_ends(
    writer: Writer, model: SQLiteReadModel
) -> None:
    """Whether a report is missing hangs on what only the secretariat may see, too."""
    writer.append(adopted("C-1").model_copy(update={"legal_nature": LegalNature.POLITICAL}))
    writer.append(t.RecordKeptFrom(), "2020-01-01")
    writer.append(joined("BRB"), "2021")
    writer.append(signed("C-1", member="BRB", kind="endorsement"), "2021-02-01")
    of_it, end = stream_id("commitment", BODY, "C-1"), FIRST + timedelta(days=40)
    work = Work("schedule", "BRB", "C-1", "2022", FIRST, back=0)
    writer.append(_event(work, UUID(int=1)), "2022-01-01", stream=of_it)
    hidden = p.ReportingExtended(
        commitment="C-1", member="BRB", due_on=FIRST, extended_to=end, reason="Elections."
    )
    writer.append(hidden, "2022-01-01", stream=of_it, visibility=Visibility.SECRETARIAT)
    ask = EVERYTHING._replace(audience=Visibility.MEMBERS)
    told = {}
    for today in (FIRST + timedelta(days=9), end + timedelta(days=1)):
        facts = Facts(model, BODY, as_of(model, ask, today))
        told[today] = parts_of(facts)
        assert told[today] == loads(dumps(by_commitment(facts), sort_keys=True))

    assert len({str(each) for each in told.values()}) == 2
