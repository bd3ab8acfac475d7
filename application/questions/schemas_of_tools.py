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
AMENDING: Mapping[str, str] = {
    "taskforce": "the body",
    "dry_run": "true if it was only tried, and nothing was recorded",
    "first": "position of the first event that was recorded, null for none",
    "last": "position of the last one",
    "effects": "what would change, of a trial, or null: audience, kind (membership, standing, "
    "count, due, quorum), about, from, until (the first day after), before, after; null for none",
    "rows.entry": "position of the entry",
    "rows.named": "true if it was named, false if the same act recorded it",
    "rows.event_id": "its id",
    "rows.topic": "its topic",
    "rows.what": "what it said before, in one sentence",
    "rows.effective_on": "the day from which that held, null if it is unknown",
    "rows.changes": "field, before, after; null for unknown; empty if it stays as it is",
}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("correct", "retract", "show-to"), AMENDING),
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
