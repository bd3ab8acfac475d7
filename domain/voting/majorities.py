"""How many votes a majority takes: whole numbers, counted without rounding errors."""

from collections.abc import Mapping

from domain.events.voting import Majority

_SHARES: Mapping[Majority, tuple[int, int]] = {"two_thirds": (2, 3), "four_fifths": (4, 5)}


def needed(majority: Majority, of: int) -> int:
    """Return how many votes in favour the majority takes of `of` votes or members; at least one.

    Equality is enough for two thirds and four fifths and not for more than half, so that half of
    an even number is not a majority. Nothing is adopted where nobody votes for it.
    """
    if majority == "more_than_half":
        return of // 2 + 1
    upper, lower = _SHARES[majority]
    return max(1, -(-of * upper // lower))
