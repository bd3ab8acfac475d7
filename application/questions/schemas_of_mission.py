"""The published keys of answers about the rest of the mission."""

from collections.abc import Mapping

from application.questions.answer import DATE_KEYS

_BODY = {"taskforce": "the body"}
_MEMBER = {"rows.member": "code", "rows.name": "official name on that day"}
_WHAT = {
    "rows.title": "what it is called",
    "rows.text": "what it says",
    "rows.task": "the task of the body that it serves, or null",
}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "gaps": {
        **_BODY,
        "counts": "gaps and opportunities by state",
        **_MEMBER,
        "rows.gap": "its reference",
        "rows.kind": "gap or opportunity",
        "rows.area": "area of law",
        "rows.state": "open, answered (without a plan), planned or closed",
        "rows.found_on": DATE_KEYS,
        "rows.text": "what it is",
        "rows.law": "the law that it is in",
        "rows.planned_measure": "what the member plans, as it said last",
        "rows.help_asked": "what help it asks for, as it said last",
        "rows.offered_by": "codes of the members that offered help",
        "rows.offers": "each offer: by, on, text",
        "rows.answers": "each answer of the member: on, text",
        "rows.closed_by": "the law that closed it, or null",
        "rows.closed_on": DATE_KEYS,
    },
    "gaps-by-area": {
        **_BODY,
        "rows.area": "area of law",
        "rows.members": "by code, how many gaps there are and how far they are; null for none",
    },
    "practices": {
        **_BODY,
        "counts": "practices by maturity",
        "rows.practice": "its reference",
        **_MEMBER,
        "rows.maturity": "best (tried) or emerging",
        **_WHAT,
        "rows.commitments": "the commitments that it serves",
        "rows.meeting": "the meeting at which it was shown, or null",
        "rows.evidenced_by": "titles of the evidence",
        "rows.evidence": "each piece: direction, type, title, publisher, published_on, url, sha256",
        "rows.shown_on": DATE_KEYS,
    },
    "inputs": {
        **_BODY,
        "rows.input": "its reference",
        "rows.initiative": "who fed it in",
        **_WHAT,
        "rows.state": "received, considered or decided",
        "rows.received_on": DATE_KEYS,
        "rows.followed_to": "meeting, agenda item and decision, in words",
        "rows.considered": "each time: meeting, item, decision with their titles, outcome, on",
    },
    "advice": {
        **_BODY,
        "rows.advice": "its reference",
        "rows.to": "who was advised",
        **_WHAT,
        "rows.decision": "the decision that it rests on, or null",
        "rows.state": "waiting or answered",
        "rows.forwarded_on": DATE_KEYS,
        "rows.answer": "the answer, or null",
        "rows.answered_on": DATE_KEYS,
    },
    "contributions": {
        **_BODY,
        "rows.contribution": "its reference",
        "rows.product": "the product",
        **_WHAT,
        "rows.state": "made or taken_up",
        "rows.made_on": DATE_KEYS,
        "rows.in_versions": "versions of the product with the place in it, in words",
        "rows.taken_up": "each time: version, where, on",
    },
    "engagements": {
        **_BODY,
        **_MEMBER,
        "rows.level": "national, regional or global",
        **_WHAT,
        "rows.partners": "with whom",
        "rows.done_on": DATE_KEYS,
    },
    "joint-work": {
        **_BODY,
        "rows.group": "the reference group",
        "rows.sector": "its sector",
        **_WHAT,
        "rows.meeting": "the meeting at which it was done, or null",
        "rows.done_on": DATE_KEYS,
    },
    "focal-points": {
        **_BODY,
        **_MEMBER,
        "rows.role": "main, alternate or validating_authority",
        "rows.person": "a p-… reference; the name is in the contacts",
        "rows.since": DATE_KEYS,
    },
}
