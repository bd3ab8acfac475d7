"""The published keys of answers about the documents that entries rest on."""

from collections.abc import Mapping

_DOCUMENT: Mapping[str, str] = {
    "rows.as": "what the file is there: source, evidence, signed page, text signed (no page "
    "was kept), file of the text, minutes, manifest of a report",
    "rows.title": "its title, as the entry gives it, or null",
    "rows.reference": "its number or page, or null",
    "rows.url": "its public address, or null; it is never fetched",
    "rows.sha256": "the sha256 of the file, in hexadecimal",
}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "document-check": {
        "taskforce": "the body",
        "file": "the name of the file that was asked for",
        "sha256": "its sha256, in hexadecimal",
        "cited": "whether any entry cites it",
        "rows.position": "the place in the log of the event that cites it",
        "rows.entry": "position of the first event of its entry",
        "rows.recorded": "the day on which it was recorded, UTC",
        "rows.recorded_at": "the moment",
        "rows.topic": "its topic",
        "rows.stream": "the member, commitment, body or report that it belongs to, or null",
        "rows.member": "the member whose act it is, or null",
        "rows.what": "one sentence",
        "rows.state": "stands; ended; replaced, if it was amended since; retracted; remark, about "
        "another entry",
        **_DOCUMENT,
    },
    "document-list": {
        "taskforce": "the body",
        "rows.entries": "the positions of all events that cite it so",
        **_DOCUMENT,
    },
}
