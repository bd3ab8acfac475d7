"""Render a replay of the history as text or as JSON lines, step by step."""

import json
from collections.abc import Callable, Iterator, Mapping

from application.questions.across.replay import Replay, ReplayedEvent, ReplayStep
from application.questions.across.state_changes import StateChange
from application.questions.asking.answer import Json
from application.questions.asking.sentences import plain
from domain.names import AsSaid
from domain.values import ImpreciseDate
from domain.words import worded
from infrastructure.language import label_translated, translated
from infrastructure.render.cells import one_line, position

_TITLES = {
    (True, True): "Replay of {about} in {taskforce}, day by day",
    (True, False): "Replay of {about} in {taskforce}, event by event",
    (False, True): "Replay in {taskforce}, day by day",
    (False, False): "Replay in {taskforce}, event by event",
}
"""By whether it is of something, and day by day."""


def as_lines(replay: Replay) -> Iterator[str]:
    """Yield lines for people: what the replay is, then each step with what it changed."""
    values = {"about": replay.reference, "taskforce": replay.taskforce}
    yield translated(worded(_TITLES[bool(replay.reference), replay.by_day], **values))
    yield from map(label_translated, replay.banners)
    yield translated(position(replay.as_of))
    shown = False
    for step in replay.steps:
        shown = True
        yield ""
        yield from _day(step) if replay.by_day else _event(step)
    if not shown:
        yield ""
        yield translated(worded("(nothing was recorded)"))


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
    said = one_line(translated(event.what))
    if event.effective_on:
        on = ImpreciseDate.parse(event.effective_on)
        said = translated(worded("{what}, {on}", what=AsSaid(said), on=on))
    return f"{said} [{label_translated(event.mark)}]" if event.mark else said


def _fields(event: ReplayedEvent, margin: str) -> Iterator[str]:
    for each in event.fields:
        name, before, after = plain(each.field), _value(each.before), _value(each.after)
        said = worded("{name}: {before} → {after}", name=name, before=before, after=after)
        yield margin + translated(said)


def _changes(step: ReplayStep, margin: str) -> Iterator[str]:
    for each in step.changes:
        yield margin + translated(_changed(each))


def _changed(change: StateChange) -> str:
    about, before, after = change.about, _held(change.before), _held(change.after)
    if change.kind == "due":
        return worded("due: {about}: {before} → {after}", about=about, before=before, after=after)
    return worded("{about}: {before} → {after}", about=about, before=before, after=after)


def _held(value: str | None) -> str:
    return plain("none" if value is None else value)


def _value(value: Json) -> str:
    if value is None:
        return worded("blank")
    return plain(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
