"""One sentence for each kind of event, as a person would say it."""

import re
from collections.abc import Callable, Mapping, Sequence

from application.questions.answer import Json

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
        return f"meeting {content['meeting']} opened, attendance not recorded"
    came: dict[str, int] = {}
    for each in attendance:
        assert isinstance(each, Mapping)
        presence = str(each["presence"])
        came[presence] = came.get(presence, 0) + 1
    counted = ", ".join(f"{number} {presence}" for presence, number in came.items())
    return f"meeting {content['meeting']} opened: {counted or 'nobody came'}"


def _consented(content: Content) -> str:
    force = f", in force {content['in_force_on']}" if content.get("in_force_on") else ""
    deposited = f"deposited {plain(str(content['kind']))} of {content['commitment']}"
    return f"{content['member']} {deposited} on {content['deposited_on']}{force}"


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
    "member.applied": _words(".member", "applied as", ".name"),
    "member.joined": _words(".member", "joined as", ".name"),
    "member.suspended": _words(".member", "suspended", ".reason"),
    "member.reinstated": _words(".member", "reinstated"),
    "member.withdrawal-notified": _words(
        ".member", "gave notice of withdrawal", ".takes_effect_on"
    ),
    "member.withdrew": _words(".member", "withdrew from the body"),
    "member.renamed": _words(".member", "is now called", ".name"),
    "commitment.adopted": _words("commitment", ".commitment", "adopted:", ".text"),
    "commitment.amended": _words("version", ".version", "of", ".commitment", ":", ".text"),
    "commitment.superseded": _words(".commitment", "superseded by", ".by"),
    "commitment.split": lambda c: f"{c['commitment']} split into {_listed(c['into'])}",
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
    "record.retracted": lambda c: ": ".join(filter(None, ("entry was never true", _reason(c)))),
    "record.visibility-changed": _words("entry now shown to", ".visibility", ".reason"),
}


def _reason(content: Content) -> str:
    """Return why, "" for those to whom it was not said."""
    return str(content.get("reason") or "")


def _listed(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Sequence) else str(value)
