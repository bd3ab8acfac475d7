"""Acts of a body itself: its founding, tasks, offices, claims, partners and its end."""

from application.context import Stream
from application.declarations.act import Stage, act
from application.recording.body_events import record
from application.recording.recording import Recording
from domain.bodies.taskforce import Taskforce
from domain.errors import Malformed, Refused
from domain.events.bodies import (
    BodyNameRecorded,
    ChairAppointed,
    ClaimRecorded,
    Dissolved,
    Established,
    InitiativeRecognised,
    RecordKeptFrom,
    ReferenceGroupLinked,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.members.active import CHAIRING, VICE_CHAIRING
from domain.values import ImpreciseDate
from domain.words import worded

MOST = 366
"""Meetings in a year."""


def establish(recording: Recording, body: str, event: Established, on: ImpreciseDate) -> None:
    """Record the founding of a body.

    Raises:
        Malformed: it is another body than the one that is meant, or its meetings are no number.
        Refused: a body of that code exists.
    """
    if event.code != body:
        reason = worded(
            "The file is for {body}; give {code} a file of its own.", body=body, code=event.code
        )
        raise Malformed(reason).at("code")
    if not 0 <= (event.meetings_per_year or 0) <= MOST:
        wrong = Malformed.expected(
            worded("a number from 0 to {most}", most=MOST), event.meetings_per_year
        )
        raise wrong.at("meetings_per_year")
    if recording.load(Stream("taskforce", body), Taskforce).established:
        raise Refused("Taskforce {code} was established already.", code=body)
    recording.record(body, event, on)


Establish = act(
    "taskforce establish",
    Established,
    "The body was founded; in a file, the first row of one for a new body.",
    rule=establish,
    arguments=("code",),
    begins="code",
    founds="code",
    uncompared={"nature": "A body is real or an exercise from the first; found another one."},
    stage=Stage.FOUNDING,
    examples="taskforce establish GTF --name 'Global Taskforce' --nature real --on 2022-06",
)


def record_name(
    recording: Recording, body: str, event: BodyNameRecorded, on: ImpreciseDate
) -> None:
    """Record what a body is called in a language.

    Raises:
        Refused: it is called so already.
    """
    recording.taskforce(body).must_get_a_new_name(event, on)
    recording.record(body, event, on)


RecordBodyName = act(
    "taskforce name",
    BodyNameRecorded,
    """The body is called so in another language than that of the name under which it was founded.

    Documents, letters and answers in that language name it so, until another name is recorded.
    """,
    rule=record_name,
    row="body_name",
    keys=("language",),
    repeats=True,
    undated=True,
    stage=Stage.BODIES,
    examples="taskforce name fr 'Groupe mondial'",
)
KeepRecordFrom = act(
    "taskforce record-kept-from",
    RecordKeptFrom,
    "From this day on the record is complete; before it, silence means nothing.",
    repeats=True,
    stage=Stage.BODIES,
    examples="taskforce record-kept-from --on 2026-01-01",
)
AdoptTask = act(
    "taskforce task",
    TaskAdopted,
    "The body took on a task.",
    keys=("reference",),
    begins="reference",
    undated=True,
    stage=Stage.BODIES,
    examples="taskforce task RESPONSE 'Drive a coordinated response.'",
)


def appoint(
    recording: Recording, body: str, event: ChairAppointed | ViceChairAppointed, on: ImpreciseDate
) -> None:
    """Record who took the chair, or became vice-chair.

    Raises:
        UnknownReference: there is no such member.
        Contradicted: it was not a member on that day.
    """
    match event:
        case ChairAppointed():
            recording.must_be_active(body, event.chair, on, CHAIRING)
        case ViceChairAppointed():
            recording.must_be_active(body, event.vice_chair, on, VICE_CHAIRING)
    record(recording, body, event, on)


TakeChair = act(
    "taskforce chair",
    ChairAppointed,
    "The member took the chair, until the next one does or its term ends.",
    rule=appoint,
    repeats=True,
    examples="taskforce chair KEN --on 2022-06",
)
BecomeViceChair = act(
    "taskforce vice-chair",
    ViceChairAppointed,
    "The member became vice-chair, until the next one does or its term ends.",
    rule=appoint,
    repeats=True,
    examples="taskforce vice-chair ATL --on 2026-01-10",
)


def _claim(recording: Recording, body: str, event: ClaimRecorded, on: ImpreciseDate) -> None:
    if recording.context.source is None:
        raise Malformed("A claim is somebody's: name its source.").at("source")
    record(recording, body, event, on)


Claim = act(
    "taskforce claim",
    ClaimRecorded,
    "A source says this about something, beside what others say; its day is when it said so.",
    rule=_claim,
    keys=("about",),
    undated=True,
    examples=(
        "taskforce claim founders 'Seventeen governments founded it.' --source 'Press release'"
    ),
)
RecogniseInitiative = act(
    "taskforce initiative",
    InitiativeRecognised,
    "An existing initiative feeds in; it may be a member itself.",
    begins="name",
    uncompared={
        "as_member": worded("It says which initiative this is: retract it and record it anew.")
    },
    undated=True,
    stage=Stage.BODIES,
    examples="taskforce initiative 'Five Country Ministerial'",
)
LinkReferenceGroup = act(
    "taskforce reference-group",
    ReferenceGroupLinked,
    "The body works beside a reference group.",
    keys=("name",),
    begins="name",
    undated=True,
    stage=Stage.BODIES,
    examples="taskforce reference-group Industry private_sector",
)


Dissolve = act(
    "taskforce dissolve",
    Dissolved,
    "The body came to its end; its record stays, and can be corrected.",
    stage=Stage.LAST,
    examples="taskforce dissolve --reason 'Its mandate ended.' --on 2030-01-01",
)
