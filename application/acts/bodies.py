"""Acts of a body itself: its founding, tasks, offices, claims, partners, scales and its end."""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

from pydantic import TypeAdapter

from application.declarations.act import Act, On, Stage, act, stored_text
from application.recording import Recording
from application.use_cases import meetings, mission, taskforces
from application.use_cases.notation import quorum_of
from domain.errors import Malformed
from domain.event import Event
from domain.events.meetings import Counting, MoreThan, QuorumRuleSet
from domain.events.taskforce import (
    ChairAppointed,
    ClaimRecorded,
    Dissolved,
    Established,
    InitiativeRecognised,
    RecordKeptFrom,
    ReferenceGroupLinked,
    ScaleName,
    ScaleRegistered,
    ScaleTitle,
    ScaleValue,
    ScaleValues,
    ScaleVersion,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.meaning import Meaning
from domain.values import UNKNOWN, ImpreciseDate, Reference

MOST = 366
"""Meetings in a year."""


def _establish(recording: Recording, body: str, event: Established, on: ImpreciseDate) -> None:
    if event.code != body:
        reason = f"The file is for {body}; give {event.code} a file of its own."
        raise Malformed(reason).at("code")
    if not 0 <= (event.meetings_per_year or 0) <= MOST:
        wrong = Malformed.expected(f"a number from 0 to {MOST}", event.meetings_per_year)
        raise wrong.at("meetings_per_year")
    taskforces.establish(recording, event, on)


Establish = act(
    "taskforce establish",
    Established,
    _establish,
    "The body was founded; in a file, the first row of one for a new body.",
    row="establish",
    arguments=("code",),
    keys=("code",),
    begins="code",
    founds="code",
    uncompared={"nature": "A body is real or an exercise from the first; found another one."},
    stage=Stage.FOUNDING,
    examples=("taskforce establish GTF --name 'Global Taskforce' --nature real --on 2022-06",),
)


def _keep_from(recording: Recording, body: str, _: RecordKeptFrom, on: ImpreciseDate) -> None:
    taskforces.keep_record_from(recording, body, on)


KeepRecordFrom = act(
    "taskforce record-kept-from",
    RecordKeptFrom,
    _keep_from,
    "From this day on the record is complete; before it, silence means nothing.",
    row="record_kept_from",
    repeats=True,
    stage=Stage.BODIES,
    examples=("taskforce record-kept-from --on 2026-01-01",),
)
AdoptTask = act(
    "taskforce task",
    TaskAdopted,
    taskforces.adopt_task,
    "The body took on a task.",
    row="task",
    arguments=("reference", "text"),
    keys=("reference",),
    begins="reference",
    undated=True,
    stage=Stage.BODIES,
    examples=("taskforce task RESPONSE 'Drive a coordinated response.'",),
)


def _appoint(
    recording: Recording, body: str, event: ChairAppointed | ViceChairAppointed, on: ImpreciseDate
) -> None:
    vice = isinstance(event, ViceChairAppointed)
    member = event.vice_chair if isinstance(event, ViceChairAppointed) else event.chair
    ends = event.term_ends_on
    taskforces.appoint_chair(recording, body, member, on, vice=vice, term_ends_on=ends)


TakeChair = act(
    "taskforce chair",
    ChairAppointed,
    _appoint,
    "The member took the chair, until the next one does or its term ends.",
    row="chair",
    arguments=("chair",),
    keys=("chair",),
    repeats=True,
    examples=("taskforce chair KEN --on 2022-06",),
)
BecomeViceChair = act(
    "taskforce vice-chair",
    ViceChairAppointed,
    _appoint,
    "The member became vice-chair, until the next one does or its term ends.",
    row="vice_chair",
    arguments=("vice_chair",),
    keys=("vice_chair",),
    repeats=True,
    examples=("taskforce vice-chair ATL --on 2026-01-10",),
)


def _claim(recording: Recording, body: str, event: ClaimRecorded, on: ImpreciseDate) -> None:
    if recording.context.source is None:
        raise Malformed("A claim is somebody's: name its source.").at("source")
    taskforces.record_claim(recording, body, event, on)


Claim = act(
    "taskforce claim",
    ClaimRecorded,
    _claim,
    "A source says this about something, beside what others say; its day is when it said so.",
    row="claim",
    arguments=("about", "claim"),
    keys=("about",),
    undated=True,
    examples=(
        "taskforce claim founders 'Seventeen governments founded it.' --source 'Press release'",
    ),
)
RecogniseInitiative = act(
    "taskforce initiative",
    InitiativeRecognised,
    taskforces.recognise,
    "An existing initiative feeds in; it may be a member itself.",
    row="initiative",
    arguments=("name",),
    keys=("name",),
    begins="name",
    uncompared={"as_member": "It says which initiative this is: retract it and record it anew."},
    undated=True,
    stage=Stage.BODIES,
    examples=("taskforce initiative 'Five Country Ministerial'",),
)
LinkReferenceGroup = act(
    "taskforce reference-group",
    ReferenceGroupLinked,
    taskforces.recognise,
    "The body works beside a reference group.",
    row="reference_group",
    arguments=("name", "sector"),
    keys=("name",),
    begins="name",
    undated=True,
    stage=Stage.BODIES,
    examples=("taskforce reference-group Industry private_sector",),
)


class RegisterScale(
    Act,
    name="taskforce scale",
    row="scale",
    makes=(ScaleRegistered,),
    arguments=("scale", "title", "values"),
    keys=("scale", "version"),
    begins="scale",
    stage=Stage.BODIES,
    examples=(
        (
            "taskforce scale OGP 'Completion' not_started limited substantial complete "
            "--high substantial --high complete"
        ),
    ),
):
    """A scale for progress was registered, with its values from no to full completion."""

    scale: ScaleName
    title: ScaleTitle
    values: ScaleValues
    high: Annotated[
        tuple[Reference, ...], Meaning("A value that counts as high completion.", "complete")
    ] = ()
    version: ScaleVersion = "1"
    on: On = UNKNOWN

    @classmethod
    def compared(cls, event: type[Event]) -> Mapping[str, str]:
        """Return the same; which values are high is a part of them."""
        return {**super().compared(event), "high": "values"}

    @classmethod
    def text_of(cls, name: str, written: str, beside: Mapping[str, str]) -> str:
        """Return the same; the values with which of them are high, where either is asked for."""
        if name not in ("values", "high"):
            return super().text_of(name, written, beside)
        try:
            values, high = (cls.value_of(each, beside.get(each, "")) for each in _STEPS)
            steps = _steps(_VALUES.validate_python(values), _HIGH.validate_python(high))
        except (ValueError, Malformed):
            return written
        return stored_text(_VALUES.dump_python(steps, mode="json"))

    def record(self, recording: Recording, body: str) -> None:
        """Register the scale.

        Raises:
            Malformed: what is high is no value of it.
        """
        event = ScaleRegistered(
            scale=self.scale,
            version=self.version,
            title=self.title,
            values=_steps(self.values, self.high),
        )
        taskforces.register_scale(recording, body, event, self.on)


_STEPS = ("values", "high")
_VALUES: TypeAdapter[tuple[ScaleValue, ...]] = TypeAdapter(tuple[ScaleValue, ...])
_HIGH: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])


def _steps(values: Sequence[ScaleValue], high: Collection[str]) -> tuple[ScaleValue, ...]:
    """Return the values with which of them count as high, as is said in them or beside them.

    Raises:
        Malformed: what is high is no value.
    """
    unknown = sorted(set(high) - {each.value for each in values})
    if unknown:
        reason = f"high names {', '.join(unknown)}, which is no value of the scale."
        raise Malformed(reason).at("high")
    return tuple(
        each.model_copy(update={"high": each.high or each.value in high}) for each in values
    )


class SetQuorumRule(
    Act,
    name="taskforce quorum",
    row="quorum_rule",
    makes=(QuorumRuleSet,),
    arguments=("enough",),
    uncompared={"enough": "The entry has it in parts: retract it and record the right one."},
    repeats=True,
    stage=Stage.BODIES,
    examples=("taskforce quorum 1/2 --more-than --on 2026-01-10",),
):
    """A quorum is a number of active members (12) or a share of them (1/2, or >1/2 for more).

    It holds from that day on, until the next rule. `depositary meeting quorum` counts by it.
    """

    enough: Annotated[
        str, Meaning("How many take part: a number of active members, or a share.", "1/2")
    ]
    more_than: MoreThan = False
    counting: Counting = ("present", "represented")
    on: On

    def record(self, recording: Recording, body: str) -> None:
        """Set the rule.

        Raises:
            Malformed: it is neither a number nor a share.
        """
        try:
            rule = quorum_of(self.enough, more_than=self.more_than, counting=self.counting)
        except Malformed as error:
            raise error.at("enough") from None
        meetings.set_quorum_rule(recording, body, rule, self.on)


def _dissolve(recording: Recording, body: str, event: Dissolved, on: ImpreciseDate) -> None:
    mission.dissolve(recording, body, on, event.reason)


Dissolve = act(
    "taskforce dissolve",
    Dissolved,
    _dissolve,
    "The body came to its end; its record stays, and can be corrected.",
    row="dissolve",
    stage=Stage.LAST,
    examples=("taskforce dissolve --reason 'Its mandate ended.' --on 2030-01-01",),
)
ACTS = (
    Establish,
    KeepRecordFrom,
    AdoptTask,
    TakeChair,
    BecomeViceChair,
    Claim,
    RecogniseInitiative,
    LinkReferenceGroup,
    RegisterScale,
    SetQuorumRule,
    Dissolve,
)
