"""How sentences cite entries: by position, and by who did what when."""

from domain.words import Words, worded

ACTED = {
    "member.applied": worded("applied"),
    "member.joined": worded("joined"),
    "member.reinstated": worded("reinstated"),
    "member.suspended": worded("suspended"),
    "member.withdrew": worded("left"),
    "commitment.consented": worded("consented"),
    "commitment.progress-reported": worded("reported"),
    "commitment.signed": worded("signed"),
    "commitment.withdrawn": worded("withdrew"),
}
"""By topic: what somebody did, as far as entries of it are cited against others."""


def described(topic: str, on: object, subject: str = "", position: int = 0) -> Words:
    """Return the phrase that names an entry for programs: @73 commitment.signed of NLD on 2023."""
    values = {"position": position, "topic": topic, "member": subject, "on": on}
    if position and subject:
        return worded("@{position} {topic} of {member} on {on}", **values)
    if position:
        return worded("@{position} {topic} on {on}", **values)
    return worded("{topic} of {member} on {on}" if subject else "{topic} on {on}", **values)


def cited(phrase: str) -> str:
    """Return how a sentence cites what a phrase names: entry 73 (NLD signed, 2023-04-03)."""
    values = phrase.values if isinstance(phrase, Words) else {}
    if not values.get("position"):
        return phrase
    topic = str(values["topic"])
    acted = ACTED.get(topic, topic.rpartition(".")[2].replace("-", " "))
    if values["member"]:
        return worded("entry {position} ({member} {acted}, {on})", acted=acted, **values)
    return worded("entry {position} ({acted}, {on})", acted=acted, **values)
