"""Render a replay of the history as text or as JSON lines, step by step."""

import json
from collections.abc import Callable, Iterator, Mapping

from application.questions.across.replay import Replay, ReplayedEvent, ReplayStep
from application.questions.across.state_changes import StateChange
from application.questions.asking.answer import Json
from application.questions.asking.sentences import plain
from domain.words import worded
from infrastructure.render.cells import position


def as_lines(replay: Replay) -> Iterator[str]:
    """Yield lines for people: what the replay is, then each step with what it changed."""
    about = f" of {replay.reference}" if replay.reference else ""
    how = "day by day" if replay.by_day else "event by event"
    yield worded(
        "Replay{about} in {taskforce}, {how}", about=about, taskforce=replay.taskforce, how=how
    )
    yield from replay.banners
    yield position(replay.as_of)
    shown = False
    for step in replay.steps:
        shown = True
        yield ""
        yield from _day(step) if replay.by_day else _event(step)
    if not shown:
        yield ""
        yield "(nothing was recorded)"


def as_json_lines(replay: Replay) -> Iterator[str]:
    """Yield one object for the replay, then one for each step."""
    yield json.dumps(replay.as_json(), ensure_ascii=False)
    for step in replay.steps:
        yield json.dumps(step.as_json(), ensure_ascii=False)


STEP_FORMS: Mapping[str, Callable[[Replay], Iterator[str]]] = {
    "text": as_lines,
    "jsonl": as_json_lines,
}


def _event(step: ReplayStep) -> Iterator[str]:
    for event in step.events:
        yield f"@{event.position}  {event.recorded_at.date()}  {_said(event)}"
        yield from _fields(event, "    ")
    yield from _changes(step, "    ")


def _day(step: ReplayStep) -> Iterator[str]:
    yield f"{step.on} (@{step.position})"
    for event in step.events:
        yield f"  @{event.position}  {_said(event)}"
        yield from _fields(event, "      ")
    yield from _changes(step, "    ")


def _said(event: ReplayedEvent) -> str:
    what = " ".join(event.what.split())
    when = f", {event.effective_on}" if event.effective_on else ""
    return f"{what}{when}" + (f" [{event.mark}]" if event.mark else "")


def _fields(event: ReplayedEvent, margin: str) -> Iterator[str]:
    for each in event.fields:
        yield f"{margin}{plain(each.field)}: {_value(each.before)} → {_value(each.after)}"


def _changes(step: ReplayStep, margin: str) -> Iterator[str]:
    for each in step.changes:
        yield f"{margin}{_kind(each)}{each.about}: {_held(each.before)} → {_held(each.after)}"


def _kind(difference: StateChange) -> str:
    return "due: " if difference.kind == "due" else ""


def _held(value: str | None) -> str:
    return "none" if value is None else plain(value)


def _value(value: Json) -> str:
    if value is None:
        return "blank"
    return plain(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
