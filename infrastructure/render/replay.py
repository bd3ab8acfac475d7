"""Render a replay of the history as text or as JSON lines, step by step."""

import json
from collections.abc import Callable, Iterator, Mapping

from application.questions.across.replay import Replay, ReplayedEvent, ReplayStep
from application.questions.across.state_changes import StateChange
from application.questions.asking.answer import Json
from application.questions.asking.sentences import plain
from domain.words import worded
from infrastructure.render.cells import known


def as_lines(replay: Replay) -> Iterator[str]:
    """Yield lines for people: what the replay is, then each step with what it changed."""
    about = f" of {replay.reference}" if replay.reference else ""
    how = "day by day" if replay.by_day else "event by event"
    yield worded(
        "Replay{about} in {taskforce}, {how}", about=about, taskforce=replay.taskforce, how=how
    )
    yield from replay.banners
    told = known(replay.as_of)
    yield f"{told[0].upper()}{told[1:]}"
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
    for told in step.events:
        yield f"@{told.position}  {told.recorded_at.date()}  {_said(told)}"
        yield from _fields(told, "    ")
    yield from _changes(step, "    ")


def _day(step: ReplayStep) -> Iterator[str]:
    yield f"{step.on} (@{step.position})"
    for told in step.events:
        yield f"  @{told.position}  {_said(told)}"
        yield from _fields(told, "      ")
    yield from _changes(step, "    ")


def _said(told: ReplayedEvent) -> str:
    what = " ".join(told.what.split())
    when = f", {told.effective_on}" if told.effective_on else ""
    return f"{what}{when}" + (f" [{told.mark}]" if told.mark else "")


def _fields(told: ReplayedEvent, margin: str) -> Iterator[str]:
    for each in told.fields:
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
