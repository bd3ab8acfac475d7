"""One sentence for each kind of event, as a person would say it."""

import re
from collections.abc import Callable, Mapping, Sequence

from application.questions.asking.answer import Json
from application.questions.asking.voting_sentences import VOTING_SENTENCES
from domain.events.texts import KIND_NOT_KNOWN
from domain.words import worded

Content = Mapping[str, Json]
_VALUE = re.compile(r"[a-z]+(?:_[a-z]+)+")


def sentence(topic: str, content: Content) -> str:
    """Say what happened. Every topic has a sentence; a test sees to it."""
    return SENTENCES[topic](content)


def plain(text: str) -> str:
    """Return a value of a closed list (`former_signatory`) in words; other text as it is."""
    return text.replace("_", " ") if _VALUE.fullmatch(text) else text


def _words(*names: str) -> Callable[[Content], str]:
    """Join fixed words and the values of fields (named with a leading dot), leaving out blanks."""

    def say(content: Content) -> str:
        said = ""
        for name in names:
            part = plain(str(content.get(name[1:]) or "")) if name.startswith(".") else name
            close = not said or said.endswith("(") or part in {"", ",", ":", ")"}
            said += part if close else f" {part}"
        return said

    return say


def _meeting_opened(content: Content) -> str:
    attendance = content.get("attendance")
    if not isinstance(attendance, Sequence):
        return worded(
            "meeting {content} opened, attendance not recorded", content=content["meeting"]
        )
    came: dict[str, int] = {}
    for each in attendance:
        assert isinstance(each, Mapping)
        presence = str(each["presence"])
        came[presence] = came.get(presence, 0) + 1
    counted = ", ".join(f"{number} {presence}" for presence, number in came.items())
    return worded(
        "meeting {content} opened: {value}",
        content=content["meeting"],
        value=counted or "nobody came",
    )


def _consented(content: Content) -> str:
    force = (
        worded(", in force {content}", content=content["in_force_on"])
        if content.get("in_force_on")
        else ""
    )
    kind = str(content["kind"])
    act = "consent (kind not known)" if kind == KIND_NOT_KNOWN else plain(kind)
    deposited = worded("deposited {act} of {content}", act=act, content=content["commitment"])
    return f"{content['member']} {deposited} on {content['deposited_on']}{force}"


def _scheduled(content: Content) -> str:
    first, more = content["first"], content.get("more")
    assert isinstance(first, Mapping)
    others = len(more) if isinstance(more, Sequence) else 0
    often = (
        worded("and {others} more", others=others) if others else plain(str(content["frequency"]))
    )
    often = "once" if often == "dates" else often
    until = f", until {content['until']}" if content.get("until") else ""
    return worded(
        "reports on {content} due on {first}, {often}{until}",
        content=content["commitment"],
        first=first["due_on"],
        often=often,
        until=until,
    )


def _quorum_rule(content: Content) -> str:
    if content.get("number"):
        return worded("a quorum is {content} members", content=content["number"])
    least = "more than" if content.get("more_than") else "at least"
    return worded(
        "a quorum is {least} {content}/{content_} of the members",
        least=least,
        content=content["numerator"],
        content_=content["denominator"],
    )


def _quorum(content: Content) -> str:
    reached = "reached" if content["reached"] else "not reached"
    took_part = worded(
        "{content} of {content_} took part", content=content["counted"], content_=content["members"]
    )
    needed = f"{content['needed']} needed"
    return worded(
        "quorum {reached} at meeting {content}: {took_part}, {needed}",
        reached=reached,
        content=content["meeting"],
        took_part=took_part,
        needed=needed,
    )


def _decision(content: Content) -> str:
    votes = content.get("votes")
    how = "by consensus"
    if isinstance(votes, Mapping):
        counted = worded(
            "{votes} to {votes_}, {votes__} abstained",
            votes=votes["in_favour"],
            votes_=votes["against"],
            votes__=votes["abstained"],
        )
        how = worded("by vote, {counted}", counted=counted)
    return worded(
        "decision {content} adopted {how}: {content_}",
        content=content["decision"],
        how=how,
        content_=content["title"],
    )


SENTENCES: Mapping[str, Callable[[Content], str]] = {
    "taskforce.established": _words(".name", "established", "(", ".nature", ")"),
    "taskforce.record-kept-from": _words("record kept from this day on"),
    "taskforce.task-adopted": _words("task", ".reference", "adopted:", ".text"),
    "taskforce.chair-appointed": _words(".chair", "took the chair"),
    "taskforce.vice-chair-appointed": _words(".vice_chair", "became vice-chair"),
    "taskforce.claim-recorded": _words("a source says of", ".about", ":", ".claim"),
    "taskforce.instrument-adopted": _words(
        ".legal_nature", "text", ".reference", "adopted, version", ".version"
    ),
    "taskforce.initiative-recognised": _words("initiative recognised:", ".name"),
    "taskforce.reference-group-linked": _words("works beside", ".name"),
    "taskforce.scale-registered": _words("scale", ".scale", "version", ".version", "registered"),
    "taskforce.meeting-convened": _words(".kind", ".meeting", "convened", ".place"),
    "taskforce.meeting-opened": _meeting_opened,
    "taskforce.meeting-closed": _words("meeting", ".meeting", "closed"),
    "member.applied": lambda c: worded(
        "{c} applied as {c_}{c__}", c=c["member"], c_=c["name"], c__=_other_party(c)
    ),
    "member.joined": lambda c: f"{c['member']} {_as_named(c)}{_other_party(c)}",
    "member.suspended": _words(".member", "suspended", ".reason"),
    "member.reinstated": _words(".member", "reinstated"),
    "member.withdrawal-notified": _words(
        ".member", "gave notice of withdrawal", ".takes_effect_on"
    ),
    "member.withdrew": _words(".member", "withdrew from the body"),
    "member.renamed": _words(".member", "is now called", ".name"),
    "member.recoded": _words(".member", "now has the code", ".code"),
    "commitment.adopted": _words("commitment", ".commitment", "adopted:", ".text"),
    "commitment.amended": _words("version", ".version", "of", ".commitment", ":", ".text"),
    "commitment.superseded": _words(".commitment", "superseded by", ".by"),
    "commitment.split": lambda c: worded(
        "{c} split into {c_}", c=c["commitment"], c_=_listed(c["into"])
    ),
    "commitment.closed": _words(".commitment", "closed for signature", ".reason"),
    "commitment.signed": _words(
        ".member", "signed", ".commitment", "version", ".version", "(", ".kind", ")"
    ),
    "commitment.signature-confirmed": _words(
        ".member", "confirmed its signature of", ".commitment"
    ),
    "commitment.consented": _consented,
    "commitment.entered-into-force": _words(".commitment", "entered into force for", ".member"),
    "commitment.statement-made": _words(".member", "on", ".commitment", ",", ".kind", ":", ".text"),
    "commitment.withdrawn": _words(".member", "withdrew its", ".of", "on", ".commitment"),
    "commitment.progress-reported": _words(
        ".member",
        "reported",
        ".commitment",
        ":",
        ".assessment",
        "(",
        ".scale",
        ".scale_version",
        ")",
    ),
    "taskforce.dissolved": _words("the body was dissolved", ".reason"),
    "taskforce.meeting-rescheduled": _words("meeting", ".meeting", "moved to", ".begins_on"),
    "taskforce.meeting-cancelled": _words("meeting", ".meeting", "cancelled", ".reason"),
    "taskforce.quorum-rule-set": _quorum_rule,
    "taskforce.quorum-established": _quorum,
    "taskforce.decision-adopted": _decision,
    "taskforce.action-item-completed": _words("action", ".action", "completed", ".outcome"),
    "taskforce.minutes-circulated": _words("draft minutes of meeting", ".meeting", "circulated"),
    "taskforce.minutes-approved": _words(
        "minutes of meeting", ".meeting", "approved at meeting", ".at"
    ),
    "taskforce.initiative-input-received": _words(
        "input", ".input", "received from", ".initiative", ":", ".title"
    ),
    "taskforce.initiative-input-considered": _words(
        "input", ".input", "considered at meeting", ".meeting", ".outcome"
    ),
    "taskforce.advice-forwarded": _words("advice", ".advice", "forwarded to", ".to", ":", ".title"),
    "taskforce.advice-answered": _words("advice", ".advice", "answered:", ".text"),
    "taskforce.product-contribution-made": _words(
        "contribution", ".contribution", "made to", ".product", ":", ".title"
    ),
    "taskforce.contribution-taken-up": _words(
        "contribution", ".contribution", "taken up in version", ".product_version", ".where"
    ),
    "taskforce.joint-work-recorded": _words("worked with", ".group", ":", ".title"),
    "member.focal-point-designated": _words(
        ".member", "designated", ".person", "as focal point (", ".role", ")"
    ),
    "member.focal-point-released": _words(".member", "released a focal point"),
    "member.legislative-gap-identified": _words(
        "gap", ".gap", "in the law of", ".member", "(", ".area", ")", ":", ".text"
    ),
    "member.legislative-opportunity-identified": _words(
        "opportunity", ".gap", "in the law of", ".member", "(", ".area", ")", ":", ".text"
    ),
    "member.legislative-help-offered": _words(
        ".by", "offered", ".member", "help with", ".gap", ":", ".text"
    ),
    "member.legislative-gap-answered": _words(".member", "on", ".gap", ":", ".text"),
    "member.legislative-gap-closed": _words(
        ".gap", "in the law of", ".member", "closed by", ".law"
    ),
    "member.engagement-recorded": _words(".member", "at", ".level", "level:", ".title"),
    "member.practice-showcased": _words(
        ".member", "showed", ".maturity", "practice", ".practice", ":", ".title"
    ),
    "commitment.milestone-set": _words(
        "milestone", ".milestone", "of", ".commitment", "due on", ".due_on", ":", ".title"
    ),
    "commitment.milestone-reached": _words(
        "milestone", ".milestone", "of", ".commitment", "reached"
    ),
    "commitment.reporting-scheduled": _scheduled,
    "commitment.reporting-extended": _words(
        ".member", "may report on", ".commitment", "until", ".extended_to", ":", ".reason"
    ),
    "commitment.reporting-exempted": _words(
        ".member", "owes no report on", ".commitment", "from", ".due_from", ":", ".reason"
    ),
    "commitment.report-returned": _words(
        "report of", ".member", "on", ".commitment", "returned:", ".reason"
    ),
    "commitment.report-approved": _words("report of", ".member", "on", ".commitment", "approved"),
    "commitment.reminder-sent": _words(
        ".member", "reminded of its report on", ".commitment", "due on", ".due_on"
    ),
    "commitment.progress-assessed": _words(
        ".assessor",
        "assessed",
        ".member",
        "on",
        ".commitment",
        ":",
        ".assessment",
        "(",
        ".confidence",
        "confidence)",
    ),
    "commitment.assessment-answered": _words(
        ".member", "answered the assessment of", ".commitment", ":", ".text"
    ),
    "record.retracted": lambda c: ": ".join(filter(None, ("entry was never true", _reason(c)))),
    "record.visibility-changed": _words("entry now shown to", ".visibility", ".reason"),
    "record.expunged": lambda c: worded(
        "texts of @{c} removed ({c_}): {c__}, on the authority of {c___}",
        c=c["expunged"],
        c_=_listed(c["fields"]),
        c__=plain(str(c["reason"])),
        c___=c["authority"],
    ),
    "report.published": _words("report", ".report", "published:", ".title"),
    "log.key-rotated": lambda c: worded("the log signs with another key: {c}", c=c["new_key"]),
    "log.clock-confirmed": _words("clock confirmed at", ".clock", ":", ".reason"),
    **VOTING_SENTENCES,
}


def _reason(content: Content) -> str:
    """Return why, "" for those to whom it was not said."""
    return str(content.get("reason") or "")


def _as_named(content: Mapping[str, Json]) -> str:
    return (
        worded("joined as {content}", content=content["name"])
        if content.get("name")
        else "joined again"
    )


def _other_party(content: Content) -> str:
    """Return why it is no member that is called alike, "" where nobody had to say."""
    return (
        worded(" (another party: {content})", content=content["distinct"])
        if content.get("distinct")
        else ""
    )


def _listed(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Sequence) else str(value)
