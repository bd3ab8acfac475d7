"""Whom an appointment names as chair or vice-chair, and whether its term is over."""

from typing import TypeAlias

from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.values import ImpreciseDate, surely_before

Appointed: TypeAlias = ChairAppointed | ViceChairAppointed


def appointee(appointed: Appointed) -> str:
    """Return the member that was appointed, by its code."""
    return appointed.chair if isinstance(appointed, ChairAppointed) else appointed.vice_chair


def is_over(appointed: Appointed, on: ImpreciseDate) -> bool:
    """Say whether the term surely ended before a day; its last day is part of it."""
    return bool(appointed.term_ends_on and surely_before(appointed.term_ends_on, on))
