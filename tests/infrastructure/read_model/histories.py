"""Random histories, nonsensical ones among them: three members, two commitments, any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args
from uuid import UUID

from hypothesis import strategies as st

from domain.event import Event, Recorded
from domain.events import members as m
from domain.events import texts as c
from domain.values import MemberKind, Visibility
from tests.infrastructure.read_model.given import (
    Writer,
    adopted,
    consented,
    established,
    joined,
    on,
    signed,
    withdrawn,
)

MEMBERS = ("BRB", "KEN", "PER")
CODES = (*MEMBERS, "NEW")
COMMITMENTS = ("C-1", "C-2")
DATES = (
    *("2022", "2022-02", "2022-06", "2022-06-02", "2022-06-02", "2022-06-03", "2022-07-01"),
    *("2023-01-01", "2023", "<=2022-06-10", "<=2023", "unknown", "2021-12-31", "2024-05"),
)
DAYS = sorted(
    {
        day + timedelta(days=shift)
        for text in DATES
        for day in (on(text).earliest, on(text).latest, date(2022, 1, 5))
        if day
        for shift in (-1, 0, 1)
    }
)

_days = st.sampled_from(DATES)
_maybe = st.none() | _days
_earlier = st.lists(st.integers(0, 2), max_size=2)
_visibility = st.sampled_from([*Visibility, Visibility.MEMBERS, Visibility.PUBLIC])


@dataclass(frozen=True)
class Step:
    """One event to make: `back` says of which earlier events of the same history it speaks."""

    act: str
    member: str
    commitment: str
    effective_on: str | None
    other_on: str | None
    back: tuple[int, ...]
    pick: int
    visibility: Visibility
    pause: int


_acts = st.sampled_from(
    [
        *("apply", "join", "join", "suspend", "reinstate", "leave", "rename", "notify"),
        *("sign", "sign", "sign", "confirm", "confirm", "consent", "consent", "enter", "enter"),
        *("withdraw", "withdraw", "state", "amend", "amend", "retract", "show", "show"),
    ]
)
_acts_and_codes = _acts | st.sampled_from(["recode", "recode", "sign", "join", "retract"])


def _steps(acts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Step]]:
    return st.lists(
        st.builds(
            Step,
            act=acts,
            member=st.sampled_from(MEMBERS + MEMBERS[:1] * 5),
            commitment=st.sampled_from(COMMITMENTS + COMMITMENTS[:1] * 3),
            effective_on=_maybe,
            other_on=_maybe,
            back=_earlier.map(tuple),
            pick=st.integers(0, 7),
            visibility=_visibility,
            pause=st.integers(0, 3),
        ),
        min_size=1,
        max_size=30,
    )


steps = _steps(_acts)
steps_and_codes = _steps(_acts_and_codes)
"""The same, in which members take other codes, too: one that nobody has, or another member's."""


def write(writer: Writer, given: Sequence[Step]) -> None:
    """Record a body, two commitments, and the steps."""
    writer.append(established())
    for commitment in COMMITMENTS:
        writer.append(adopted(commitment))
    for step in given:
        writer.now += timedelta(hours=step.pause * 10)
        _record(writer, step)


def _record(writer: Writer, step: Step) -> None:
    of_history = [r for r in writer.records if r.event.subject == step.member]
    if step.act in ("amend", "retract", "show"):
        entries = [r for r in of_history if r.entry_id == r.envelope.event_id]
        if entries:
            _correct(writer, step, entries[-1 - step.pick % len(entries)])
        return
    if step.act == "recode" and not of_history:
        return  # nobody has that code, so nobody can take another one
    spoken_of = [r.entry_id for r in of_history if _fits(step, r.event)]
    ends = tuple(spoken_of[-1 - back % len(spoken_of)] for back in step.back if spoken_of)
    writer.append(_event(step, ends), step.effective_on, visibility=step.visibility)


_SPEAKS_OF: dict[str, tuple[type[Event], ...]] = {
    "reinstate": (m.Suspended,),
    "leave": (m.Joined, m.Suspended),
    "confirm": (c.Signed,),
    "enter": (c.Consented, c.Signed),
    "withdraw": (c.MemberAct,),
}


def _fits(step: Step, event: Event) -> bool:
    """Say whether a step may speak of an event; now and then it speaks of what it should not."""
    same = getattr(event, "commitment", step.commitment) == step.commitment
    fits = isinstance(event, _SPEAKS_OF.get(step.act, ()))
    return (same and fits) or (step.pick == 0 and step.pause == 0)


def _correct(writer: Writer, step: Step, entry: Recorded) -> None:
    event_id = entry.envelope.event_id
    if step.act == "retract":
        writer.retract(event_id, step.visibility)
    elif step.act == "show":
        writer.show(event_id, step.visibility)
    else:
        event = entry.event
        if isinstance(event, c.Consented) and step.other_on:
            event = event.model_copy(update={"in_force_on": on(step.other_on)})
        if isinstance(event, m.Joined):
            event = event.model_copy(update={"name": f"Country {step.pick}"})
        writer.append(event, step.effective_on, visibility=step.visibility, corrects=event_id)


def _event(step: Step, ends: tuple[UUID, ...]) -> Event:
    """Make the event of a step; each is small, so all are made and one is taken."""
    member, commitment, pick = step.member, step.commitment, step.pick
    of = ends[0] if ends else UUID(int=pick)
    signature_kinds, consent_kinds = get_args(c.SignatureKind), get_args(c.ConsentKind)
    signature_kind = signature_kinds[pick % len(signature_kinds)]
    consent_kind = consent_kinds[pick % len(consent_kinds)]
    deposited_on = step.effective_on or "unknown"
    events: dict[str, Event] = {
        "apply": m.Applied(member=member, name=f"Land {pick}", kind=MemberKind.STATE),
        "join": joined(member),
        "suspend": m.Suspended(member=member),
        "reinstate": m.Reinstated(member=member, ends=ends),
        "leave": m.Withdrew(member=member, ends=ends),
        "recode": m.Recoded(member=member, code=CODES[pick % len(CODES)]),
        "rename": m.Renamed(member=member, name=f"Republic {pick}"),
        "notify": m.WithdrawalNotified(member=member),
        "sign": signed(commitment, member, signature_kind, step.other_on),
        "confirm": c.SignatureConfirmed(commitment=commitment, member=member, act=of),
        "consent": consented(commitment, member, consent_kind, deposited_on, step.other_on),
        "enter": c.EnteredIntoForce(commitment=commitment, member=member, act=of),
        "withdraw": withdrawn(*ends, commitment=commitment, member=member),
        "state": c.StatementMade(
            commitment=commitment, member=member, kind="reservation", text="We reserve this."
        ),
    }
    return events[step.act]
