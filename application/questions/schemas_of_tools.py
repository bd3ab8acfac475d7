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
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "replay": {
        "taskforce": "the body",
        "reference": "the member, text or commitment that was asked for, or null",
        "by": "event or day; this and all keys without a dot are on the first line of its JSON",
        "rows.on": "the day that the step is for; each step is a line of its own",
        "rows.position": "what was known: the position of the event, or the last of the day",
        "rows.events": "what was recorded: position, recorded_at, effective_on, what, mark, fields",
        "rows.changes": "what it changed: kind (membership, standing, count, due), about, before, "
        "after; null for none",
    },
    "report-list": {
        "taskforce": "the body",
        "rows.position": "the place in the log of the entry that records it",
        "rows.recorded": "the day on which it was published, UTC",
        "rows.recorded_at": "the moment",
        "rows.topic": "the topic of that entry",
        "rows.report": "the reference under which it was published",
        "rows.title": "its title, or null",
        "rows.published_for": "who may read it: public, members, secretariat",
        "rows.size": "the number of entries, from the first on, that it rests on",
        "rows.manifest_sha256": "the hash of the file that says how to make it again",
        "rows.content_sha256": "the hash of what it says",
    },
}
