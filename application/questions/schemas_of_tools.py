"""The published keys of answers about searching and replaying."""

from collections.abc import Mapping

SEARCH: Mapping[str, str] = {
    "taskforce": "the body",
    "words": "what was searched for",
    "found": "how many entries there are; rows may be fewer",
    "rows.snippet": "a piece of the text; the words that were found stand in brackets",
    "rows.state": "stands; replaced, if it was amended or retracted; remark, about an entry",
}
"""What it has beside the keys of every entry."""
ANSWERS: Mapping[str, Mapping[str, str]] = {}
