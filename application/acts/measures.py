"""Acts on what a body measures by: scales for progress, and the rule for a quorum."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

from pydantic import TypeAdapter

from application.declarations.act import Act, On, Stage, stored_text
from application.entries.meeting_notation import quorum_of
from application.recording import body_events
from application.recording.recording import Recording
from domain.codes import NO_CODES, Codes
from domain.errors import Malformed
from domain.event import Event
from domain.events.bodies import (
    ScaleName,
    ScaleRegistered,
    ScaleTitle,
    ScaleValue,
    ScaleValues,
    ScaleVersion,
)
from domain.events.meetings import Counting, MoreThan, QuorumRuleSet
from domain.meaning import Meaning
from domain.values import UNKNOWN, Reference
from domain.words import worded


class RegisterScale(
    Act,
    name="taskforce scale",
    makes=(ScaleRegistered,),
    keys=("scale", "version"),
    begins="scale",
    stage=Stage.BODIES,
    examples=(
        "taskforce scale OGP 'Completion' not_started limited substantial complete "
        "--high substantial --high complete"
    ),
):
    """A scale was registered: its values from no to full, each as word or word = Label."""

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
    def text_of(
        cls,
        name: str,
        written: str,
        codes: Codes = NO_CODES,
        beside: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Return the same; the values with which of them are high, where either is asked for."""
        if name not in ("values", "high"):
            return super().text_of(name, written, codes, beside)
        try:
            values, high = (cls.value_of(each, beside.get(each, "")) for each in _STEPS)
            steps = _steps(_VALUES.validate_python(values), _HIGH.validate_python(high))
        except (ValueError, Malformed):
            return written
        return stored_text(_VALUES.dump_python(steps, mode="json"))

    def decide(self, recording: Recording, body: str) -> None:
        """Register the scale.

        Raises:
            Malformed: what is high is no value of it.
        """
        event = self.event(ScaleRegistered, values=_steps(self.values, self.high))
        body_events.record(recording, body, event, self.on)


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
        reason = worded(
            "high names {unknown}, which is no value of the scale.", unknown=", ".join(unknown)
        )
        raise Malformed(reason).at("high")
    return tuple(
        each.model_copy(update={"high": each.high or each.value in high}) for each in values
    )


class SetQuorumRule(
    Act,
    name="taskforce quorum",
    row="quorum_rule",
    makes=(QuorumRuleSet,),
    keys=(),
    uncompared={
        "enough": worded("The entry has it in parts: retract it and record the right one.")
    },
    repeats=True,
    stage=Stage.BODIES,
    examples="taskforce quorum 1/2 --more-than --on 2026-01-10",
):
    """The body set its rule for a quorum: `12` active members, `1/2` of them, or `>1/2`.

    It holds from that day on, until the next rule. `depositary meeting quorum` counts by it.
    """

    enough: Annotated[
        str, Meaning("How many are enough: `12`, `1/2`, or `>1/2` for more than half.", "1/2")
    ]
    more_than: MoreThan = False
    counting: Counting = ("present", "represented")
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Set the rule.

        Raises:
            Malformed: it is neither a number nor a share.
        """
        try:
            rule = quorum_of(self.enough, more_than=self.more_than, counting=self.counting)
        except Malformed as error:
            raise error.at("enough") from None
        body_events.record(recording, body, rule, self.on)
