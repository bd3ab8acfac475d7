"""What can happen, by its subject; `domain.events.table` has all of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.event import Event


def topics() -> "Mapping[str, type[Event]]":
    """Return the closed table of events by topic; only now are all of them loaded."""
    from domain.events.table import TOPICS  # noqa: PLC0415  # most questions need a few

    return TOPICS
