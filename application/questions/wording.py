"""One sentence for each kind of event, as a person would say it."""

from collections.abc import Callable, Mapping, Sequence

from application.questions.answer import Json

Content = Mapping[str, Json]


def sentence(topic: str, content: Content) -> str:
    """Say what happened. Every topic has a sentence; a test sees to it."""
    return SENTENCES[topic](content)


def _words(*names: str) -> Callable[[Content], str]:
    """Join fixed words and the values of fields (named with a leading dot), leaving out blanks."""

    def say(content: Content) -> str:
        parts = (str(content.get(n[1:]) or "") if n.startswith(".") else n for n in names)
        said = " ".join(filter(None, parts)).replace("_", " ")
        return said.replace("( ", "(").replace(" )", ")").replace(" :", ":")

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
    kind = str(content["kind"]).replace("_", " ")
    return f"{content['member']} deposited {kind} on {content['deposited_on']}{force}"


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
    "commitment.signed": _words(".member", "signed version", ".version", "(", ".kind", ")"),
    "commitment.signature-confirmed": _words(".member", "confirmed its signature"),
    "commitment.consented": _consented,
    "commitment.entered-into-force": _words("entered into force for", ".member"),
    "commitment.statement-made": _words(".member", "made a", ".kind", ":", ".text"),
    "commitment.withdrawn": _words(".member", "withdrew its", ".of"),
    "commitment.progress-reported": _words(
        ".member", "reported", ".assessment", "on", ".scale", ".scale_version"
    ),
    "record.retracted": _words("entry was never true:", ".reason"),
    "record.visibility-changed": _words("entry now shown to", ".visibility", ".reason"),
}


def _listed(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Sequence) else str(value)
