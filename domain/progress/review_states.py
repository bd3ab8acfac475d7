"""How far a report has come by what was said of it."""

from collections.abc import Iterable
from typing import Literal

ReviewState = Literal["pending", "returned", "approved"]


def review_state(said_at: int, reviews: Iterable[tuple[int, ReviewState]]) -> ReviewState:
    """Return how a report stands that was last worded at one place in the log.

    `reviews` are (place, outcome). A review is of the words that it saw: a report that was
    corrected afterwards is pending again.
    """
    later = [review for review in reviews if review[0] > said_at]
    return max(later)[1] if later else "pending"
