"""How events that were stored in an older shape read today: one function for each old schema."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pydantic import JsonValue

Raw: TypeAlias = dict[str, JsonValue]
"""The content of an event, as JSON."""


def _convened_v1(event: Raw) -> Raw:
    """Number the lines of an agenda, which became items that can be linked."""
    agenda = event.get("agenda")
    lines = agenda if isinstance(agenda, list) else []
    items: list[JsonValue] = [
        {"item": str(number), "title": line} for number, line in enumerate(lines, start=1)
    ]
    return {**event, "agenda": items}


def _ending_v1(event: Raw) -> Raw:
    """Keep what an ending of schema 1 meant: what it names, and of the rest what came later."""
    return {**event, "closes": "recorded_later"}


def _unchanged(event: Raw) -> Raw:
    """Return the event as it is, where what was added later may be left out."""
    return event


UPCASTS: Mapping[tuple[str, int], Callable[[Raw], Raw]] = {
    ("taskforce.meeting-convened", 1): _convened_v1,
    ("report.published", 1): _unchanged,
    ("taskforce.minutes-approved", 1): _unchanged,
    ("member.withdrew", 1): _ending_v1,
    ("member.reinstated", 1): _ending_v1,
    ("commitment.withdrawn", 1): _ending_v1,
    ("commitment.signature-confirmed", 1): _unchanged,
    ("commitment.entered-into-force", 1): _unchanged,
    ("commitment.consented", 1): _unchanged,
    ("member.applied", 1): _unchanged,
    ("member.joined", 1): _unchanged,
}
"""From a topic and its schema to the next one; what is stored is never rewritten."""
