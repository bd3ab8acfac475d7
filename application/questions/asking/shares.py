"""Shares in words, such as more than two thirds, and of what majorities are taken."""

from collections.abc import Mapping
from typing import Literal

from domain.words import Words, worded

OVER: Literal["more than"] = "more than"
FROM: Literal["at least"] = "at least"
MORE: Mapping[tuple[int, int], Words] = {
    (1, 2): worded("more than half"),
    (1, 3): worded("more than a third"),
    (2, 3): worded("more than two thirds"),
    (1, 4): worded("more than a quarter"),
    (3, 4): worded("more than three quarters"),
    (3, 5): worded("more than three fifths"),
    (4, 5): worded("more than four fifths"),
}
LEAST: Mapping[tuple[int, int], Words] = {
    (1, 2): worded("at least half"),
    (1, 3): worded("at least a third"),
    (2, 3): worded("at least two thirds"),
    (1, 4): worded("at least a quarter"),
    (3, 4): worded("at least three quarters"),
    (3, 5): worded("at least three fifths"),
    (4, 5): worded("at least four fifths"),
}
"""By the figures of a share."""
BASES: Mapping[str, Words] = {
    "cast": worded("votes for and against"),
    "present": worded("members present or represented with the right to vote"),
    "all": worded("members with the right to vote"),
}
"""Of what a majority is taken."""


def share_in_words(numerator: int, denominator: int, *, more_than: bool) -> Words:
    """Return a share of members in words, in figures where it is an unusual one.

    The figures stay among the values, since they are part of a report's data.
    """
    values = {
        "least": OVER if more_than else FROM,
        "numerator": str(numerator),
        "denominator": str(denominator),
    }
    said = (MORE if more_than else LEAST).get((numerator, denominator))
    return Words(said, values) if said else worded("{least} {numerator}/{denominator}", **values)
